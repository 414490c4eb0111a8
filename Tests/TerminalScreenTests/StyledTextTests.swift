// SPDX-License-Identifier: MIT
// Styled text, wrapped and cut.

import TerminalScreen
import Testing

@Suite struct StyledTextTests {
  @Test func runs() {
    var text = StyledText("at ") + StyledText("12", .dim) + StyledText("3", .dim) + ""
    #expect(text.runs == [.init("at "), .init("123", .dim)])
    text += " x"
    #expect(text.text == "at 123 x")
    #expect(text.width == 8)
    #expect(StyledText("").isEmpty)
    #expect(StyledText("漢\n\u{301}").width == 4)
    #expect(StyledText("漢\n").width(asciiOnly: true) == 10)
  }

  @Test(
    arguments: [
      ("", 5, 0, [""]), ("one two", 7, 0, ["one two"]), ("one two", 6, 0, ["one", "two"]),
      ("one two", 3, 0, ["one", "two"]), ("one  two ", 4, 0, ["one", "two "]),
      ("abcdefgh", 3, 0, ["abc", "def", "gh"]), ("a bcdefgh", 3, 0, ["a", "bcd", "efg", "h"]),
      ("  ab cd", 4, 0, ["  ab", "cd"]), ("漢字語", 5, 0, ["漢字", "語"]), ("漢", 1, 0, ["漢"]),
      ("a\u{200D}b", 3, 0, ["a", "\u{200D}", "b"]), ("      a", 3, 0, ["   ", "a"]),
      ("one two three", 10, 2, ["one two", "  three"]), ("one two", 6, 2, ["one", "two"]),
    ] as [(String, Int, Int, [String])])
  func wrapped(_ text: String, _ columns: Int, _ indent: Int, _ expected: [String]) {
    #expect(StyledText(text).wrapped(to: columns, indent: indent).map(\.text) == expected)
  }

  @Test func wrappedKeepsStyles() {
    let text = StyledText("one ", .dim) + StyledText("two three")
    let rows = text.wrapped(to: 8)
    #expect(rows == [StyledText("one ", .dim) + "two", "three"])
  }

  @Test(
    arguments: [
      ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("漢字", 3, "漢…"),
      ("漢字", 2, "…"), ("a\u{200D}", 6, "a…"),
    ])
  func truncated(_ text: String, _ columns: Int, _ expected: String) {
    let result = StyledText(text, .dim).truncated(to: columns)
    #expect(result == StyledText(expected, .dim))
  }

  @Test func truncatedToASCII() {
    #expect(StyledText("abcdef").truncated(to: 5, asciiOnly: true).text == "ab...")
    #expect(StyledText("aé").truncated(to: 6, asciiOnly: true).text == "a...")
    #expect(StyledText("abcdef").truncated(to: 2, asciiOnly: true).text == "..")
  }

  @Test func drawn() {
    var grid = CellGrid(columns: 10, rows: 1)
    let end = grid.put(
      StyledText("at ", .dim) + StyledText("12", .init(.bad)), column: 1, row: 0, limit: 5)
    #expect(end == 6)
    #expect(GridText.styled(grid) == " at 1\n-- ink: dim d, bad b\n dd b\n")
    let literal = grid.put("é", column: 0, row: 0, asciiOnly: true)
    #expect(literal == 6)
  }
}
