// SPDX-License-Identifier: MIT
// Why the step goes as it does: how it went, where the search goes back to, and more of it as far as there is room.
//
//      ✗ 4:7 `$` at 12 fails: needs the end of a line, next is " " (U+0020).
//      ↶ Back to #26: `\d+` took "30", gives back "0".
//
// Tested in StepperUITests/WhyPaneTests.swift.

import RegexDebugging
import Reporting
import TerminalScreen

/// Draws the explanation.
struct WhyPane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    guard columns > 0, rows > 0 else { return canvas.content }
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    let margin = columns >= 20 ? 2 : 0
    let parts = words.parts(of: model.scene.view).map {
      wrapped($0, columns: columns - margin, canvas)
    }
    let all = parts.flatMap { $0 }
    let chosen = model.scroll[.why]
    canvas.content.scroll = scrolled(to: 0, seen: rows, of: all.count, chosen: chosen)
    let lines =
      chosen == nil
      ? shared(parts, rows: rows, canvas) : Array(all[canvas.content.scroll.top...])
    for (row, line) in lines.prefix(rows).enumerated() {
      canvas.content.grid.put(
        line.truncated(to: columns - margin, asciiOnly: canvas.isASCII), column: margin, row: row,
        asciiOnly: canvas.isASCII)
    }
    return canvas.content
  }

  /// A part in rows, the first one with its sign.
  private func wrapped(_ part: WhyPart, columns: Int, _ canvas: Canvas) -> [StyledText] {
    let symbols = canvas.symbols
    let text = canvas.isASCII ? canvas.plain(part.text) : part.text
    let indent = text.prefix { $0 == " " }.count
    let sign: StyledText =
      switch part.kind {
      case .matched: StyledText(String(symbols.good), CellStyle(.good, .bold))
      case .failed: StyledText(String(symbols.bad), CellStyle(.bad, .bold))
      case .back: StyledText(String(symbols.back), CellStyle(.current))
      case .more: StyledText(" ")
      }
    let style = part.kind == .more ? CellStyle.dim : .plain
    let blanks = StyledText(String(repeating: " ", count: indent + 1))
    return (sign + blanks + StyledText(String(text.dropFirst(indent)), style))
      .wrapped(to: columns, indent: indent + 2, asciiOnly: canvas.isASCII)
  }

  /// Rows of the parts that fit: a part gets no more than leaves one row for each of the next ones that matter.
  private func shared(
    _ parts: [[StyledText]], rows: Int, _ canvas: Canvas
  ) -> [StyledText] {
    var result: [StyledText] = []
    // Of a step the first two parts matter, at the end the first one.
    let matters = model.step == nil ? 1 : min(2, parts.count)
    for (index, part) in parts.enumerated() {
      let left = rows - result.count - max(0, matters - index - 1)
      guard left > 0 || index == 0 else { break }
      guard part.count > left, let last = part.prefix(max(1, left)).last else {
        result += part
        continue
      }
      result += part.prefix(max(0, left - 1))
      result.append(
        last
          + StyledText(
            canvas.isASCII ? Symbols.ascii.ellipsis : Symbols.unicode.ellipsis, .dim))
    }
    return result
  }
}
