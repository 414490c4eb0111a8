// SPDX-License-Identifier: MIT
// Tab: the word before the cursor becomes what it can only be; a second Tab lists what it can be.
//
// Example: with `step` and `start`, `s Tab` leaves `st`; another Tab gives both names.
// Tested in TerminalScreenTests/LineEditorTests.swift.

extension LineEditor {
  mutating func complete(_ completing: (String) -> [String]) -> Outcome {
    let word = Array(text[completionStart()..<cursor])
    let before = string(text[..<cursor])
    let candidates = completing(before).filter { $0.unicodeScalars.starts(with: word) }
    guard let first = candidates.first else { return .refused }
    var common = Array(first.unicodeScalars)
    for candidate in candidates.dropFirst() {
      let same = zip(common, candidate.unicodeScalars).prefix { $0 == $1 }
      common.removeLast(common.count - same.count)
    }
    var added = Array(common[word.count...])
    let isBlankBehind = cursor < text.count && text[cursor] == " "
    if candidates.count == 1, !isBlankBehind { added.append(" ") }
    guard added.isEmpty else {
      remember()
      insert(added)
      return .edited
    }
    guard candidates.count > 1 else { return .refused }
    action = .complete
    return previous == .complete ? .candidates(candidates) : .refused
  }

  /// Where the word that Tab completes begins: behind the last blank.
  private func completionStart() -> Int {
    text[..<cursor].lastIndex { $0 == " " || $0 == "\t" || $0 == "\n" }.map { $0 + 1 } ?? 0
  }
}
