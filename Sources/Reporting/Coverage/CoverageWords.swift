// SPDX-License-Identifier: MIT
// Points of coverage in words.
//
// Example: the second branch of `(b|c)` is labelled `branch 2 begun`; if no case gets there, "branch 2 of 2, `c`, is
// never begun". Tested in Tests/CommandTests/CoverageTests.swift.

import RegexCoverage
import RegexDebugging
import RegexProgram
import RegexSyntax
import SourceText

/// Knows a pattern and names its points.
struct CoverageWords {
  private let tree: Tree
  private let map: PatternMap
  private let isUTF: Bool

  init(_ plan: CoveragePlan) {
    tree = plan.program.tree
    map = PatternMap(tree)
    isUTF = plan.program.isUTF
  }

  /// What a point is, in few words.
  func label(of point: CoveragePoint) -> String {
    switch point.kind {
    case .item: "tried"
    case .branchBegun(let index): "branch \(index + 1) begun"
    case .branchPassed(let index): "branch \(index + 1) passed"
    case .rounds(let rounds): "left after " + words(rounds)
    case .holds: "holds"
    case .fails: "fails"
    case .conditionMet: "condition met"
    case .conditionNotMet: "condition not met"
    case .memberTaken: "takes " + code(point.span)
    case .memberRefused: "refuses " + code(point.span)
    case .outside: "refuses a character"
    case .otherCase: "takes the other case"
    case .groupSet(let number): map.describe(.number(number)) + " set"
    case .groupUnset(let number): map.describe(.number(number)) + " not set"
    case .match: "a match"
    case .noMatch: "no match"
    }
  }

  /// What nobody has seen, as a sentence without its point.
  func missing(_ point: CoveragePoint) -> String {
    let text = code(point.span)
    switch point.kind {
    case .item: return "\(code(map.span(of: point.node))) is never tried"
    case .branchBegun(let index): return "\(branch(index, point)) is never begun"
    case .branchPassed(let index): return "\(branch(index, point)) never matches"
    case .rounds(let rounds): return "\(text) is never left after \(words(rounds))"
    case .holds: return "\(text) never holds"
    case .fails: return "\(text) never fails"
    case .conditionMet: return "the condition of \(text) is never met"
    case .conditionNotMet: return "the condition of \(text) is always met"
    case .memberTaken:
      return "\(code(tree[point.node].span)) never takes a character because of \(text)"
    case .memberRefused:
      return "\(code(tree[point.node].span)) never refuses a character because of \(text)"
    case .outside: return "\(text) never refuses a character"
    case .otherCase: return "\(text) never takes a character only because case is ignored"
    case .groupSet(let number): return "\(map.describe(.number(number))) is set in no match"
    case .groupUnset(let number): return "\(map.describe(.number(number))) is set in every match"
    case .match: return "no case matches"
    case .noMatch: return "every case matches"
    }
  }

  private func words(_ rounds: CoveragePoint.Rounds) -> String {
    switch rounds {
    case .least(0): "no round"
    case .least(1), .one: "one round"
    case .least(let count): "\(count) rounds, the fewest"
    case .more(let few): "more than \(few) \(few == 1 ? "round" : "rounds")"
    case .most(1): "one round"
    case .most(let count): "\(count) rounds, the most"
    }
  }

  private func branch(_ index: Int, _ point: CoveragePoint) -> String {
    guard case .group(let group) = tree[point.node].kind else { return "branch \(index + 1)" }
    let text = point.span.isEmpty ? "which is empty" : code(point.span)
    return "branch \(index + 1) of \(group.branches.count), \(text),"
  }

  private func code(_ span: SourceSpan) -> String {
    Wording.code(Array(tree.source[span.start..<span.end]), isUTF: isUTF)
  }
}
