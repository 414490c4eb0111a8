// SPDX-License-Identifier: MIT
// Counts add up to the same in any order and grouping, do not overflow, and refuse those of another pattern.

import RegexCoverage
import RegexMachine
import RegexSyntax
import Testing

@Suite struct MergingTests {
  private let subjects = ["abd", "acd", "xx", "", "abdabd", "acx", "d"]

  @Test func orderDoesNotMatter() throws {
    let plan = try plan("a(b|c)*d")
    let parts = try subjects.map { subject in
      var counts = CoverageCounts(plan)
      counts.add(try plan.run(subject: Array(subject.utf8)))
      return counts
    }
    let whole = Self.sum(parts, plan)
    #expect(whole.cases == subjects.count)
    for _ in 0..<50 {
      let shuffled = parts.shuffled()
      #expect(Self.sum(shuffled, plan) == whole)
      let cut = Int.random(in: 0...parts.count)
      let halves = [Array(shuffled[..<cut]), Array(shuffled[cut...])].map { Self.sum($0, plan) }
      #expect(Self.sum(halves, plan) == whole)
    }
  }

  private static func sum(_ parts: [CoverageCounts], _ plan: CoveragePlan) -> CoverageCounts {
    var sum = CoverageCounts(plan)
    for part in parts {
      let isAdded = sum.add(part)
      #expect(isAdded)
    }
    return sum
  }

  @Test func countsStayAtTheGreatestNumber() throws {
    let plan = try plan("a")
    var counts = CoverageCounts(
      fingerprint: plan.fingerprint, counts: plan.points.map { _ in .max - 1 }, cases: 1,
      limited: 0, steps: 1)
    counts.add(try plan.run(subject: Array("bbba".utf8)))
    #expect(counts.counts.first == .max)
    #expect(counts.covers(0))
  }

  @Test func otherPatternsAreRefused() throws {
    var counts = CoverageCounts(try plan("a"))
    let before = counts
    let others = [try plan("b"), try plan("a", [.caseless])]
    for other in others {
      let isAdded = counts.add(CoverageCounts(other))
      #expect(!isAdded)
    }
    #expect(counts == before)
  }

  @Test func whatALimitCutsOffIsNotCountedAsFailed() throws {
    let plan = try plan(#"(?=(?:a+)+b)\w"#)
    let options = MatchOptions(limits: MatchLimits(steps: 500))
    let run = try plan.run(
      subject: Array(String(repeating: "a", count: 40).utf8), options: options)
    #expect(run.outcome == .limit(.steps))
    var counts = CoverageCounts(plan)
    counts.add(run)
    #expect(counts.limited == 1)
    for (index, point) in plan.points.enumerated() where point.kind == .fails {
      #expect(run.counts[index] == 0)
    }
  }

  @Test func allMatchesAreFollowed() throws {
    let plan = try plan("a|b")
    let one = try plan.run(subject: Array("ab".utf8))
    let all = try plan.run(subject: Array("ab".utf8), findsAll: true)
    let passed = plan.points.indices.filter { plan.points[$0].kind == .branchPassed(1) }
    // A branch that is the last one ends with the end of the pattern.
    #expect(passed.map { one.counts[$0] } == [0])
    #expect(passed.map { all.counts[$0] } == [1])
  }
}
