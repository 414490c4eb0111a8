// SPDX-License-Identifier: MIT
// Items in plain words: every kind of node has some.

import RegexDebugging
import RegexSyntax
import Testing

@Suite struct NodeDescriptionTests {
  static let cases: [(String, String)] = [
    ("a", #""a""#), ("(?i)a", #""a" in any case"#), (#"\n"#, #""\n""#),
    (".", "any character but a newline"),
    ("(?s).", "any character"), (#"\d+"#, "one or more digits, as many as possible"),
    (#"\d*?"#, "zero or more digits, as few as possible"),
    (#"\d?+"#, "a digit, if there is one, and not given back"),
    (#"\D{3}"#, "exactly 3 characters that are no digits"),
    (#"\w{2,}"#, "at least 2 word characters (letters, digits, _), as many as possible"),
    (#"\W{2,4}?"#, "2 to 4 characters that are no word characters, as few as possible"),
    ("a*+", #""a" zero or more times, as many as possible, giving none back"#),
    ("a??", #""a", but only if need be"#), (#"\s"#, "white space"),
    (#"\S"#, "a character that is not white space"), (#"\h"#, "horizontal white space"),
    (#"\H"#, "a character that is not horizontal white space"), (#"\v"#, "vertical white space"),
    (#"\V"#, "a character that is not vertical white space"),
    (#"\N"#, "any character but a newline"),
    (#"\R"#, "a newline"), (#"\C"#, "any byte"), (#"\p{Lu}"#, "a character with the property Lu"),
    (#"\P{Greek}+"#, "one or more characters without the property Greek, as many as possible"),
    ("[a-f]", #"a character from "a" to "f""#), ("[^\"]", "any character but '\"'"),
    ("[ab]+", #"one or more characters out of "a" or "b", as many as possible"#),
    (#"[a-z\d_-]"#, #"one of "a" to "z", a digit, "_" or "-""#),
    (#"[[:punct:]abcde]"#, "a character of `[[:punct:]abcde]`"), ("^", "the start of the subject"),
    ("(?m)^", "the start of a line"), ("$", "the end of the subject (or a final newline)"),
    ("(?m)$", "the end of a line"), (#"\A"#, "the start of the subject"),
    (#"\z"#, "the end of the subject"), (#"\Z"#, "the end of the subject (or a final newline)"),
    (#"\G"#, "the place where the search started"), (#"\b"#, "a word boundary"),
    (#"\B"#, "no word boundary"), ("[[:<:]]", "the start of a word"),
    ("[[:>:]]", "the end of a word"),
    (#"\K"#, "nothing: the match is reported to start here"),
    (#"(a)\1"#, "the text of group 1 again"),
    (#"(?<k>a)\k<k>{2}"#, "the text of group k again exactly 2 times"),
    ("(a)(?1)", "a call of group 1"), ("a|(?R)", "a call of the whole pattern"),
    ("(*FAIL)", "nothing: this always fails"), ("(?C5)", "nothing: callout 5"),
    ("(?i)", "nothing: options change here"),
  ]

  @Test(arguments: cases) func describes(_ pattern: String, _ words: String) throws {
    let tree = try parsePattern(Array(pattern.utf8))
    let map = PatternMap(tree)
    let nodes = map.roles.compactMap { role -> NodeID? in
      switch role {
      case .single(let node), .callout(let node): node
      default: nil
      }
    }
    let last = try #require(nodes.last)
    #expect(map.fullDescription(of: last) == words)
  }
}
