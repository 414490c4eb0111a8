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
      keep(polish(shorten(found, for: target), for: target))
    }
  }

  /// Something found: a subject, and what it is worth.
  private struct Find {
    var subject: [UInt8]
    /// Points that nothing before has reached.
    var points: [Int]
    var isMatch: Bool

    /// One that reaches more is better, then one that matches.
    var worth: Int { 2 * points.count + (isMatch ? 1 : 0) }
  }

  /// Looks for an input that reaches a point, and a little further for a better one.
  private mutating func find(_ target: Int) -> Find? {
    var candidates = Candidates(plan, map, target: target, subjects: subjects)
    var seen: Set<[UInt8]> = []
    var end = min(searches + effort.searchesForPoint, effort.searches)
    var best: Find?
    while searches < end, let candidate = candidates.next() {
      guard candidate.count <= effort.length, seen.insert(candidate).inserted,
        let found = search(candidate, for: target)
      else { continue }
      if best == nil { end = min(end, searches + Self.further) }
      if found.worth > best?.worth ?? -1 { best = found }
    }
    return best
  }

  /// Searches after the first that finds something.
  private static let further = 30

  /// Searches a subject; nil if that does not reach the point.
  private mutating func search(_ subject: [UInt8], for target: Int) -> Find? {
    guard let run = search(subject), run.counts[target] > 0 else { return nil }
    let points = plan.points.indices.filter { !counts.covers($0) && run.counts[$0] > 0 }
    return Find(subject: subject, points: points, isMatch: run.outcome == .match)
  }

  private mutating func search(_ subject: [UInt8]) -> CoverageRun? {
    searches += 1
    let limits = MatchLimits(steps: effort.steps, stackBytes: 16 << 20)
    let run = try? plan.run(subject: subject, options: MatchOptions(limits: limits))
    steps += run?.steps ?? 0
    return run
  }

  /// Leaves out what is not needed, a half at a time and then byte by byte.
  private mutating func shorten(_ found: Find, for target: Int) -> Find {
    var best = found
    var size = max(1, best.subject.count / 2)
    let end = searches + effort.searchesForPoint / 4
    while size > 0 && searches < end {
      var start = 0
      while start < best.subject.count && searches < end {
        var shorter = best.subject
        shorter.removeSubrange(start..<min(start + size, shorter.count))
        if let found = search(shorter, for: target), found.worth >= best.worth {
          best = found
        } else {
          start += size
        }
      }
      size /= 2
    }
    return best
  }

  /// Writes characters that cannot be seen as blanks where that is as good.
  private mutating func polish(_ found: Find, for target: Int) -> Find {
    var best = found
    let end = searches + effort.searchesForPoint / 8
    for index in best.subject.indices where searches < end && best.subject[index] < 0x20 {
      var plainer = best.subject
      plainer[index] = 0x20
      if let found = search(plainer, for: target), found.worth >= best.worth { best = found }
    }
    return best
  }

  private mutating func keep(_ found: Find) {
    guard let run = search(found.subject) else { return }
    counts.add(run)
    proposals.append(InputProposal(subject: found.subject, points: found.points))
  }
}
