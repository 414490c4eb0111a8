// SPDX-License-Identifier: MIT
// Which points a pattern has, and which it has not because nothing could reach them.

import RegexCoverage
import RegexMachine
import RegexSyntax
import Testing

@Suite struct PlanTests {
  private func points(_ pattern: String, _ options: CompileOptions = []) throws -> [String] {
    let plan = try plan(pattern, options)
    return plan.points.map { words($0, plan) }
  }

  @Test func whatNothingReachesIsNoPoint() throws {
    // A group that is never run, and not called.
    #expect(try !points("(?:ab){0}c").contains("item `a`"))
    #expect(try !points("(?(DEFINE)(?<x>a))b").contains("item `a`"))
    #expect(try points("(?(DEFINE)(?<x>a))b(?&x)").contains("item `a`"))
    #expect(try !points("(*FAIL)a").contains("item `a`"))
  }

  @Test func theStartOfAnAnchoredPatternCannotFail() throws {
    #expect(
      try points("^a") == ["match `^a`", "no match `^a`", "item `^`", "holds `^`", "item `a`"])
    #expect(try points("^a", [.multiline]).contains("fails `^`"))
    #expect(try points("b?^a").contains("fails `^`"))
  }

  @Test func patternsThatAlwaysMatch() throws {
    #expect(try !points("a*").contains { $0.hasPrefix("no match") })
    #expect(try !points("(?:a?|b)").contains { $0.hasPrefix("no match") })
    #expect(try points("a*", [.endAnchored]).contains { $0.hasPrefix("no match") })
    #expect(try points("a*$").contains { $0.hasPrefix("no match") })
  }

  @Test func roundsDependOnTheBounds() throws {
    func rounds(_ pattern: String) throws -> [Substring] {
      try points(pattern).filter { $0.hasPrefix("rounds") }.map { $0.dropFirst(7) }
    }
    #expect(try rounds("a*") == ["=0 `a*`", "=1 `a*`", ">1 `a*`"])
    #expect(try rounds("a+?") == ["=1 `a+?`", ">1 `a+?`"])
    #expect(try rounds("a?") == ["=0 `a?`", "=1 `a?`"])
    #expect(try rounds("a{0,2}") == ["=0 `a{0,2}`", "=1 `a{0,2}`", "max 2 `a{0,2}`"])
    #expect(try rounds("a{2,3}") == ["=2 `a{2,3}`", "max 3 `a{2,3}`"])
    #expect(try rounds("a{2,5}") == ["=2 `a{2,5}`", ">2 `a{2,5}`", "max 5 `a{2,5}`"])
    #expect(try rounds("a{3}").isEmpty)
    #expect(try rounds("(?:a|b){2,}") == ["=2 `(?:a|b){2,}`", ">2 `(?:a|b){2,}`"])
  }

  @Test func gapsBeginWhereTheCasesEnd() throws {
    let plan = try plan("a(?:bcd|e(f|g))h")
    var counts = CoverageCounts(plan)
    counts.add(try plan.run(subject: Array("abcdh".utf8)))
    let gaps = plan.gaps(counts).map { words(plan.points[$0], plan) }
    // Nothing of what lies inside the second branch.
    #expect(gaps == ["no match `a(?:bcd|e(f|g))h`", "begun 1 `e(f|g)`"])
  }
}
