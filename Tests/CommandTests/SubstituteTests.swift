// SPDX-License-Identifier: MIT
// `rxdebug substitute` from end to end: the new text byte for byte, errors with what they point at.

import Testing

/// A run and its whole output.
struct SubstituteCase: CustomTestStringConvertible, Sendable {
  var arguments: [String]
  var input = ""
  var status: Int32 = 0
  /// The whole of standard output.
  var output = ""
  /// Texts that standard error must hold; with none it must be empty.
  var errors: [String] = []

  var testDescription: String { arguments.joined(separator: " ") }
}

private let cases: [SubstituteCase] = [
  .init(arguments: ["a", "<$0>", "banana"], output: "b<a>nana"),
  .init(arguments: ["--all", "a", "<$0>", "banana"], output: "b<a>n<a>n<a>"),
  .init(
    arguments: ["-aX", #"(\w+)@(\w+)"#, #"\u$1 at \U$2\E"#, "me@home, you@work"],
    output: "Me at HOME, You at WORK"),
  .init(arguments: ["-a", "--only-replacements", "[0-9]", "$0,", "a1b2"], output: "1,2,"),
  .init(arguments: ["--literal-replacement", "a", "$0", "a"], output: "$0"),
  .init(arguments: ["--unset-empty", "(a)|b", "<$1>", "b"], output: "<>"),
  .init(
    arguments: ["--unset-empty", "--unknown-unset", "b", "<$7>", "b"], output: "<>"),
  .init(arguments: ["a", "b"], input: "xay\n", output: "xby\n"),
  .init(arguments: ["a", "b", "-"], input: "xay\n", output: "xby\n"),
  .init(arguments: ["-e", "-a", "b", "x-a"], output: "xb"),
  .init(arguments: ["--bytes", "a", "é", "a"], output: "é"),
  .init(arguments: ["x", "b", "a"], status: 1, output: "a"),
  .init(
    arguments: ["--json", "(a)|(b)", "<$0>", "xa"],
    output: #"{"result":"replaced","text":"x<a>","replacements":["#
      + #"{"captures":[[1,2],[1,2],null],"start":1,"end":4,"text":"<a>"}],"steps":8,"#
      + #""libpcre2":{"version":"10.42","agrees":true,"text":"libpcre2 10.42 agrees: same text"}}"#
      + "\n"),
  .init(
    arguments: ["--json", "--no-check", "x", "b", "a"], status: 1,
    output: #"{"result":"nomatch","text":"a","replacements":[],"steps":2}"# + "\n"),
  .init(
    arguments: ["(a)", "b${1", "a"], status: 2,
    errors: [
      "replacement error -58 at offset 4: The brace of ${1 is not closed",
      "\n    b${1\n     ^~~\n  Add the missing }.",
    ]),
  .init(
    arguments: ["-aX", "(a)|(b)", "${1:+x:$}", "ab"], status: 2,
    errors: ["error -35 at offset 8", "(behind 1 replacement)"]),
  .init(arguments: ["x", "$", "a"], status: 1, output: "a"),
  .init(
    arguments: ["-a", "-o", "EXTRA_ALLOW_LOOKAROUND_BSK", #"(?=ab\K)"#, "-", "xab"], status: 2,
    errors: ["ends before it starts"]),
  .init(
    arguments: ["--max-steps", "10", "(a+)+b", "x", "aaaaac"], status: 3,
    errors: ["gave up: raise the limit with --max-steps"]),
  .init(arguments: ["-o", "PARTIAL_SOFT", "a", "b", "a"], status: 2, errors: ["partial match"]),
  .init(arguments: ["a"], status: 2, errors: ["there is no replacement"]),
  .init(arguments: [], status: 2, errors: ["there is no pattern"]),
  .init(
    arguments: ["-X", "--literal-replacement", "a", "b", "c"], status: 2, errors: ["cannot go with"]
  ),
]

@Suite struct SubstituteTests {
  @Test(arguments: cases) func substitute(_ given: SubstituteCase) throws {
    let run = try run(["substitute"] + given.arguments, input: Array(given.input.utf8))
    #expect(run.status == given.status, "\(run.text)\(run.errorText)")
    #expect(run.text == given.output)
    if given.errors.isEmpty { #expect(run.errorText == "") }
    for text in given.errors { #expect(run.errorText.contains(text), "got: \(run.errorText)") }
  }

  @Test func replacementFromFile() throws {
    try withFile(Array("<$0>\n".utf8), name: "replacement") { path in
      let run = try run(["substitute", "--replacement-file", path, "a", "xa"])
      #expect(run.text == "x<a>")
      #expect(run.status == 0)
    }
  }

  @Test func bytesThatAreNoText() throws {
    let arguments: [[UInt8]] = [
      Array("substitute".utf8), Array("--bytes".utf8), [0x61], [0xFF, 0x24, 0x30], [0x61, 0xFE],
    ]
    #expect(try run(raw: arguments).output == [0xFF, 0x61, 0xFE])
  }
}
