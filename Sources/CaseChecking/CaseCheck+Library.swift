// SPDX-License-Identifier: MIT
// The judgement of a case by libpcre2 alone: whether it does what the case expects.

import CaseCorpus
import PCRE2Oracle

/// Judges a case by what libpcre2 does.
func judgeByLibrary(_ given: Case, _ cached: CachedPattern) -> CaseVerdict {
  if given.isLimitDependent {
    return CaseVerdict(.limit, detail: "libpcre2 gives up here at its own limit: not counted")
  }
  do throws(OracleError) {
    let pattern = try cached.libraryPattern()
    if let code = given.expected.compileError {
      return CaseVerdict(expected: "pattern error \(code)", found: "none")
    }
    if given.kind == .compile {
      guard let count = given.expected.captureCount, count != pattern.captureCount else {
        return CaseVerdict(.passed)
      }
      return CaseVerdict(expected: "\(count) groups", found: "\(pattern.captureCount)")
    }
    if given.limits?.isForLibrary == true, let verdict = judgeLimits(given) { return verdict }
    let result = try pattern.result(given.input)
    guard let fault = expectationFault(result, given, groupNumbers: { pattern.groupNumbers($0) })
    else { return CaseVerdict(.passed) }
    if result.kind == .limit {
      return CaseVerdict(.limit, detail: "libpcre2 gives up at its limit")
    }
    return CaseVerdict(fault)
  } catch {
    return judgeRefusedByLibrary(given, error)
  }
}

private func judgeRefusedByLibrary(_ given: Case, _ error: OracleError) -> CaseVerdict {
  guard case .compile(let code, let offset, _) = error else { return judgeLibraryRefusal(error) }
  let got = "pattern error \(code) at offset \(offset)"
  if let expected = given.expected.compileError {
    let place = given.expected.compileOffset
    if expected == code, place == nil || place == offset { return CaseVerdict(.passed) }
    let words = place.map { " at offset \($0)" } ?? ""
    return CaseVerdict(expected: "pattern error \(expected)\(words)", found: got)
  }
  if let expected = MatchResult(given.expected) {
    return CaseVerdict(expected: expected.summary, found: got)
  }
  // Nothing is expected of it but to be a pattern.
  return CaseVerdict(.failed, detail: got)
}
