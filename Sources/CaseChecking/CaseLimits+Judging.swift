// SPDX-License-Identifier: MIT
// What a case allows: steps of the engine, and libpcre2's own limits. A case that takes more is over budget,
// unless it is the limit that it expects.
//
// Tested in Tests/CaseCheckingTests/SuiteCheckTests.swift.

import CaseCorpus
import PCRE2Oracle
import SourceText

extension CaseLimits {
  /// Whether there is a limit for the library among them.
  var isForLibrary: Bool { match != nil || depth != nil || heap != nil }
}

/// The verdict on a run that made more steps than its case allows; nil if it did not.
func overBudget(_ run: EngineRun, _ given: Case) -> CaseVerdict? {
  if let budget = given.stepBudget, run.steps > budget {
    let isCut = run.result.kind == .limit
    return CaseVerdict(
      excess: isCut ? "\(stepCount(run.steps)) and no end" : stepCount(run.steps),
      allowed: "\(budget)")
  }
  guard let limit = given.limits?.steps, run.result.kind == .limit, run.steps >= limit else {
    return nil
  }
  return CaseVerdict(excess: run.limit, allowed: stepCount(limit))
}

extension CaseVerdict {
  /// The verdict `budget`, such as `153 steps, 100 allowed`.
  fileprivate init(excess: String, allowed: String) {
    self.init(.overBudget, detail: "\(excess), \(allowed) allowed")
    expected = "at most \(allowed)"
    found = excess
  }
}

/// The verdict on a case with limits for the library that meets one of them, or that expects to and does not;
/// nil if the limits have no say in it.
func judgeLimits(_ given: Case) -> CaseVerdict? {
  let expected =
    given.expected.rc ?? given.expected.error.flatMap { MatchErrorName.number(of: $0) }
  let expectsLimit = expected.map { limitName($0) != nil } ?? false
  let library: OracleMatch
  do throws(OracleError) {
    library = try libraryMatch(given)
  } catch {
    return judgeLibraryRefusal(error)
  }
  if library.rc == expected, expectsLimit { return CaseVerdict(.passed) }
  if let name = limitName(library.rc) {
    let limits = given.limits ?? CaseLimits()
    let limit = [-47: limits.match, -53: limits.depth, -63: limits.heap][library.rc] ?? nil
    let words = "the \(name) limit" + (limit.map { " \($0)" } ?? "")
    var verdict = CaseVerdict(.overBudget, detail: "libpcre2 reaches \(words)")
    verdict.expected = "at most \(words) of libpcre2"
    verdict.found = "more"
    return verdict
  }
  guard expectsLimit, let expected else { return nil }
  return CaseVerdict(
    expected: "match error \(MatchErrorName.name(of: expected) ?? "\(expected)")",
    found: MatchResult(library).summary)
}

/// The library's answer under the limits of a case.
func libraryMatch(_ given: Case) throws(OracleError) -> OracleMatch {
  var pattern = try OraclePattern(
    pattern: given.input.pattern, options: OracleOptions(given.input))
  var options = OracleMatchOptions(given.input, isLimited: true)
  options.matchLimit = given.limits?.match ?? options.matchLimit
  options.depthLimit = given.limits?.depth
  options.heapLimit = given.limits?.heap
  return try pattern.match(subject: given.input.subject, options: options)
}

/// What a limit of the library bounds; nil for any other result.
private func limitName(_ rc: Int) -> String? {
  switch rc {
  case -47: "match"
  case -53: "depth"
  case -63: "heap"
  default: nil
  }
}
