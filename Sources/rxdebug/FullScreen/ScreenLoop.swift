// SPDX-License-Identifier: MIT
// `rxdebug step` on the full screen: what the terminal tells goes to the stepper as messages, what the stepper
// asks for is done here. Between keys the stepper finds out the rest of the match, a few ms at a time.
//
//     var loop = try ScreenLoop(stepper, transcript, keyboard, look, history, [])
//     try loop.run()
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import RegexDebugging
import Reporting
import StepperUI
import TerminalDevice
import TerminalScreen

/// A stepper on a terminal.
struct ScreenLoop: ~Copyable {
  /// How often the picture changes while nobody types.
  private static let pace = Duration.milliseconds(100)
  /// How long keys that come without a pause are answered without showing it.
  private static let longestGap = Duration.milliseconds(30)

  private let terminal: ScreenTerminal
  private let keyboardIsStandardInput: Bool
  private var stepper: Stepper
  private var history: CommandHistory
  /// The session, for `save`; its commands are the stepper's.
  private let transcript: Transcript
  private let clock = ContinuousClock()
  /// What is to be done to begin with.
  private let first: [Effect]
  /// When the stepper wants to be told of the time.
  private var wake: ContinuousClock.Instant?
  private var isOver = false

  /// Prepares the terminal without changing it.
  ///
  /// - Throws: `Failure.input` if the terminal cannot be used.
  init(
    _ stepper: consuming Stepper, _ transcript: Transcript, _ keyboard: borrowing Keyboard,
    _ look: ScreenLook, _ history: CommandHistory, _ first: [Effect]
  ) throws(Failure) {
    self.stepper = stepper
    self.first = first
    self.transcript = transcript
    self.history = history
    keyboardIsStandardInput = keyboard.isStandardInput
    do throws(TerminalError) {
      terminal = try ScreenTerminal(keyboard, look)
    } catch {
      throw .input("the terminal cannot be used: \(error)")
    }
  }

  /// How the process ends.
  var failure: Failure? { stepper.interpreter.failure }

  /// Shows the screen until the user has enough of it.
  ///
  /// - Throws: `Failure.input` if the terminal fails. It is as before in any case.
  mutating func run() throws(Failure) {
    defer { terminal.close() }
    do throws(TerminalError) {
      try terminal.open()
      try takeSize()
      for effect in first {
        for message in try carryOut(effect) { try deliver(message) }
      }
      try converse()
    } catch {
      throw .input("the terminal fails: \(error)")
    }
  }

  private mutating func converse() throws(TerminalError) {
    var hasWork = true
    var isDrawn = false
    var drawn = clock.now
    while !isOver {
      let now = clock.now
      if !isDrawn, !terminal.hasInput || now - drawn > Self.longestGap {
        try terminal.show(stepper.model.view(), stepper.model.settings)
        (isDrawn, drawn) = (true, now)
      }
      switch try terminal.next(until: hasWork ? now : wake) {
      case .input(.cursorReport(_, let column)):
        // The answer to how wide a line of a frame is.
        if column > 1 {
          _ = try? stepper.run(["set ascii on"])
          isDrawn = false
        }
      case .input(let input):
        try deliver(.input(input))
        (hasWork, isDrawn) = (true, false)
      case .changed:
        terminal.forget()
        try takeSize()
        (hasWork, isDrawn) = (true, false)
      case .timeout:
        if let wake, clock.now >= wake {
          self.wake = nil
          try deliver(.woken)
          (hasWork, isDrawn) = (true, false)
        } else if hasWork {
          let terminal = terminal
          hasWork = stepper.idle { !terminal.hasInput }
          if !hasWork || clock.now - drawn > Self.pace { isDrawn = false }
        }
      case .ended: isOver = true
      }
    }
  }

  private mutating func takeSize() throws(TerminalError) {
    let size = terminal.size
    try deliver(.resized(columns: size.columns, rows: size.rows))
  }

  /// Tells the stepper and does what it asks for, and what comes of that.
  private mutating func deliver(_ message: Message) throws(TerminalError) {
    var messages = [message][...]
    var sources = 0
    while let message = messages.popFirst(), !isOver {
      var watch = RunWatch(terminal)
      let effects = stepper.send(message) { watch.goesOn($0) }
      if let failure = watch.failure { throw failure }
      for effect in effects {
        if case .source = effect { sources += 1 }
        guard sources <= StepDialog.mostSources else {
          messages = [.told("Files are nested too deep.", isGood: false)]
          break
        }
        messages += try carryOut(effect)
      }
    }
  }

  // MARK: Effects

  /// Does something outside; what to tell the stepper of it.
  private mutating func carryOut(_ effect: Effect) throws(TerminalError) -> [Message] {
    switch effect {
    case .copy(let bytes, let what): return [try copy(bytes, what)]
    case .edit(let target, let bytes): return try edit(target, bytes)
    case .write(let path, let bytes): return [Self.report(bytes, to: path)]
    case .source(let path): return [Self.source(path)]
    case .save(let path, let commands): return [try save(path, commands)]
    case .suspend:
      try terminal.suspend()
      try takeSize()
    case .redraw: terminal.forget()
    case .bell: try terminal.ring()
    case .mouse(let isOn): try terminal.setMouse(isOn)
    case .wake(let milliseconds): wake = clock.now + .milliseconds(milliseconds)
    case .remember(let line): history.add(line)
    case .quit: isOver = true
    }
    return []
  }

  private func copy(_ bytes: [UInt8], _ what: String) throws(TerminalError) -> Message {
    if try terminal.copy(bytes) { return .told("Copied \(what).", isGood: true) }
    return .told(
      "Too long to copy: \(bytes.count) bytes, at most \(Clipboard.limit).", isGood: false)
  }

  private mutating func edit(
    _ target: EditTarget, _ bytes: [UInt8]
  ) throws(TerminalError) -> [Message] {
    let isStandardInput = keyboardIsStandardInput
    let result = try terminal.outside { () -> Result<[UInt8], Failure> in
      do throws(Failure) {
        return .success(
          try ExternalEditor.edit(
            bytes, name: target.rawValue, keyboardIsStandardInput: isStandardInput))
      } catch {
        return .failure(error)
      }
    }
    try takeSize()
    switch result {
    case .success(let bytes): return [.edited(target, bytes)]
    case .failure(let failure):
      return [.edited(target, nil), .told(failure.text, isGood: false)]
    }
  }

  /// Writes a file.
  ///
  /// - Throws: `Failure.input`.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    var file = try Output.file(path)
    try file.write(bytes: bytes)
    try file.close()
  }

  private static func report(_ bytes: [UInt8], to path: String) -> Message {
    do throws(Failure) {
      try write(bytes, to: path)
    } catch {
      return .told(error.text, isGood: false)
    }
    return .told("Wrote \(RawArguments.display(path)).", isGood: true)
  }

  private static func source(_ path: String) -> Message {
    do throws(Failure) {
      return .lines(try StepDialog.lines(ofFile: path).filter { !StepDialog.isRemark($0) })
    } catch {
      return .told(error.text, isGood: false)
    }
  }

  private func save(_ path: String, _ commands: [String]) throws(TerminalError) -> Message {
    var transcript = transcript
    transcript.entries = commands.map { .command($0) }
    var failure: TerminalError?
    let result: Result<String, Failure>
    do throws(Failure) {
      result = .success(
        try transcript.save(path) {
          do throws(TerminalError) {
            return try !terminal.isInterrupted()
          } catch {
            failure = error
            return false
          }
        })
    } catch {
      result = .failure(error)
    }
    if let failure { throw failure }
    return switch result {
    case .success(let text): .told(text, isGood: true)
    case .failure(let failure): .told(failure.text, isGood: false)
    }
  }
}
