// SPDX-License-Identifier: MIT
// What `rxdebug corpus lint` finds in single lines, each with its column and rule.

import CaseChecking
import CaseCorpus
import Testing

@Suite("Linting cases")
struct CaseLinterTests {
  /// The findings of some lines, as `line:column rule: words`.
  private func findings(_ lines: String...) -> [String] {
    var linter = CaseLinter()
    return lines.enumerated().flatMap { (index, line) in
      let placed = PlacedCase(line: index + 1, content: .line(Array(line.utf8)))
      return linter.check(.found(placed)).map {
        "\($0.line):\($0.column ?? 0) \($0.rule.rawValue): \($0.words)"
      }
    }
  }

  @Test func nothingIsWrong() {
    #expect(
      findings(
        #"{"id":"1","pattern":"(?<n>a)(b)?","subject":"xa","expected":{"rc":2,"ovector":[[1,2],[1,2],null]}}"#,
        #"{"id":"2","pattern":"(?<n>A)","options":["CASELESS"],"subject":"xa","expected":{"match":"a","groups":{"n":[1,2],"1":"a"}}}"#,
        #"{"id":"3","kind":"compile","pattern":"(","expected":{"compile_error":114,"compile_offset":1}}"#,
        #"{"id":"4","pattern":"ab","subject":"a","match_options":["PARTIAL_SOFT"],"expected":{"rc":-2,"ovector":[[0,1]]}}"#,
        #"{"id":"5","pattern":"a","subject":"a","offset":2,"expected":{"rc":-33}}"#
      ) == [])
  }

  @Test(arguments: [
    (#"{"pattern":}"#, "1:12 format: expected a string"),
    (#"{"pattern":"a","colour":1}"#, "1:25 format: unknown field colour"),
    (
      #"{"pattern":"(a","subject":"a"}"#,
      "1:12 pattern: the pattern does not compile: error 114, "
        + "The group that begins with ( is not closed at offset 2"
    ),
    (
      #"{"pattern":"a","options":["CASELES"],"subject":"a"}"#,
      "1:26 option: unknown option CASELES"
    ),
    (
      #"{"pattern":"a","subject":"a","match_options":["NOTBOOL"]}"#,
      "1:46 option: unknown match option NOTBOOL"
    ),
    (
      #"{"pattern":"a","options":["UTF","UTF"],"subject":"a"}"#,
      "1:26 option: UTF stands there twice"
    ),
    (
      #"{"pattern":"a","subject":"a","newline":"BAD"}"#,
      "1:40 option: unknown newline convention BAD"
    ),
    (
      #"{"pattern":"a","subject":"a","bsr":"BAD"}"#,
      #"1:36 option: unknown convention BAD for \R"#
    ),
    (
      #"{"pattern":"1","options":["CASELESS"],"subject":"1"}"#,
      "1:26 needless: CASELESS changes nothing about this pattern"
    ),
    (
      #"{"pattern":"a","subject":"ab","expected":{"rc":1,"ovector":[[1,3]]}}"#,
      "1:60 expectation: group 0: [1,3) is not within the 2 bytes of the subject"
    ),
    (
      #"{"pattern":"a","subject":"a","expected":{"rc":1,"ovector":[[0,1],null]}}"#,
      "1:59 expectation: there is no group 1: the pattern has 0"
    ),
    (
      #"{"pattern":"(a)","subject":"a","expected":{"rc":1,"ovector":[[0,1],[0,1]]}}"#,
      "1:49 expectation: rc is 1, but the highest group set makes it 2"
    ),
    (
      #"{"pattern":"a","subject":"a","expected":{"match":"b"}}"#,
      "1:50 expectation: the subject does not hold the expected text"
    ),
    (
      #"{"pattern":"a","subject":"ab","expected":{"rc":1,"ovector":[[0,1]],"match":"b"}}"#,
      "1:76 expectation: the expected text is not that of group 0"
    ),
    (
      #"{"pattern":"(a)","subject":"a","expected":{"groups":{"2":"a"}}}"#,
      "1:53 expectation: there is no group 2"
    ),
    (
      #"{"pattern":"(?<n>a)","subject":"a","expected":{"groups":{"m":"a"}}}"#,
      "1:57 expectation: there is no group m"
    ),
    (
      #"{"pattern":"(a)","subject":"a","expected":{"groups":{"1":[0,2]}}}"#,
      "1:53 expectation: group 1: [0,2) is not within the 1 bytes of the subject"
    ),
    (
      #"{"pattern":"(a)","subject":"a","expected":{"groups":{"1":"b"}}}"#,
      "1:53 expectation: group 1: the subject does not hold the expected text"
    ),
    (
      #"{"pattern":"a","subject":"a","expected":{"rc":-1,"ovector":[[0,1]]}}"#,
      "1:47 expectation: groups are expected where there is no match"
    ),
    (
      #"{"pattern":"a","subject":"a","expected":{"rc":0}}"#,
      "1:47 expectation: 0 is no result: a match has a positive one"
    ),
    (
      #"{"pattern":"a","kind":"compile","expected":{"rc":1}}"#,
      "1:44 expectation: a result of matching is expected of compiling"
    ),
    (
      #"{"pattern":"a","kind":"compile","expected":{"compile_error":1,"compile":"ok"}}"#,
      "1:61 expectation: an error of compiling and a result are expected"
    ),
    (
      #"{"pattern":"a","kind":"compile","expected":{"compile":"ok","capture_count":1}}"#,
      "1:76 expectation: 1 groups are expected, the pattern has 0"
    ),
    (
      #"{"pattern":"a","subject":"a","offset":2,"expected":{}}"#,
      "1:39 expectation: the offset is 2, the subject has 1 bytes"
    ),
    (
      #"{"pattern":"a","subject":"a","global":"global","global_matches":[[[0,2]]]}"#,
      "1:65 expectation: match 1: [0,2) is not within the 1 bytes of the subject"
    ),
    (
      #"{"pattern":"a","subject":"a","step_budget":0}"#,
      "1:44 expectation: a step budget of 0 allows no step"
    ),
  ])
  func oneFinding(line: String, finding: String) {
    #expect(findings(line) == [finding])
  }

  @Test func idsOccurOnce() {
    let line = #"{"id":"a","pattern":"a","subject":"a"}"#
    #expect(
      findings(line, #"{"id":"b","pattern":"a","subject":"a"}"#, line)
        == ["3:7 id: the case of line 1 has the id a too"])
  }

  /// An option is needless only where the program is the same without it.
  @Test(arguments: [
    ("MULTILINE", "^a", false), ("MULTILINE", "a", true), ("DOTALL", "a.", false),
    ("DOTALL", "[^a]", true), ("EXTENDED", "a b", false), ("EXTENDED", "ab", true),
    ("UNGREEDY", "a*", false), ("UNGREEDY", "a", true), ("NO_AUTO_CAPTURE", "(a)", false),
    ("NO_AUTO_CAPTURE", "(?:a)", true), ("DUPNAMES", "(?<a>x)|(?<a>y)", false),
    ("DUPNAMES", "(?<a>x)", true), ("CASELESS", "[a-b]", false), ("CASELESS", #"\d"#, true),
    ("ANCHORED", "^a", false), ("UTF", "a", false),
  ])
  func needlessOptions(option: String, pattern: String, isNeedless: Bool) {
    var given = Case(id: "x", input: CaseInput(pattern: Array(pattern.utf8), options: [option]))
    given.input.subject = [0x61]
    var linter = CaseLinter()
    let found = linter.check(.found(PlacedCase(line: 1, content: .parsed(given))))
    #expect(found.map(\.rule) == (isNeedless ? [.needless] : []))
  }

  @Test func whatReadersSay() {
    var linter = CaseLinter()
    let skipped = linter.check(.skipped(SkippedCase(line: 3, column: 4, reason: "why")))
    #expect(skipped.map(\.rule) == [.leftOut])
    #expect(skipped.map(\.words) == ["why"])
    let fault = linter.check(.fault(CaseError(line: 5, column: 6, reason: .text("what"))))
    #expect(fault.map(\.rule) == [.format])
    #expect(fault.map(\.column) == [6])
  }
}
