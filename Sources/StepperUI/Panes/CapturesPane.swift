// SPDX-License-Identifier: MIT
// The groups and what they hold, then the mark in force if there is room.
//
//       0 whole [0,12)… open
//     * 1 key   [0,7) "timeout"    set at #27
//       2 str   unset
//
// Tested in StepperUITests/ListPaneTests.swift.

import RegexDebugging
import RegexMachine
import Reporting
import SourceText
import TerminalScreen

/// Draws the groups.
struct CapturesPane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    let captures = model.scene.captures
    let changed = Set(model.scene.changedGroups)
    canvas.head(.captures, changed.isEmpty ? [] : ["* changed"])
    guard columns > 0, rows > 0, !captures.isEmpty else {
      canvas.put("none", column: 1, row: 0, .dim)
      return canvas.content
    }
    let selected = model.selectedRow[.captures]
    canvas.content.scroll = scrolled(
      to: selected ?? 0, seen: rows, of: captures.count, chosen: model.scroll[.captures])
    let seen = captures.indices.dropFirst(canvas.content.scroll.top).prefix(rows)
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    let table = ListTable(
      seen.map { cells($0, captures[$0], words, columns: columns) }, columns: columns - 2)
    for (row, group) in seen.enumerated() {
      canvas.put(
        table, row, isMarked: group == selected, isSelected: group == selected, row: row)
      if changed.contains(group) {
        canvas.put("*", column: columns >= 8 ? 1 : 0, row: row, CellStyle(.current))
      }
      canvas.mark(.row(group), 0..<columns, row: row)
    }
    if let mark = model.scene.mark {
      canvas.put("mark " + Escaping().display(mark), column: 2, row: seen.count, .dim)
    }
    return canvas.content
  }

  private func cells(
    _ group: Int, _ range: CaptureRange?, _ words: StepWords, columns: Int
  ) -> [ListTable.Cell] {
    let name = group == 0 ? "whole" : words.name(ofGroup: group) ?? ""
    let style = CellStyle(range == nil ? .dim : .group)
    var cells: [ListTable.Cell] = [.init("\(group)", style), .init(cut(name), style, rank: 2)]
    guard let range else { return cells + [.init("unset", .dim)] }
    let bounds = words.bounds(of: range)
    if group == 0, model.step != nil { return cells + [.init(bounds + "… open")] }
    let value = words.quoted(range, limit: max(4, min(40, columns / 2)))
    cells += [.init(bounds), .init(value)]
    if let step = model.details.settingSteps[group], columns >= 36 {
      cells.append(.init("set at #\(step)", .dim, rank: 3))
    }
    return cells
  }

  private func cut(_ name: String) -> String {
    name.unicodeScalars.count <= 12 ? name : String(name.prefix(11)) + "…"
  }
}
