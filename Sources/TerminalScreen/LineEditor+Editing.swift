// SPDX-License-Identifier: MIT
// Moving, typing, deleting, killing and undoing.
// Tested in TerminalScreenTests/LineEditorTests.swift.

extension LineEditor {
  /// A line as it was.
  struct Snapshot: Sendable {
    var text: [Unicode.Scalar]
    var cursor: Int
  }

  private static let mostUndone = 200
  private static let mostKilled = 20
  /// As many typed characters are undone at once, as in readline.
  private static let typedTogether = 20

  // MARK: Moving

  mutating func move(to offset: Int) -> Outcome {
    guard (0...text.count).contains(offset), offset != cursor else { return .refused }
    cursor = offset
    return .edited
  }

  /// Where the word before the cursor begins; a word is letters and digits.
  func wordStart() -> Int { start(before: cursor, of: isWord) }

  /// Where what stands between blanks before the cursor begins.
  func blankStart() -> Int { start(before: cursor) { $0 != " " && $0 != "\t" && $0 != "\n" } }

  /// Where the word at or behind the cursor ends.
  func wordEnd() -> Int {
    var offset = cursor
    while offset < text.count, !isWord(text[offset]) { offset += 1 }
    while offset < text.count, isWord(text[offset]) { offset += 1 }
    return offset
  }

  private func start(before offset: Int, of isPart: (Unicode.Scalar) -> Bool) -> Int {
    var offset = offset
    while offset > 0, !isPart(text[offset - 1]) { offset -= 1 }
    while offset > 0, isPart(text[offset - 1]) { offset -= 1 }
    return offset
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  // MARK: Changing

  mutating func type(_ scalar: Unicode.Scalar) -> Outcome {
    if previous != .insert || typed >= Self.typedTogether {
      remember()
      typed = 0
    }
    insert([scalar])
    typed += 1
    action = .insert
    return .edited
  }

  mutating func insert(_ scalars: [Unicode.Scalar]) {
    text.insert(contentsOf: scalars, at: cursor)
    cursor += scalars.count
  }

  /// Removes a stretch that ends or begins at the cursor.
  mutating func delete(_ range: Range<Int>) -> Outcome {
    guard range.lowerBound >= 0, range.upperBound <= text.count, !range.isEmpty else {
      return .refused
    }
    remember()
    text.removeSubrange(range)
    cursor = range.lowerBound
    return .edited
  }

  mutating func transpose() -> Outcome {
    guard text.count > 1, cursor > 0 else { return .refused }
    remember()
    let right = min(cursor, text.count - 1)
    text.swapAt(right - 1, right)
    cursor = right + 1
    return .edited
  }

  // MARK: Killing

  /// Removes a stretch that ends or begins at the cursor, for `yank`; kills in a row make one.
  mutating func kill(_ range: Range<Int>) -> Outcome {
    let stretch = Array(text[range])
    let isBefore = range.lowerBound < cursor
    guard delete(range) == .edited else { return .refused }
    if previous == .kill, var last = killed.popLast() {
      last.insert(contentsOf: stretch, at: isBefore ? 0 : last.count)
      killed.append(last)
    } else {
      killed.append(stretch)
      if killed.count > Self.mostKilled { killed.removeFirst() }
    }
    action = .kill
    return .edited
  }

  mutating func yank() -> Outcome {
    guard let last = killed.last else { return .refused }
    remember()
    insert(last)
    action = .yank(last.count)
    return .edited
  }

  /// After a yank: puts what was killed before that in its place.
  mutating func yankOlder() -> Outcome {
    guard case .yank(let count) = previous, let last = killed.popLast() else { return .refused }
    killed.insert(last, at: 0)
    text.removeSubrange(cursor - count..<cursor)
    cursor -= count
    let older = killed[killed.count - 1]
    insert(older)
    action = .yank(older.count)
    return .edited
  }

  // MARK: Undoing

  /// Keeps the line as it is, for `undo`.
  mutating func remember() {
    undone.append(Snapshot(text: text, cursor: cursor))
    if undone.count > Self.mostUndone { undone.removeFirst() }
  }

  mutating func undo() -> Outcome {
    guard let last = undone.popLast() else { return .refused }
    text = last.text
    cursor = last.cursor
    return .edited
  }
}
