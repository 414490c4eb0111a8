// SPDX-License-Identifier: MIT
// Verdicts on cases, and their way through JSON.

import CaseChecking
import CaseCorpus
import Testing

/// A line of a case file and the verdict on it.
struct JudgedLine: Sendable, CustomTestStringConvertible {
  var line: String
  var kind: CaseVerdict.Kind
  var detail = ""

  var testDescription: String { line }
}

private let judged: [JudgedLine] = [
  .init(
    line: #"{"id":"a","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[1,3]]}}"#,
    kind: .passed),
  .init(line: #"{"pattern":"a+","subject":"xaa"}"#, kind: .passed),
  .init(
    line: #"{"pattern":"(a)|b","subject":"b","expected":{"rc":1,"ovector":[[0,1],[0,1]]}}"#,
    kind: .failed, detail: "group 1: expected [0,1), got unset; libpcre2 agrees with rxdebug"),
  .init(
    line: #"{"pattern":"a","subject":"b","expected":{"rc":1,"ovector":[[0,1]]}}"#, kind: .failed,
    detail: "expected a match at [0,1), got no match; libpcre2 agrees with rxdebug"),
  .init(
    line: #"{"pattern":"a","subject":"a","expected":{"rc":-1},"#
      + #""expected_plain":{"rc":1,"ovector":[[0,1]]}}"#,
    kind: .passed),
  .init(
    line: #"{"pattern":"a","subject":"a","expected":{"rc":1,"ovector":[[0,1]],"mark":"m"}}"#,
    kind: .failed, detail: "mark: expected `m`, got none; libpcre2 agrees with rxdebug"),
  .init(line: #"{"pattern":"a","subject":"a","expected":{"status":"match"}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"a","subject":"a","expected":{"compile_error":114}}"#, kind: .failed,
    detail: "expected pattern error 114, got a match at [0,1)"),
  .init(
    line: #"{"pattern":"(","subject":"a","expected":{"rc":-1}}"#, kind: .failed,
    detail: "expected no match, got pattern error 114 at offset 1"),
  .init(
    line: #"{"pattern":"(","kind":"compile","expected":{"compile_error":114,"compile_offset":1}}"#,
    kind: .passed),
  .init(
    line: #"{"pattern":"(","kind":"compile","expected":{"compile_error":114,"compile_offset":0}}"#,
    kind: .failed,
    detail: "expected pattern error 114 at offset 0, got pattern error 114 at offset 1"),
  .init(
    line: #"{"pattern":"(a)","kind":"compile","expected":{"compile":"ok","capture_count":2}}"#,
    kind: .failed, detail: "expected 2 groups, got 1"),
  .init(
    line: #"{"pattern":"(","kind":"compile","expected":{"compile":"ok"}}"#, kind: .failed,
    detail: "expected the pattern to compile, got pattern error 114 at offset 1"),
  .init(line: #"{"pattern":"(","kind":"compile"}"#, kind: .passed),
  .init(
    line: #"{"pattern":"a","subject_b64":"/w==","options":["UTF"],"expected":{"rc":-22}}"#,
    kind: .failed, detail: "expected match error -22, got match error -23"),
  .init(line: #"{"pattern":"a","subject_b64":"/w==","options":["UTF"]}"#, kind: .passed),
  .init(
    line: #"{"pattern":"a","subject":"a","options":["CASELES"]}"#, kind: .invalid,
    detail: "unknown option CASELES"),
  .init(
    line: #"{"pattern":"abc","subject":"ab","match_options":["PARTIAL_SOFT"],"#
      + #""expected":{"rc":-1}}"#,
    kind: .failed, detail: "expected no match, got a partial match; libpcre2 agrees with rxdebug"),
  .init(
    line: #"{"pattern":""# + String(repeating: "(", count: 1_001) + "a"
      + String(repeating: ")", count: 1_001)
      + #"","subject":"a","parens_nest_limit":2000}"#, kind: .unsupported,
    detail: "groups nested more than 1000 deep"),
  .init(
    line: #"{"pattern":"a","subject":"a","limit_dependent":true}"#, kind: .limit,
    detail: "libpcre2 gives up here at its own limit: not counted"),
  .init(
    line: #"{"pattern":"a","subj"#, kind: .invalid,
    detail: "no case: unexpected end of text at byte 20"),
]

@Suite struct CaseCheckTests {
  @Test(arguments: judged, [false, true])
  func verdict(_ given: JudgedLine, _ comparesSteps: Bool) {
    let verdict = check(
      line: bytes(given.line), options: CheckOptions(comparesSteps: comparesSteps))
    #expect(verdict.kind == given.kind, "\(verdict)")
    #expect(verdict.detail.hasPrefix(given.detail), "\(verdict)")
    if given.detail.isEmpty { #expect(verdict.detail == "") }
  }

  @Test func idAndSteps() {
    let line = #"{"id":"x","pattern":"(a+)+b","subject":"aaac"}"#
    #expect(check(line: bytes(line)) == CaseVerdict(.passed, id: "x", steps: 43))
    #expect(check(line: bytes(#"{"pattern":"a","subject":"a"}"#)).id == nil)
  }

  @Test func stepLimit() {
    let line = #"{"pattern":"(a+)+b","subject":"aaac"}"#
    let verdict = check(line: bytes(line), options: CheckOptions(stepLimit: 10))
    #expect(verdict == CaseVerdict(.limit, detail: "rxdebug gave up after 10 steps", steps: 10))
  }

  @Test(arguments: CaseVerdict.Kind.allCases)
  func roundTrip(_ kind: CaseVerdict.Kind) {
    let verdict = CaseVerdict(kind, id: "a\"\u{1B}", detail: "because", steps: 12)
    var writer = JSONWriter()
    verdict.write(to: &writer)
    #expect(CaseVerdict(json: writer.bytes) == verdict)
    #expect(CaseVerdict.stepsIfPassed(writer.bytes) == (kind == .passed ? 12 : nil))
  }

  @Test(arguments: ["", "{", "{}", #"{"verdict":"passed"}"#, #"{"verdict":"well","steps":1}"#])
  func noVerdict(_ line: String) {
    #expect(CaseVerdict(json: bytes(line)) == nil)
    #expect(CaseVerdict.stepsIfPassed(bytes(line)) == nil)
  }
}
