// SPDX-License-Identifier: MIT
// `rxdebug batch` and its workers from end to end: every line gets one verdict, whatever happens to workers.

import CaseCorpus
import TestThreads
import Testing

/// A line of a case file: the fields of its object.
private func line(_ fields: String...) -> String { "{" + fields.joined(separator: ",") + "}" }

private let input = #""pattern":"a+","subject":"xaa""#
private let good = line(#""id":"g""#, input, #""expected":{"rc":1,"ovector":[[1,3]]}"#)
private let noExpectation = line(#""pattern":"(a+)+b","subject":"aaac""#)
private let wrong = line(#""id":"w""#, input, #""expected":{"rc":1,"ovector":[[0,3]]}"#)
private let torn = #"{"id":"t","pattern":"a+","subj"#
private let compiled = line(
  #""kind":"compile","pattern":"(""#, #""expected":{"compile_error":114,"compile_offset":1}"#)
private let limited = line(input, #""limit_dependent":true,"expected":{"rc":-47}"#)
private let endless = line(
  #""pattern":"(a+)+b""#, "\"subject\":\"\(String(repeating: "a", count: 50))\"")

private func bytes(_ lines: [String]) -> [UInt8] {
  Array((lines.joined(separator: "\n") + "\n").utf8)
}

@Suite @CommandLineTests struct BatchTests {
  @Test func everythingPasses() throws {
    let lines = [good, noExpectation, compiled, "", limited]
    let run = try run(["batch", "--steps", "-"], input: bytes(lines))
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("3 of 4 cases passed, 1 met a limit, "), "got: \(run.text)")
    #expect(run.errorText == "")
  }

  @Test func aCaseFails() throws {
    try withFile(bytes([good, wrong])) { path in
      let run = try run(["batch", path])
      #expect(run.status == 1)
      let line =
        "\(path):2 w: FAILED: whole match: expected [0,3), got [1,3); libpcre2 agrees with rxdebug\n"
      #expect(run.text.hasPrefix(line + "1 of 2 cases passed, 1 failed, "), "got: \(run.text)")
    }
  }

  @Test func aTornLineDoesNotEndTheRun() throws {
    let run = try run(["batch", "-"], input: bytes([good, torn, good]))
    #expect(run.status == 2)
    #expect(
      run.text.hasPrefix(
        "standard input:2: INVALID: no case: unexpected end of text at byte 30\n"
          + "2 of 3 cases passed"),
      "got: \(run.text)")
  }

  @Test func badBeforeInvalid() throws {
    #expect(try run(["batch", "-q", "-"], input: bytes([torn, wrong])).status == 1)
  }

  @Test func jsonHasAVerdictForEachLine() throws {
    let run = try run(["batch", "--json", "-"], input: bytes([good, wrong, torn, noExpectation]))
    let lines = run.text.split(separator: "\n").map { Array($0.utf8) }
    #expect(lines.count == 5)
    let values = try lines.map { try JSONValue(parsing: $0) }
    let verdicts = values.dropLast().map { $0["verdict"] }
    #expect(verdicts.filter { $0 == .string("passed") }.count == 2)
    #expect(values[4]["summary"]?["failed"] == .integer(1))
    #expect(values[4]["cases"] == .integer(4))
  }

  @Test func maxFailStopsEarly() throws {
    let lines = Array(repeating: wrong, count: 20_000)
    let run = try run(["batch", "--max-fail", "5", "-q", "-"], input: bytes(lines))
    #expect(run.status == 1)
    #expect(run.text.hasPrefix("stopped early: 0 of "), "got: \(run.text)")
  }

  @Test func aFolderIsSearched() throws {
    let run = try run(
      raw: [Array("batch".utf8), Array("/dev/null".utf8), Array("/nonexistent/".utf8)])
    #expect(run.status == 2)
    #expect(run.errorText == "rxdebug: /nonexistent/: cannot open: No such file or directory\n")
  }

  @Test func aCaseThatTakesTooLong() throws {
    let lines = Array(repeating: good, count: 50) + [endless] + Array(repeating: good, count: 50)
    let run = try run(["batch", "--timeout", "2", "-"], input: bytes(lines))
    #expect(run.status == 1)
    #expect(
      run.text.contains(
        "standard input:51: TIMEOUT: no verdict within 2.0 s: see --timeout\n"), "got: \(run.text)")
    #expect(run.text.contains("100 of 101 cases passed, 1 timed out, 1 worker replaced"))
  }

  /// Kills a worker of a running batch by its process number; no verdict may be lost. (A second one could be
  /// the one that tries a suspect again: that case would get the verdict that it killed two.)
  @Test func aKilledWorkerLosesNothing() throws {
    let count = 40_000
    let script = """
      "$0" batch --jobs 2 -q "$1" & batch=$!
      killed=
      # A process that has ended has no program any more.
      while [ "$(echo $killed | wc -w)" -lt 1 ] && [ -e /proc/$batch/exe ]; do
        for worker in $(cat /proc/$batch/task/*/children 2>/dev/null); do
          case " $killed " in *" $worker "*) continue;; esac
          tr '\\0' ' ' </proc/$worker/cmdline 2>/dev/null | grep -q pool-worker || continue
          kill -9 $worker && killed="$killed $worker" && break
        done
      done
      echo killed $(echo $killed | wc -w)
      wait $batch
      """
    try withFile(bytes(Array(repeating: noExpectation, count: count))) { path in
      let run = try shell(script, [path])
      #expect(run.status == 0, "\(run.text)\(run.errorText)")
      #expect(run.text.contains("killed 1\n"), "got: \(run.text)")
      #expect(run.text.contains("\(count) of \(count) cases passed, 1 worker replaced"))
    }
  }

  @Test func readerGone() throws {
    let lines = Array(repeating: wrong, count: 20_000)
    try withFile(bytes(lines)) { path in
      let run = try shell(#"{ "$0" batch "$1"; echo $? >&2; } | head -n 1"#, [path])
      #expect(run.errorText == "141\n")
    }
  }

  @Test func aWorkerStartsNoWorkers() throws {
    let run = try run(
      ["batch", "-"], input: bytes([good]), environment: ["TERM=dumb", "RXDEBUG_WORKER=1"])
    #expect(run.status == 2)
    #expect(run.errorText == "rxdebug: a worker starts no workers: RXDEBUG_WORKER is set\n")
  }

  /// What is not a frame ends it, with a word to whoever sent it.
  @Test func aPoolWorkerWithoutAPoolSaysWhoItIs() throws {
    let run = try shell(#"printf 'hello!' | "$0" pool-worker | od -An -c | tr -d ' \n'"#, [])
    #expect(run.text.contains("rxpw"), "got: \(run.text)")
    #expect(run.text.contains("libpcre2"), "got: \(run.text)")
  }

  @Test func aFailingCaseTellsWhatItIs() throws {
    let run = try run(["batch", "--json", "-"], input: bytes([wrong]))
    let record = try JSONValue(parsing: Array(run.text.split(separator: "\n")[0].utf8))
    #expect(record["pattern"] == .string("a+"))
    #expect(record["subject"] == .string("xaa"))
    #expect(record["expected"] != nil)
    #expect(record["found"] != nil)
  }

  /// Everything about cases is the same for every number of workers and every size of portion.
  @Test func resultsDependOnNothingElse() throws {
    let lines = (0..<500).flatMap { _ in [good, wrong, torn, noExpectation, compiled, limited] }
    try withFile(bytes(lines)) { path in
      var seen: Set<[Substring]> = []
      var ordered: Set<String> = []
      for (jobs, chunk) in [("1", "7"), ("2", "1"), ("2", "1000"), ("4", "64")] {
        let arguments = ["batch", "--json", "--jobs", jobs, "--chunk", chunk, path]
        seen.insert(try run(arguments).text.split(separator: "\n").sorted())
        ordered.insert(try run(arguments + ["--ordered"]).text)
      }
      #expect(seen.count == 1)
      #expect(ordered.count == 1)
      let numbers = ordered.first?.split(separator: "\n").dropLast().map { line in
        line.split(separator: "\"line\":")[1].prefix { $0.isNumber }
      }
      #expect(numbers == (1...lines.count).map { Substring(String($0)) })
    }
  }
}
