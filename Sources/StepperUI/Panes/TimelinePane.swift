// SPDX-License-Identifier: MIT
// The whole match as bars, one for so many steps: how much was on the backtrack stack. Below them the step in hand
// and where attempts begin.
//
//      ▁▂▂▃▃▄▄▅▅▆▅▄▅▄▃▄▃▃▂▃▂▂▁▂▃▄▄▅▄▅▄▃▄▃▂▃▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁
//      1──────────▲33───────────────────────────2─3─4─5──   no match at step 174
//
// Tested in StepperUITests/TimelinePaneTests.swift.

import RegexDebugging
import RegexMachine
import Reporting
import TerminalScreen

/// Draws the course of the match.
struct TimelinePane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    guard columns > 0, rows > 0 else { return canvas.content }
    guard let overview = model.details.overview, !overview.columns.isEmpty else {
      canvas.put("not run yet", column: 1, row: 0, .dim)
      return canvas.content
    }
    let margin = columns >= 20 ? 2 : 0
    let bars = Bars(overview, room: max(1, columns - 2 * margin))
    canvas.head(
      .timeline,
      [
        "column = " + Wording.count(bars.steps, "step"), "height = backtrack stack",
        bars.columns.last?.attempt ?? 1 > 1 ? "attempts below" : "",
      ])
    let below = rows >= 4 ? 2 : rows >= 2 ? 1 : 0
    let height = max(1, rows - below)
    let here = bars.index(of: model.number)
    draw(bars, here: here, column: margin, rows: height, &canvas)
    if below > 0 {
      drawAttempts(bars, column: margin, row: height, &canvas)
      drawPlace(bars, here: here, column: margin, row: height + (below > 1 ? 1 : 0), &canvas)
    }
    return canvas.content
  }

  private func draw(
    _ bars: Bars, here: Int, column: Int, rows: Int, _ canvas: inout Canvas
  ) {
    let levels = UInt64(rows * model.symbols.bars.count)
    for (index, bar) in bars.columns.enumerated() {
      let cells = column + index * bars.width..<column + (index + 1) * bars.width
      let style = index == here ? CellStyle(.current) : CellStyle(.good)
      let share = Double(max(0, bar.depth)) / Double(max(1, bars.most)) * Double(levels)
      // There is a step in every column, so there is always something to see.
      var left = max(1, Int(share.rounded(.up)))
      for row in (0..<rows).reversed() {
        let level = min(left, model.symbols.bars.count)
        left -= level
        guard level > 0 || index == here else { break }
        let sign = level > 0 ? model.symbols.bars[level - 1] : " "
        for cell in cells { canvas.put(sign, column: cell, row: row, style) }
      }
      let area = Area(
        column: cells.lowerBound, row: 0, columns: cells.count, rows: canvas.rows)
      canvas.content.targets.append((area, .step(UInt64(index) * bars.steps + 1)))
    }
  }

  /// Draws the number of an attempt below the bar in which it begins.
  private func drawAttempts(_ bars: Bars, column: Int, row: Int, _ canvas: inout Canvas) {
    let line = String(model.symbols.horizontal)
    let end = column + bars.columns.count * bars.width
    canvas.content.grid.put(
      String(repeating: line, count: end - column), column: column, row: row, .dim)
    var free = column
    var attempt = 0
    for (index, bar) in bars.columns.enumerated() where bar.attempt != attempt {
      let start = column + index * bars.width
      let number = String(attempt == 0 ? 1 : bar.attempt)
      attempt = bar.attempt
      guard start >= free, start + number.utf8.count <= end else { continue }
      free = canvas.put(number, column: start, row: row, .dim) + 1
    }
  }

  /// Draws the number of the step below its bar, and how the match ends.
  private func drawPlace(
    _ bars: Bars, here: Int, column: Int, row: Int, _ canvas: inout Canvas
  ) {
    let words: String =
      switch model.scene.place {
      case .step(let number): String(number)
      case .end: "end"
      }
    let mark = column + here * bars.width
    let isLeft = mark + 1 + words.utf8.count > canvas.columns
    let start = isLeft ? max(0, mark - words.utf8.count) : mark
    let ending = ending(bars.overview)
    let width = canvas.width(of: ending)
    // At the right, or where the number stands, at the left.
    var place = max(column, canvas.columns - column - width)
    if start + words.utf8.count + 2 > place { place = column }
    if place > start + words.utf8.count + 2 || place + width + 1 < start {
      canvas.put(" " + ending, column: max(0, place - 1), row: row, .dim)
    }
    canvas.put(
      isLeft ? words + String(model.symbols.here) : String(model.symbols.here) + words,
      column: start, row: row, CellStyle(.plain, .bold))
  }

  private func ending(_ overview: Overview) -> String {
    guard overview.isComplete, let end = model.scene.end else {
      return shortNumber(overview.steps) + " steps so far"
    }
    let words =
      switch end.outcome {
      case .match: "match"
      case .noMatch: "no match"
      case .partial: "partial match"
      case .limit(let limit): "\(limit.rawValue) limit"
      case .error: "error"
      }
    return words + " at step \(end.steps)"
  }
}

/// The columns of an overview in the room there is.
private struct Bars {
  let overview: Overview
  /// One of each bar.
  private(set) var columns: [Overview.Column] = []
  /// Steps in a bar.
  private(set) var steps: UInt64
  /// Cells that a bar takes sideways.
  private(set) var width = 1
  /// The highest one.
  private(set) var most = 0

  init(_ overview: Overview, room: Int) {
    self.overview = overview
    let joined = (overview.columns.count + room - 1) / room
    steps = max(1, overview.columnSteps) * UInt64(max(1, joined))
    var start = 0
    while start < overview.columns.count {
      let end = min(start + max(1, joined), overview.columns.count)
      var bar = overview.columns[end - 1]
      bar.depth = overview.columns[start..<end].map(\.depth).max() ?? 0
      most = max(most, bar.depth)
      columns.append(bar)
      start = end
    }
    if !columns.isEmpty { width = max(1, min(3, room / columns.count)) }
  }

  func index(of step: UInt64) -> Int {
    min(max(0, columns.count - 1), Int(clamping: (max(1, step) - 1) / steps))
  }
}
