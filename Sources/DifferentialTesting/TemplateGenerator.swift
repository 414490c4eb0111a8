// SPDX-License-Identifier: MIT
// Random replacement templates: mostly valid, with the groups and names of the pattern at hand, and some
// byte edits, so that every fault comes up.
//
//     random.template(for: program.tree, letters: [[0x61]])      // such as `a\U${n:+$1:-}\E`

import RegexSyntax

extension SeededGenerator {
  /// A random template.
  ///
  /// - Parameters:
  ///   - tree: The pattern, for its groups and names.
  ///   - letters: The characters of plain text.
  /// - Returns: The bytes of the template.
  mutating func template(for tree: Tree, letters: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<(below(4) + below(4)) {
      text += piece(for: tree, letters, depth: oneIn(60) ? -12 : 0)
    }
    if oneIn(5) {
      for _ in 0..<(1 + below(2)) { edit(&text) }
    }
    return text
  }

  private mutating func piece(for tree: Tree, _ letters: [[UInt8]], depth: Int) -> [UInt8] {
    switch below(depth < 0 ? 24 : 20) {
    case 0..<3: return pick(letters)
    case 3..<6: return Array("$".utf8) + group(tree)
    case 6..<8: return Array("${".utf8) + group(tree) + Array("}".utf8)
    case 8..<12:
      let forcings = ["\\U", "\\L", "\\u", "\\l", "\\E"]
      return Array(pick(forcings).utf8)
    case 12: return Array(pick(["\\Q", "\\Q", "\\E", "$$", "\\Q$1\\E"]).utf8)
    case 13: return Array(pick(["$*MARK", "${*MARK}", "\\$", "\\\\", ":", "}", "{"]).utf8)
    case 14: return Array(pick(Self.escapes).utf8)
    default: return conditional(tree, letters, depth: depth)
    }
  }

  /// `${1:-text}` or `${1:+text:text}`.
  private mutating func conditional(
    _ tree: Tree, _ letters: [[UInt8]], depth: Int
  ) -> [UInt8] {
    var text = Array("${".utf8) + group(tree)
    text += Array(pick([":-", ":+"]).utf8)
    for part in 0..<(1 + below(2)) {
      if part > 0 { text += Array(":".utf8) }
      for _ in 0..<below(3) where depth < 3 { text += piece(for: tree, letters, depth: depth + 1) }
    }
    return text + Array("}".utf8)
  }

  private mutating func group(_ tree: Tree) -> [UInt8] {
    if !tree.names.isEmpty, oneIn(3) { return pick(tree.names).name }
    if oneIn(30) { return Array(pick(["nope", "n", "99", "10", "00", "01", "3x"]).utf8) }
    return Array(String(below(tree.captureCount + (oneIn(12) ? 3 : 1))).utf8)
  }

  private mutating func edit(_ text: inout [UInt8]) {
    let place = below(text.count + 1)
    switch below(4) {
    case 0, 1: text.insert(contentsOf: Array(pick(Self.snippets).utf8), at: place)
    case 2:
      let end = min(text.count, place + 1 + below(2))
      text.removeSubrange(min(place, end)..<end)
    default:
      if oneIn(8) {
        text.insert(UInt8(below(256)), at: place)
      } else {
        text.removeSubrange(place...)
      }
    }
  }

  private static let escapes = [
    "\\n", "\\r", "\\t", "\\a", "\\e", "\\f", "\\x41", "\\x{e9}", "\\x{df}", "\\x{ff}", "\\x{b5}",
    "\\x{1c5}", "\\x{2c65}", "\\x{1F600}", "\\x{d800}", "\\x{110000}", "\\x", "\\x{}", "\\x{4",
    "\\o{101}",
    "\\o{777}", "\\o", "\\o{8}", "\\cA", "\\c}", "\\c", "\\N{U+e9}", "\\N{2}", "\\N", "\\d", "\\1",
    "\\g",
    "\\k", "\\p{L}", "\\y", "\\.", "\\:", "\\}", "\\é", "\\0",
  ]

  private static let snippets = [
    "$", "{", "}", ":", "+", "-", "*", "\\", "${", "${1:", "${1:+", "${1:-", "$*", "\\Q", "\\E",
    "$$",
    "${*MARK:", "é", "\\U", "${99:-", "${99", "$a_b", "abcdefghijklmnopqrstuvwxyzabcdefg", "1", "0",
    "_",
  ]
}
