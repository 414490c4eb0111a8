// SPDX-License-Identifier: MIT
// Plans of patterns, and points in the words of fixtures/coverage.

import RegexCoverage
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// The plan of a pattern.
func plan(_ pattern: String, _ options: CompileOptions = [.utf]) throws -> CoveragePlan {
  try CoveragePlan(
    try parsePattern(Array(pattern.utf8), options: PatternOptions(compile: options)))
}

/// A point as fixtures write it: its kind, a blank, and its text in the pattern.
func words(_ point: CoveragePoint, _ plan: CoveragePlan) -> String {
  let text = Escaping().display(plan.program.tree.source, in: point.span)
  return "\(name(point.kind)) `\(text)`"
}

private func name(_ kind: CoveragePoint.Kind) -> String {
  switch kind {
  case .item: "item"
  case .branchBegun(let index): "begun \(index)"
  case .branchPassed(let index): "passed \(index)"
  case .rounds(.least(let count)): "rounds =\(count)"
  case .rounds(.one): "rounds =1"
  case .rounds(.more(let count)): "rounds >\(count)"
  case .rounds(.most(let count)): "rounds max \(count)"
  case .holds: "holds"
  case .fails: "fails"
  case .conditionMet: "met"
  case .conditionNotMet: "not met"
  case .memberTaken: "taken"
  case .memberRefused: "refused"
  case .outside: "outside"
  case .otherCase: "other case"
  case .groupSet: "set"
  case .groupUnset: "unset"
  case .match: "match"
  case .noMatch: "no match"
  }
}
