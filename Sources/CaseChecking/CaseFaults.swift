// SPDX-License-Identifier: MIT
// Cases that cannot mean what they say: an expectation that nobody would look at must not pass unnoticed.
//
// Tested in Tests/CaseCheckingTests/CaseFaultsTests.swift.

import CaseCorpus

/// What makes a case no case, in words; nil for a sound one.
func caseFault(_ given: Case) -> String? {
  let expected = given.expected
  if let budget = given.stepBudget, budget < 0 { return "step_budget is a number of steps" }
  if expected.compileOffset != nil, expected.compileError == nil {
    return "compile_offset says where an error is: compile_error is missing"
  }
  let result = MatchResult(expected)
  let isOfMatching = result != nil || expected.mark != nil
  if given.kind == .compile, isOfMatching {
    return "a case of kind compile has no match: its expectation of one would not be looked at"
  }
  if expected.compileError != nil, isOfMatching || expected.compile != nil {
    return "compile_error contradicts what else is expected"
  }
  return result.flatMap { contradiction(expected, $0.kind) }
}

/// Two fields that cannot both be met.
private func contradiction(_ expected: Expectation, _ kind: MatchResult.Kind) -> String? {
  guard let rc = expected.rc else { return nil }
  let isFound = kind == .match || kind == .partial
  let isMet =
    switch expected.status {
    case "match": kind == .match
    case "nomatch": kind == .noMatch
    case "partial": kind == .partial
    case "limit": kind == .limit
    case "error": !isFound && kind != .noMatch
    default: true
    }
  guard isMet else { return "status \(expected.status ?? "") contradicts rc \(rc)" }
  if !isFound, expected.ovector?.isEmpty == false || expected.text != nil || expected.groups != nil
  {
    return "rc \(rc) contradicts the groups that are expected"
  }
  return nil
}
