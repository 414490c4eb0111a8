// SPDX-License-Identifier: MIT
// The steps around the one in hand, one in each row: what was tried where, and what came of it. The rows stay where
// they are until half of them have been walked through.
//
//       32 < 4:3   at 12  \s*  took nothing
//     > 33   4:7   at 12  $    fails, back to \d+
//       34 < 3:13  at 11  \d+  took "3"
//
// Tested in StepperUITests/TimelinePaneTests.swift.

import RegexDebugging
import Reporting
import TerminalScreen

/// Draws a list of steps.
struct EventsPane: PaneView {
  let model: Model

  /// The steps that the pane shows, for those who look them up.
  ///
  /// - Parameters:
  ///   - model: the state of the screen.
  ///   - rows: the rows of the pane.
  /// - Returns: the first step, from 1, and the one behind the last; there may be fewer.
  static func steps(of model: Model, rows: Int) -> Range<UInt64> {
    let count = UInt64(max(1, rows))
    let half = max(1, count / 2)
    let page = (max(1, model.selectedStep ?? model.number) - 1) / half * half
    var first = page - min(page, count / 4)
    if let last = model.scene.end?.steps { first = min(first, last - min(last, count)) }
    return first + 1..<first + 1 + count
  }

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    guard columns > 0, rows > 0 else { return canvas.content }
    let steps = Self.steps(of: model, rows: rows)
    let lines = model.details.lines.filter { steps.contains($0.number) }
    if lines.isEmpty {
      canvas.put("no steps", column: 1, row: 0, .dim)
      return canvas.content
    }
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    let table = ListTable(lines.map { cells($0, words, columns) }, columns: columns - 2)
    for (index, line) in lines.enumerated() {
      let row = Int(line.number - steps.lowerBound)
      let isSelected = line.number == model.selectedStep
      canvas.put(
        table, index, isMarked: line.number == model.number, isSelected: isSelected, row: row)
      canvas.mark(.step(line.number), 0..<columns, row: row)
    }
    return canvas.content
  }

  private func cells(
    _ line: StepLine, _ words: StepWords, _ columns: Int
  ) -> [ListTable.Cell] {
    // As `rxdebug trace` has them.
    let sign: Character = line.isFirstOfAttempt ? "^" : line.isAfterBacktrack ? "<" : " "
    let ink: Ink =
      switch line.result {
      case .matched: .good
      case .failed, .unknown: .bad
      case .passed: .plain
      }
    // One ink in a row: all rows are sent when they move, and each change of ink costs ten bytes.
    return [
      .init("\(line.number)", isNumber: true), .init(String(sign)),
      .init(words.place(of: line.item), rank: 3), .init("at \(line.position)", rank: 2),
      .init(
        words.shortName(of: line.item), least: min(model.layout.longestItem, columns / 10)),
      .init(words.result(of: line), CellStyle(ink)),
    ]
  }
}
