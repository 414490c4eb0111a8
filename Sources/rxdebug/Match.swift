// SPDX-License-Identifier: MIT
// `rxdebug match`: the result, what it cost, and what libpcre2 says.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import RegexMachine
import Reporting
import SourceText

struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Match, show captures and cost, and compare every step with libpcre2.")

  @Flag(name: .shortAndLong, help: "Find all matches.") var all = false
  @Flag(help: "Do not ask libpcre2.") var noCheck = false
  @Flag(help: "Only the result, without counting steps or asking libpcre2.") var fast = false
  @Flag(help: "Find the smallest limits that libpcre2 needs.") var limits = false
  @Flag(help: "Write one JSON object.") var json = false
  @Flag(help: "If there is no match: how near it was, and what would help.") var why = false
  @Flag(help: "Do not tell that on a terminal either.") var noHint = false
  @OptionGroup var arguments: PatternArguments

  func run() throws {
    try MatchCommand(
      choices: arguments.choices, findsAll: all, asksLibrary: !noCheck && !fast,
      countsSteps: !fast, findsLimits: limits,
      writesJSON: json, hint: HintChoice(isWhole: why, isOff: noHint && !why)
    ).run()
  }
}

/// The command, apart from the parsing of its arguments.
struct MatchCommand {
  var choices: PatternChoices
  var findsAll = false
  var asksLibrary = true
  var countsSteps = true
  var findsLimits = false
  var writesJSON = false
  var hint = HintChoice()

  func run() throws(Failure) {
    guard asksLibrary || !findsLimits else {
      throw .input(
        "--limits asks libpcre2: it cannot go with \(countsSteps ? "--no-check" : "--fast")")
    }
    guard countsSteps || !hint.isWhole else {
      throw .input("--why looks at steps: it cannot go with --fast")
    }
    let style = Style.standard(try ColorChoice(argument: choices.color))
    let query = try Query(choices)
    guard countsSteps else { return try finish(fastReport(query), style) }
    var machine = try query.machine()
    let (steps, backtracks, depths) = count(&machine)
    let first = MatchResult(machine)
    var report = MatchReport(
      query: query, outcome: machine.outcome ?? .noMatch,
      matches: first.hasGroups ? [first.groups] : [], mark: first.mark,
      steps: steps,
      backtracks: findsAll ? nil : backtracks)
    if let depths {
      let gaveUp = if case .limit = machine.outcome { true } else { false }
      report.limits = try LimitReport(query, depths, gaveUp: gaveUp)
    }
    if findsAll, first.kind == .match { try findRest(&report) }
    if asksLibrary {
      report.check = try check(query, first)
      if first.kind == .noMatch {
        report.start = StartFacts.asking(query.input)?.rejection(
          of: query.input.subject, from: query.input.offset)
      }
    }

    if report.outcome == .noMatch || hint.isWhole, report.matches.isEmpty {
      report.hint = MissHint(
        query, hint, steps: steps, isTerminal: !writesJSON && isatty(STDOUT_FILENO) == 1)
    }

    try finish(report, style)
  }

  /// What the fast program finds; partial matches only the traced one does.
  private func fastReport(_ query: Query) throws(Failure) -> MatchReport {
    let program = query.options.isPartial ? query.program : try query.fastProgram()
    do throws(SubjectError) {
      var machine = try Machine(
        program: program, subject: query.input.subject, options: query.options)
      _ = machine.run()
      let first = MatchResult(machine)
      var report = MatchReport(
        query: query, outcome: machine.outcome ?? .noMatch,
        matches: first.hasGroups ? [first.groups] : [], mark: first.mark, steps: nil,
        backtracks: nil)
      guard findsAll, first.kind == .match else { return report }
      let found = try RegexMachine.findAll(
        program, in: query.input.subject, options: query.options)
      report.matches = found.matches.map { MatchResult($0.captures).groups }
      if case .limit = found.outcome { report.outcome = found.outcome }
      return report
    } catch {
      throw .input("\(error)")
    }
  }

  /// Tells what came out.
  private func finish(_ report: MatchReport, _ style: Style) throws(Failure) {
    var output = Output.standard()
    if writesJSON {
      try output.write(bytes: report.json)
    } else {
      try output.write(report.text(style))
    }
    try output.flush()
    if let failure = report.failure { throw failure }
  }

  /// Runs the machine and counts what it does.
  private func count(
    _ machine: inout Machine
  ) -> (steps: UInt64, backtracks: UInt64, depths: DepthObserver?) {
    if findsLimits {
      var counter = DepthObserver()
      _ = machine.run(&counter)
      return (counter.steps, counter.backtracks, counter)
    }
    var counter = CountingObserver()
    _ = machine.run(&counter)
    return (counter.steps, counter.backtracks, nil)
  }

  private func findRest(_ report: inout MatchReport) throws(Failure) {
    do throws(SubjectError) {
      let found = try findAll(
        report.query.program, in: report.query.input.subject, options: report.query.options)
      report.matches = found.matches.map { match in
        MatchResult(match.captures).groups
      }
      report.steps = found.steps
      // A search that stops early after a match is a limit all the same.
      if case .limit = found.outcome { report.outcome = found.outcome }
    } catch {
      throw .input("\(error)")
    }
  }

  /// What libpcre2 says.
  private func check(_ query: Query, _ result: MatchResult) throws(Failure) -> LibraryCheck {
    do throws(SubjectError) {
      return try LibraryCheck(query.program, query.input, query.options, result)
    } catch {
      throw .input("\(error)")
    }
  }
}

extension MatchResult {
  /// Whether there is something that has been matched.
  var hasGroups: Bool { kind == .match || kind == .partial }

  /// A match with some captures.
  init(_ captures: [CaptureRange?]) {
    self.init(.match, groups: captures.map { $0.map { .init($0.start, $0.end) } })
  }
}
