// SPDX-License-Identifier: MIT
// What a corpus covers, ready to be shown: patterns with their points in words, totals, and inputs that would reach
// what is missing.
//
// Tested in Tests/CommandTests/CoverageTests.swift.

public import CaseChecking
public import CaseCorpus
public import RegexCoverage
import RegexDebugging
import RegexProgram

/// Points, and how many of them are covered.
public struct CoverageTotal: Hashable, Sendable {
  /// Points in all.
  public var points = 0
  /// Those that some case reaches.
  public var covered = 0

  /// Tenths of a percent, rounded down, so that only everything is 1000; 1000 also where there are no points.
  public var permille: Int { points == 0 ? 1000 : covered * 1000 / points }

  /// The part as text, such as `91.6%`.
  public var percent: String { "\(permille / 10).\(permille % 10)%" }

  mutating func add(_ other: CoverageTotal) {
    points += other.points
    covered += other.covered
  }
}

/// One point of a pattern, in words.
public struct CoveredPoint: Hashable, Sendable {
  /// The point.
  public var point: CoveragePoint
  /// How often it was reached.
  public var count: UInt32
  /// What it is, in few words: "branch 2 begun".
  public var label: String
  /// What can be said if nothing has reached it, as a sentence without its point.
  public var missing: String
  /// Whether nothing has reached it although what comes before it was reached.
  public var isGap = false
}

/// What the cases of one pattern cover.
public struct CoveredPattern: Hashable, Sendable {
  /// Its first case.
  public var place: CasePlace
  /// The pattern and what it is compiled with.
  public var input: CaseInput
  /// Cases counted.
  public var cases: Int
  /// Cases that ended at a limit: they may reach more than was counted.
  public var limited: Int
  /// Steps of all cases.
  public var steps: UInt64
  /// The points, in the order of the pattern.
  public var points: [CoveredPoint]
  /// Inputs that reach what no case does.
  public var proposals: [InputProposal]
  /// Whether inputs were looked for.
  public var isSearched: Bool

  /// The points of one kind, or all.
  public func total(_ category: CoveragePoint.Category? = nil) -> CoverageTotal {
    var total = CoverageTotal()
    for point in points where category == nil || point.point.category == category {
      total.points += 1
      if point.count > 0 { total.covered += 1 }
    }
    return total
  }

  /// The input that is proposed for a point, if there is one.
  public func proposal(for point: Int) -> InputProposal? {
    proposals.first { $0.points.contains(point) }
  }

  /// Compile options and conventions by name.
  public var optionNames: [String] {
    var names = input.options
    if let newline = input.newline { names.append("newline \(newline)") }
    if let bsr = input.bsr { names.append("bsr \(bsr)") }
    return names
  }

  /// Whether pattern and subjects are shown as UTF-8.
  public var isUTF: Bool {
    input.options.contains { $0 == "UTF" || $0 == "MATCH_INVALID_UTF" }
  }
}

/// What a corpus covers.
public struct CoverageReport: Sendable {
  /// The patterns in the order of their first cases.
  public private(set) var patterns: [CoveredPattern] = []
  /// Cases that count for nothing, by reason.
  public var passedOver: [String: Int] = [:]
  /// How many steps may be spent on proposals for all patterns together.
  private var stepsLeft: UInt64

  /// Makes a report of nothing.
  ///
  /// - Parameter steps: How many steps may be spent on proposed inputs; 0 = none are looked for.
  public init(proposalSteps steps: UInt64 = 50_000_000) { stepsLeft = steps }

  /// Adds a pattern, and looks for inputs for what is missing.
  ///
  /// - Throws: `SetupError` if it cannot be compiled, which then counted no case.
  public mutating func add(
    _ pattern: CoverageCollector.Pattern, at place: CasePlace
  ) throws(SetupError) {
    let plan = try coveragePlan(for: pattern.input)
    let words = CoverageWords(plan)
    let gaps = Set(plan.gaps(pattern.counts))
    var covered = CoveredPattern(
      place: place, input: pattern.input, cases: pattern.counts.cases,
      limited: pattern.counts.limited, steps: pattern.counts.steps, points: [], proposals: [],
      isSearched: stepsLeft > 0)
    for (index, point) in plan.points.enumerated() {
      covered.points.append(
        CoveredPoint(
          point: point, count: pattern.counts.counts[index], label: words.label(of: point),
          missing: words.missing(point), isGap: gaps.contains(index)))
    }
    if !gaps.isEmpty && stepsLeft > 0 {
      let found = plan.proposeInputs(for: pattern.counts, subjects: pattern.subjects)
      covered.proposals = found.proposals
      stepsLeft -= min(stepsLeft, found.steps)
    }
    patterns.append(covered)
  }

  /// Cases counted.
  public var cases: Int { patterns.reduce(0) { $0 + $1.cases } }

  /// The points of one kind, or all, of all patterns.
  public func total(_ category: CoveragePoint.Category? = nil) -> CoverageTotal {
    var total = CoverageTotal()
    for pattern in patterns { total.add(pattern.total(category)) }
    return total
  }

  /// The kinds that have any points, with their totals.
  public var categories: [(category: CoveragePoint.Category, total: CoverageTotal)] {
    CoveragePoint.Category.allCases.map { ($0, total($0)) }.filter { $0.total.points > 0 }
  }
}
