// SPDX-License-Identifier: MIT
// Lines that a person types into the line editor. The terminal is raw only while a line is typed: when a
// command runs, Ctrl-C is a signal as anywhere else.
//
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift.

import RegexDebugging
import TerminalDevice
import TerminalScreen

/// Lines from a terminal, edited.
struct EditedLines: ~Copyable {
  /// What came of asking for a line.
  enum Answer {
    case line(String)
    /// Ctrl-D, or the terminal is gone.
    case ended
    /// The terminal refuses raw mode.
    case unusable
  }

  /// How long an Escape waits for the rest of a key, in ms.
  private static let escapeDelay: Int32 = 25

  private var prompt = ""
  private var device: TerminalDevice
  private var parser = KeyParser()
  private var editor: LineEditor
  private var view = PromptView()
  private var history: CommandHistory
  /// Keys typed after the end of the last line.
  private var inputs: ArraySlice<TerminalInput> = []
  /// The rest of several lines that were pasted.
  private var lines: [String] = []

  /// Prepares a terminal; nil if it is none.
  init?(input: Int32, output: Int32, keepsHistory: Bool) {
    do throws(TerminalError) {
      device = try TerminalDevice(
        input: input, output: output, entering: Array("\u{1B}[?2004h".utf8),
        leaving: Array("\u{1B}[?2004l".utf8))
    } catch {
      return nil
    }
    history = keepsHistory ? CommandHistory.standard() : CommandHistory(path: nil)
    editor = LineEditor(history: LineHistory(history.load(), limit: CommandHistory.limit))
  }

  /// Waits for a line; Tab knows verbs and the names of groups.
  mutating func next(prompt: String, groupNames: [String]) -> Answer {
    self.prompt = prompt
    do throws(TerminalError) {
      if !lines.isEmpty {
        let line = lines.removeFirst()
        let text = Array(line.unicodeScalars)
        try device.write(view.finish(prompt: prompt, text: text, width: width))
        return .line(line)
      }
      do throws(TerminalError) { try device.enter() } catch { return .unusable }
      defer { device.leave() }
      return try edit(groupNames)
    } catch {
      return .ended
    }
  }

  /// Gives up what was typed or pasted behind the last line.
  mutating func forgetRest() {
    lines = []
    inputs = []
  }

  private var width: Int { device.size?.columns ?? 80 }

  private mutating func edit(_ groupNames: [String]) throws(TerminalError) -> Answer {
    view.forget()
    while true {
      while let input = inputs.popFirst() {
        let outcome = editor.handle(input) {
          CommandCompletion.candidates(
            for: $0, groupNames: groupNames, settings: ["editing"])
        }
        if let answer = try obey(outcome) { return answer }
      }
      try draw()
      switch try device.next(timeout: parser.isWaiting ? Self.escapeDelay : nil) {
      case .bytes(let bytes): inputs += parser.feed(bytes)
      case .timeout: inputs += parser.flush()
      case .interrupted: inputs.append(.key(Key("c", .control)))
      case .resized:
        // What a terminal makes of a row that no longer fits is its own affair.
        try device.write(Array("\r\u{1B}[J".utf8))
        view.forget()
      case .resumed: view.forget()
      case .ended: return .ended
      }
    }
  }

  /// Does what a key came to; an answer if the line is complete.
  private mutating func obey(_ outcome: LineEditor.Outcome) throws(TerminalError) -> Answer? {
    switch outcome {
    case .edited: break
    case .refused: try device.write([0x07])
    case .accepted(let accepted): return try accept(accepted)
    case .interrupted:
      try device.write(view.moveBehind() + Array("^C\r\n".utf8))
      view.forget()
    case .ended:
      try draw()
      return .ended
    case .suspended:
      try draw()
      try device.write(view.moveBehind())
      try device.suspend()
      view.forget()
    case .cleared:
      try device.write(Array("\u{1B}[H\u{1B}[J".utf8))
      view.forget()
    case .candidates(let words):
      try device.write([0x0D, 0x0A] + CandidateTable.bytes(words, width: width))
      view.forget()
    }
    return nil
  }

  private mutating func accept(_ accepted: [String]) throws(TerminalError) -> Answer {
    let first = accepted.first ?? ""
    try device.write(
      view.finish(prompt: prompt, text: Array(first.unicodeScalars), width: width))
    lines = Array(accepted.dropFirst())
    for line in accepted { history.add(line) }
    return .line(first)
  }

  private mutating func draw() throws(TerminalError) {
    try device.write(
      view.update(
        prompt: editor.searchPrompt ?? prompt, text: editor.text, cursor: editor.cursor,
        width: width))
  }
}
