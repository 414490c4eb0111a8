// SPDX-License-Identifier: MIT
// Inputs that would reach what no case has reached. Every one was run: it reaches the points that it is proposed for,
// from the start of the search and without options. Made from the pattern (SampleWriter.swift) and from subjects of
// cases (Candidates.swift); what is found is made shorter.
//
// Example: for `a(b|c)d` with the case `abd` it proposes `acd` for the second branch.
// Tested in RegexCoverageTests/ProposalTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax

/// An input, and what it was seen to reach.
public struct InputProposal: Hashable, Sendable {
  /// The bytes of the subject.
  public var subject: [UInt8]
  /// The points that nothing before has reached, indexes into the plan's points.
  public var points: [Int]
}

/// How long inputs are looked for.
public struct ProposalEffort: Hashable, Sendable {
  /// Searches for one pattern.
  public var searches: Int
  /// Searches for one point.
  public var searchesForPoint: Int
  /// Steps of one search.
  public var steps: UInt64
  /// Bytes of a proposed input.
  public var length: Int

  /// The usual effort: some milliseconds for a pattern.
  public init(
    searches: Int = 3000, searchesForPoint: Int = 400, steps: UInt64 = 20_000, length: Int = 400
  ) {
    self.searches = searches
    self.searchesForPoint = searchesForPoint
    self.steps = steps
    self.length = length
  }
}

/// What looking for inputs came to.
public struct ProposalResult: Hashable, Sendable {
  /// The inputs, in the order in which the gaps stand in the pattern.
  public var proposals: [InputProposal]
  /// Steps of all searches.
  public var steps: UInt64
}

extension CoveragePlan {
  /// Looks for inputs that reach what some counts have not reached.
  ///
  /// - Parameters:
  ///   - counts: What has been reached.
  ///   - subjects: Subjects of cases, to start from.
  ///   - effort: How long to look.
  /// - Returns: Inputs that were verified; the same for the same arguments.
  public func proposeInputs(
    for counts: CoverageCounts, subjects: [[UInt8]] = [], effort: ProposalEffort = ProposalEffort()
  ) -> ProposalResult {
    var search = ProposalSearch(self, counts, subjects, effort)
    search.run()
    return ProposalResult(proposals: search.proposals, steps: search.steps)
  }
}

/// The search for inputs of one pattern.
private struct ProposalSearch {
  let plan: CoveragePlan
  let subjects: [[UInt8]]
  let effort: ProposalEffort
  var counts: CoverageCounts
  var proposals: [InputProposal] = []
  var steps: UInt64 = 0
  private var searches = 0
  private let map: PatternWays

  init(
    _ plan: CoveragePlan, _ counts: CoverageCounts, _ subjects: [[UInt8]], _ effort: ProposalEffort
  ) {
    self.plan = plan
    self.counts = counts
    self.effort = effort
    self.subjects = subjects.filter { $0.count <= effort.length }
    map = PatternWays(plan.program.tree)
  }

  mutating func run() {
    var given: Set<Int> = []
    while searches < effort.searches {
      // What is reached opens what lies behind it.
      guard let target = plan.gaps(counts).first(where: { !given.contains($0) }) else { return }
      given.insert(target)
      guard let found = find(target) else { continue }
      keep(shorten(found, for: target))
    }
  }

  /// Looks for an input that reaches a point.
  private mutating func find(_ target: Int) -> [UInt8]? {
    var candidates = Candidates(plan, map, target: target, subjects: subjects)
    var seen: Set<[UInt8]> = []
    let end = min(searches + effort.searchesForPoint, effort.searches)
    while searches < end, let candidate = candidates.next() {
      guard candidate.count <= effort.length, seen.insert(candidate).inserted else { continue }
      if reaches(candidate, target) { return candidate }
    }
    return nil
  }

  private mutating func reaches(_ subject: [UInt8], _ target: Int) -> Bool {
    (search(subject)?.counts[target] ?? 0) > 0
  }

  private mutating func search(_ subject: [UInt8]) -> CoverageRun? {
    searches += 1
    let limits = MatchLimits(steps: effort.steps, stackBytes: 16 << 20)
    let run = try? plan.run(subject: subject, options: MatchOptions(limits: limits))
    steps += run?.steps ?? 0
    return run
  }

  /// Leaves out what is not needed, a half at a time and then character by character.
  private mutating func shorten(_ subject: [UInt8], for target: Int) -> [UInt8] {
    var best = subject
    var size = max(1, best.count / 2)
    let end = searches + effort.searchesForPoint / 4
    while size > 0 && searches < end {
      var start = 0
      while start < best.count && searches < end {
        var shorter = best
        shorter.removeSubrange(start..<min(start + size, best.count))
        if reaches(shorter, target) { best = shorter } else { start += size }
      }
      size /= 2
    }
    return best
  }

  private mutating func keep(_ subject: [UInt8]) {
    guard let run = search(subject) else { return }
    let points = plan.points.indices.filter { !counts.covers($0) && run.counts[$0] > 0 }
    guard !points.isEmpty else { return }
    counts.add(run)
    proposals.append(InputProposal(subject: subject, points: points))
  }
}
