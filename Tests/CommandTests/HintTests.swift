// SPDX-License-Identifier: MIT
// What `match` tells where there is no match: nothing in a pipe, a few lines on a terminal, all with --why.

import Testing

@Suite struct HintTests {
  private static let pair = ["colou?r", "my co1or"]
  private static let sentence =
    "No match after 11 steps in 9 attempts. The nearest try went from 3 to 5, where `l` failed (#6): "
    + "needs \"l\", next is \"1\".\n"

  @Test func whyTellsAll() throws {
    let run = try run(["match", "--why"] + Self.pair)
    #expect(run.status == 1)
    #expect(run.text.contains(Self.sentence))
    #expect(run.text.contains("Each of these would make a match, as libpcre2 confirms:\n"))
    #expect(run.text.contains("  text     5  replace \"1\" by \"l\": match [3,8) \"color\"\n"))
  }

  @Test func pipeGetsNone() throws {
    #expect(!(try run(["match"] + Self.pair).text.contains("nearest")))
    #expect(!(try run(["match", "--json"] + Self.pair).text.contains("nearest")))
  }

  @Test func jsonHasItAsText() throws {
    let run = try run(["match", "--json", "--why"] + Self.pair)
    #expect(run.text.contains(#","why":"No match after 11 steps"#))
  }

  @Test func terminalGetsAFewLines() throws {
    let words = "\"$0\" match colou?r 'my co1or'"
    let shown = try shell("script -qec \"\(words.replacing("\"", with: "\\\""))\" /dev/null")
    guard !shown.errorText.contains("not found") else { return }
    #expect(shown.text.contains("The nearest try went from 3 to 5"))
    #expect(shown.text.contains("replace \"1\" by \"l\""))
    let without = try shell(
      "script -qec \"\(words.replacing("\"", with: "\\\"")) --no-hint\" /dev/null")
    #expect(without.text.contains("no match"))
    #expect(!without.text.contains("nearest"))
  }

  @Test func stepSuggests() throws {
    let run = try run(["step", "--batch", "--ex", "suggest"] + Self.pair)
    #expect(run.status == 1)
    #expect(run.text.contains("replace \"1\" by \"l\""))
  }
}
