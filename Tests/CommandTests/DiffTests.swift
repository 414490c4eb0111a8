// SPDX-License-Identifier: MIT
// `rxdebug diff` from end to end: what can differ, what is said, how it ends.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct DiffTests {
  nonisolated static let same: [[String]] = [
    ["a+b", "a+b", "xaab"], ["(?#x)a+b", "a+b", "xaab"], ["[ab]c", "[ba]c", "abc"],
    ["a", "a", "--subject2", "xa", "xa"], ["-i", "A", "a", "--options2", "multiline"],
    ["-e", "-a", "--pattern2", "-a", "x-a"],
  ]

  @Test(arguments: same) func areTheSame(_ arguments: [String]) throws {
    let run = try run(["diff"] + arguments)
    #expect(run.status == 0, "\(run.text)\(run.errorText)")
    #expect(run.text.hasPrefix("The runs are the same: "))
    #expect(run.errorText == "")
  }

  nonisolated static let different: [([String], [String])] = [
    (
      [#"(\d+)-(\w+)$"#, #"(\d+)-(\w+)!$"#, "on 2024-may!"],
      [
        "The first 13 steps are the same. Then different items are tried.\nfirst:\n",
        "\n    (\\d+)-(\\w+)!$\n               ^\n    on 2024-may!\n               ^\nStep 14:\n",
        "  first   #14 `$` at 11 fails: needs the end of the subject", "  second  #14 `!` at 11",
        "Results:\n  first   No match after 78 steps in 13 attempts.\n  second  Match [3,12) ",
      ]
    ),
    (
      ["^b", "--subject2", "b", "ab"],
      [
        "The first 2 steps are the same. Then one of them is over.\n",
        "  second  #3 end of pattern",
      ]
    ),
    (["-m", "^b", "--options2=-m", "a\nb"], ["  second  No match after 2 steps in 1 attempt."]),
    (["^b", "--options2", "m,ucp", "a\nb"], ["  second  Match [2,3) \"b\""]),
    (["(a)(b)", "(?:a)(b)", "ab"], ["All steps are the same (7), the results are not."]),
  ]

  @Test(arguments: different) func differ(_ arguments: [String], _ texts: [String]) throws {
    let run = try run(["diff"] + arguments)
    #expect(run.status == 1, "\(run.errorText)")
    for text in texts { #expect(run.text.contains(text), "got: \(run.text)") }
  }

  @Test func standardInputAndFiles() throws {
    let patterns = try run(["diff", "a", "b"], input: Array("ab".utf8))
    #expect(patterns.status == 1)
    let subject = try run(["diff", "a", "xa", "--subject2", "-"], input: Array("xa".utf8))
    #expect(subject.status == 0)
    let both = try run(["diff", "a", "-", "--subject2", "-"])
    #expect(both.status == 2)
    #expect(both.errorText.contains("both subjects cannot come from standard input"))
    try withFile(Array("a+b\n".utf8), name: "second.rx") { path in
      let file = try run(["diff", "a+b", "--file2", path, "aab"])
      #expect(file.status == 0, "\(file.errorText)")
    }
  }

  nonisolated static let mistakes: [([String], String)] = [
    (["a"], "there is nothing to compare with"),
    (["a", "(b", "x"], "second match: pattern error 114 at offset 2"),
    (["(a", "b", "x"], "pattern error 114 at offset 2"),
    (["a", "--options2", "caseles", "x"], "there is no option caseles: did you mean CASELESS?"),
    (["a", "--pattern2", "b", "--file2", "c", "x"], "by --pattern2 or by --file2, not by both"),
    (["a", "b", "c", "d"], "unexpected argument d"),
  ]

  @Test(arguments: mistakes) func isRefused(_ arguments: [String], _ text: String) throws {
    let run = try run(["diff"] + arguments)
    #expect(run.status == 2)
    #expect(run.errorText.contains(text), "got: \(run.errorText)")
    #expect(run.output.isEmpty)
  }

  @Test func bytesThatAreNoText() throws {
    let bytes = try run(raw: [Array("diff".utf8), Array("--bytes".utf8), [0xFE], [0xFF], [0xFF]])
    #expect(bytes.status == 1)
    #expect(bytes.text.contains(#""\x{FF}""#))
    let second = try run(
      raw: ["diff", "a", "--subject2"].map { Array($0.utf8) } + [[0xFF], [0x61]])
    #expect(second.status == 2)
    #expect(second.errorText.contains("the second subject is not valid UTF-8 at offset 0"))
  }

  @Test func limit() throws {
    let run = try run(["diff", "--max-steps", "30", "(a+)+b", "aaaaac", "--subject2", "aaaaad"])
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("The runs are the same up to a limit: 30 steps.\n"))
  }

  @Test func asJSON() throws {
    let first = try run(["diff", "--json", "a+b", "a*b", "xaab"])
    #expect(first.status == 1)
    #expect(first.output.last == 0x0A)
    let value = try JSONValue(parsing: Array(first.output.dropLast()))
    #expect(value["type"] == .string("difference"))
    #expect(value["result"] == .string("parted"))
    #expect(value["equal_steps"] == .integer(1))
    #expect(value["step"] == .integer(2))
    #expect(value["field"] == .string("item"))
    #expect(value["first"]?["end"]?["steps"] == .integer(4))
    #expect(value["second"]?["end"]?["steps"] == .integer(5))
    #expect(value["first"]?["common"]?["verdict"] == .string("failed"))
    #expect(value["second"]?["common"]?["verdict"] == .string("matched"))
    let again = try run(["diff", "--json", "a+b", "a*b", "xaab"])
    #expect(again.output == first.output)
    let same = try run(["diff", "--json", "a", "a", "a"])
    #expect(same.status == 0)
    #expect(same.text.hasPrefix(#"{"type":"difference","result":"same","equal_steps":2,"first":{"#))
  }
}
