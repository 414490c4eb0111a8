// SPDX-License-Identifier: MIT
// A prompt and the line behind it, on one row of a terminal: a line that is too long scrolls sideways, `<`
// and `>` standing where it was cut. Only what changed is sent, with moves within the row and "clear to the
// end of the row" between. The last column stays empty: a terminal would wrap there, each in its own way.
//
// Example: `update(prompt: "(rx) ", text: s, cursor: 0, width: 80)` first gives CR, ESC [ K, `(rx) s`, ESC [ 6 G.
// Tested in TerminalScreenTests/PromptViewTests.swift, where a small terminal obeys the bytes.

/// Shows a line that is being edited.
public struct PromptView: Sendable {
  /// What is on the row.
  private struct Row: Hashable {
    var glyphs: [Glyph]
    /// The column of the cursor, from 0.
    var cursor: Int
  }

  /// The first glyph shown of those behind the prompt's beginning.
  private var start = 0
  private var shown: Row?

  /// Makes a view of a row that nothing is known about, the cursor being somewhere in it.
  public init() {}

  /// Forgets what is on the row: the next update draws all of it.
  public mutating func forget() { shown = nil }

  /// Makes the row show a prompt, a line, and the cursor before one of its code points or at its end.
  ///
  /// - Parameters:
  ///   - prompt: what stands before the line.
  ///   - text: the line.
  ///   - cursor: the offset of the cursor in the line, in code points.
  ///   - width: the columns of the terminal; below 10 there may be no room for the cut marks.
  /// - Returns: the bytes to send, which may be none.
  public mutating func update(
    prompt: String, text: [Unicode.Scalar], cursor: Int, width: Int
  ) -> [UInt8] {
    var glyphs = Glyph.glyphs(for: prompt.unicodeScalars)
    glyphs.reserveCapacity(glyphs.count + text.count)
    var place = glyphs.count
    for (offset, scalar) in text.enumerated() {
      if offset == cursor { place = glyphs.count }
      Glyph.append(scalar, to: &glyphs)
    }
    if cursor >= text.count { place = glyphs.count }
    let row = row(of: glyphs, cursor: place, columns: max(1, width - 1))
    defer { shown = row }
    return Self.bytes(from: shown, to: row)
  }

  /// Puts the cursor behind all that is on the row, for something that is to stand there.
  public mutating func moveBehind() -> [UInt8] {
    guard var row = shown else { return [] }
    row.cursor = row.glyphs.reduce(0) { $0 + $1.width }
    defer { shown = row }
    return Self.bytes(from: shown, to: row)
  }

  /// Ends the row: shows the whole line if it was cut, over as many rows as it takes, and begins a new row.
  public mutating func finish(prompt: String, text: [Unicode.Scalar], width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let glyphs = Glyph.glyphs(for: Array(prompt.unicodeScalars) + text)
    if glyphs.reduce(0, { $0 + $1.width }) > max(1, width - 1) {
      bytes += Array("\r\u{1B}[K".utf8)
      for glyph in glyphs { glyph.append(to: &bytes) }
    } else {
      bytes += update(prompt: prompt, text: text, cursor: text.count, width: width)
    }
    forget()
    start = 0
    return bytes + [0x0D, 0x0A]
  }

  // MARK: What to show

  private mutating func row(of glyphs: [Glyph], cursor: Int, columns: Int) -> Row {
    let total = glyphs.reduce(0) { $0 + $1.width }
    if total <= columns {
      start = 0
    } else if let row = cut(glyphs, from: start, cursor: cursor, columns: columns) {
      return row
    } else {
      // Half of the row stands before the cursor.
      start = cursor
      var room = columns / 2
      while start > 0, glyphs[start - 1].width <= room {
        start -= 1
        room -= glyphs[start].width
      }
      if let row = cut(glyphs, from: start, cursor: cursor, columns: columns) { return row }
      start = cursor
      return Row(glyphs: [], cursor: 0)
    }
    return Row(glyphs: glyphs, cursor: glyphs[..<cursor].reduce(0) { $0 + $1.width })
  }

  /// The glyphs from one on that fit, with marks where others are missing; nil if the cursor is not well
  /// inside.
  private func cut(_ glyphs: [Glyph], from start: Int, cursor: Int, columns: Int) -> Row? {
    guard start == 0 || (start < cursor && start < glyphs.count) else { return nil }
    var row: [Glyph] = start > 0 ? [Glyph("<")] : []
    var column = row.count
    var cursorColumn: Int?
    var index = start
    let behind = glyphs[start...].reduce(0) { $0 + $1.width }
    let isCut = column + behind > columns
    let limit = isCut ? columns - 1 : columns
    while index < glyphs.count, column + glyphs[index].width <= limit {
      if index == cursor { cursorColumn = column }
      row.append(glyphs[index])
      column += glyphs[index].width
      index += 1
    }
    if isCut {
      row.append(Glyph(">"))
    } else if cursor == glyphs.count {
      cursorColumn = column
    }
    return cursorColumn.map { Row(glyphs: row, cursor: $0) }
  }

  // MARK: How to get there

  private static func bytes(from old: Row?, to new: Row) -> [UInt8] {
    var pen = Pen()
    var same = 0
    if let old {
      guard old != new else { return [] }
      pen.column = old.cursor
      same = zip(old.glyphs, new.glyphs).prefix { $0 == $1 }.count
      pen.target = new.glyphs[..<same].reduce(0) { $0 + $1.width }
      // A terminal may give a character fewer columns than we do: nothing of it may stay behind.
      if same < old.glyphs.count { pen.clear() }
    } else {
      pen.bytes = [0x0D]
      pen.clear()
    }
    for glyph in new.glyphs[same...] { pen.draw(glyph) }
    pen.target = new.cursor
    pen.move()
    return pen.bytes
  }
}

/// Draws on a row and knows where the terminal's cursor is.
private struct Pen {
  var bytes: [UInt8] = []
  /// Where the terminal's cursor is; nil if the terminal may see that in another way.
  var column: Int? = 0
  /// Where to draw next.
  var target = 0

  mutating func move() {
    guard column != target else { return }
    if target == 0 {
      bytes.append(0x0D)
    } else {
      bytes += Array("\u{1B}[\(target + 1)G".utf8)
    }
    column = target
  }

  mutating func clear() {
    move()
    bytes += Array("\u{1B}[K".utf8)
  }

  mutating func draw(_ glyph: Glyph) {
    move()
    glyph.append(to: &bytes)
    target += glyph.width
    column = glyph.isASCII ? target : nil
  }
}
