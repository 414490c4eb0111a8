// SPDX-License-Identifier: MIT
// `rxdebug report` from end to end: files in, a report or a reason out; and whether others can read the reports.

import CaseCorpus
import TestThreads
import Testing

private let root: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()
private let planted = root + "/fixtures/reports/planted.jsonl"

private let passed = #"{"file":"a","line":1,"verdict":"passed","steps":3,"id":"x"}"#
private let failed = #"{"file":"a","line":1,"verdict":"failed","steps":3,"id":"x"}"#
private let end = #"{"summary":{"passed":1},"cases":1,"workers":2,"seconds":0.25}"#

private func bytes(_ lines: String...) -> [UInt8] {
  Array((lines.joined(separator: "\n") + "\n").utf8)
}

@Suite @CommandLineTests struct ReportCommandTests {
  @Test func aRunComesBackAsItIs() throws {
    let run = try run(["report", "merge", planted])
    #expect(run.status == 0)
    #expect(run.errorText == "")
    #expect(run.output == read(planted))
  }

  @Test func standardInputAndPipes() throws {
    #expect(try run(["report", "json", "-"], input: read(planted)).output == read(planted))
    let run = try shell(
      #"mkfifo "$1" && { cat "$2" >"$1" & "$0" report json "$1"; }; rm -f "$1""#,
      [
        temporaryPath("pipe"), planted,
      ])
    #expect(run.output == read(planted))
  }

  @Test func shardsBecomeOneRun() throws {
    let halves = try shell(
      #"sed -n '1~2p' "$1" >"$2"; sed -n '2~2p' "$1" >"$3"; "$0" report merge "$3" "$2"; rm "$2" "$3""#,
      [planted, temporaryPath("odd"), temporaryPath("even")])
    #expect(halves.errorText == "")
    // One of the halves has no last line.
    let text = String(decoding: read(planted), as: UTF8.self)
    let whole = text.split(separator: #""partial":false"#, omittingEmptySubsequences: false)
    #expect(halves.text == whole.joined(separator: #""partial":true"#))
  }

  @Test func repeatsAreTold() throws {
    try withFile(bytes(passed, end)) { path in
      let run = try run(["report", "json", path, path])
      #expect(run.status == 0)
      #expect(run.errorText == "rxdebug: 1 verdict is there more than once, and counted once\n")
      let lines = run.output.split(separator: 0x0A)
      #expect(lines.count == 2)
      let last = try JSONValue(parsing: Array(lines[1]))
      #expect(last["cases"] == .integer(1))
      #expect(last["workers"] == .integer(4))
      #expect(last["seconds"] == .number(0.5))
    }
  }

  @Test func twoVerdictsAreAnError() throws {
    try withFile(bytes(passed, end)) { first in
      try withFile(bytes("", failed, end)) { second in
        let run = try run(["report", "html", first, second])
        #expect(run.status == 2)
        #expect(run.text == "")
        #expect(
          run.errorText
            == "rxdebug: a:1 x has two verdicts: passed in \(first), failed in \(second)\n")
      }
    }
  }

  @Test func faultsHaveAPlace() throws {
    try withFile(bytes(passed, "", #"{"file":"a","line":"1"}"#)) { path in
      let run = try run(["report", "text", path])
      #expect(run.status == 2)
      #expect(run.errorText == "rxdebug: \(path):3:20: expected an integer, at least 1\n")
    }
    let torn = Array(passed.utf8.dropLast(3)) + [0x0A]
    #expect(
      try run(["report", "text", "-"], input: torn).errorText
        == "rxdebug: standard input:1:57: unexpected end of text\n")
    // What a kill has left of the last line is no fault; the run has no end then.
    let cut = try run(
      ["report", "text", "-"], input: bytes(passed) + Array(passed.utf8.dropLast(3)))
    #expect(cut.status == 0)
    #expect(cut.text.contains("stopped early: 1 of 1 case passed"))
  }

  @Test(arguments: [
    (["report", "pdf", "-"], "rxdebug: there is no format pdf: text, json,"),
    (["report", "text", "/nonexistent/a"], "rxdebug: /nonexistent/a: cannot open: No such file"),
    (["report", "text", "-o", "/nonexistent/a", "-"], "rxdebug: /nonexistent/a: cannot write: "),
    (["report", "text"], "rxdebug: "), (["report"], "rxdebug: "),
  ])
  func wrongUse(_ arguments: [String], _ message: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.errorText.hasPrefix(message), "\(run.errorText)")
    #expect(run.text == "")
  }

  @Test func aFileThatIsReadIsNotOverwritten() throws {
    try withFile(bytes(passed, end)) { path in
      let run = try run(["report", "json", "-o", path, path])
      #expect(run.status == 2)
      #expect(run.errorText == "rxdebug: \(path): would be overwritten while it is read\n")
      #expect(read(path) == bytes(passed, end))
    }
  }

  @Test func exitCode() throws {
    #expect(try run(["report", "tap", "-"], input: bytes(failed, end)).status == 0)
    #expect(try run(["report", "tap", "--exit-code", "-"], input: bytes(failed, end)).status == 1)
    #expect(try run(["report", "tap", "--exit-code", "-"], input: bytes(passed, end)).status == 0)
  }

  @Test func aFullDisk() throws {
    let run = try run(["report", "html", planted], redirection: ">/dev/full")
    #expect(run.status == 2)
    #expect(run.errorText == "rxdebug: cannot write: No space left on device\n")
  }

  @Test func whatBatchWritesIsRead() throws {
    let cases = bytes(
      #"{"id":"g","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[1,3]]}}"#,
      #"{"id":"w","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[0,3]]}}"#, "{")
    let batch = try run(["batch", "--json", "-"], input: cases)
    let report = try run(["report", "tap", "-"], input: batch.output)
    #expect(report.status == 0)
    #expect(report.text.hasPrefix("TAP version 13\n1..3\nok 1 - standard input:1 g\nnot ok 2 - "))
  }

  /// `make reports-check` installs the readers; without them those that are there are asked.
  @Test func othersReadThem() throws {
    let run = try shell(
      """
      cd '\(root)'; PATH=$PATH:/usr/local/bin
      python=.build/report-venv/bin/python; [ -x $python ] || python=python3
      command -v $python >/dev/null || { echo 'left out: python3 is missing'; exit 0; }
      $python Scripts/check-reports.py "$0" fixtures/reports/planted.jsonl
      """)
    #expect(run.status == 0, "\(run.text)\(run.errorText)")
    if run.text.contains("left out") { print(run.text) }
  }
}
