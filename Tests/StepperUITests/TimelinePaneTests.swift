// SPDX-License-Identifier: MIT
// The whole match in its pane, and the list of steps.

import RegexDebugging
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("The panes of the timeline and of the steps")
struct TimelinePaneTests {
  @Test("bars, the step in hand, attempts, the outcome")
  func timeline() throws {
    let pane = TimelinePane(model: try configModel(after: "goto 33"))
    #expect(
      pane.rows(78, 2) == [
        "  ▁▁▁▂▃▄▄▅▆▅▅▆▇▇█▇▅▆▆▆▄▅▄▄▃▂▃▃▂▃▃▂▃▃▂▃▃▂▃▃▁▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁",
        "  1───────────────────────────────▲33────────2─4─6─8─10─ no match at step 57",
      ])
    #expect(
      pane.rows(78, 5) == [
        "          ▂  ▂▅▅█▅ ▂▂▂",
        "      ▁▄▄▇█▇▇█████▇███▄▇▄▄▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁",
        "  ▃▃▃▆█████████████████████▆██▆██▆██▆██▆██▃▆▆▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  1──────────────────────────────────────────2─4─6─8─10─13─",
        "                                  ▲33                    no match at step 57",
      ])
    // Where there is room bars are wider.
    #expect(pane.rows(118, 1)[0].hasPrefix("  ▁▁▁▁▁▁▂▂▃▃"))
    #expect(
      pane.rows(40, 3) == [
        "     ▂▄▄▆█▄▄▂",
        "  ▂▄██████████▆▆▆▆▆▆▆▆▄▄▂▂▂▂▂▂▂",
        "  1───────────────▲33──2─6─10──",
      ])
    #expect(pane.rows(20, 1) == ["  ▂▅▆█▆▅▃▃▃▃▂▁▁▁▁"])
    #expect(
      pane.rows(3, 3) == [
        "█▄",
        "██▆",
        "33▲",
      ])
    #expect(
      pane.content(columns: 78, rows: 2).heading
        == "column = 1 step · height = backtrack stack · attempts below")
    let end = TimelinePane(model: try configModel(after: "goto end"))
    #expect(
      end.rows(78, 2) == [
        "  ▁▁▁▂▃▄▄▅▆▅▅▆▇▇█▇▅▆▆▆▄▅▄▄▃▂▃▃▂▃▃▂▃▃▂▃▃▂▃▃▁▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁",
        "  no match at step 57────────────────────────2─4─6─8─10─13▲end",
      ])
  }

  @Test("the step of a bar is in its stretch")
  func targets() throws {
    let model = try configModel(after: "goto 33")
    for columns in 1...130 {
      let targets = TimelinePane(model: model).content(columns: columns, rows: 3).targets
      var last: UInt64 = 0
      for case (_, .step(let step)) in targets {
        #expect(step > last && step <= model.scene.end?.steps ?? 0)
        last = step
      }
    }
  }

  @Test("as long as the match has not been run to its end")
  func unfinished() throws {
    var model = try configModel(after: "goto 2")
    model.details.overview?.isComplete = false
    #expect(
      TimelinePane(model: model).rows(60, 2).last
        == "  ▲2───────────────────2─6─10──            57 steps so far")
    model.details.overview = nil
    #expect(
      TimelinePane(model: model).rows(60, 2) == [
        " not run yet",
        "",
      ])
  }

  @Test("steps with what came of them")
  func events() throws {
    var model = try configModel(after: "goto 43")
    #expect(
      EventsPane(model: model).rows(76, 8) == [
        #"  39   1:17 at 2 \s*     took nothing"#,
        #"  40   1:21 at 2 =       fails, back to \w+"#,
        "  41 < 1:15 at 1 )       ends",
        #"  42   1:17 at 1 \s*     took nothing"#,
        "> 43   1:21 at 1 =       fails, attempt over",
        "  44 ^ 1:1  at 1 ^       fails, attempt over",
        "  45 ^ 1:1  at 2 ^       fails, attempt over",
        "  46 ^ 1:1  at 3 ^       fails, attempt over",
      ])
    #expect(
      EventsPane(model: model).rows(40, 4) == [
        #"  42   at 1 \s*  took nothing"#,
        "> 43   at 1 =    fails, attempt over",
        "  44 ^ at 1 ^    fails, attempt over",
        "  45 ^ at 2 ^    fails, attempt over",
      ])
    #expect(
      EventsPane(model: model).rows(20, 3) == [
        "> 43   =  fails, at…",
        "  44 ^ ^  fails, at…",
        "  45 ^ ^  fails, at…",
      ])
    model.selectedStep = 1
    model.settings.isASCII = true
    #expect(
      EventsPane(model: model).rows(40, 3) == [
        "  1 ^ 1:1  at 0 ^       holds",
        "  2   1:3  at 0 (?<key> begins",
        #"  3   1:11 at 0 \w+     took "timeout""#,
      ])
    let end = EventsPane(model: try configModel(after: "goto end"))
    #expect(
      end.rows(40, 3) == [
        "  55 ^ at 12 ^    fails, attempt over",
        "  56 ^ at 13 ^    fails, attempt over",
        "  57 ^ at 14 ^    fails, attempt over",
      ])
  }

  @Test("the list of steps moves once in half a page, and has the step in it")
  func pages() throws {
    var model = try configModel(after: "goto 2")
    for rows in 1...30 {
      var moves = 0
      var first: UInt64 = 1
      for step in UInt64(1)...57 {
        model.selectedStep = step
        let steps = EventsPane.steps(of: model, rows: rows)
        #expect(steps.contains(step) && steps.count == rows)
        if steps.lowerBound != first { moves += 1 }
        first = steps.lowerBound
      }
      #expect(moves <= 57 / max(1, rows / 2) + 1)
    }
  }
}
