// SPDX-License-Identifier: MIT
// Byte edits of a pattern: what comes out is mostly invalid, and the error has to be the library's.

extension SeededGenerator {
  /// The text with a few random edits.
  mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var result = text
    for _ in 0..<(1 + below(3)) { edit(&result) }
    return result
  }

  private mutating func edit(_ text: inout [UInt8]) {
    let place = below(text.count + 1)
    switch below(6) {
    case 0, 1:
      text.insert(contentsOf: piece(), at: place)
    case 2:
      guard !text.isEmpty else { return }
      let end = min(text.count, place + 1 + below(3))
      text.removeSubrange(min(place, end)..<end)
    case 3:
      guard place < text.count else { return }
      text.replaceSubrange(place..<(place + 1), with: piece())
    case 4:
      let end = min(text.count, place + 1 + below(6))
      text.insert(contentsOf: Array(text[min(place, end)..<end]), at: place)
    default:
      text.removeSubrange(place...)
    }
  }

  private mutating func piece() -> [UInt8] {
    if oneIn(24) { return [UInt8(below(256))] }
    let pieces = [
      "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", "\\", "-", ":", "<", ">", "=",
      "!",
      "#", "&", "'", ",", "0", "1", "9", "a", "n", "P", "R", "C", "K", "E", "Q", "(?", "(*", "(?<",
      "(?<=", "(?P", "(?(", "(?|", "\\x{", "\\p{", "\\g{", "\\k<", "\\N{", "\\o{", "[:", ":]",
      "{1,",
      "(?#", "(*:", " ", "\n", "\\E", "\\Q", "(?C", "(?+", "(?-", "(?i", "99999", "U+", "é", "\\c",
      "\\u", "\\U", "\\L", "\\K", "(*ACCEPT", "(?(DEFINE)", "\\0", "[^", "&&", "{,", "(?1)", "(?R)",
    ]
    return Array(pick(pieces).utf8)
  }
}
