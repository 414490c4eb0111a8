// SPDX-License-Identifier: MIT
// What a batch run does when somebody wants it to end, to wait or to tell how far it is, and when its output
// cannot be written. After each end no worker is left.

import TestThreads
import Testing

@Suite @CommandLineTests struct BatchSignalTests {
  private static let quick = #"{"pattern":"(a+)+b","subject":"aaac"}"#
  private static let endless =
    #"{"id":"e","pattern":"(a+)+b","subject":"\#(String(repeating: "a", count: 50))"}"#

  /// Runs a batch in the background over some lines, and what a script does meanwhile; `$batch` is its number.
  private func batch(
    _ lines: [String], _ options: String, _ script: String
  ) throws -> Run {
    try withFile(Array((lines.joined(separator: "\n") + "\n").utf8)) { path in
      try shell(
        """
        workers() { cat /proc/$batch/task/*/children 2>/dev/null; }
        # A shell has its background jobs ignore Ctrl-C.
        env --default-signal=INT "$0" batch \(options) "$1" & batch=$!
        while [ -z "$(workers)" ] && [ -e /proc/$batch/exe ]; do sleep 0.02; done
        all=$(workers)
        \(script)
        wait $batch; echo "status $?"
        for worker in $all; do
          # A worker may take a moment to notice that its parent has gone.
          tries=0
          while [ -e /proc/$worker/exe ] && [ $tries -lt 50 ]; do sleep 0.02; tries=$((tries+1)); done
          [ -e /proc/$worker/exe ] && echo "left $worker"
        done
        echo end
        """, [path])
    }
  }

  @Test func interruptedOnceItFinishesWhatItHasBegun() throws {
    let lines = Array(repeating: Self.quick, count: 400_000)
    let run = try batch(lines, "-q --jobs 2", "sleep 0.5; kill -INT $batch")
    #expect(run.text.contains("stopped early: "), "got: \(run.text)\(run.errorText)")
    #expect(run.text.contains("status 130\nend\n"))
    #expect(run.errorText.contains("once more ends it at once"))
    // Whatever was begun has passed.
    let counts = run.text.split(separator: " ").compactMap { Int($0) }
    #expect(counts.count >= 2 && counts[0] == counts[1] && counts[0] > 0)
  }

  @Test func interruptedTwiceItEndsAtOnce() throws {
    let run = try batch(
      [Self.endless, Self.endless], "-q --jobs 2 --timeout 50",
      "sleep 0.3; kill -INT $batch; sleep 0.3; kill -INT $batch")
    #expect(run.text.contains("status 130\nend\n"), "got: \(run.text)\(run.errorText)")
  }

  @Test func aKilledParentLeavesNoWorker() throws {
    let run = try batch(
      [Self.endless, Self.endless], "-q --jobs 2 --timeout 50", "sleep 0.3; kill -KILL $batch")
    #expect(run.text.contains("status 137\nend\n"), "got: \(run.text)\(run.errorText)")
  }

  @Test func terminatedItSaysSo() throws {
    let run = try batch(
      [Self.endless], "-q --timeout 50",
      "sleep 0.3; kill -TERM $batch; sleep 0.3; kill -TERM $batch")
    #expect(run.text.contains("status 143\nend\n"), "got: \(run.text)\(run.errorText)")
  }

  @Test func itTellsWhatTheWorkersDo() throws {
    let run = try batch(
      [Self.endless], "--timeout 3 --slow-timeout 0.2", "sleep 0.8; kill -USR1 $batch")
    #expect(run.text.contains("status 1\nend\n"), "got: \(run.text)\(run.errorText)")
    #expect(run.errorText.contains("rxdebug: slow: "))
    #expect(run.errorText.contains("worker         pid  state"))
    #expect(run.errorText.contains("rxdebug-w1"))
  }

  @Test func aStoppedWorkerCostsNoVerdict() throws {
    let lines = Array(repeating: Self.quick, count: 60_000)
    let run = try batch(
      lines, "-q --jobs 2 --timeout 1", "set -- $all; kill -STOP $1")
    #expect(run.text.contains("60000 of 60000 cases passed"), "got: \(run.text)\(run.errorText)")
    #expect(run.text.contains("status 0\nend\n"))
  }

  @Test func fullDisk() throws {
    let full = try run(
      ["batch", "--json", "-"], input: Array((Self.quick + "\n").utf8), redirection: ">/dev/full")
    #expect(full.status == 2)
    #expect(full.errorText == "rxdebug: cannot write: No space left on device\n")
  }
}
