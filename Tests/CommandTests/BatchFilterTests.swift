// SPDX-License-Identifier: MIT
// `rxdebug batch --stdin --ndjson` as a filter for programs that count lines: one out for each in, whatever
// they hold, without an environment, from any folder.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct BatchFilterTests {
  private static let lines = [
    #"{"id":"a","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[1,3]]}}"#,
    "", "{", #"{"id":"b","pattern":"a+","subject":"xaa","expected":{"rc":-1}}"#, "\u{7F}", " ",
    #"{"id":"c","pattern":"(","subject":""}"#, "null",
  ]
  private static let input = Array((lines.joined(separator: "\n") + "\n").utf8)

  @Test func oneLineForEachLine() throws {
    let run = try run(
      ["batch", "--stdin", "--ndjson", "--jobs", "2", "--ordered"], input: Self.input,
      environment: [])
    #expect(run.errorText == "")
    #expect(run.status == 1)
    let verdicts = try run.text.split(separator: "\n").map { line in
      try JSONValue(parsing: Array(line.utf8))["verdict"]
    }
    let words = [
      "passed", "invalid", "invalid", "failed", "invalid", "invalid", "passed", "invalid",
    ]
    #expect(verdicts == words.map { .string($0) })
  }

  @Test func nothingIsAFailureIfTheCallerSaysSo() throws {
    let run = try run(
      ["batch", "--stdin", "--ndjson", "--fail-on", "none"], input: Self.input, environment: [])
    #expect(run.status == 0)
    #expect(run.text.split(separator: "\n").count == Self.lines.count)
  }

  @Test func nothingInNothingOut() throws {
    let run = try run(["batch", "--stdin", "--ndjson"], environment: [])
    #expect(run.status == 0)
    #expect(run.text == "")
  }

  @Test func anyFolderAndNoEnvironment() throws {
    let run = try shell(
      #"mkdir -p "$1" && cd "$1" && rmdir "$1" && env -i "$0" batch --stdin --ndjson <"$2""#,
      [temporaryPath("gone"), "/dev/null"])
    #expect(run.status == 0)
    #expect(run.errorText == "")
  }
}
