// SPDX-License-Identifier: MIT
// Where the commands of a session come from: a person at a terminal, with a line editor, or a pipe. The
// editor needs a terminal on both sides that can move its cursor; `--no-editing` and `set editing off` do
// without it.
//
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift, on a terminal made for it.

import Glibc

/// Lines that somebody types or that come through a pipe.
struct LineReader: ~Copyable {
  /// What may be edited and kept.
  struct Choices {
    /// Whether a line editor is used where there is a terminal for it.
    var hasEditing = true
    /// Whether lines are read from and added to the history file.
    var keepsHistory = true
  }

  /// Whether a person types them.
  let isTerminal: Bool
  /// What a person is asked with.
  var prompt = ""
  /// The names of groups that Tab knows.
  var groupNames: [String] = []
  private let keyboard: Keyboard
  private let keepsHistory: Bool
  private var plain: PlainLines
  private var editing: EditedLines?
  private var hasEditing: Bool

  /// Reads from a keyboard or a pipe.
  init(_ keyboard: consuming Keyboard, _ choices: Choices = Choices()) {
    self.keyboard = keyboard
    isTerminal = self.keyboard.isTerminal
    plain = PlainLines(self.keyboard.descriptor)
    keepsHistory = choices.keepsHistory
    hasEditing = choices.hasEditing && isTerminal && Self.canEdit
  }

  /// The next line without its end; nil at the end.
  mutating func next() -> String? {
    if hasEditing {
      if editing == nil {
        editing = EditedLines(
          input: keyboard.descriptor, output: STDOUT_FILENO, keepsHistory: keepsHistory)
      }
      // Ctrl-C was meant for all that waits behind the command, too.
      if Interruption.isRequested { editing?.forgetRest() }
      switch editing?.next(prompt: prompt, groupNames: groupNames) {
      case .line(let line): return line
      case .ended: return nil
      case .unusable, nil: hasEditing = false
      }
    }
    if isTerminal {
      let bytes = Array(prompt.utf8)
      _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
    }
    return plain.next()
  }

  /// Switches the editor on, where there is a terminal for it, or off.
  mutating func setEditing(_ isOn: Bool) { hasEditing = isOn && isTerminal && Self.canEdit }

  /// What `set editing on` and `set editing off` ask for; nil for any other line.
  static func editingSetting(in line: String) -> Bool? {
    switch line.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
    case ["set", "editing", "on"], ["set", "editing"]: true
    case ["set", "editing", "off"]: false
    default: nil
    }
  }

  /// Whether the terminal is known to move its cursor.
  private static var canEdit: Bool {
    guard let name = environment("TERM") else { return false }
    return name != "dumb" && isatty(STDOUT_FILENO) == 1
  }
}

/// Lines as they come, whole.
private struct PlainLines {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isAtEnd: Bool

  /// Reads from a descriptor; below 0 there is nothing.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isAtEnd = descriptor < 0
  }

  /// The next line without its end; nil at the end.
  mutating func next() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return nil }
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
      }
      read()
    }
  }

  private mutating func read() {
    var got = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { bytes, count in
      got = unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      count = max(0, got)
    }
    if got < 0, errno == EINTR { return }
    if got <= 0 { isAtEnd = true }
    buffer += chunk
  }
}
