// SPDX-License-Identifier: MIT
// What `rxdebug corpus stats` counts.

import CaseChecking
import CaseCorpus
import Reporting
import Testing

@Suite("Statistics of case files")
struct CorpusStatisticsTests {
  private func statistics(_ lines: [String]) -> CorpusStatistics {
    var statistics = CorpusStatistics()
    for (index, line) in lines.enumerated() {
      statistics.add(.found(PlacedCase(line: index + 1, content: .line(Array(line.utf8)))))
    }
    return statistics
  }

  private static let lines = [
    #"{"pattern":"(?<n>a+?)|\\bb\\K","subject":"xa","options":["CASELESS"],"expected":{"rc":1}}"#,
    #"{"pattern":"(?<n>a+?)|\\bb\\K","subject":"yyyy","options":["CASELESS"],"expected":{"rc":-1}}"#,
    #"{"pattern":"a","subject":"","match_options":["NOTBOL"],"tags":["t"]}"#,
    #"{"pattern":"a","subject":"","match_options":["NOTBOL"],"tags":["t"]}"#,
    #"{"pattern":"(","kind":"compile","expected":{"compile_error":114}}"#,
    #"{"no":"case"}"#,
  ]

  @Test func text() {
    #expect(
      statistics(Self.lines).text == """
        5 cases: 4 match, 1 compile
        not a case: 1
        patterns: 3 different
        inputs: 4 different, 1 the same as another
        subjects: 0 to 4 bytes, half at most 0, 90 % at most 4, 6 in all
        expected:
          2 nothing
          1 compile error
          1 match
          1 no match
        options:
          2 CASELESS
        match options:
          2 NOTBOL
        tags:
          2 t
        constructs:
          4 literal
          2 \\K
          2 alternation
          2 lazy quantifier
          2 named group
          2 word boundary
          1 does not compile

        """)
  }

  @Test func json() throws {
    var writer = JSONWriter()
    statistics(Self.lines).write(to: &writer)
    let value = try JSONValue(parsing: writer.bytes)
    #expect(value["cases"] == .integer(5))
    #expect(value["faults"] == .integer(1))
    #expect(value["left_out"] == .integer(0))
    #expect(value["patterns"] == .integer(3))
    #expect(value["inputs"] == .integer(4))
    #expect(value["kinds"]?["compile"] == .integer(1))
    #expect(value["kinds"]?["match"] == .integer(4))
    #expect(value["subject_bytes"]?["most"] == .integer(4))
    #expect(value["constructs"]?["named group"] == .integer(2))
  }

  @Test func nothing() {
    var statistics = CorpusStatistics()
    #expect(
      statistics.text == "0 cases: none\npatterns: 0 different\n"
        + "inputs: 0 different, 0 the same as another\n")
    statistics.add(.skipped(SkippedCase(line: 1, reason: "why")))
    #expect(statistics.leftOut == 1)
    #expect(statistics.subjectLength(share: 0.5) == nil)
  }

  @Test(arguments: [
    ("a", ["literal"]), ("(?:a)", ["non-capturing group"]), ("(?|a)", ["branch reset"]),
    ("(?>a)", ["atomic group"]), ("(?=a)", ["lookahead"]), ("(?<=a)", ["lookbehind"]),
    ("(a)(?1)", ["capturing group", "subroutine call"]), (#"(a)\1"#, ["back reference"]),
    ("(?(DEFINE)a)", ["conditional"]), ("(*COMMIT)", ["verb"]), ("(?C1)", ["callout"]),
    ("(?i)", ["option setting"]), ("[a]", ["character class"]), (#"\d"#, ["class escape"]),
    (#"\R\X\C"#, [#"\R"#, #"\X"#, #"\C"#]), (#"\pL"#, ["property"]), (".", ["dot"]),
    ("^", ["anchor"]), ("a*", ["greedy quantifier"]), ("a*+", ["possessive quantifier"]),
    ("(*napla:a)", ["non-atomic lookaround"]), ("(*sr:a)", ["script run"]),
  ])
  func constructs(pattern: String, names: [String]) {
    var statistics = CorpusStatistics()
    let given = Case(id: "x", input: CaseInput(pattern: Array(pattern.utf8), options: ["UTF"]))
    statistics.add(.found(PlacedCase(line: 1, content: .parsed(given))))
    for name in names { #expect(statistics.constructs[name] == 1, "\(statistics.constructs)") }
  }
}
