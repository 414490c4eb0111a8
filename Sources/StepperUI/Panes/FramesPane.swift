// SPDX-License-Identifier: MIT
// The groups and calls around the step, the innermost first.
//
//     > #0 `(?:"…)` the group, alternative 2 of 2
//       #1 the pattern                            from 0
//
// Tested in StepperUITests/ListPaneTests.swift.

import RegexDebugging
import Reporting
import TerminalScreen

/// Draws the groups and calls.
struct FramesPane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    let frames = model.scene.frames
    guard columns > 0, rows > 0, !frames.isEmpty else {
      canvas.put("none", column: 1, row: 0, .dim)
      return canvas.content
    }
    canvas.content.scroll = scrolled(
      to: model.scene.selectedFrame, seen: rows, of: frames.count, chosen: model.scroll[.frames])
    let seen = frames.indices.dropFirst(canvas.content.scroll.top).prefix(rows)
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    let table = ListTable(
      seen.map { index in
        let (code, description, since) = words.parts(of: frames[index])
        var name = code
        if code.unicodeScalars.count > 18 {
          name = String(code.prefix(14)) + "…" + String(code.suffix(3))
        }
        return [
          .init("#\(index)", .dim), .init(name, CellStyle(.group), rank: 3),
          .init(description, shrinks: true), .init(since, .dim, rank: 2),
        ]
      }, columns: columns - 2)
    for (row, index) in seen.enumerated() {
      let isSelected = index == model.scene.selectedFrame
      canvas.put(
        table, row, isMarked: isSelected, isSelected: model.focus == .frames && isSelected, row: row
      )
      canvas.mark(.row(index), 0..<columns, row: row)
    }
    return canvas.content
  }
}
