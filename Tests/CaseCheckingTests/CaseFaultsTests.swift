// SPDX-License-Identifier: MIT
// No expectation goes unnoticed: it is met, or not met, or the case is none.

import CaseChecking
import Testing

@Suite struct CaseFaultsTests {
  @Test(arguments: [
    (#""pattern":"a(*MARK:X)","subject":"a","expected":{"mark":"Y"}"#, CaseVerdict.Kind.failed),
    (#""pattern":"a(*MARK:X)","subject":"a","expected":{"mark":"X"}"#, .passed),
    (#""pattern":"a","subject":"a","expected":{"ovector":[[0,9]]}"#, .failed),
    (#""pattern":"a","subject":"a","expected":{"ovector":[[0,1]]}"#, .passed),
    (#""pattern":"a","subject":"b","expected":{"ovector":[[0,1]]}"#, .failed),
    (#""pattern":"a(","subject":"b","expected":{"compile_offset":1}"#, .invalid),
    (#""pattern":"a","subject":"a","expected":{"capture_count":3}"#, .failed),
    (#""pattern":"(a)","subject":"a","expected":{"capture_count":1,"rc":2}"#, .passed),
    (#""pattern":"(","subject":"a","expected":{"capture_count":0}"#, .failed),
    (#""kind":"compile","pattern":"a","expected":{"rc":3}"#, .invalid),
    (#""pattern":"a","subject":"a","expected":{"status":"nomatch","rc":1}"#, .invalid),
    (#""pattern":"a","subject":"a","expected":{"rc":-1,"ovector":[[0,1]]}"#, .invalid),
    (#""pattern":"a","subject":"a","expected":{"compile_error":101,"rc":1}"#, .invalid),
    (#""pattern":"a","subject":"a","step_budget":-1"#, .invalid),
    (#""kind":"compile","pattern":"(?<n>a)","expected":{"names":[["m",1]]}"#, .failed),
    (#""kind":"compile","pattern":"(?<n>a)","expected":{"names":[["n",1]]}"#, .passed),
  ])
  func verdicts(_ fields: String, _ kind: CaseVerdict.Kind) {
    let verdict = check(line: Array("{\(fields)}".utf8))
    #expect(verdict.kind == kind, "\(verdict)")
  }
}
