// SPDX-License-Identifier: MIT
// The choices that are still open, the one that the search would go back to next on top.
//
//     > 0 \d+ 3:13 at 10  took 2 → 1
//       1 \s* 1:23 at 9   took 1 → 0
//       2                 next attempt at 1
//
// Tested in StepperUITests/ListPaneTests.swift.

import RegexDebugging
import Reporting
import TerminalScreen

/// Draws the open choices.
struct ChoicesPane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    canvas.head(.choices, heading)
    let choices = model.scene.choices
    guard columns > 0, rows > 0, !choices.isEmpty else {
      canvas.put("none", column: 1, row: 0, .dim)
      return canvas.content
    }
    let missing = model.scene.choiceCount.map { $0 - choices.count } ?? 1
    let count = choices.count + (missing > 0 ? 1 : 0)
    let selected = model.selectedRow[.choices]
    canvas.content.scroll = scrolled(
      to: selected ?? 0, seen: rows, of: count, chosen: model.scroll[.choices])
    let top = canvas.content.scroll.top
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    let seen = choices.indices.dropFirst(top).prefix(rows)
    let short = seen.map { words.shortChoice(choices[$0]) }
    let table = ListTable(
      short.enumerated().map { offset, choice in
        cells(choice, number: top + offset)
      }, columns: columns - 2)
    for (row, index) in seen.enumerated() {
      let isMarked = index == (selected ?? 0)
      canvas.put(table, row, isMarked: isMarked, isSelected: index == selected, row: row)
      canvas.mark(.row(index), 0..<columns, row: row)
    }
    if missing > 0, seen.count < rows {
      let words = model.scene.choiceCount.map { "and \($0 - choices.count) more" } ?? "and more"
      canvas.put(words, column: 2, row: seen.count, .dim)
    }
    return canvas.content
  }

  private var heading: [String] {
    guard model.step != nil else { return [] }
    let count = model.scene.choiceCount.map(String.init) ?? "many"
    return ["\(count) alive", "next on top"]
  }

  private func cells(_ choice: ShortChoice, number: Int) -> [ListTable.Cell] {
    let at = choice.position.map { "at \($0)" } ?? ""
    guard choice.node != nil else {
      return [.init("\(number)", rank: 3), .init(choice.action)]
    }
    return [
      .init("\(number)", rank: 3), .init(choice.name), .init(choice.place, rank: 4),
      .init(at, rank: 2), .init(choice.action),
    ]
  }
}
