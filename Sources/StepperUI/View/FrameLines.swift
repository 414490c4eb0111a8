// SPDX-License-Identifier: MIT
// The lines of frames: every cell knows in which directions lines leave it, and so which sign it is, whatever frames
// meet there.
//
//     var lines = FrameLines(columns: 80, rows: 24)
//     lines.frame(Area(column: 0, row: 1, columns: 80, rows: 6))
//     lines.draw(into: &grid, .unicode)
//
// Tested in StepperUITests/LayoutTests.swift.

import TerminalScreen

/// Lines between cells.
struct FrameLines {
  private struct Directions: OptionSet {
    let rawValue: UInt8
    static let up = Directions(rawValue: 1)
    static let down = Directions(rawValue: 2)
    static let left = Directions(rawValue: 4)
    static let right = Directions(rawValue: 8)
  }

  private let columns: Int
  private let rows: Int
  private var cells: [Directions]
  private var styles: [CellStyle]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: [], count: columns * rows)
    styles = Array(repeating: CellStyle(.border), count: columns * rows)
  }

  /// Adds a frame that runs along the edge of an area.
  mutating func frame(_ area: Area, _ style: CellStyle? = nil) {
    let right = area.column + area.columns - 1
    let bottom = area.row + area.rows - 1
    guard right > area.column, bottom > area.row else { return }
    for column in area.column...right {
      var directions: Directions = []
      if column > area.column { directions.insert(.left) }
      if column < right { directions.insert(.right) }
      add(directions, column, area.row, style)
      add(directions, column, bottom, style)
    }
    for row in area.row...bottom {
      var directions: Directions = []
      if row > area.row { directions.insert(.up) }
      if row < bottom { directions.insert(.down) }
      add(directions, area.column, row, style)
      add(directions, right, row, style)
    }
  }

  private mutating func add(
    _ directions: Directions, _ column: Int, _ row: Int, _ style: CellStyle?
  ) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    cells[row * columns + column].formUnion(directions)
    if let style { styles[row * columns + column] = style }
  }

  /// Draws the lines.
  func draw(into grid: inout CellGrid, _ symbols: Symbols) {
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        guard let sign = sign(cells[index], symbols), let scalar = sign.unicodeScalars.first
        else { continue }
        grid.put(CollectionOfOne(Glyph(scalar)), column: column, row: row, styles[index])
      }
    }
  }

  private func sign(_ directions: Directions, _ symbols: Symbols) -> Character? {
    switch directions {
    case []: nil
    case [.left, .right], .left, .right: symbols.horizontal
    case [.up, .down], .up, .down: symbols.vertical
    case [.down, .right]: symbols.topLeft
    case [.down, .left]: symbols.topRight
    case [.up, .right]: symbols.bottomLeft
    case [.up, .left]: symbols.bottomRight
    case [.up, .down, .right]: symbols.teeLeft
    case [.up, .down, .left]: symbols.teeRight
    case [.left, .right, .down]: symbols.teeTop
    case [.left, .right, .up]: symbols.teeBottom
    default: symbols.cross
    }
  }
}
