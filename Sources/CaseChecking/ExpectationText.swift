// SPDX-License-Identifier: MIT
// What a case expects, in a few words, for cases on which nothing came out that could be compared.

public import CaseCorpus

/// What a case expects, such as `a match at [1,3)` or `the same as libpcre2`.
public func expectationText(_ given: Case) -> String {
  let expected = given.expected
  if let code = expected.compileError {
    return "pattern error \(code)" + (expected.compileOffset.map { " at offset \($0)" } ?? "")
  }
  if let result = MatchResult(expected) { return result.summary }
  if expected.compile != nil { return "a pattern that compiles" }
  return "the same as libpcre2"
}
