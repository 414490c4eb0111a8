// SPDX-License-Identifier: MIT
// What grows: subjects, numbers of matches, groups, alternatives, counted repeats, classes, nesting.

/// The families that are asked for: those of below, and the cases over parts of their texts.
func growthFamilies(_ arguments: Arguments) throws -> [Family] {
  let families = subjectFamilies + patternFamilies + compileFamilies
  let chosen = families.filter { family in arguments.name.map { family.name == $0 } ?? true }
  // A group belongs to cases only.
  return (arguments.group == nil ? chosen : []) + (try arguments.cases().compactMap(lengthFamily))
}

/// A case over an eighth, a quarter, half and all of its text; nil for those on many short subjects.
private func lengthFamily(_ item: SpeedCase) -> Family? {
  let subjects = item.text.make()
  guard subjects.count == 1, let subject = subjects.first, subject.count >= 16 else { return nil }
  let count = subject.count
  return Family(item.name, "bytes", [count / 8, count / 4, count / 2, count]) { size in
    var end = size
    while end < count && item.letters.contains(.utf) && subject[end] & 0xC0 == 0x80 { end += 1 }
    var part = item
    let text = Array(subject[..<end])
    part.text = Text { [text] }
    return part
  }
}

private func text(_ piece: String, _ count: Int) -> String {
  String(repeating: piece, count: count)
}

/// Subjects that grow.
private let subjectFamilies: [Family] = [
  .subject("each byte a match", "a", from: 62_500) { text("a", $0) },
  .subject("each byte an empty match", "x*", from: 31_250) { text("a", $0) },
  .subject("empty matches and others", "a*", from: 15_000) { text("ab", $0) },
  .subject("words of one letter", #"\b\w\b"#, from: 31_250) { text("a ", $0) },
  .subject("one long word", #"\b\w+\b"#, from: 62_500) { text("a", $0) },
  .subject("one long line", ".+", from: 62_500) { text("a", $0) },
  .subject("a line with a tail", "^(.*)b", from: 62_500) { text("a", $0) + "b" },
  .subject("groups in a long loop", "^(?:(a)|b)*c", from: 4_000) { text("ab", $0) },
  .subject("a long loop", "^(?:a|b)*c", from: 4_000) { text("ab", $0) },
  .subject("a long possessive loop", "^(?:a|b)*+c", from: 4_000) { text("ab", $0) },
  .subject("a long lazy loop", "^(?:a|b)*?c", from: 4_000) { text("ab", $0) },
  .subject("a long loop of lookaheads", "^(?:(?!c).)*c", from: 4_000) { text("ab", $0) },
  .subject("a long loop of captures", "^(?:(a)(b))*c", from: 4_000) { text("ab", $0) },
  .subject("a long loop that is counted", "^(?:ab){2,3000}c", from: 350) { text("ab", $0) },
  .subject("deep recursion", #"^(\((?:[^()]|(?1))*\))$"#, from: 500) {
    text("(", $0) + text(")", $0)
  },
  .subject("recursion side by side", #"^(?:(\((?:[^()]|(?1))*\)))*$"#, from: 1_000) {
    text("(a)", $0)
  },
  .subject("a reference to a long group", #"^(a*)b\1$"#, from: 20_000) {
    text("a", $0) + "b" + text("a", $0)
  },
  .subject("a lookahead to the end", "^(?=.*b)a", from: 20_000) { text("a", $0) + "b" },
  .subject("lookaheads to the end", "a(?=.*b)", from: 250) { text("a", $0) + "b" },
  .subject("a literal that is not there", "abcd", from: 20_000) { text("abc ", $0) },
  .subject("a byte that is not there", "a+b", from: 250) { text("a", $0) },
  .subject("a byte far away", #"\w+\s*="#, from: 5_000) { text("ab ", $0) + "=" },
  .subject("lines", "^.*$", .multiline, from: 5_000) { text("some line\n", $0) },
  .subject("empty lines", "^$", .multiline, from: 15_000) { text("\n", $0) },
  .subject("line ends", "$", .multiline, from: 10_000) { text("ab\n", $0) },
  .subject("characters", ".", .utf, from: 15_000) { text("ж", $0) },
  .subject("clusters", #"\X"#, .utf, from: 10_000) { text("e\u{301}", $0) },
  .subject("a long cluster", #"\X"#, .utf, from: 5_000) { "e" + text("\u{301}", $0) },
  .subject("behind in UTF", #"(?<=жж)ж"#, .utf, from: 10_000) { text("ж", $0) },
  .subject("caseless UTF", "ёж", [.caseless, .utf], from: 10_000) { text("ЁЖ ", $0) },
  .subject("skipped parts", #"a(*SKIP)(*FAIL)|b"#, from: 5_000) { text("aab", $0) },
  .subject("marks", "(*MARK:x)a", from: 10_000) { text("a", $0) },
  .subject("keep out", #"a\Kb"#, from: 15_000) { text("ab", $0) },
]

/// Patterns that grow, on subjects that fit.
private let patternFamilies: [Family] = [
  .pattern("groups", from: 25, on: { text(text("a", $0) + "b", 20) }) { text("(a)", $0) },
  .pattern("groups in a loop", from: 25, on: { text(text("a", $0), 20) + "b" }) {
    "(?:" + text("(a)", $0) + ")+b"
  },
  .pattern("optional groups", from: 25, on: { text("a", $0) }) { "^" + text("(a)?", $0) + "$" },
  .pattern("groups that are not reached", from: 25, on: { _ in text("a", 5_000) }) {
    "(?:a|" + text("(b)", $0) + ")"
  },
  .pattern("alternatives of bytes", from: 100, on: { _ in text("x17z ", 400) }) { codes($0) },
  .pattern("alternatives of words", from: 250, on: { _ in text("some other words ", 100) }) {
    wordAlternation($0)
  },
  .pattern("a counted byte", from: 100, on: { text(text("a", $0) + "b", 20) }) { "a{\($0)}b" },
  .pattern("a counted group", from: 100, on: { text(text("ab", $0) + "c", 20) }) {
    "(?:ab){\($0)}c"
  },
  .pattern("a counted capture", from: 50, on: { text(text("ab", $0) + "c", 4) }) {
    "(a|b){\($0)}c"
  },
  .pattern("a counted range", from: 50, on: { text("a", 3 * $0) + "b" }) { "(?:a{1,3}){\($0)}b" },
  .pattern("a counted optional", from: 100, on: { text(text("ab", $0) + "c", 20) }) {
    "(?:ab){0,\($0)}c"
  },
  .pattern("nested groups", from: 25, on: { _ in text("a", 500) }) {
    text("(", $0) + "a" + text(")", $0)
  },
  .pattern("nested optional groups", from: 25, on: { text(text("a", $0) + "b", 50) }) {
    text("(?:a", $0) + text(")?", $0)
  },
  .pattern("a long lookbehind", from: 25, on: { text(text("a", $0) + "b", 50) }) {
    "(?<=" + text("a", $0) + ")b"
  },
  .pattern("a long literal", from: 250, on: { text(text("abc", $0) + "d", 10) }) {
    text("abc", $0) + "d"
  },
  .pattern("a long literal, missed", from: 50, on: { text("a", 4 * $0) }) { text("a", $0) + "b" },
  .pattern("a set of characters", .utf, from: 25, on: { _ in text("жеа", 2_000) }) {
    "[" + characters($0) + "]+"
  },
]

/// Patterns that grow, compiled only.
private let compileFamilies: [Family] = [
  .compiled("literal", from: 1_000) { text("abcd", $0) },
  .compiled("caseless literal", .caseless, from: 1_000) { text("abcd", $0) },
  .compiled("caseless literal, UTF", [.caseless, .utf], from: 250) { text("жук ", $0) },
  .compiled("groups", from: 250) { text("(a)", $0) },
  .compiled("named groups", from: 100) { count in (0..<count).map { "(?<n\($0)>a)" }.joined() },
  .compiled("references", from: 250) { text("(a)", 50) + text(#"\17"#, $0) },
  .compiled("calls", from: 250) { text("(a)", 50) + text("(?17)", $0) },
  .compiled("calls within", from: 100) { count in
    (0..<count).map { "(a(?\($0 % 100 + 1))?b)" }.joined()
  },
  .compiled("alternatives", from: 250) { wordAlternation($0) },
  .compiled("alternatives in groups", from: 250) { text("(?:a|b|cd|ef)", $0) },
  .compiled("nested groups", from: 25) { text("(", $0) + "a" + text(")", $0) },
  .compiled("nested alternatives", from: 25) { text("(?:a|b", $0) + text(")", $0) },
  .compiled("nested lookaheads", from: 25) { text("(?=a", $0) + text(")", $0) },
  .compiled("nested loops", from: 25) { text("(?:a", $0) + text(")*", $0) },
  .compiled("sets", from: 100) { text("[a-ce][a-cf]", $0) },
  .compiled("different sets", from: 25) { count in
    (0..<count).map { "[\\x{\(hexadecimal($0 % 90 + 1))}-z]" }.joined()
  },
  .compiled("a set of characters", .utf, from: 100) { "[" + characters($0) + "]" },
  .compiled("a set of properties", .utf, from: 25) { "[" + text(#"\p{Lu}\p{Greek}"#, $0) + "]" },
  .compiled("counted bytes", from: 250) { text("a{3,5}", $0) },
  .compiled("a counted group", from: 200) { "(?:ab){\($0)}" },
  .compiled("a counted group with captures", from: 100) { "(?:(a)|b){\($0)}" },
  .compiled("nested counted groups", from: 1) { count in
    text("(?:", 4) + "a" + text("){\(count)}", 4)
  },
  .compiled("lookbehinds", from: 250) { text("(?<=abc)", $0) },
  .compiled("alternatives in a lookbehind", from: 100) { "(?<=" + text("ab|cd|", $0) + "e)" },
  .compiled("optional things", from: 500) { text("a?", $0) },
  .compiled("lazy things", from: 250) { text("a*?b", $0) },
  .compiled("conditions", from: 250) { "(a)" + text("(?(1)b|c)", $0) },
  .compiled("option settings", from: 250) { text("(?i)a(?-i)b", $0) },
  .compiled("comments", from: 250) { text("(?#remark)a", $0) },
  .compiled("quoted text", from: 1_000) { #"\Q"# + text("a.b*", $0) + #"\E"# },
  .compiled("spaces of the extended syntax", .extended, from: 250) { text("a  # remark\n", $0) },
  .compiled("verbs", from: 250) { text("(*MARK:a)b", $0) },
]

private func codes(_ count: Int) -> String { (0..<count).map { "x\($0)y" }.joined(separator: "|") }

private func hexadecimal(_ value: Int) -> String { String(value, radix: 16) }

/// Every other character from U+0400 on, as escapes.
private func characters(_ count: Int) -> String {
  (0..<count).map { "\\x{" + hexadecimal(0x400 + 2 * $0) + "}" }.joined()
}

extension Family {
  fileprivate typealias Maker = @Sendable (Int) -> String

  fileprivate static func subject(
    _ name: String, _ pattern: String, _ letters: OptionLetters = [], from size: Int,
    _ subject: @escaping Maker
  ) -> Family {
    Family(name, "subject", [size, 2 * size, 4 * size, 8 * size]) {
      SpeedCase(name, pattern, letters, in: .just(subject($0)))
    }
  }

  fileprivate static func pattern(
    _ name: String, _ letters: OptionLetters = [], from size: Int, on subject: @escaping Maker,
    _ pattern: @escaping Maker
  ) -> Family {
    Family(name, "pattern", [size, 2 * size, 4 * size, 8 * size]) {
      SpeedCase(name, pattern($0), letters, in: .just(subject($0)))
    }
  }

  fileprivate static func compiled(
    _ name: String, _ letters: OptionLetters = [], from size: Int, _ pattern: @escaping Maker
  ) -> Family {
    Family(name, "compiled", [size, 2 * size, 4 * size, 8 * size], compiled: true) {
      SpeedCase(name, pattern($0), letters, in: .just(""))
    }
  }
}
