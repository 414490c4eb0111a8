// SPDX-License-Identifier: MIT
// From one picture to the next with few bytes: what a terminal has to be sent so that it shows a grid, given
// what it shows already.
//
// Terminals differ about the width of some characters. So after a character that is not ASCII the cursor is
// put where it belongs before anything else is drawn, and what stands behind one is drawn again together
// with it: a wrong width spoils one cell, not the row. Boxes and blocks are drawn in runs, since a terminal
// that draws one of them in two columns (`ScreenModes.askLineWidth`) needs `isASCII` anyway.
//
// Example: a grid of 10 x 2 of which the last cell changed to `x` gives ESC [ ? 2026 h, ESC [ 2 ; 10 H, `x`,
// ESC [ ? 2026 l.
// Tested in TerminalScreenTests/FrameWriterTests.swift and, with pyte, TerminalScreenTests/PyteTests.swift.

/// Tells a terminal what to show.
public struct FrameWriter: Sendable {
  /// How many unchanged cells are drawn again at most instead of a move over them, which takes 4 bytes.
  private static let longestBridge = 4
  /// How many blanks at the end of a row are worth clearing it (3 bytes) instead of drawing them.
  private static let shortestClear = 4
  /// Blanks within a row are erased, not drawn, from so many on: `ESC [ 12 X`, and a move behind them.
  private static let shortestErase = 11

  private let isASCII: Bool
  /// The different renditions, the normal one first.
  private let renditions: [Rendition]
  /// Which of them a style has, by ink and attributes.
  private let looks: [Int]

  /// What the terminal shows; nil if that is not known.
  private var shown: CellGrid?

  /// Makes a writer for a terminal of which nothing is known.
  ///
  /// - Parameters:
  ///   - depth: how many colours the terminal has.
  ///   - palette: the colours.
  ///   - isASCII: whether `?` is sent in place of every character that is not ASCII. Whoever draws
  ///     finds better ones (`Glyph.glyphs(for:asciiOnly:)`); this only makes sure.
  public init(depth: ColorDepth, palette: Palette, isASCII: Bool) {
    self.isASCII = isASCII
    var different = [Rendition.normal]
    looks = Ink.allCases.flatMap { ink in
      (0..<CellStyle.Attributes.count).map { bits in
        let style = CellStyle(ink, CellStyle.Attributes(rawValue: UInt8(bits)))
        let rendition = Rendition(style, depth: depth, palette: palette)
        if let index = different.firstIndex(of: rendition) { return index }
        different.append(rendition)
        return different.count - 1
      }
    }
    renditions = different
  }

  /// Forgets what the terminal shows: the next frame clears the screen and draws all of it.
  public mutating func forget() { shown = nil }

  /// Makes the terminal show a grid, which has its size.
  ///
  /// - Returns: the bytes to send; none if it shows that already. Behind them the terminal's rendition
  ///   is normal.
  /// - Complexity: O(cells), little more than a comparison where they are unchanged.
  public mutating func bytes(for grid: CellGrid) -> [UInt8] {
    var grid = grid
    if let cursor = grid.cursor, !grid.area.contains(column: cursor.column, row: cursor.row) {
      grid.cursor = nil
    }
    guard grid != shown else { return [] }
    defer { shown = grid }
    var pen = FramePen(columns: grid.columns, renditions: renditions)
    let known = shown.flatMap { $0.columns == grid.columns && $0.rows == grid.rows ? $0 : nil }
    if known == nil { pen.clearScreen() }
    let old = known ?? CellGrid(columns: grid.columns, rows: grid.rows)
    for row in 0..<grid.rows { draw(row, from: old, to: grid, with: &pen) }
    pen.render(0)
    let hasDrawn = !pen.bytes.isEmpty
    guard hasDrawn || grid.cursor != old.cursor else { return [] }
    // Where nothing is known the cursor may be shown; where something is drawn it would flit about.
    let hides = known == nil || (old.cursor != nil && (hasDrawn || grid.cursor == nil))
    if let cursor = grid.cursor {
      pen.move(to: cursor.column, cursor.row)
      if hides || old.cursor == nil { pen.send("\u{1B}[?25h") }
    }
    return Array((hides ? "\u{1B}[?2026h\u{1B}[?25l" : "\u{1B}[?2026h").utf8) + pen.bytes
      + Array("\u{1B}[?2026l".utf8)
  }

  // MARK: One row

  private func draw(
    _ row: Int, from old: CellGrid, to new: CellGrid, with pen: inout FramePen
  ) {
    let range = row * new.columns..<(row + 1) * new.columns
    guard old.cells[range] != new.cells[range] else { return }
    let change = RowChange(
      from: old.cells[range].map(appearance), to: new.cells[range].map(appearance))
    guard var last = change.isChanged.lastIndex(of: true) else { return }
    // A blank end is cleared, if that is shorter.
    let filled = (change.after.lastIndex { $0 != .blank } ?? -1) + 1
    let cleared = change.isChanged[filled...].firstIndex(of: true).flatMap {
      last - $0 + 1 >= Self.shortestClear ? $0 : nil
    }
    if let cleared { last = cleared - 1 }
    var column = 0
    while column <= last {
      guard change.isChanged[column] else {
        column += 1
        continue
      }
      let blanks = change.blanks(from: column, upTo: last)
      if blanks >= Self.shortestErase {
        pen.move(to: column, row)
        pen.clear(blanks)
        column += blanks
        continue
      }
      bridge(change, to: column, row, with: &pen)
      draw(change, column, row, with: &pen)
      column += max(1, change.after[column].width)
    }
    guard let cleared else { return }
    pen.move(to: cleared, row)
    pen.clearRest()
  }

  /// Comes nearer to a cell by drawing again the few cells before it that stay as they are.
  private func bridge(_ change: RowChange, to column: Int, _ row: Int, with pen: inout FramePen) {
    guard let from = pen.column(in: row), from < column, column - from <= Self.longestBridge
    else { return }
    let cells = change.after[from..<column]
    guard cells.allSatisfy({ $0.isASCII && pen.canDraw($0) }) else { return }
    for cell in cells { pen.draw(cell) }
  }

  private func draw(_ change: RowChange, _ column: Int, _ row: Int, with pen: inout FramePen) {
    let isLast = column + 1 == change.after.count
    let cell = isLast ? change.after[column].withoutMark : change.after[column]
    if cell.width == 2, change.before[column + 1] != .blank {
      // Where the terminal draws it narrow, nothing may be left in the second column.
      pen.move(to: column, row)
      pen.draw(.blank)
      pen.draw(.blank)
    }
    pen.move(to: column, row, toDraw: cell)
    pen.draw(cell)
  }

  /// What a terminal makes of a cell.
  private func appearance(_ cell: Cell) -> Appearance {
    guard let glyph = cell.glyph else { return .behindWide }
    let bits = Int(cell.style.attributes.rawValue) % CellStyle.Attributes.count
    let look = looks[Int(cell.style.ink.rawValue) * CellStyle.Attributes.count + bits]
    if glyph.base == " ", glyph.mark == nil, renditions[look].hidesBlanks { return .blank }
    let isReplaced = isASCII && !glyph.isASCII
    return Appearance(isReplaced ? Glyph("?") : glyph, look)
  }
}
