// SPDX-License-Identifier: MIT
// Bytes that are no text, inputs that are too large, outputs that cannot be written.

import Glibc
import TestThreads
import Testing

@Suite @CommandLineTests struct InputTests {
  @Test func badPatternUTF8() throws {
    let run = try run(raw: [Array("match".utf8), [0x61, 0xFF], [0x61]])
    #expect(run.status == 2)
    #expect(run.errorText.contains("the pattern is not valid UTF-8 at offset 1 (byte FF)"))
    #expect(run.errorText.contains("Use --bytes"))
  }

  @Test func badSubjectUTF8() throws {
    let run = try run(raw: [Array("match".utf8), [0x61], [0x61, 0x62, 0xC3]])
    #expect(run.status == 2)
    #expect(run.errorText.contains("the subject is not valid UTF-8 at offset 2 (byte C3)"))
  }

  @Test func bytesArriveAsTheyAre() throws {
    let words = ["match", "--bytes", "--json"].map { Array($0.utf8) }
    let run = try run(raw: words + [[0xFF, 0x2E], [0x61, 0xFF, 0x80]])
    #expect(run.status == 0)
    #expect(run.text.contains(#""start":1,"end":3,"text_b64":"/4A=""#), "got: \(run.text)")
  }

  /// A genuine character of the range that stands for raw bytes inside the program.
  @Test func privateCharactersArriveAsTheyAre() throws {
    let run = try run(["match", "--json", ".", "\u{10FF41}"])
    #expect(run.status == 0)
    #expect(run.text.contains(#""start":0,"end":4"#), "got: \(run.text)")
  }

  /// That it ends at all is what `run` sees to, with a timeout.
  @Test(arguments: [("(", 100_000), ("a", 10_000_000)])
  func hugePattern(_ character: String, _ count: Int) throws {
    let pattern = String(repeating: character, count: count)
    let result = try withFile(Array(pattern.utf8), name: "pattern") { path in
      try run(["match", "-f", path, "x"])
    }
    #expect(result.status == 2)
    #expect(result.errorText.contains("pattern error 1"), "got: \(result.errorText.prefix(200))")
    #expect(result.errors.count < 1000)
  }

  @Test func patternFileWithoutItsLastNewline() throws {
    let result = try withFile(Array("a\nb\n".utf8), name: "pattern") { path in
      try run(["match", "-f", path, "xa\nb"])
    }
    #expect(result.text.contains(#"match [1,4) "a\nb""#), "got: \(result.text)")
  }

  @Test func fullDisk() throws {
    let run = try run(["match", "a", "a"], redirection: ">/dev/full")
    #expect(run.status == 2)
    #expect(run.errorText == "rxdebug: cannot write: No space left on device\n")
  }

  @Test func closedOutput() throws {
    let run = try run(["match", "a", "a"], redirection: ">&-")
    #expect(run.status == 2)
    #expect(run.errorText == "rxdebug: cannot write: Bad file descriptor\n")
  }

  @Test func colorOnlyWhereAskedFor() throws {
    #expect(try !run(["match", "a", "a"]).output.contains(0x1B))
    #expect(try run(["match", "--color", "always", "a", "a"]).output.contains(0x1B))
    #expect(try run(["match", "a", "a"], environment: ["FORCE_COLOR=1"]).output.contains(0x1B))
    let both = try run(["match", "a", "a"], environment: ["FORCE_COLOR=1", "NO_COLOR=1"])
    #expect(!both.output.contains(0x1B))
  }
}
