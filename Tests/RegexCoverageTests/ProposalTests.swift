// SPDX-License-Identifier: MIT
// Proposed inputs reach what they are proposed for: run anew they do, for written and for random patterns; and for
// ordinary patterns there is one for each gap.

import RegexCoverage
import RegexMachine
import RegexSyntax
import Testing

@Suite struct ProposalTests {
  /// Patterns whose every point can be reached by a short input.
  nonisolated static let patterns = [
    "a(b|c)d", "(?:ab)*c", #"(\d+)-(\w+)$"#, #"^(?<key>\w+)\s*=\s*(?:"([^"\\]*)"|(\d+))\s*$"#,
    #"\b(?:foo|bar)\b"#, "(?=ab)\\w(?!bc)", "(a)?(?(1)b|c)", "[a-c_\\d]{2,4}x",
    #""(?:[^"\\]|\\.)*""#, "(?i)colou?r", #"(\w)\1+"#, "a{2,5}?b", "x(?<=ax)y", "(?>a+|b)c",
    #"(?:(\d{1,3})\.){3}(\d{1,3})"#, "(?(?=a)ab|c)d", "a++b", "^$", "(?|(a)|(b))c", "[α-ω]+é",
    #"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"#, "a.c", #"\((?:[^()]|(?R))*\)"#, "(?<!a)b",
    #"(?m)^#.*?$"#, "(a|b(c|d(e|f)))g", #"(?(DEFINE)(?<d>\d))(?&d){2}"#,
  ]

  @Test(arguments: patterns) func everyGapGetsAnInput(_ pattern: String) throws {
    let plan = try plan(pattern)
    var counts = CoverageCounts(plan)
    let result = plan.proposeInputs(for: counts)
    for proposal in result.proposals {
      let run = try plan.run(subject: proposal.subject)
      for point in proposal.points {
        #expect(run.counts[point] > 0, "\(pattern): \(words(plan.points[point], plan))")
        #expect(!counts.covers(point))
      }
      counts.add(run)
    }
    let left = plan.points.indices.filter { !counts.covers($0) }
    #expect(left.map { words(plan.points[$0], plan) } == [], "\(pattern)")
  }

  @Test func subjectsOfCasesAreStartedFrom() throws {
    // Nobody guesses what \p{..} and the lookaheads ask for together; the case knows.
    let plan = try plan(#"(?=.{6}$)(?=.*[0-7]x)(\w+)(?:!|\?)"#)
    var counts = CoverageCounts(plan)
    let subject = Array("ab3xy!".utf8)
    counts.add(try plan.run(subject: subject))
    let result = plan.proposeInputs(for: counts, subjects: [subject])
    let reached = Set(result.proposals.flatMap(\.points).map { plan.points[$0].kind })
    #expect(reached.contains(.branchPassed(1)))
    let alone = plan.proposeInputs(for: counts)
    #expect(
      !alone.proposals.flatMap(\.points).contains { plan.points[$0].kind == .branchPassed(1) })
  }

  @Test func oneInputForManyMembers() throws {
    let plan = try plan("k-[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{40}")
    let result = plan.proposeInputs(for: CoverageCounts(plan))
    let reached = Set(result.proposals.flatMap(\.points))
    #expect(reached.count == plan.points.count)
    #expect(result.proposals.count < 12)
  }

  @Test func effortIsBounded() throws {
    let plan = try plan("(?:(?:a+)+b|(?!)c)(*FAIL)")
    let effort = ProposalEffort(searches: 50, searchesForPoint: 20, steps: 100, length: 30)
    let result = plan.proposeInputs(for: CoverageCounts(plan), effort: effort)
    #expect(result.steps <= 60 * 100)
    #expect(result.proposals.allSatisfy { $0.subject.count <= 30 })
  }

  @Test func theSameEachTime() throws {
    let plan = try plan("(a|b(c|d))*e")
    let counts = CoverageCounts(plan)
    #expect(plan.proposeInputs(for: counts) == plan.proposeInputs(for: counts))
  }

  @Test func nothingIsProposedWhereNothingLeads() throws {
    let plan = try plan("a(?!)b")
    let result = plan.proposeInputs(for: CoverageCounts(plan))
    let reached = Set(result.proposals.flatMap(\.points).map { words(plan.points[$0], plan) })
    #expect(!reached.contains("item `b`"))
    #expect(!reached.contains("match `a(?!)b`"))
  }
}
