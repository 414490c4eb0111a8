// SPDX-License-Identifier: MIT
// The explanation in its pane, and in parts.

import RegexDebugging
import Reporting
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("The pane of the reasons")
struct WhyPaneTests {
  @Test("a failure: why, and where the search goes back to")
  func failure() throws {
    let pane = WhyPane(model: try configModel(after: "goto 34"))
    #expect(
      pane.rows(76, 4) == [
        #"  ✗ 1:21 `=` at 4 fails: needs "=", next is "o" (U+006F)."#,
        #"  ↶ Back to #3: `\w+` took "time", gives back "e". Group 1 (key) is unset"#,
        "    again.",
        #"    It tries "=", and finds "o" (U+006F)."#,
      ])
    #expect(
      pane.rows(76, 2) == [
        #"  ✗ 1:21 `=` at 4 fails: needs "=", next is "o" (U+006F)."#,
        #"  ↶ Back to #3: `\w+` took "time", gives back "e". Group 1 (key) is unset…"#,
      ])
    #expect(
      pane.rows(40, 5) == [
        #"  ✗ 1:21 `=` at 4 fails: needs "=", next"#,
        #"    is "o" (U+006F)."#,
        #"  ↶ Back to #3: `\w+` took "time", gives"#,
        #"    back "e". Group 1 (key) is unset"#,
        "    again.",
      ])
    #expect(
      pane.rows(30, 2) == [
        "  ✗ 1:21 `=` at 4 fails: need…",
        #"  ↶ Back to #3: `\w+` took…"#,
      ])
    #expect(
      pane.rows(10, 3) == [
        "✗ 1:21 `=`",
        "  at 4…",
        "↶ Back to…",
      ])
    #expect(pane.rows(1, 1) == ["…"])
  }

  @Test("a match, and a bracket")
  func matches() throws {
    let match = WhyPane(model: try configModel(after: "goto 33"))
    #expect(
      match.rows(60, 4) == [
        #"  ✓ 1:17 `\s*` at 4 matches the empty string, [4,4)."#,
        "    It tries zero or more white-space characters, as many as",
        #"    possible, and finds "o" (U+006F)."#,
        "    Next is 1:21 `=` at 4.",
      ])
    let bracket = WhyPane(model: try configModel(after: "goto 35"))
    #expect(
      bracket.rows(60, 4) == [
        #"  ✓ 1:15 `)` at 3: group 1 (key) is now [0,3) "tim"."#,
        #"    Next is 1:17 `\s*` at 3."#,
        "",
        "",
      ])
  }

  @Test("the end: how, and how near the search came")
  func end() throws {
    var model = try configModel(after: "goto end")
    #expect(
      WhyPane(model: model).rows(60, 6) == [
        "  ✗ No match after 57 steps in 15 attempts. The nearest try",
        "    went from 0 to 13, where 4:7 `$` failed (#15): needs the",
        #"    end of a line, next is "s"."#,
        #"    The nearest try began at 0, took "timeout = 30 " and"#,
        "    came to 13. There:",
        #"      #15 4:7 `$`: needs the end of a line, next is "s"…"#,
      ])
    model.scroll[.why] = 2
    #expect(
      WhyPane(model: model).rows(60, 2) == [
        #"    end of a line, next is "s"."#,
        #"    The nearest try began at 0, took "timeout = 30 " and"#,
      ])
  }

  @Test("the end of a match")
  func matched() throws {
    let pane = WhyPane(model: try model("a", "a", after: ["goto end"]))
    #expect(
      pane.rows(60, 2) == [
        #"  ✓ Match [0,1) "a" after 2 steps in 1 attempt."#,
        "",
      ])
  }

  @Test("parts of an explanation")
  func parts() throws {
    let model = try configModel(after: "goto 34")
    let parts = StepWords(model.scene.text).parts(of: model.scene.view)
    #expect(parts.map(\.kind) == [.failed, .back, .more])
  }
}
