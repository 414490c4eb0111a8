// SPDX-License-Identifier: MIT
// `rxdebug trace`: every step, or every event, as text or JSON Lines. The machine runs a short stretch at
// a time, so that memory stays the same however long the run.

import ArgumentParser
import CaseChecking
import RegexMachine
import SourceText

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show every step: what was tried where, with which captures.")

  @Flag(help: "Also show what happens between steps.") var events = false
  @Flag(help: "Show rounds that repeat only once.") var fold = false
  @Option(help: ArgumentHelp("Stop after so many steps.", valueName: "n")) var limit: String?
  @Flag(help: "Write one JSON object a line.") var json = false
  @OptionGroup var arguments: PatternArguments

  func run() throws {
    let style = Style.standard(try ColorChoice(argument: arguments.color))
    let limit = try limit.map { text throws(Failure) in
      UInt64(try Numbers.whole(text, "--limit", in: 1...(1 << 62), otherwise: 1))
    }
    let query = try Query(arguments.choices)
    var machine = try query.machine()
    var output = Output.standard()
    let isFinished: Bool
    if events {
      isFinished = try runEvents(&machine, query, &output, style, limit)
    } else {
      isFinished = try runSteps(&machine, query, &output, style, limit)
    }
    try finish(machine, query, isFinished: isFinished, limit, &output, style)
  }

  private func runSteps(
    _ machine: inout Machine, _ query: Query, _ output: inout Output, _ style: Style,
    _ limit: UInt64?
  ) throws(Failure) -> Bool {
    let printer = StepPrinter(query: query, style: style)
    if !json { try output.line(printer.heading) }
    var window = StepWindow(program: query.program)
    var folds = StepFolds(printer: printer, writesJSON: json, folds: fold)
    var shown: UInt64 = 0
    while true {
      window.removeAll()
      let result = machine.run(&window)
      for index in 0..<window.count {
        if shown == limit {
          try folds.finish(&output)
          return false
        }
        shown += 1
        try folds.add(shown, StepRow(Array(window.row(index))), &output)
      }
      guard result == .paused, shown != limit else {
        try folds.finish(&output)
        return result != .paused
      }
    }
  }

  private func runEvents(
    _ machine: inout Machine, _ query: Query, _ output: inout Output, _ style: Style,
    _ limit: UInt64?
  ) throws(Failure) -> Bool {
    let printer = EventPrinter(query: query, style: style)
    let stretch: UInt64 = 256
    while true {
      var observer = EventObserver(cap: 1 << 20)
      let stop = min(machine.steps + stretch, limit ?? .max)
      let result = machine.run(&observer, until: stop)
      for event in observer.events {
        if json {
          try output.write(bytes: printer.json(event))
        } else {
          try output.line(printer.text(event))
        }
      }
      if observer.dropped > 0 {
        throw .input("too many events between two steps: \(observer.dropped) are not shown")
      }
      guard result == .paused, machine.steps != limit else { return result != .paused }
    }
  }

  private func finish(
    _ machine: borrowing Machine, _ query: Query, isFinished: Bool, _ limit: UInt64?,
    _ output: inout Output, _ style: Style
  ) throws {
    let result = MatchResult(machine)
    let report = MatchReport(
      query: query, outcome: isFinished ? machine.outcome ?? .noMatch : .limit(.steps),
      matches: isFinished && result.hasGroups ? [result.groups] : [],
      mark: isFinished ? result.mark : nil,
      steps: isFinished ? machine.steps : limit ?? machine.steps, backtracks: nil)
    if json {
      try output.write(bytes: report.json)
    } else if isFinished {
      try output.write(report.text(style))
    } else {
      try output.line(style(.quiet, "stopped after \(stepCount(Int(clamping: report.steps ?? 0)))"))
    }
    try output.flush()
    if let failure = report.failure { throw failure }
  }
}
