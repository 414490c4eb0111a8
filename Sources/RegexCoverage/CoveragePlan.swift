// SPDX-License-Identifier: MIT
// What is counted for one pattern: its points, and where the count of each comes from.
//
//     let plan = try CoveragePlan(tree)
//     let run = try plan.run(subject: Array("abc".utf8))
//     run.counts[0]          // how often the first point was reached
//
// Most points are read off the items that are tried, which are those of libpcre2's callouts: what follows a node is
// tried exactly when the node has matched. Tested in RegexCoverageTests and DifferentialTests/CoverageTests.swift.

import RegexMachine
public import RegexProgram
public import RegexSyntax
import SourceText

/// The points of a pattern.
public struct CoveragePlan: Sendable {
  /// The program that is run: that of the pattern with counters.
  public let program: Program
  /// The points: match and no match, then the others in the order of the pattern.
  public let points: [CoveragePoint]
  /// Tells plans apart: two with the same number have the same points.
  public let fingerprint: UInt64
  let sources: [CountSource]
  let probes: CoverageProbes

  /// Makes the plan of a pattern.
  ///
  /// - Throws: `UnsupportedConstruct` for what the engine cannot run.
  public init(_ tree: Tree) throws(UnsupportedConstruct) {
    let program = try compileTraced(tree, countsIterations: true)
    var builder = PlanBuilder(program)
    builder.build()
    self.program = program
    points = builder.points
    sources = builder.sources
    probes = builder.probes
    var hash = TraceHash()
    for byte in tree.source { hash.add(Int(byte)) }
    hash.add(Int(truncatingIfNeeded: tree.options.compile.rawValue))
    for word in [tree.options.newline.rawValue, tree.options.bsr.rawValue] {
      for byte in word.utf8 { hash.add(Int(byte)) }
    }
    hash.add(points.count)
    fingerprint = hash.value
  }

  /// The points of a kind of count.
  public func points(in category: CoveragePoint.Category) -> [Int] {
    points.indices.filter { points[$0].category == category }
  }
}

/// Where the count of a point comes from.
enum CountSource: Hashable, Sendable {
  /// Tries of an item.
  case tries(Int)
  /// Tries of one item that did not lead to another.
  case lost(Int, Int)
  /// A kind of number of rounds of a repeat.
  case rounds(repeat: Int, bucket: Int)
  /// Characters of a member that a class has taken.
  case taken(class: Int, member: Int)
  /// Characters of a member that a class has refused.
  case refused(class: Int, member: Int)
  /// All characters that a class has refused.
  case outside(class: Int)
  /// Characters taken that no member holds if case counts.
  case otherCase(class: Int)
  /// Matches in which a group is set.
  case groupSet(Int)
  /// Matches in which it is not.
  case groupUnset(Int)
  /// Matches.
  case match
  /// Searches without a match.
  case noMatch
}
