// SPDX-License-Identifier: MIT
// What of a prompt and the line behind it is to be seen on a row: a line that is too long scrolls sideways,
// `<` and `>` standing where it was cut.
//
// Example: `0123456789` behind `> ` on 8 columns, with the cursor at the end: `<6789` and the cursor at 5.
// Tested in TerminalScreenTests/PromptViewTests.swift.

/// A prompt and a line on a row.
public struct PromptRow: Hashable, Sendable {
  /// What is drawn, from the first column on.
  public let glyphs: [Glyph]
  /// The column of the cursor, from 0.
  public internal(set) var cursor: Int

  /// The columns that the glyphs take.
  public var width: Int { glyphs.reduce(0) { $0 + $1.width } }
}

/// Finds what is to be seen, and remembers it: a row scrolls only when the cursor leaves it.
public struct PromptScroll: Hashable, Sendable {
  /// The first glyph shown of those behind the prompt's beginning.
  private var start = 0

  /// Begins at the beginning.
  public init() {}

  /// What is to be seen of a prompt, a line, and the cursor before one of its code points or at its end.
  ///
  /// - Parameters:
  ///   - prompt: what stands before the line.
  ///   - text: the line.
  ///   - cursor: the offset of the cursor in the line, in code points.
  ///   - columns: the columns there are, at least 1; below 10 there may be no room for the cut marks.
  ///   - asciiOnly: whether numbers stand for what is not ASCII.
  /// - Returns: glyphs of so many columns at most.
  public mutating func row(
    prompt: String, text: [Unicode.Scalar], cursor: Int, columns: Int, asciiOnly: Bool = false
  ) -> PromptRow {
    var glyphs = Glyph.glyphs(for: prompt.unicodeScalars, asciiOnly: asciiOnly)
    glyphs.reserveCapacity(glyphs.count + text.count)
    var place = glyphs.count
    for (offset, scalar) in text.enumerated() {
      if offset == cursor { place = glyphs.count }
      Glyph.append(scalar, to: &glyphs, asciiOnly: asciiOnly)
    }
    if cursor >= text.count { place = glyphs.count }
    return row(of: glyphs, cursor: place, columns: columns)
  }

  private mutating func row(of glyphs: [Glyph], cursor: Int, columns: Int) -> PromptRow {
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
      return PromptRow(glyphs: [], cursor: 0)
    }
    return PromptRow(glyphs: glyphs, cursor: glyphs[..<cursor].reduce(0) { $0 + $1.width })
  }

  /// The glyphs from one on that fit, with marks where others are missing; nil if the cursor is not well
  /// inside.
  private func cut(
    _ glyphs: [Glyph], from start: Int, cursor: Int, columns: Int
  ) -> PromptRow? {
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
    return cursorColumn.map { PromptRow(glyphs: row, cursor: $0) }
  }
}
