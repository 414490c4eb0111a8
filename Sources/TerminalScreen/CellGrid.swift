// SPDX-License-Identifier: MIT
// A picture made of cells, as a terminal shows it: a pure value. Panes draw into grids of their own, which are
// put into that of the screen; so nothing can be drawn outside its pane.
//
//     var grid = CellGrid(columns: 10, rows: 2)
//     let next = grid.put("at ", column: 0, row: 0, .dim)      // 3
//     grid.put("漢字", column: next, row: 0)                    // 7: two columns each
//
// Tested in TerminalScreenTests/CellGridTests.swift.

/// One cell of a screen.
public struct Cell: Hashable, Sendable {
  /// What is drawn; nil in the second column of what takes two.
  public var glyph: Glyph?
  /// How it looks.
  public var style: CellStyle

  /// Makes a cell.
  public init(_ glyph: Glyph?, _ style: CellStyle = .plain) {
    self.glyph = glyph
    self.style = style
  }

  /// A cell with nothing in it.
  public static let blank = Cell(Glyph(" "))
}

/// A rectangle of cells, columns from the left and rows from above, both from 0.
public struct Area: Hashable, Sendable {
  /// The first column.
  public var column: Int
  /// The first row.
  public var row: Int
  /// How many columns; may be 0.
  public var columns: Int
  /// How many rows; may be 0.
  public var rows: Int

  /// Makes an area; of a negative size nothing is left.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// Whether a cell lies in it.
  public func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < self.column + columns && row >= self.row
      && row < self.row + rows
  }

  /// What is left inside a frame one cell wide.
  public var inside: Area {
    Area(column: column + 1, row: row + 1, columns: columns - 2, rows: rows - 2)
  }
}

/// Cells in rows.
public struct CellGrid: Hashable, Sendable {
  /// Where the terminal's cursor is to stand.
  public struct Position: Hashable, Sendable {
    /// The column, from 0.
    public var column: Int
    /// The row, from 0.
    public var row: Int

    /// Makes a position.
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// How many columns.
  public let columns: Int
  /// How many rows.
  public let rows: Int
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// Where the cursor is to be seen; nil for nowhere.
  public var cursor: Position?

  /// Makes a blank grid; a negative size is none.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: .blank, count: self.columns * self.rows)
  }

  /// The whole grid.
  public var area: Area { Area(column: 0, row: 0, columns: columns, rows: rows) }

  /// A cell.
  ///
  /// - Precondition: the grid has such a cell.
  public subscript(column: Int, row: Int) -> Cell { cells[row * columns + column] }

  /// Draws glyphs in a row; what lies outside the grid is left out.
  ///
  /// - Parameters:
  ///   - glyphs: what to draw.
  ///   - column: where to begin; may be outside.
  ///   - row: the row; may be outside.
  ///   - style: how it looks.
  ///   - limit: the column at which to stop.
  /// - Returns: the column behind what was asked for, drawn or not.
  @discardableResult
  public mutating func put(
    _ glyphs: some Sequence<Glyph>, column: Int, row: Int, _ style: CellStyle = .plain,
    limit: Int = .max
  ) -> Int {
    var column = column
    let end = min(limit, columns)
    for glyph in glyphs {
      defer { column += glyph.width }
      guard row >= 0, row < rows, column >= 0, column < end else { continue }
      // Half of a wide glyph cannot be drawn.
      if column + glyph.width > end {
        set(Cell(Glyph(" "), style), column, row)
      } else {
        set(Cell(glyph, style), column, row)
        for half in 1..<max(1, glyph.width) { set(Cell(nil, style), column + half, row) }
      }
    }
    return column
  }

  /// Draws text in a row, as `put` does glyphs; with `asciiOnly` numbers stand for what is not ASCII.
  @discardableResult
  public mutating func put(
    _ text: String, column: Int, row: Int, _ style: CellStyle = .plain, limit: Int = .max,
    asciiOnly: Bool = false
  ) -> Int {
    put(
      Glyph.glyphs(for: text.unicodeScalars, asciiOnly: asciiOnly), column: column, row: row, style,
      limit: limit)
  }

  /// Gives the cells of a row another look, from one column up to another.
  public mutating func restyle(_ columns: Range<Int>, row: Int, _ style: CellStyle) {
    guard row >= 0, row < rows else { return }
    for column in columns.clamped(to: 0..<self.columns) {
      cells[row * self.columns + column].style = style
    }
  }

  /// Makes an area blank.
  public mutating func clear(_ area: Area, _ style: CellStyle = .plain) {
    for row in max(0, area.row)..<max(0, min(rows, area.row + area.rows)) {
      for column in max(0, area.column)..<max(0, min(columns, area.column + area.columns)) {
        set(Cell(Glyph(" "), style), column, row)
      }
    }
  }

  /// Puts another grid into this one, with its cursor if it has one; what does not fit is left out.
  public mutating func place(_ other: CellGrid, column: Int, row: Int) {
    for line in 0..<other.rows {
      for offset in 0..<other.columns where area.contains(column: column + offset, row: row + line)
      {
        let cell = other[offset, line]
        if let glyph = cell.glyph, column + offset + glyph.width > columns {
          set(Cell(Glyph(" "), cell.style), column + offset, row + line)
        } else if cell.glyph != nil || column + offset > 0 {
          set(cell, column + offset, row + line)
        }
      }
    }
    if let inner = other.cursor {
      cursor = Position(column: column + inner.column, row: row + inner.row)
    }
  }

  /// Sets a cell and keeps wide glyphs whole: half of one that is covered becomes a blank.
  private mutating func set(_ cell: Cell, _ column: Int, _ row: Int) {
    let index = row * columns + column
    if cells[index].glyph == nil, cell.glyph != nil, column > 0 {
      cells[index - 1].glyph = Glyph(" ")
    }
    if let old = cells[index].glyph, old.width > 1, column + 1 < columns {
      cells[index + 1].glyph = Glyph(" ")
    }
    cells[index] = cell
  }
}
