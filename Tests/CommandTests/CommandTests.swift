// SPDX-License-Identifier: MIT
// The commands from end to end: what is typed, what comes out, how it ends.

import TestThreads
import Testing

/// A run and what is expected of it.
struct CommandCase: CustomTestStringConvertible, Sendable {
  var arguments: [String]
  var input = ""
  var status: Int32
  /// Texts that standard output must hold.
  var output: [String] = []
  /// Texts that standard error must hold; with none it must be empty.
  var errors: [String] = []

  var testDescription: String { "rxdebug " + arguments.joined(separator: " ") }
}

private let matches: [CommandCase] = [
  .init(
    arguments: ["match", #"(?<user>\w+)@(\w+)(x)?"#, "to: me@home"], status: 0,
    output: [
      "match [4,11) \"me@home\"\n", "  1 user [4,6)  \"me\"\n", "  2      [7,11) \"home\"\n",
      "  3      unset\n", "libpcre2 10.42 agrees: same match, same 24 steps\n",
    ]),
  .init(
    arguments: ["match", "(a+)+b", "aaac"], status: 1,
    output: ["no match\n43 steps, ", "libpcre2 10.42 agrees: no match, same 43 steps\n"]),
  .init(arguments: ["match", "-i", "A", "xa"], status: 0, output: ["match [1,2) \"a\""]),
  .init(arguments: ["match", "-m", "^b", "a\nb"], status: 0, output: ["[2,3)"]),
  .init(arguments: ["match", "-s", "a.b", "a\nb"], status: 0, output: [#""a\nb""#]),
  .init(arguments: ["match", "-x", "a b # c", "ab"], status: 0, output: ["[0,2)"]),
  .init(arguments: ["match", "--xx", "[a b]{2}", "ab"], status: 0, output: ["[0,2)"]),
  .init(arguments: ["match", "-n", "(a)", "a"], status: 0, output: ["match [0,1) \"a\"\n4 steps"]),
  .init(arguments: ["match", "-U", "a+", "aa"], status: 0, output: ["[0,1)"]),
  .init(arguments: ["match", "-J", "(?<n>a)(?<n>b)", "ab"], status: 0, output: ["2 n [1,2)"]),
  .init(arguments: ["match", "--ucp", #"\w"#, "é"], status: 0, output: ["[0,2) \"é\""]),
  .init(arguments: ["match", "--bytes", ".", "é"], status: 0, output: [#"[0,1) "\x{C3}""#]),
  .init(arguments: ["match", "-o", "pcre2_notbol", "^a", "a"], status: 1, output: ["no match"]),
  .init(arguments: ["match", "-o", "anchored", "b", "ab"], status: 1),
  .init(arguments: ["match", "--newline", "crlf", "a.b", "a\nb"], status: 0),
  .init(arguments: ["match", "--bsr", "anycrlf", #"\R"#, "\u{0B}"], status: 1),
  .init(arguments: ["match", "--offset", "1", "a", "aba"], status: 0, output: ["[2,3)"]),
  .init(arguments: ["match", "-e", "-a", "x-a"], status: 0, output: ["[1,3) \"-a\""]),
  .init(arguments: ["match", "a", "-"], input: "ba", status: 0, output: ["[1,2)"]),
  .init(arguments: ["match", "a"], input: "ba", status: 0, output: ["[1,2)"]),
  .init(
    arguments: ["match", "--all", "a.", "abac"], status: 0,
    output: ["[0,2) \"ab\"", "[2,4) \"ac\"", "2 matches, "]),
  .init(
    arguments: ["match", "--max-steps", "10", "(a+)+b", "aaaac"], status: 3,
    output: ["gave up after 10 steps: raise the limit with --max-steps"]),
  .init(
    arguments: ["match", "--no-check", "a", "a"], status: 0, output: ["2 steps, 0 backtracks\n"]),
  .init(arguments: ["match", #"\x1b(.)"#, "\u{1B}[31m"], status: 0, output: [#""\x{1B}[""#]),
]

private let others: [CommandCase] = [
  .init(
    arguments: ["match", "-o", "partial_soft", "abc", "xab"], status: 1,
    output: ["partial match [1,3) \"ab\"\nthe subject ends before", "agrees: same partial match"]),
  .init(
    arguments: ["match", "a(*MARK:x)b", "ab"], status: 0, output: ["[0,2) \"ab\"\nmark \"x\"\n"]),
  .init(
    arguments: ["match", "a.{4}b", "xab"], status: 1,
    output: [
      "\nlibpcre2 10.42 agrees: no match, same ",
      "\nlibpcre2 without callouts would not even begin: a match has at least 6 characters, "
        + "and the subject from 1 on has 2 bytes\n",
    ]),
  .init(
    arguments: ["match", "--offset", "1", "--json", "-i", "a+b", "bac"], status: 1,
    output: [
      #""text":"libpcre2 10.42 agrees: no match, same 4 steps"},"not_begun":"required_missing"}"#
    ]),
  .init(
    arguments: ["match", "(a)c", "ac-ab"], status: 0, output: ["same 5 steps\n"]),
  .init(
    arguments: ["match", "--json", "a(*MARK:x)c", "ab"], status: 1,
    output: [#""result":"nomatch","matches":[],"mark":"x""#]),
]

private let smallest: [CommandCase] = [
  .init(
    arguments: ["match", "--limits", "(a+)+$", "aaaaaaaaaaaac"], status: 1,
    output: [
      " backtracks, deepest stack ", "\nlibpcre2 10.42 needs match 10240, depth 27, heap ",
      "\n  within  PCRE2 default           match 10000000, depth 10000000, heap 20000000 KiB\n",
      "\n  within  PHP default             match 1000000, depth 100000\n",
      "\n  exceeds ModSecurity 2           match 1500, depth 1500\n",
    ]),
  .init(
    arguments: ["match", "--limits", "--all", "a", "aa"], status: 0,
    output: ["2 matches, 5 steps, deepest stack 1 record (16 bytes) (first match)\n"]),
  .init(
    arguments: ["match", "--limits", "--max-steps", "1000", "(a+)+$", "aaaaaaaaaaaac"], status: 3,
    output: ["needs at most match 10000000,", "\n  within  PCRE2", "\n  unknown PHP"]),
  .init(
    arguments: ["match", "--limits", "(*LIMIT_MATCH=9)(a+)+$", "aaaaaaaac"], status: 1,
    output: ["is stopped by the pattern's own match limit 9\n"]),
  .init(
    arguments: ["match", "--limits", "--json", "(a+)+$", "aaaaac"], status: 1,
    output: [
      #""limits":{"stack_records":"#, #","match":80,"depth":13,"heap_kib":"#,
      #"{"id":"php","match":1000000,"depth":100000,"within":true}"#,
    ]),
  .init(
    arguments: ["match", "--limits", "--no-check", "a", "a"], status: 2,
    errors: ["--limits asks libpcre2: it cannot go with --no-check"]),
]

private let traces: [CommandCase] = [
  .init(
    arguments: ["trace", "(a+)+b", "aab"], status: 0,
    output: [
      "  step    at  item     pos    captures\n",
      "     1     0  (          0 ^\n", "     5     5  b          2  < 1=[0,2)\n", "match [0,3)",
    ]),
  .init(
    arguments: ["trace", "--limit", "3", "(a+)+b", "aaac"], status: 3,
    output: ["     3     3  )+", "stopped after 3 steps\n"]),
  .init(
    arguments: ["trace", "--events", "a+b", "aac"], status: 1,
    output: ["attempt at 0\n#1 `a+` at 0\n", "  failed `b` at 2\n"]),
  .init(
    arguments: ["trace", "--events", "--limit", "2", "a+b", "aac"], status: 3,
    output: ["#2 `b` at 2\nstopped after 2 steps\n"]),
  .init(
    arguments: ["trace", "--json", "a(b)", "ab"], status: 0,
    output: [
      #"{"step":1,"offset":0,"item":"a","position":0,"start":0,"attempt":true,"backtrack":false,"#
        + #""captures":[]}"#,
      #"{"result":"match","#,
    ]),
]

private let mistakes: [CommandCase] = [
  .init(
    arguments: ["match", "ab(c", "x"], status: 2,
    errors: ["pattern error 114 at offset 4", "\n    ab(c\n      ^", "Add the missing )"]),
  .init(
    arguments: ["match", "-o", "CASELES", "a", "b"], status: 2,
    errors: ["there is no option CASELES: did you mean CASELESS?"]),
  .init(arguments: ["match"], status: 2, errors: ["there is no pattern: give one"]),
  .init(arguments: ["match", "a", "b", "c"], status: 2, errors: ["unexpected argument c"]),
  .init(arguments: ["match", "--nonsense"], status: 2, errors: ["Unknown option '--nonsense'"]),
  .init(
    arguments: ["match", "--newline", "x", "a", "b"], status: 2, errors: ["no newline x: use"]),
  .init(arguments: ["match", "--offset", "9", "a", "b"], status: 2, errors: ["start offset 9"]),
  .init(
    arguments: ["match", "--offset", "x", "a", "b"], status: 2,
    errors: ["--offset takes a whole number of at least 0, not x"]),
  .init(
    arguments: ["match", "--max-memory", "9T", "a", "b"], status: 2,
    errors: ["--max-memory takes a size such as 512M, not 9T"]),
  .init(
    arguments: ["match", "--color", "x", "a", "b"], status: 2, errors: ["--color takes auto"]),
  .init(
    arguments: ["match", "-f", "/nonexistent", "b"], status: 2,
    errors: ["/nonexistent: cannot open: No such file or directory"]),
  .init(arguments: ["trace", "--limit", "0", "a", "b"], status: 2, errors: ["at least 1"]),
  .init(arguments: ["batch"], status: 2, errors: ["there is nothing to check"]),
  .init(arguments: ["batch", "/nonexistent"], status: 2, errors: ["/nonexistent: cannot open"]),
  .init(arguments: ["\u{1B}[31m"], status: 2, errors: [#"\x{1B}[31m"#]),
]

private let sessions: [CommandCase] = [
  .init(
    arguments: ["step", "--ex", "goto end", "--ex", "why", "--batch", "-i", "a+b", "xaac"],
    status: 1,
    output: [
      #"would not even begin: every match needs "b" or "B", which does not come in the subject."#
    ]),
  .init(
    arguments: [
      "step", "--ex", "goto 3", "--ex", #"set subject "aab""#, "--ex", "diff", "--ex", "goto diff",
      "--batch", "a+b", "aac",
    ], status: 0,
    output: [
      "The first 2 steps are as in the run before, this one differs:\n#3 end of pattern at 3",
      "(rx) diff\nThe first 2 steps are the same.",
      "(rx) goto diff\n#3 end of pattern at 3",
    ]),
  .init(
    arguments: ["step", "--ex", "set pattern a(", "--batch", "a", "a"], status: 2, output: ["#1"],
    errors: ["Pattern error 114 at offset 2: ", "\n    a(\n     ^\n"]),
  .init(
    arguments: ["step", "--ex", "b 2", "--ex", "c", "--batch", "a+b", "aaac"], status: 0,
    output: ["Breakpoint 1.\n#2 `b` at 3 fails: needs \"b\", next is \"c\"."]),
  .init(
    arguments: ["step", "a+b", "aaac"], input: "s\n# a remark\n\nc\n", status: 1,
    output: ["#2 `b` at 3 fails", "No match after 11 steps"]),
  .init(arguments: ["step", "a", "a"], input: "q\nfoo\n", status: 0, output: ["#1 `a` at 0"]),
  .init(
    arguments: ["step", "a", "a"], input: "foo\n", status: 2, output: ["#1 `a` at 0"],
    errors: ["There is no command \"foo\"."]),
  .init(
    arguments: ["step", "--ex", "delete 7", "a", "a"], status: 2, output: ["#1"],
    errors: ["\"delete 7\": There is no breakpoint 7."]),
]

@Suite @CommandLineTests struct CommandTests {
  @Test(arguments: matches) func match(_ given: CommandCase) throws { try check(given) }
  @Test(arguments: others) func partialAndMark(_ given: CommandCase) throws { try check(given) }
  @Test(arguments: smallest) func limits(_ given: CommandCase) throws { try check(given) }
  @Test(arguments: traces) func trace(_ given: CommandCase) throws { try check(given) }
  @Test(arguments: sessions) func step(_ given: CommandCase) throws { try check(given) }
  @Test(arguments: mistakes) func mistake(_ given: CommandCase) throws { try check(given) }

  private func check(_ given: CommandCase) throws {
    let run = try run(given.arguments, input: Array(given.input.utf8))
    #expect(run.status == given.status, "\(run.text)\(run.errorText)")
    for text in given.output { #expect(run.text.contains(text), "got: \(run.text)") }
    if given.errors.isEmpty { #expect(run.errorText == "") }
    for text in given.errors { #expect(run.errorText.contains(text), "got: \(run.errorText)") }
  }
}
