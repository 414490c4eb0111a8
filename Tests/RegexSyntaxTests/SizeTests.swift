// SPDX-License-Identifier: MIT
// Where PCRE2 runs out of room: just below the limit a pattern is accepted, just above refused.

import PCRE2Oracle
import RegexSyntax
import Testing

@Suite("Patterns at the limit of size")
struct SizeTests {
  /// Parts of different kinds, each of which is copied many times.
  static let parts = [
    "a", "ab+c?", "[a-z]{2,3}", "\\d{1,4}+", "(x|y)*+", "(?:a|bc){0,3}", "(?1){2,5}", "\\1{2}+",
    "(?=a)*", "(?!)", "[[:<:]]{2,4}", "(*ACCEPT:n)?", "(*MARK:abc)", "(?C'text')", "(?<=a|bc)",
    "(?(1)a|b)+", "(?(DEFINE)a)", "(*asr:a)++", "(?i)k[kK][^k]", "(a(b(*ACCEPT)))", "x{3,}y{0}",
  ]

  @Test("Repeated parts", arguments: parts)
  func repeated(_ part: String) throws {
    try findLimit("") { count in "(a)(?:" + part + "){\(count)}" }
  }

  @Test(
    "Wide classes", arguments: ["[à-ő]", "[\\h\\x{150}]", "[^\\S\\x{150}]", "[\\pL\\V]", "ǅ[ǄǅX]"])
  func wideClasses(_ part: String) throws {
    try findLimit("UTF") { count in "(?i:" + part + "){\(count)}" }
  }

  @Test("Plain text")
  func plainText() throws {
    try findLimit("") { count in String(repeating: "a", count: count) }
    try findLimit("") { count in String(repeating: "(a)|", count: count) }
  }

  @Test("Nesting is limited by room too")
  func nesting() throws {
    try findLimit("", most: 3_000) { count in
      String(repeating: "(", count: count) + String(repeating: ")", count: count)
    }
  }

  /// Finds the greatest count that libpcre2 accepts, and compares there and one further.
  private func findLimit(_ word: String, most: Int = 40_000, _ pattern: (Int) -> String) throws {
    var low = 1
    var high = most
    while high - low > 1 {
      let middle = (low + high) / 2
      if verdict(pattern(middle), word) == "ok" { low = middle } else { high = middle }
    }
    for count in [low, high] {
      let bytes = Array(pattern(count).utf8)
      var options = namedOptions(word)
      options.parensNestLimit = 10_000
      let ours = refusal(bytes, options).map { "\($0.code) \($0.offset)" } ?? "ok"
      #expect(ours == verdict(pattern(count), word), "\(pattern(1)), \(count) times")
    }
  }

  private func verdict(_ pattern: String, _ word: String) -> String {
    let options = OracleOptions(compile: word.isEmpty ? [] : [word], parensNestLimit: 10_000)
    do throws(OracleError) {
      _ = try OraclePattern(pattern: Array(pattern.utf8), options: options)
      return "ok"
    } catch .compile(let code, let offset, _) {
      return "\(code) \(offset)"
    } catch {
      return "\(error)"
    }
  }
}
