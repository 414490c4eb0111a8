// SPDX-License-Identifier: MIT
// Lines of before: going through them, and searching them while the pattern is typed.
//
// Example: with `step` and `break 2` before, `C-r a` shows `break 2`, and Return accepts it.
// Tested in TerminalScreenTests/LineEditorTests.swift.

extension LineEditor {
  /// A search that is going on.
  struct Search: Sendable {
    var pattern: [Unicode.Scalar] = []
    /// The line found, as a place in the history.
    var place: Int
    var hasFailed = false
    /// What to go back to if the search is given up.
    let origin: (place: Int, text: [Unicode.Scalar], cursor: Int)
  }

  /// Shows a line of the history, or the new one; what was changed in the one shown is kept.
  mutating func show(_ target: Int) -> Outcome {
    guard (0...history.lines.count).contains(target), target != place else { return .refused }
    edited[place] = text
    place = target
    text = line(at: target)
    cursor = text.count
    undone = []
    return .edited
  }

  private func line(at place: Int) -> [Unicode.Scalar] {
    if let changed = edited[place] { return changed }
    guard place < history.lines.count else { return [] }
    return Array(history.lines[place].unicodeScalars)
  }

  // MARK: Searching

  mutating func beginSearch() -> Outcome {
    edited[place] = text
    search = Search(place: place, origin: (place, text, cursor))
    return .edited
  }

  /// Ends a search and keeps the line found.
  mutating func endSearch() {
    guard let found = search else { return }
    if found.place != found.origin.place { undone = [] }
    place = found.place
    search = nil
  }

  /// Takes a key during a search; nil if it ends the search and means something else.
  mutating func handleSearching(_ key: Key) -> Outcome? {
    guard var current = search else { return nil }
    switch (key.code, key.modifiers) {
    case (.character(let scalar), []):
      current.pattern.append(scalar)
      return find(current, from: current.place, by: -1)
    case (.backspace, _), (.character("h"), .control):
      guard current.pattern.popLast() != nil else { return .refused }
      return find(current, from: current.origin.place, by: -1)
    case (.character("r"), .control): return find(current, from: current.place - 1, by: -1)
    case (.character("s"), .control): return find(current, from: current.place + 1, by: 1)
    case (.character("g"), .control):
      (place, text, cursor) = current.origin
      search = nil
      return .edited
    case (.character("c"), .control):
      search = nil
      return nil
    case (.escape, _):
      endSearch()
      return .edited
    default:
      endSearch()
      return nil
    }
  }

  /// Looks for a line that holds the pattern, and stays where it is if there is none.
  private mutating func find(_ wanted: Search, from start: Int, by direction: Int) -> Outcome {
    var wanted = wanted
    defer { search = wanted }
    guard !wanted.pattern.isEmpty else {
      wanted.hasFailed = false
      return .edited
    }
    var place = start
    while (0...history.lines.count).contains(place) {
      let line = line(at: place)
      if let offset = lastOffset(of: wanted.pattern, in: line) {
        wanted.place = place
        wanted.hasFailed = false
        text = line
        cursor = offset
        return .edited
      }
      place += direction
    }
    wanted.hasFailed = true
    return .refused
  }

  private func lastOffset(of pattern: [Unicode.Scalar], in line: [Unicode.Scalar]) -> Int? {
    guard line.count >= pattern.count else { return nil }
    return (0...line.count - pattern.count).last { line[$0...].starts(with: pattern) }
  }
}
