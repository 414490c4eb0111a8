// SPDX-License-Identifier: MIT
// `rxdebug step` from its arguments to the full screen. The commands of --ex and --command are carried out before
// the first picture; what they would answer is on it.
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import RegexDebugging
import Reporting
import StepperUI

extension Step {
  /// Steps up to which libpcre2 is asked about the match: some 10 ms, in which no key is answered.
  static let comparedSteps = 50_000

  /// Shows a session on the full screen.
  ///
  /// - Throws: `Failure` for a command of a script that cannot be carried out, for a terminal that cannot be used,
  ///   and with how the process is to end.
  func show(
    _ session: consuming Session, _ query: Query, _ script: [String],
    _ keyboard: borrowing Keyboard, _ look: ScreenLook
  ) throws(Failure) {
    var history = noHistory ? CommandHistory(path: nil) : CommandHistory.standard()
    let transcript = query.transcript(plan: session.setup.plan)
    var stepper = Stepper(
      session, name: patternName, settings: look.settings, history: history.load(),
      oracle: { $0.libraryCheck(cap: Self.comparedSteps)?.brief })
    var runner = ScriptRunner(transcript)
    try runner.run(script, &stepper)
    if !stepper.interpreter.isOver {
      var loop = try ScreenLoop(stepper, transcript, keyboard, look, history, runner.rest)
      try loop.run()
      if let failure = loop.failure { throw failure }
    } else if let failure = stepper.interpreter.failure {
      throw failure
    }
  }
}

/// Carries out scripts for a stepper that nobody sees yet.
private struct ScriptRunner {
  /// What is to be done on the screen, when there is one.
  private(set) var rest: [Effect] = []
  private var transcript: Transcript
  private var depth = 0

  init(_ transcript: Transcript) { self.transcript = transcript }

  /// Carries out lines, those of files among them where they stand.
  ///
  /// - Throws: `Failure.input` for the first that cannot be carried out.
  mutating func run(_ script: [String], _ stepper: inout Stepper) throws(Failure) {
    for line in script where !StepDialog.isRemark(line) && !stepper.interpreter.isOver {
      let effects: [Effect]
      do throws(ScriptFault) {
        effects = try stepper.run([line])
      } catch {
        throw .input("\"\(RawArguments.display(error.line))\": \(error.text)")
      }
      for effect in effects { try carryOut(effect, &stepper) }
    }
  }

  private mutating func carryOut(_ effect: Effect, _ stepper: inout Stepper) throws(Failure) {
    switch effect {
    case .source(let path):
      guard depth < StepDialog.mostSources else { throw .input("files are nested too deep") }
      depth += 1
      defer { depth -= 1 }
      try run(StepDialog.lines(ofFile: path), &stepper)
    case .save(let path, let commands):
      transcript.entries = commands.map { .command($0) }
      _ = try transcript.save(path) { true }
    case .write(let path, let bytes): try ScreenLoop.write(bytes, to: path)
    case .copy, .edit, .suspend, .redraw, .bell, .mouse, .wake, .remember, .quit:
      rest.append(effect)
    }
  }
}
