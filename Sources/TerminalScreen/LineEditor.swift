// SPDX-License-Identifier: MIT
// A line that is being typed: text, cursor, history, what was killed, what can be undone. A pure value;
// PromptView shows it. The keys are readline's Emacs keys.
//
// Example: `a b C-a C-k C-y !` leaves `ab!` with the cursor at 3.
// Tested in TerminalScreenTests/LineEditorTests.swift.

/// A line editor.
public struct LineEditor: Sendable {
  /// What a key came to.
  public enum Outcome: Hashable, Sendable {
    /// The line or the cursor may have changed.
    case edited
    /// The key could do nothing here.
    case refused
    /// Return: the line, or the lines of a paste without the blank ones, if they are told apart; the editor
    /// is empty again.
    case accepted([String])
    /// Ctrl-C: the line was given up.
    case interrupted
    /// Ctrl-D on an empty line.
    case ended
    /// Ctrl-Z.
    case suspended
    /// Ctrl-L: the screen is to be cleared, the line stays.
    case cleared
    /// A second Tab: what the word can become.
    case candidates([String])
  }

  /// What the key before did, for keys that go on with it.
  enum Action: Hashable, Sendable {
    case other, insert, kill, complete
    /// So many characters were put in from what was killed.
    case yank(Int)
  }

  /// The line.
  public internal(set) var text: [Unicode.Scalar] = []
  /// The offset of the cursor in code points, from 0 to the length of the line.
  public internal(set) var cursor = 0
  /// The lines that were typed before.
  public internal(set) var history: LineHistory

  /// The line of the history that is shown; the number of lines for the new one.
  var place: Int
  /// Lines of the history that were changed, and the new one if it is not shown, by place.
  var edited: [Int: [Unicode.Scalar]] = [:]
  var search: Search?
  /// What was killed, the latest last.
  var killed: [[Unicode.Scalar]] = []
  var undone: [Snapshot] = []
  var action = Action.other
  /// What the key before did.
  var previous = Action.other
  /// How many characters were typed since what `undone` has last.
  var typed = 0

  /// Whether Return gives the lines of a paste one by one; otherwise line ends are characters like others.
  private let splitsLines: Bool

  /// Makes an editor.
  ///
  /// - Parameters:
  ///   - text: the line to begin with, the cursor at its end.
  ///   - history: the lines that were typed before.
  ///   - splitsLines: whether a line with line ends is accepted as several, without the blank ones.
  public init(
    text: String = "", history: LineHistory = LineHistory(), splitsLines: Bool = true
  ) {
    self.history = history
    self.splitsLines = splitsLines
    place = history.lines.count
    begin(with: text)
  }

  /// Begins anew with a line, the cursor at its end; to undo goes no further back.
  public mutating func begin(with text: String) {
    clear()
    search = nil
    action = .other
    self.text = Array(text.unicodeScalars)
    cursor = self.text.count
  }

  /// What is to be shown instead of the prompt; nil outside a search.
  public var searchPrompt: String? {
    search.map { "(\($0.hasFailed ? "failed " : "")reverse-i-search)`\(string($0.pattern))': " }
  }

  /// Takes what came from the terminal.
  ///
  /// - Parameters:
  ///   - input: the key, or the paste; anything else does nothing here.
  ///   - completing: given the line up to the cursor, what its last word can be; Tab asks for it.
  /// - Returns: what it came to.
  public mutating func handle(
    _ input: TerminalInput, completing: (String) -> [String] = { _ in [] }
  ) -> Outcome {
    previous = action
    action = .other
    switch input {
    case .mouse, .background, .cursorReport: return .refused
    case .paste(let pasted):
      endSearch()
      remember()
      insert(Array(pasted.unicodeScalars))
      return .edited
    case .key(let key):
      if search != nil, let outcome = handleSearching(key) { return outcome }
      if key == Key(.tab) { return complete(completing) }
      return handle(key)
    }
  }

  private mutating func handle(_ key: Key) -> Outcome {
    switch (key.code, key.modifiers) {
    case (.enter, []), (.character("j"), .control), (.character("m"), .control): accept()
    case (.character(let scalar), []): type(scalar)
    case (.character(let scalar), .control): handle(control: scalar)
    case (.character(let scalar), .alt): handle(alt: scalar)
    case (.left, []): move(to: cursor - 1)
    case (.right, []): move(to: cursor + 1)
    case (.left, _): move(to: wordStart())
    case (.right, _): move(to: wordEnd())
    case (.home, _): move(to: 0)
    case (.end, _): move(to: text.count)
    case (.up, _): show(place - 1)
    case (.down, _): show(place + 1)
    case (.pageUp, _): show(0)
    case (.pageDown, _): show(history.lines.count)
    case (.backspace, []), (.backspace, .shift): delete(cursor - 1..<cursor)
    case (.backspace, _): kill(wordStart()..<cursor)
    case (.delete, []): delete(cursor..<cursor + 1)
    case (.delete, _): kill(cursor..<wordEnd())
    case (.escape, []): .edited
    default: .refused
    }
  }

  private mutating func handle(control scalar: Unicode.Scalar) -> Outcome {
    switch scalar {
    case "a": move(to: 0)
    case "b": move(to: cursor - 1)
    case "c": interrupt()
    case "d": text.isEmpty ? .ended : delete(cursor..<cursor + 1)
    case "e": move(to: text.count)
    case "f": move(to: cursor + 1)
    case "h": delete(cursor - 1..<cursor)
    case "k": kill(cursor..<text.count)
    case "l": .cleared
    case "n": show(place + 1)
    case "p": show(place - 1)
    case "r": beginSearch()
    case "t": transpose()
    case "u": kill(0..<cursor)
    case "w": kill(blankStart()..<cursor)
    case "y": yank()
    case "z": .suspended
    case "_": undo()
    default: .refused
    }
  }

  private mutating func handle(alt scalar: Unicode.Scalar) -> Outcome {
    switch scalar {
    case "b": move(to: wordStart())
    case "f": move(to: wordEnd())
    case "d": kill(cursor..<wordEnd())
    case "y": yankOlder()
    case "<": show(0)
    case ">": show(history.lines.count)
    default: .refused
    }
  }

  // MARK: The end of a line

  private mutating func accept() -> Outcome {
    let lines =
      splitsLines
      ? text.split(separator: "\n", omittingEmptySubsequences: false).map { string($0) }
      : [string(text)]
    let filled = lines.count > 1 ? lines.filter { line in line.contains { $0 != " " } } : lines
    for line in filled { history.add(line) }
    clear()
    return .accepted(filled.isEmpty ? [""] : filled)
  }

  private mutating func interrupt() -> Outcome {
    clear()
    return .interrupted
  }

  private mutating func clear() {
    text = []
    cursor = 0
    edited = [:]
    undone = []
    place = history.lines.count
  }

  func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
