// SPDX-License-Identifier: MIT
// `rxdebug step`: the debugger, on the full screen (FullScreen/) or in line mode. Commands come from --ex, from a
// file and from standard input; each answer is plain lines. Everything it knows stands in RegexDebugging, every word
// in Reporting.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import SourceText
import StepperUI
import Synchronization
import TerminalDevice

struct Step: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Debug a match: step, break, go back, ask why.")

  @Option(
    name: .customLong("ex"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run a command first.", valueName: "command"))
  var commands: [String] = []
  @Option(
    name: .customLong("command"), parsing: .unconditional,
    help: ArgumentHelp("Run the commands in a file first.", valueName: "file"))
  var commandFile: String?
  @Flag(help: "End after --ex and --command.") var batch = false
  @Flag(help: "Read lines as the terminal gives them.") var noEditing = false
  @Flag(help: "Leave the history file alone.") var noHistory = false
  @Flag(help: "Answer with JSON Lines.") var json = false
  @Option(help: ArgumentHelp("Memory for going back in time, e.g. 64M.", valueName: "size"))
  var memory: String?
  @Flag(name: .shortAndLong, help: "Go through all matches.") var all = false
  @Option(
    name: .customLong("replace"), parsing: .unconditional,
    help: ArgumentHelp("Replace matches.", valueName: "replacement"))
  var replace: String?
  @OptionGroup var replacement: ReplacementArguments
  @OptionGroup var screen: ScreenArguments
  @OptionGroup var arguments: PatternArguments

  func run() throws { try open(try Query(arguments.choices)) }

  /// Steps through a match.
  func open(_ query: Query) throws {
    let script = try scriptedCommands()
    let keyboard = Keyboard(
      standardInputIsTaken: arguments.choices.readsSubjectFromStandardInput)
    let choice = try ScreenChoice(
      screen, lineOption: lineOption, keyboard: keyboard,
      color: try ColorChoice(argument: arguments.color))
    switch choice {
    case .lines(let remark):
      if let remark {
        var output = Output.error()
        try output.line("rxdebug: \(remark)")
        try output.flush()
      }
      try talk(query, script, keyboard)
    case .screen(let look):
      try show(try session(query), query, script, keyboard, look)
    }
  }

  /// What the pattern is called on a screen: its file, if it has one.
  var patternName: String { arguments.patternFile.map { RawArguments.display($0) } ?? "" }

  /// An option with which there are lines only.
  private var lineOption: String? {
    batch ? "--batch" : json ? "--json" : noEditing ? "--no-editing" : nil
  }

  private func talk(
    _ query: Query, _ script: [String], _ keyboard: consuming Keyboard
  ) throws(Failure) {
    let picture = try ScreenPicture(screen, name: patternName)
    var dialog = StepDialog(try session(query), query, picture, answersJSON: json)
    try dialog.open()
    try dialog.run(script)
    if !batch {
      try dialog.converse(
        LineReader(keyboard, .init(hasEditing: !noEditing, keepsHistory: !noHistory)))
    }
    try dialog.checkIsComplete()
    if let failure = dialog.failure { throw failure }
  }

  private func scriptedCommands() throws(Failure) -> [String] {
    var lines: [String] = []
    if let commandFile {
      lines += try StepDialog.lines(ofFile: commandFile)
    }
    // A line is one command, also in a saved session.
    return lines
      + commands.flatMap { text in
        text.utf8.split(separator: 0x0A).map { String(Substring($0)) }
      }
  }

  /// What is to be done besides looking for one match.
  private func plan(_ query: Query) throws(Failure) -> SearchPlan? {
    guard all || replace != nil else { return nil }
    let text = replace.map { RawArguments.bytes(of: $0) }
    if let text {
      _ = try query.template(text, replacement.options)
    }
    return SearchPlan(findsAll: all, replacement: text, options: replacement.options)
  }

  private func session(_ query: Query) throws(Failure) -> Session {
    let options = query.program.tree.options
    var setup = RunSetup(
      pattern: query.input.pattern, subject: query.input.subject, options: options,
      matchOptions: query.options,
      checkpointBytes: try Numbers.bytes(memory, "--memory", otherwise: 64 << 20))
    setup.plan = try plan(query)
    do throws(SessionError) {
      var session = try Session(setup)
      session.askLibrary()
      return session
    } catch {
      throw .input("\(error)")
    }
  }
}

/// Ctrl-C while the machine runs: the session stops where it is and goes on.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  static func clear() { flag.store(false, ordering: .relaxed) }

  /// Takes the key from now on.
  static func catchKey() {
    clear()
    _ = signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      TerminalDevice.noteInterruption()
    }
  }
}
