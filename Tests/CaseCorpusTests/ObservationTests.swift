// SPDX-License-Identifier: MIT
// Observations written into lines of case files.

import CaseCorpus
import SourceText
import Testing

/// A line, what came out of its case, and the line with it; nil where nothing is to change.
private let updates: [(line: String, found: String, steps: Int, new: String?)] = [
  // What is expected already changes nothing, not even the order of fields.
  (
    #"{"subject":"a", "pattern":"a" ,"expected": {"ovector":[[0,1]],"rc":1}}"#,
    #"{"rc":1,"ovector":[[0,1]]}"#, 1, nil
  ),
  (
    #"{"pattern":"a","expected": {"rc":-1} , "subject":"xa"}"#, #"{"rc":1,"ovector":[[1,2]]}"#, 1,
    #"{"pattern":"a","expected": {"rc":1,"ovector":[[1,2]]} , "subject":"xa"}"#
  ),
  (
    #"{"pattern":"a","expected":{"rc":1,"ovector":[[1,2]],"mark":"m"},"subject":"b"}"#,
    #"{"rc":-1}"#, 1, #"{"pattern":"a","expected":{"rc":-1},"subject":"b"}"#
  ),
  // A line without an expectation gets one.
  (
    #"{"pattern":"(*:m)a","subject":"a"  }"#, #"{"rc":1,"ovector":[[0,1]],"mark":"m"}"#, 1,
    #"{"pattern":"(*:m)a","subject":"a","expected":{"rc":1,"ovector":[[0,1]],"mark":"m"}  }"#
  ),
  // Texts stay texts, offsets offsets.
  (
    #"{"pattern":"(?<n>a)(b)","subject":"xab","expected":{"match":"a","groups":{"n":"x","2":[0,1],"0":[0,1]}}}"#,
    #"{"rc":3,"ovector":[[1,3],[1,2],[2,3]],"names":[["n",1]]}"#, 1,
    #"{"pattern":"(?<n>a)(b)","subject":"xab","expected":{"status":"match","match":"ab","#
      + #""groups":{"n":"a","2":[2,3],"0":[1,3]}}}"#
  ),
  (
    #"{"pattern":"a","subject":"a","expected":{"status":"nomatch"}}"#,
    #"{"rc":1,"ovector":[[0,1]]}"#, 1,
    #"{"pattern":"a","subject":"a","expected":{"status":"match","match":"a"}}"#
  ),
  (
    #"{"pattern":"a","subject":"a","offset":3,"expected":{"rc":-1}}"#, #"{"rc":-33}"#, 1,
    #"{"pattern":"a","subject":"a","offset":3,"expected":{"rc":-33,"error":"BADOFFSET"}}"#
  ),
  // The budget only where it is too small.
  (
    #"{"step_budget":5,"pattern":"a","subject":"b","expected":{"rc":-1}}"#, #"{"rc":-1}"#, 12,
    #"{"step_budget":12,"pattern":"a","subject":"b","expected":{"rc":-1}}"#
  ),
  (
    #"{"step_budget":5,"pattern":"a","subject":"b","expected":{"rc":1}}"#, #"{"rc":-1}"#, 4,
    #"{"step_budget":5,"pattern":"a","subject":"b","expected":{"rc":-1}}"#
  ),
  (
    #"{"expected":{"rc":1},"pattern":"a","step_budget":5,"subject":"b"}"#, #"{"rc":-1}"#, 400,
    #"{"expected":{"rc":-1},"pattern":"a","step_budget":400,"subject":"b"}"#
  ),
  // Compiling.
  (
    #"{"pattern":"(","kind":"compile","expected":{"compile":"ok","capture_count":1}}"#,
    #"{"compile_error":114,"compile_offset":1}"#, 0,
    #"{"pattern":"(","kind":"compile","expected":{"compile_error":114,"compile_offset":1}}"#
  ),
  (
    #"{"pattern":"(a)","kind":"compile","expected":{"capture_count":2}}"#,
    #"{"compile":"ok","capture_count":1,"names":[]}"#, 0,
    #"{"pattern":"(a)","kind":"compile","expected":{"compile":"ok","capture_count":1}}"#
  ),
]

@Suite("Observations") struct ObservationTests {
  @Test(arguments: updates.indices) func update(_ index: Int) throws {
    let given = updates[index]
    let observation = Observation(
      id: "a", found: try decode(#"{"pattern":"","expected":\#(given.found)}"#).expected,
      steps: given.steps)
    let new = try updatedLine(bytes(given.line), lineNumber: 1, with: observation)
    #expect(text(new) == given.new ?? given.line)
    // Once more changes nothing.
    #expect(try updatedLine(new, lineNumber: 1, with: observation) == new)
  }

  @Test func names() {
    #expect(MatchErrorName.number(of: "MATCHLIMIT") == -47)
    #expect(MatchErrorName.number(of: "UTF8_ERR1") == -3)
    #expect(MatchErrorName.number(of: "UTF8_ERR21") == -23)
    #expect(MatchErrorName.number(of: "NOMATCH") == nil)
    for name in MatchErrorName.all {
      #expect(MatchErrorName.number(of: name).flatMap { MatchErrorName.name(of: $0) } == name)
    }
  }
}
