// SPDX-License-Identifier: MIT
// What suites expect beyond a result as a whole: texts, groups by number and name, budgets and limits; and what is
// observed where it does not come out.

import CaseChecking
import CaseCorpus
import SourceText
import Testing

/// A line and all of the verdict on it.
struct JudgedCase: Sendable, CustomTestStringConvertible {
  var line: String
  var kind: CaseVerdict.Kind
  var detail = ""
  var expected: String?
  var found: String?

  var testDescription: String { line }
}

private let agrees = "; libpcre2 agrees with rxdebug"
private let date = #""pattern":"(?<year>\\d{4})-(\\d\\d)(x)?","subject":"on 2024-05""#

private let judged: [JudgedCase] = [
  .init(line: #"{\#(date),"expected":{"match":"2024-05"}}"#, kind: .passed),
  .init(
    line: #"{\#(date),"expected":{"match":"2024-06"}}"#, kind: .failed,
    detail: #"whole match: expected "2024-06", got "2024-05""# + agrees,
    expected: #"whole match "2024-06""#, found: #""2024-05""#),
  .init(
    line:
      #"{\#(date),"expected":{"groups":{"0":[3,10],"1":[3,7],"year":"2024","2":"05","3":null}}}"#,
    kind: .passed),
  .init(
    line: #"{\#(date),"expected":{"groups":{"year":"2023"}}}"#, kind: .failed,
    detail: #"group year: expected "2023", got "2024""# + agrees,
    expected: #"group year "2023""#, found: #""2024""#),
  .init(
    line: #"{\#(date),"expected":{"groups":{"2":[1,2]}}}"#, kind: .failed,
    detail: "group 2: expected [1,2), got [8,10)" + agrees,
    expected: "group 2 [1,2)", found: "[8,10)"),
  .init(
    line: #"{\#(date),"expected":{"groups":{"2":null}}}"#, kind: .failed,
    detail: "group 2: expected unset, got [8,10)" + agrees,
    expected: "group 2 unset", found: "[8,10)"),
  .init(
    line: #"{\#(date),"expected":{"groups":{"3":"x"}}}"#, kind: .failed,
    detail: #"group 3: expected "x", got unset"# + agrees,
    expected: #"group 3 "x""#, found: "unset"),
  .init(
    line: #"{\#(date),"expected":{"groups":{"yaer":"2024"}}}"#, kind: .failed,
    detail: #"group yaer: expected "2024", got a pattern without such a group"# + agrees,
    expected: #"group yaer "2024""#, found: "a pattern without such a group"),
  .init(
    line: #"{\#(date),"expected":{"groups":{"4":null}}}"#, kind: .failed,
    detail: "group 4: expected unset, got a pattern without such a group" + agrees,
    expected: "group 4 unset", found: "a pattern without such a group"),
  .init(
    line: #"{\#(date),"expected":{"status":"nomatch"}}"#, kind: .failed,
    detail: "expected no match, got a match at [3,10)" + agrees,
    expected: "no match", found: "a match at [3,10)"),
  // Of two groups with one name the one that is set counts.
  .init(
    line: #"{"pattern":"(?J)(?<n>a)|(?<n>b)","subject":"b","expected":{"groups":{"n":"b"}}}"#,
    kind: .passed),
  // A mark that nobody asks for is no fault, unless the whole result is expected.
  .init(
    line: #"{"pattern":"(*:m)a","subject":"a","expected":{"status":"match"}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"(*:m)a","subject":"a","expected":{"rc":1}}"#, kind: .failed,
    detail: "mark: expected none, got `m`" + agrees, expected: "mark none", found: "`m`"),
  // The start of the match behind its end.
  .init(
    line: #"{"pattern":"(?=ab\\K)","subject":"ab","options":["EXTRA_ALLOW_LOOKAROUND_BSK"],"#
      + #""expected":{"match":"","groups":{"0":[2,0]}}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"abc","subject":"xab","match_options":["PARTIAL_SOFT"],"#
      + #""expected":{"status":"partial","match":"ab"}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"a","subject":"a","offset":9,"expected":{"error":"BADOFFSET"}}"#,
    kind: .passed),
  .init(
    line: #"{"pattern":"(","kind":"compile","expected":{"compile_error":115}}"#, kind: .failed,
    detail: "expected pattern error 115, got pattern error 114 at offset 1",
    expected: "pattern error 115", found: "pattern error 114 at offset 1"),
  // Budgets and limits.
  .init(line: #"{"pattern":"(a+)+b","subject":"aaac","step_budget":43}"#, kind: .passed),
  .init(
    line: #"{"pattern":"(a+)+b","subject":"aaac","step_budget":42}"#, kind: .overBudget,
    detail: "43 steps, 42 allowed", expected: "at most 42", found: "43 steps"),
  .init(
    line: #"{"pattern":"(a+)+b","subject":"aaac","step_budget":42,"expected":{"rc":1}}"#,
    kind: .failed, detail: "expected a match, got no match" + agrees, expected: "a match",
    found: "no match"),
  .init(
    line: #"{"pattern":"(a+)+b","subject":"aaac","limits":{"steps":20}}"#, kind: .overBudget,
    detail: "rxdebug gave up after 20 steps, 20 steps allowed", expected: "at most 20 steps",
    found: "rxdebug gave up after 20 steps"),
  .init(
    line: #"{"pattern":"(a+)+b","subject":"aaac","limits":{"match":1000}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"(a+)+b\\w","subject":"aaaaaaaaaaab-","limits":{"match":100}}"#,
    kind: .overBudget, detail: "libpcre2 reaches the match limit 100",
    expected: "at most the match limit 100 of libpcre2", found: "more"),
  .init(
    line: #"{"pattern":"(a+)+b\\w","subject":"aaaaaaaaaaab-","limits":{"match":100},"#
      + #""expected":{"error":"MATCHLIMIT"}}"#, kind: .passed),
  .init(
    line: #"{"pattern":"(a+)+b\\w","subject":"aaaaaaaaaaab-","limits":{"depth":3}}"#,
    kind: .overBudget, detail: "libpcre2 reaches the depth limit 3",
    expected: "at most the depth limit 3 of libpcre2", found: "more"),
  .init(
    line: #"{"pattern":"a","subject":"a","limits":{"match":100},"#
      + #""expected":{"error":"MATCHLIMIT"}}"#,
    kind: .failed, detail: "expected match error MATCHLIMIT, got a match at [0,1)",
    expected: "match error MATCHLIMIT", found: "a match at [0,1)"),
]

@Suite("Cases of suites") struct SuiteCheckTests {
  @Test(arguments: judged, [false, true])
  func verdict(_ given: JudgedCase, _ comparesSteps: Bool) {
    let verdict = check(
      line: bytes(given.line), options: CheckOptions(comparesSteps: comparesSteps))
    #expect(verdict.kind == given.kind, "\(verdict)")
    #expect(verdict.detail == given.detail, "\(verdict)")
    #expect(verdict.expected == given.expected)
    #expect(verdict.found == given.found)
  }

  @Test func longTexts() {
    let long = String(repeating: "я", count: 500)
    let line =
      #"{"pattern":".*","options":["UTF"],"subject":"\#(long)a","#
      + #""expected":{"match":"\#(long)b"}}"#
    let verdict = check(line: bytes(line))
    #expect(verdict.expected == #"whole match "…яяяяяb""#)
    #expect(verdict.found == #""…яяяяяa""#)
    let other = check(
      line: bytes(#"{"pattern":"x","subject":"a","expected":{"match":"\#(long)"}}"#))
    #expect((other.expected ?? "").utf8.count + (other.found ?? "").utf8.count <= 200)
  }

  /// What is observed of a line; nil stands for nothing.
  @Test(arguments: [
    (
      #"{\#(date),"expected":{"match":"x"}}"#,
      #"{"id":"line 0","found":{"rc":3,"ovector":[[3,10],[3,7],[8,10]],"capture_count":3,"names":[["year",1]]},"steps":17}"#
    ),
    (
      #"{"pattern":"a","subject":"b"}"#,
      #"{"id":"line 0","found":{"rc":-1,"capture_count":0,"names":[]},"steps":2}"#
    ),
    (
      #"{"pattern":"(","kind":"compile","expected":{"compile":"ok"}}"#,
      #"{"id":"line 0","found":{"compile_error":114,"compile_offset":1},"steps":0}"#
    ),
    (
      #"{"pattern":"(a+)+b","subject":"aaac","step_budget":42}"#,
      #"{"id":"line 0","found":{"rc":-1,"capture_count":1,"names":[]},"steps":43}"#
    ),
    (#"{"pattern":"a","subject":"b","expected":{"rc":-1}}"#, nil),
    (#"{"pattern":"a","subject":"b","limit_dependent":true}"#, nil),
    (#"{"pattern":"(a+)+b\\w","subject":"aaaaaaaaaaab-","limits":{"match":9}}"#, nil),
    ("{", nil),
  ])
  func observation(_ line: String, _ expected: String?) throws {
    let (verdict, observation) = observe(line: bytes(line))
    #expect(verdict == check(line: bytes(line)))
    var writer = JSONWriter()
    observation?.write(to: &writer)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected ?? "")
    if let observation {
      #expect(try Observation(json: writer.bytes) == observation)
    }
  }
}
