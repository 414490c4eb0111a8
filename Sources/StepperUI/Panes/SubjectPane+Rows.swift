// SPDX-License-Identifier: MIT
// The subject in several rows: as text that goes on from row to row, or as bytes in hex. Offsets stand at the left.
//
//      0  74 69 6D 65 6F 75 74 20 3D 20 33 30 20 73 ␃   timeout = 30 s
//         1  1  1  1  1  1  1  .  .  .  3  3  ▲  F
//
// Tested in StepperUITests/SubjectPaneTests.swift.

import RegexDebugging
import SourceText
import TerminalScreen

extension SubjectPane {
  // MARK: Text

  /// Draws as much of the text as fits, each row with its signs below.
  func drawWrapped(_ text: DrawnText, _ canvas: inout Canvas) {
    let gutter = offsetColumns(canvas)
    let room = max(1, canvas.columns - gutter)
    let count = max(1, (canvas.rows - 2) / 2)
    let windows = self.windows(text, columns: room, count: count, &canvas)
    guard let first = windows.first, let last = windows.last else { return }
    let marks = SubjectMarks(model, stretch(first, last))
    for (index, window) in windows.enumerated() {
      drawOffset(window.pieces.first?.offset ?? 0, gutter, row: 2 * index, &canvas)
      draw(window, marks, column: gutter, row: 2 * index, columns: room, &canvas)
      drawSigns(window, marks, column: gutter, row: 2 * index + 1, &canvas)
    }
    drawLegend(legend(marks), column: gutter, row: canvas.rows - 2, &canvas)
    canvas.put(detail, column: gutter, row: canvas.rows - 1)
  }

  /// The rows that are seen; they move by thirds, as one row would sideways.
  private func windows(
    _ text: DrawnText, columns: Int, count: Int, _ canvas: inout Canvas
  ) -> [TextWindow] {
    let last = max(0, subject.count / columns + 1 - count)
    if let chosen = model.scroll[.subject] {
      let top = min(max(0, chosen), last)
      canvas.content.scroll = (top, last)
      return rows(text, from: text.aligned(top * columns, from: 0), columns: columns, count: count)
    }
    let third = max(1, count / 3)
    let start = max(0, scene.position / (third * columns) - 1) * third * columns
    canvas.content.scroll = (min(start / columns, last), last)
    let result = rows(
      text, from: text.aligned(start, from: 0), columns: columns, count: count)
    if result.contains(where: { $0.columns(of: scene.position) != nil }) { return result }
    let before = text.start(
      columns: count < 3 ? 0 : third * columns, before: scene.position, from: 0)
    return rows(text, from: before, columns: columns, count: count)
  }

  private func rows(
    _ text: DrawnText, from start: Int, columns: Int, count: Int
  ) -> [TextWindow] {
    var result: [TextWindow] = []
    var at = start
    while result.count < count {
      let window = TextWindow(
        text, in: SourceSpan(at, subject.count), columns: columns, end: endGlyph)
      result.append(window)
      guard window.isCutBehind else { break }
      at = max(at + (window.pieces.isEmpty ? 1 : 0), window.end)
    }
    return result
  }

  // MARK: Hex

  /// Draws bytes, so many in a row, with signs below and the text beside them.
  func drawHex(_ text: DrawnText, _ canvas: inout Canvas) {
    let gutter = offsetColumns(canvas)
    let room = canvas.columns - gutter
    let perRow = [16, 8, 4, 2].first { $0 * 4 + 2 <= room } ?? 1
    let height = canvas.rows > 1 ? 2 : 1
    let hasDetail = canvas.rows >= 5
    let count = max(1, (canvas.rows - (hasDetail ? 1 : 0)) / height)
    canvas.content.scroll = scrolled(
      to: scene.position / perRow, seen: count, of: subject.count / perRow + 1,
      chosen: model.scroll[.subject])
    let top = canvas.content.scroll.top
    let marks = SubjectMarks(model, top * perRow..<(top + count) * perRow + 1)
    for index in 0..<count {
      let start = (top + index) * perRow
      guard start <= subject.count else { break }
      drawOffset(start, gutter, row: index * height, &canvas)
      for offset in start..<min(start + perRow, subject.count + 1) {
        let place = (gutter + 3 * (offset - start), gutter + 3 * perRow + 1 + offset - start)
        drawByte(offset, text, marks, columns: place, row: index * height, height, &canvas)
      }
    }
    if hasDetail { canvas.put(detail, column: gutter, row: canvas.rows - 1) }
  }

  private func drawByte(
    _ offset: Int, _ text: DrawnText, _ marks: SubjectMarks, columns: (hex: Int, text: Int),
    row: Int, _ height: Int, _ canvas: inout Canvas
  ) {
    let isEnd = offset == subject.count
    let style = isEnd && offset != marks.here ? .dim : marks.style(at: offset)
    let words =
      isEnd ? String(model.symbols.subjectEnd) : hex(UInt32(subject[offset]), digits: 2)
    canvas.content.grid.put(words, column: columns.hex, row: row, style)
    canvas.mark(.position(offset), columns.hex..<columns.hex + 2, row: row)
    if height > 1, let (sign, style) = marks.sign(at: offset) {
      canvas.put(sign, column: columns.hex, row: row + 1, style)
      canvas.mark(.position(offset), columns.hex..<columns.hex + 2, row: row + 1)
    }
    guard !isEnd else { return }
    // A column is a byte here: a character stands at its first one if it has no more columns than bytes.
    let first = text.aligned(offset, from: 0)
    let piece = text.piece(at: first, before: subject.count)
    if piece.width > piece.length {
      canvas.put(".", column: columns.text, row: row, style)
    } else if first == offset {
      canvas.content.grid.put(piece.glyphs, column: columns.text, row: row, style)
    }
  }

  // MARK: Offsets

  /// The columns of the offsets, with what keeps them apart from the text.
  private func offsetColumns(_ canvas: Canvas) -> Int {
    let digits = String(subject.count).utf8.count
    return canvas.columns >= digits + 12 ? digits + 3 : 0
  }

  private func drawOffset(_ offset: Int, _ gutter: Int, row: Int, _ canvas: inout Canvas) {
    guard gutter > 0 else { return }
    canvas.putRight(String(offset), before: gutter - 2, row: row, .dim)
  }
}
