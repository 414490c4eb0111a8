// SPDX-License-Identifier: MIT
// The machine beside the library: equal steps are found equal however small the window, and a row that was
// altered is found at its place and named in words.

import CaseChecking
import CaseCorpus
import RegexMachine
import SourceText
import Testing

private let pattern = "(a+)+b"
private let subject = "aaac"

@Suite struct StepComparerTests {
  @Test(arguments: [1, 2, 3, 42, 43, 44, 1024])
  func equalRows(_ window: Int) throws {
    #expect(try difference(pattern, subject, libraryRows(pattern, subject), window: window) == nil)
  }

  @Test func everyAlterationIsFound() throws {
    let rows = try libraryRows(pattern, subject)
    for row in rows.indices {
      for field in rows[row].values.indices {
        var altered = rows
        altered[row].values[field] += 1
        let words = try #require(try difference(pattern, subject, altered, window: 7))
        #expect(words.hasPrefix("step \(row + 1)"), "row \(row), field \(field): \(words)")
      }
    }
  }

  @Test(arguments: [
    (0, "step 4: rxdebug tries `a+` (offset 1) at 3, libpcre2 tries `+)+b` (offset 2) at 3"),
    (2, "step 4: rxdebug tries `a+` (offset 1) at 3, libpcre2 tries `a+` (offset 1) at 4"),
    (3, "step 4, `a+` (offset 1) at 3: the attempt began at 0 in rxdebug, 1 in libpcre2"),
    (
      4,
      "step 4, `a+` (offset 1) at 3: the step simply follows in rxdebug, "
        + "begins an attempt in libpcre2"
    ),
    (5, "step 4, `a+` (offset 1) at 3: the highest group is 1 in rxdebug, 2 in libpcre2"),
    (6, "step 4, `a+` (offset 1) at 3: the group closed last is 1 in rxdebug, 2 in libpcre2"),
    (8, "step 4, `a+` (offset 1) at 3: group 1 is [0,3) in rxdebug, [0,4) in libpcre2"),
  ])
  func words(_ field: Int, _ expected: String) throws {
    var rows = try libraryRows(pattern, subject)
    rows[3].values[field] += 1
    if field == 0 { rows[3].values[1] = 4 }
    #expect(try difference(pattern, subject, rows) == expected)
  }

  @Test func rowsMissingOrTooMany() throws {
    let rows = try libraryRows(pattern, subject)
    #expect(
      try difference(pattern, subject, Array(rows.dropLast()))
        == "libpcre2 ends after 42 steps, rxdebug goes on with `a+` (offset 1) at 4")
    #expect(
      try difference(pattern, subject, rows + [rows[0]])
        == "rxdebug ends after 43 steps, libpcre2 goes on with `(` (offset 0) at 0")
    #expect(
      try difference(pattern, subject, [])
        == "libpcre2 ends after 0 steps, rxdebug goes on with `(` (offset 0) at 0")
  }

  @Test func wholeComparison() throws {
    let input = CaseInput(pattern: bytes(pattern), subject: bytes(subject))
    let whole = try compareSteps(
      of: compile(pattern), input: input, options: MatchOptions())
    #expect(whole.end == .complete)
    #expect(whole.equalSteps == 43)
    #expect(whole.machine == MatchResult(.noMatch))
    #expect(whole.library == MatchResult(.noMatch))

    let capped = try compareSteps(
      of: compile(pattern), input: input, options: MatchOptions(), cap: 10)
    #expect(capped.end == .capped)
    #expect(capped.equalSteps == 10)

    var limited = MatchOptions()
    limited.limits.steps = 10
    let stopped = try compareSteps(of: compile(pattern), input: input, options: limited)
    #expect(stopped.end == .machineLimit)
    #expect(stopped.equalSteps == 10)
  }

  @Test func anotherProgramDiffers() throws {
    let input = CaseInput(pattern: bytes("ab"), subject: bytes("ab"))
    let comparison = try compareSteps(of: compile("ac"), input: input, options: MatchOptions())
    guard case .difference(let difference) = comparison.end else {
      Issue.record("no difference: \(comparison.end)")
      return
    }
    #expect(difference.step == 3)
    #expect(difference.library?.itemSpan.isEmpty == true)
  }
}
