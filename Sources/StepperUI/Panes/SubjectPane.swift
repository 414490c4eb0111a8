// SPDX-License-Identifier: MIT
// The subject: its text around the position with signs below, offsets, and what stands at the position. In a pane with
// many rows a long subject takes several rows; as bytes in hex it takes as many as there are.
//
//      timeout = 30 s␃
//      1111111...33▲F            ▲ at  F furthest  1..9 group  . matched, no group
//      0         10  14 bytes
//      12: U+0020 SPACE (1 byte: 20)
//
// Tested in StepperUITests/SubjectPaneTests.swift.

import RegexDebugging
import RegexMachine
import Reporting
import SourceText
import TerminalScreen

/// Draws the subject.
struct SubjectPane: PaneView {
  let model: Model

  var scene: Scene { model.scene }
  var subject: [UInt8] { scene.text.subject }

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    canvas.head(.subject, heading)
    guard columns > 0, rows > 0 else { return canvas.content }
    let text = DrawnText(bytes: subject, isUTF: scene.text.isUTF, isASCII: canvas.isASCII)
    if model.settings.showsHex {
      drawHex(text, &canvas)
      return canvas.content
    }
    let margin = columns >= 30 ? 2 : 0
    let room = columns - margin
    let whole = SourceSpan(0, subject.count)
    var window = TextWindow(
      text, in: whole, around: scene.position, columns: room, end: endGlyph)
    if rows >= Self.leastToWrap && (window.isCutBefore || window.isCutBehind) {
      drawWrapped(text, &canvas)
      return canvas.content
    }
    if let start = chosenStart(columns: room, text) {
      window = TextWindow(text, in: SourceSpan(start, subject.count), columns: room, end: endGlyph)
    }
    canvas.content.scroll = (
      (window.pieces.first?.offset ?? 0) / max(1, room), subject.count / max(1, room)
    )
    let marks = SubjectMarks(model, stretch(window, window))
    draw(window, marks, column: margin, row: 0, columns: room, &canvas)
    let signsEnd = drawSigns(window, marks, column: margin, row: 1, &canvas)
    drawRuler(window, column: margin, row: 2, &canvas)
    if rows >= 5 {
      drawLegend(legend(marks), column: margin, row: 3, &canvas)
    } else {
      let legend = legend(marks)
      let column = max(signsEnd + 3, columns - width(legend) - 1)
      if width(legend) + column <= columns { drawLegend(legend, column: column, row: 1, &canvas) }
    }
    canvas.put(detail, column: margin, row: rows >= 5 ? 4 : 3)
    return canvas.content
  }

  /// A pane with fewer rows shows one row of text.
  private static let leastToWrap = 7

  // MARK: What is seen

  var endGlyph: Glyph {
    Glyph(model.symbols.subjectEnd.unicodeScalars.first ?? "$")
  }

  /// Where the user has scrolled to, in bytes.
  private func chosenStart(columns: Int, _ text: DrawnText) -> Int? {
    guard let row = model.scroll[.subject] else { return nil }
    let last = subject.count / max(1, columns)
    return text.aligned(min(max(0, row), last) * columns, from: 0)
  }

  /// The bytes from the first that is seen to the last, the end of the subject counted as one.
  func stretch(_ first: TextWindow, _ last: TextWindow) -> Range<Int> {
    let start = first.pieces.first?.offset ?? 0
    return start..<max(start, last.end) + 1
  }

  // MARK: Text and signs

  func draw(
    _ window: TextWindow, _ marks: SubjectMarks, column: Int, row: Int, columns: Int,
    _ canvas: inout Canvas
  ) {
    canvas.put(window, column: column, row: row, columns: columns) { piece in
      let style = marks.style(at: piece.offset)
      return piece.length == 0 && style == .plain ? .dim : style
    }
    for piece in window.pieces {
      let seen = piece.column + column..<piece.column + piece.width + column
      canvas.mark(.position(piece.offset), seen, row: row, rows: 2)
    }
  }

  /// Draws the signs below a row of text.
  ///
  /// - Returns: the column behind the last one.
  @discardableResult
  func drawSigns(
    _ window: TextWindow, _ marks: SubjectMarks, column: Int, row: Int, _ canvas: inout Canvas
  ) -> Int {
    var end = column
    for piece in window.pieces {
      guard let (sign, style) = marks.sign(at: piece.offset) else { continue }
      canvas.put(sign, column: column + piece.column, row: row, style)
      end = column + piece.column + 1
    }
    return end
  }

  /// Draws the offsets of every tenth byte or so, and that of the end.
  private func drawRuler(_ window: TextWindow, column: Int, row: Int, _ canvas: inout Canvas) {
    var limit = canvas.columns
    if let end = window.pieces.last, end.length == 0 {
      let start = column + end.column
      let unit = end.offset == 1 ? "byte" : "bytes"
      canvas.put("\(end.offset) \(unit)", column: start, row: row, .dim)
      limit = start - 1
    }
    let tick = subject.count < 10_000_000 ? 10 : 20
    var free = column
    var before: Int?
    for piece in window.pieces where piece.length > 0 {
      let number = piece.offset / tick
      defer { before = number }
      let isTick = before.map { $0 != number } ?? (piece.offset % tick == 0)
      let start = column + piece.column
      let label = String(piece.offset)
      guard isTick, start >= free, start + label.utf8.count <= limit else { continue }
      free = canvas.put(label, column: start, row: row, .dim) + 1
    }
  }
}
