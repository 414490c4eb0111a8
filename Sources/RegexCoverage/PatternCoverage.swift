// SPDX-License-Identifier: MIT
// What many cases together have covered of one pattern. Adding is associative and commutative, so that parts can be
// counted anywhere and added in any order.
//
// Tested in RegexCoverageTests/MergingTests.swift.

import RegexMachine

/// Counts of the points of one plan over some cases.
public struct CoverageCounts: Hashable, Sendable {
  /// The plan's number.
  public let fingerprint: UInt64
  /// How often each point was reached; `UInt32.max` stands for that or more.
  public private(set) var counts: [UInt32]
  /// Cases counted.
  public private(set) var cases: Int
  /// Cases that ended at a limit: they may have reached more.
  public private(set) var limited: Int
  /// Steps of all cases.
  public private(set) var steps: UInt64

  /// Counts of no case.
  public init(_ plan: CoveragePlan) {
    fingerprint = plan.fingerprint
    counts = Array(repeating: 0, count: plan.points.count)
    cases = 0
    limited = 0
    steps = 0
  }

  /// Counts as they were written down.
  public init(fingerprint: UInt64, counts: [UInt32], cases: Int, limited: Int, steps: UInt64) {
    self.fingerprint = fingerprint
    self.counts = counts
    self.cases = cases
    self.limited = limited
    self.steps = steps
  }

  /// Adds a case.
  ///
  /// - Precondition: The run is one of the same plan.
  public mutating func add(_ run: CoverageRun) {
    var isLimited = false
    if case .limit = run.outcome { isLimited = true }
    _ = add(
      CoverageCounts(
        fingerprint: fingerprint, counts: run.counts, cases: 1, limited: isLimited ? 1 : 0,
        steps: run.steps))
  }

  /// Adds the counts of other cases.
  ///
  /// - Returns: false, and nothing is added, if they are counts of another plan.
  public mutating func add(_ other: CoverageCounts) -> Bool {
    guard other.fingerprint == fingerprint, other.counts.count == counts.count else {
      return false
    }
    for index in counts.indices {
      let (sum, isTooMuch) = counts[index].addingReportingOverflow(other.counts[index])
      counts[index] = isTooMuch ? .max : sum
    }
    cases += other.cases
    limited += other.limited
    steps &+= other.steps
    return true
  }

  /// Whether a point was reached.
  public func covers(_ point: Int) -> Bool { counts[point] > 0 }

  /// Points that were reached.
  public var covered: Int { counts.count { $0 > 0 } }
}

extension CoveragePlan {
  /// The points that nothing has reached although what comes before them was reached: where to begin.
  public func gaps(_ counts: CoverageCounts) -> [Int] {
    points.indices.filter { index in
      guard !counts.covers(index) else { return false }
      guard let prerequisite = points[index].prerequisite else { return true }
      return counts.covers(prerequisite)
    }
  }
}
