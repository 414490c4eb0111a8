// SPDX-License-Identifier: MIT
// The pattern in its pane.

import RegexDebugging
import RegexSyntax
import TerminalScreen
import Testing

@testable import StepperUI

private let date =
  #"^(?<year>\d{4})-(?<month>\d\d)-(?:0[1-9]|[12]\d|3[01])T(?<time>\d\d:\d\d(?::\d\d)?)"#
  + #"(?<zone>Z|[+-]\d\d:\d\d)$"#

@Suite("The pane of the pattern")
struct PatternPaneTests {
  /// A mark belongs to no quote or blank before it.
  @Test("items that begin with a mark have names") func marks() throws {
    let model = try model("\u{301}b", "\u{301}b", .utf)
    let pane = PatternPane(model: model).content(columns: 80, rows: 6)
    #expect(
      pane.heading.unicodeScalars.elementsEqual(
        "item 1 of 3 · `\u{301}` \"\u{301}\" · 1 visit, 0 fails".unicodeScalars))
    #expect(rows(of: model.view())[1].contains("`\u{25CC}\u{301}`"))
    let events = EventsPane(model: model).rows(60, 4)
    #expect(events[0].contains("\u{25CC}\u{301}"))
    #expect(events[0].contains("at 0 \u{25CC}\u{301}"))
  }

  @Test("lines with numbers, breakpoints, bars, the item in hand and the chosen one")
  func lines() throws {
    var model = try configModel(after: "break 3:5", "goto 33")
    model.selectedItem = ItemID(13)
    let pane = PatternPane(model: model)
    #expect(
      pane.rows(76, 9) == [
        #"  > 1  ^ (?<key> \w+ ) \s* = \s*            # name          █▁▁▄▄▅▁       40"#,
        "                       ^^^",
        #"    2  (?: " (?<str> [^"]* ) "              # quoted value  ▂▂             4"#,
        #" ●  3    | (?<num> \d+ )                    # number         ▂▂▂           6"#,
        "         ~",
        #"    4  ) \s* $                                              ▂▂▂            7"#,
        "",
        #"       `\s*` zero or more white-space characters, as many as possible"#,
        "       chosen: `|` end of alternative 1; 0 visits, 0 fails",
      ])
    #expect(
      pane.content(columns: 76, rows: 9).heading
        == "chosen: item 14 of 21 · `|` end of alternative 1")
    #expect(
      pane.rows(50, 5) == [
        #"  > 1  ^ (?<key> \w+ ) \s* = \s*         >  █▁▄▄▅▁"#,
        #"    2  (?: " (?<str> [^"]* ) "           >  ▂▂"#,
        #" ●  3    | (?<num> \d+ )                 >   ▂▂▂"#,
        #"    4  ) \s* $                              ▂▂▂"#,
        #"       `\s*` zero or more white-space characters,…"#,
      ])
    #expect(
      pane.rows(30, 4) == [
        #" >1 <> \w+ ) \s* = \s*       >"#,
        #"  2 (?: " (?<str> [^"]* ) "  >"#,
        #"● 3   | (?<num> \d+ )        >"#,
        #"  4 ) \s* $"#,
      ])
    #expect(
      pane.rows(20, 3) == [
        #"  2 (?: " (?<str> [>"#,
        #"● 3   | (?<num> \d+>"#,
        #"  4 ) \s* $"#,
      ])
    #expect(
      pane.rows(9, 2) == [
        "  | (?<n>",
        #") \s* $"#,
      ])
    #expect(pane.rows(1, 1) == ["|"])
  }

  @Test("one long line goes on in the next row where there is room, else it moves sideways")
  func oneLine() throws {
    var model = try model(date, "2024-01-02T03:04:05Z", after: ["goto 12"])
    model.details.heat = nil
    model.selectedItem = ItemID(30)
    let pane = PatternPane(model: model)
    #expect(
      pane.rows(60, 6) == [
        #"   ^(?<year>\d{4})-(?<month>\d\d)-(?:0[1-9]|[12]\d|3[01])T"#,
        "                                     ^",
        #"   (?<time>\d\d:\d\d(?::\d\d)?)(?<zone>Z|[+-]\d\d:\d\d)$"#,
        "                          ~~",
        #"   `0` "0""#,
        "   in alternative 1 of 3 of the group",
      ])
    #expect(
      pane.rows(40, 2) == [
        #"   <me>\d\d:\d\d(?::\d\d)?)(?<zone>Z|[+>"#,
        "                      ~~",
      ])
  }

  @Test("at the end without a match the item that kept the search from it is in hand")
  func end() throws {
    let model = try configModel(after: "goto end")
    #expect(
      PatternPane(model: model).rows(60, 4) == [
        #"    1  ^ (?<key> \w+ ) \s* = \s*           >  █▁▁▄▄▅▁     40"#,
        #"    2  (?: " (?<str> [^"]* ) "             >  ▂▂           4"#,
        #"    3    | (?<num> \d+ )                   >   ▂▂▂         6"#,
        #"  > 4  ) \s* $                                ▂▂▂          7"#,
      ])
  }

  @Test("looks: the item, breakpoints, brackets, comments")
  func looks() throws {
    var model = try model("(a)b # c", "ab", [.extended], after: ["goto 2", "break b"])
    model.details.heat = nil
    model.settings.isASCII = true
    let grid = PatternPane(model: model).content(columns: 40, rows: 2).grid
    #expect(
      GridText.styled(grid) == """
         * (a)b # c
            ^
        -- ink: dim d, current c, group r, stop s
         S rcrS d d
            P

        """)
  }

  @Test("the end of the pattern, and a newline that is matched, can be seen")
  func invisible() throws {
    let end = try model("a", "a", after: ["goto 2"])
    #expect(
      PatternPane(model: end).rows(20, 2) == [
        "  a",
        "   ^",
      ])
    let newline = try model("a\nb", "a\nb", after: ["goto 2"])
    #expect(
      PatternPane(model: newline).rows(20, 3) == [
        " >1 a␊",
        "     ^",
        "  2 b",
      ])
  }

  @Test("of many lines those around the item are seen, or those that the user has chosen")
  func scrolling() throws {
    let lines = (1...40).map { "a{\($0)}" }.joined(separator: "\n")
    let subject = String(repeating: "a", count: 900)
    var model = try model(lines, subject, [.extended], after: ["goto 20"])
    model.details.heat = nil
    let pane = PatternPane(model: model).content(columns: 20, rows: 5)
    #expect(pane.scroll.last == 35)
    #expect(
      PatternPane(model: model).rows(20, 5) == [
        "  19 a{19}",
        " >20 a{20}",
        "  21 a{21}",
        "  22 a{22}",
        "  23 a{23}",
      ])
    model.scroll[.pattern] = 99
    #expect(PatternPane(model: model).rows(20, 5).last == "  40 a{40}")
  }

  @Test("numbers of any size fit into six columns")
  func numbers() {
    #expect(shortNumber(99_999) == "99999")
    #expect(shortNumber(123_456) == "123 k")
    #expect(shortNumber(34_000_000) == "34 M")
    #expect(shortNumber(.max) == "18 E")
  }
}
