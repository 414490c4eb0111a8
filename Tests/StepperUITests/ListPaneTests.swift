// SPDX-License-Identifier: MIT
// The panes that are lists: choices, groups, breakpoints, groups and calls.

import RegexDebugging
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("The panes with lists")
struct ListPaneTests {
  @Test("choices, the next one on top")
  func choices() throws {
    var model = try configModel(after: "goto 13")
    #expect(
      ChoicesPane(model: model).rows(41, 7) == [
        #"> 0 \d+ 3:13 at 12 took 2 → 1"#,
        #"  1 \s* 1:23 at 10 took 1 → 0"#,
        #"  2 \s* 1:17 at 8  took 1 → 0"#,
        #"  3 \w+ 1:11 at 7  took 7 → 6"#,
        "  4 next attempt at 1",
        "",
        "",
      ])
    #expect(
      ChoicesPane(model: model).rows(24, 3) == [
        #"> 0 \d+ at 12 took 2 → 1"#,
        #"  1 \s* at 10 took 1 → 0"#,
        #"  2 \s* at 8  took 1 → 0"#,
      ])
    #expect(
      ChoicesPane(model: model).rows(10, 2) == [
        #"> \d+ too…"#,
        #"  \s* too…"#,
      ])
    #expect(
      ChoicesPane(model: model).content(columns: 41, rows: 7).heading
        == "5 alive · next on top")
    model.selectedRow[.choices] = 3
    model.settings.isASCII = true
    #expect(
      ChoicesPane(model: model).rows(41, 3) == [
        #"  2 \s* 1:17 at 8 took 1 -> 0"#,
        #"> 3 \w+ 1:11 at 7 took 7 -> 6"#,
        "  4 next attempt at 1",
      ])
    let end = ChoicesPane(model: try configModel(after: "goto end"))
    #expect(
      end.rows(20, 2) == [
        " none",
        "",
      ])
  }

  @Test("more choices than are listed")
  func manyChoices() throws {
    var model = try model("(?:x)*y", String(repeating: "x", count: 100), after: ["goto 200"])
    model.scroll[.choices] = 99
    #expect(
      ChoicesPane(model: model).rows(30, 3) == [
        "  (?:x)* at 51 goes on behind",
        "  (?:x)* at 50 goes on behind",
        "  and 51 more",
      ])
  }

  @Test("groups")
  func captures() throws {
    let groups = CapturesPane(model: try configModel(after: "goto 13"))
    #expect(
      groups.rows(41, 5) == [
        "  0 whole [0,12)… open",
        #"  1 key   [0,7)   "timeout" set at #4"#,
        "  2 str   unset",
        #" *3 num   [10,12) "30"      set at #12"#,
        "",
      ])
    #expect(
      groups.rows(23, 4) == [
        "  0 [0,12)… open",
        #"  1 [0,7)   "timeout""#,
        "  2 unset",
        #" *3 [10,12) "30""#,
      ])
    #expect(
      groups.rows(10, 2) == [
        "  0 [0,12…",
        "  1 [0,7)",
      ])
    let changed = CapturesPane(model: try configModel(after: "goto 14"))
    #expect(
      changed.rows(30, 5) == [
        "  0 whole [0,12)… open",
        #"  1 key   [0,7)   "timeout""#,
        "  2 str   unset",
        #"  3 num   [10,12) "30""#,
        "",
      ])
    #expect(changed.content(columns: 40, rows: 5).heading == "")
    let end = try model("(a)", "a", after: ["goto end"])
    #expect(
      CapturesPane(model: end).rows(30, 2) == [
        #"  0 whole [0,1) "a""#,
        #"  1       [0,1) "a""#,
      ])
  }

  @Test("the mark in force stands below the groups")
  func mark() throws {
    let pane = CapturesPane(model: try model("(*MARK:m)a", "a", after: ["goto 2"]))
    #expect(pane.rows(24, 3) == ["  0 whole [0,0)… open", "  mark m", ""])
  }

  @Test("breakpoints, and the items that were tried most")
  func breakpoints() throws {
    let model = try configModel(
      after: "break 3:5", "break pos 4 if step > 3", "watch num", "catch fail", "disable 2",
      "continue", "continue")
    #expect(
      BreakpointsPane(model: model).rows(41, 11) == [
        "  1 ● 3:5 `(?<num>`                 1 hit",
        "  2 ○ subject position 4 if step >… off",
        "  3 ◆ watch group 3 (num)",
        "  4 ✱ catch fail                    1 hit",
        "",
        " Item visits (top)",
        " ^ 1:1    ███████████████████████      15",
        " = 1:21   ████████████                  8",
        " ) 1:15   ██████████                    7",
        #" \s* 1:17 ██████████                    7"#,
        " $ 4:7    ████                          3",
      ])
    #expect(
      BreakpointsPane(model: model).rows(17, 4) == [
        "  1 ● 3:5 `(?… x1",
        "  2 ○ subject…",
        "  3 ◆ watch g…",
        "  4 ✱ catch f… x1",
      ])
    let none = try configModel(after: "goto 2")
    #expect(
      BreakpointsPane(model: none).rows(30, 2) == [
        " none; b sets one on the",
        " chosen item",
      ])
  }

  @Test("a breakpoint on thousands of items names one")
  func manyItems() throws {
    let model = try model(String(repeating: "a", count: 9), "a", after: ["break a"])
    #expect(BreakpointsPane(model: model).rows(30, 1) == ["  1 ● `a` (pattern 0) and 8 m…"])
  }

  @Test("groups and calls")
  func frames() throws {
    let model = try model("(a(?1)?b|(?:c))", "aacbb", after: ["goto 10", "up"])
    #expect(
      FramesPane(model: model).rows(60, 6) == [
        "  #0 `(a(?1)?b|(?:c))` group 1, alternative 2 of 2 from 2",
        "> #1 `(?1)?`           call of group 1             from 2",
        "  #2 `(a(?1)?b|(?:c))` group 1, alternative 1 of 2 from 1",
        "  #3 `(?1)?`           call of group 1             from 1",
        "  #4 `(a(?1)?b|(?:c))` group 1, alternative 1 of 2",
        "  #5                   the pattern                 from 0",
      ])
    #expect(
      FramesPane(model: model).rows(20, 3) == [
        "  #0 group 1, al…",
        "> #1 call of gro…",
        "  #2 group 1, al…",
      ])
    let end = FramesPane(model: try configModel(after: "goto end"))
    #expect(end.rows(20, 1) == [" none"])
  }
}
