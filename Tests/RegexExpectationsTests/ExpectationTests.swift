// SPDX-License-Identifier: MIT
// What tests of other people see: nothing where a pattern does what is expected, and everything they need where it
// does not.

import RegexExpectations
import RegexSyntax
import Testing

@Suite struct ExpectationTests {
  private func failure(_ body: () throws(ExpectationFailure) -> Void) -> ExpectationFailure? {
    do throws(ExpectationFailure) { try body() } catch { return error }
    return nil
  }

  @Test func matchesGiveTheirGroups() throws {
    let groups = try expectMatch(
      #"(?<year>\d+)-(\w+)(x)?"#, "on 2024-may!", whole: "2024-may",
      captures: ["year": "2024", "2": "may", "3": nil],
      claims: ["steps < 40", "never backtracks into \\d+"])
    #expect(groups == ["2024-may", "2024", "may", nil])
    try expectMatch("é", "caFÉ", options: [.utf, .caseless])
    try expectMatch(#"\xFF"#, "\u{FF}", options: [.utf])
  }

  @Test func nothingMatches() throws {
    try expectNoMatch(#"^\d+$"#, "12a", claims: ["reaches pos 2", "attempts = 1"])
  }

  @Test func aMissingMatchIsExplained() {
    let failure = failure { () throws(ExpectationFailure) in
      try expectMatch(
        "colou?r", "my co1or", captures: ["0": "color"], file: "Some/Test.swift", line: 7)
    }
    #expect(
      failure?.description.hasPrefix(
        """
        Some/Test.swift:7: "colou?r" on "my co1or"
          Assertion failed: matches. There is no match after 11 steps.
        """) == true, "\(failure?.description ?? "none")")
    #expect(failure?.description.contains("replace \"1\" by \"l\"") == true)
  }

  @Test func eachClaimIsTold() {
    let failure = failure { () throws(ExpectationFailure) in
      try expectMatch("(a+)+b", "aaab", captures: ["1": "a"], claims: ["steps < 3", "nonsense"])
    }
    #expect(failure?.problems.count == 3)
    #expect(failure?.problems.first == #"Assertion failed: capture 1 = "a". It is [0,3) "aaa"."#)
    #expect(failure?.report == "")
  }

  @Test func anUnexpectedMatch() {
    let failure = failure { () throws(ExpectationFailure) in try expectNoMatch("a", "banana") }
    #expect(failure?.problems == ["Assertion failed: fails. There is a match after 3 steps."])
  }

  @Test func aCatastrophicPatternEnds() {
    let text = String(repeating: "a", count: 40)
    let failure = failure { () throws(ExpectationFailure) in
      try expectNoMatch("(a+)+b", text, maximumSteps: 100_000)
    }
    #expect(
      failure?.problems
        == ["Assertion failed: fails. The steps limit was reached after 100000 steps."])
  }

  @Test func aBadPatternHasItsPlace() {
    let failure = failure { () throws(ExpectationFailure) in try expectMatch("a(b", "ab") }
    #expect(
      failure?.problems
        == ["The group that begins with ( is not closed (error 114 at offset 3)"])
    #expect(failure?.report == "  a(b\n   ^")
  }
}
