// SPDX-License-Identifier: MIT
// A journal outlives its run: killed at any moment and taken up again, a run ends with the report of one that
// nobody disturbed.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct BatchJournalTests {
  private static let good = #"{"id":"g","pattern":"a+","subject":"xaa"}"#
  private static let bad = #"{"id":"b","pattern":"a+","subject":"x","expected":{"rc":1}}"#

  private func cases(_ count: Int) -> [UInt8] {
    let lines = (1...count).map { number in
      let subject = String(repeating: "a", count: number % 40)
      let expected = number % 97 == 0 ? #","expected":{"rc":-1}"# : ""
      return #"{"id":"c\#(number)","pattern":"(a|b)*?a+$","subject":"\#(subject)ba"\#(expected)}"#
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  @Test func killedTwentyTimes() throws {
    try withFile(cases(12_000)) { path in
      let script = """
        whole=$("$0" batch -q --report "json:$1.whole" "$1")
        echo "$whole" | sed 's/, [0-9.]* s,.*//'
        runs=0
        while [ $runs -lt 20 ]; do
          "$0" batch -q --journal "$1.journal" --resume --report "json:$1.parts" "$1" >"$1.out" &
          run=$!
          # Between nothing at all and nearly all of it.
          sleep 0.$(( $(od -An -N1 -tu1 /dev/urandom) * 40 / 256 + 10 ))
          kill -9 $run 2>/dev/null
          wait $run 2>/dev/null
          runs=$(( runs + 1 ))
        done
        "$0" batch -q --journal "$1.journal" --resume --report "json:$1.parts" "$1" |
          sed 's/, [0-9]* from the journal//; s/, [0-9.]* s,.*//'
        cmp "$1.whole" "$1.parts" && echo same
        rm -f "$1.whole" "$1.parts" "$1.journal" "$1.out"
        """
      let run = try shell(script, [path])
      let lines = run.text.split(separator: "\n")
      #expect(lines.count == 3, "got: \(run.text)\(run.errorText)")
      #expect(lines.first == lines.dropFirst().first)
      #expect(lines.last == "same")
    }
  }

  @Test func whatIsKnownIsNotRunAgain() throws {
    try withFile(Array("\(Self.good)\n\(Self.bad)\n".utf8)) { path in
      let script = """
        "$0" batch --json --journal "$1.journal" "$1" | sort >"$1.first"
        "$0" batch --json --journal "$1.journal" "$1"; echo "again $?"
        echo '{"id":"new","pattern":"n","subject":"n"}' >>"$1"
        printf '{"key":"torn' >>"$1.journal"
        "$0" batch --json --timings --journal "$1.journal" --resume "$1" | tail -n 1
        "$0" batch --steps --journal "$1.journal" --resume "$1"; echo "other $?"
        rm -f "$1.journal" "$1.first"
        """
      let run = try shell(script, [path])
      #expect(run.text.contains("again 2\n"))
      #expect(run.errorText.contains("there already: add --resume to take it up, or remove it"))
      #expect(run.errorText.contains("2 verdicts are in the journal already"))
      #expect(run.text.contains(#""known":2"#), "got: \(run.text)")
      #expect(run.text.contains(#""passed":2,"failed":1"#))
      #expect(run.text.contains("other 2\n"))
      #expect(run.errorText.contains("that of another kind of run"))
    }
  }
}
