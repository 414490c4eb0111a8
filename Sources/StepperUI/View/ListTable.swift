// SPDX-License-Identifier: MIT
// A list whose rows have the same columns: as wide as what is in them, and where the room does not suffice without the
// least important ones. A row with fewer cells lets its last one use all the room.
//
//     let table = ListTable([[.init("1"), .init("key", rank: 2), .init("[0,7)")]], columns: 10)
//
// Tested in StepperUITests/ListPaneTests.swift.

import TerminalScreen

/// Rows of cells, laid out.
struct ListTable {
  /// What stands in a column of a row.
  struct Cell {
    var text: String
    var style: CellStyle
    /// How soon its column is left out, the highest number first; 0 = never.
    var rank: Int
    /// Whether it ends where its column does.
    var isNumber: Bool
    /// Whether its column is cut where the room does not suffice for the others.
    var shrinks: Bool
    /// How wide its column is at least, so that it does not change with what is seen.
    var least: Int

    init(
      _ text: String, _ style: CellStyle = .plain, rank: Int = 0, isNumber: Bool = false,
      shrinks: Bool = false, least: Int = 0
    ) {
      self.text = text
      self.style = style
      self.rank = rank
      self.isNumber = isNumber
      self.shrinks = shrinks
      self.least = least
    }
  }

  let rows: [[Cell]]
  /// The width of each column; nil = it is left out.
  private(set) var widths: [Int?] = []

  /// Lays out rows; the last column takes what is left.
  init(_ rows: [[Cell]], columns: Int) {
    self.rows = rows
    let count = rows.map(\.count).max() ?? 0
    var wanted = [Int](repeating: 0, count: count)
    var ranks = [Int](repeating: 0, count: count)
    for row in rows {
      // A row that ends early does not make its last column wide.
      for (index, cell) in row.enumerated() where index < row.count - 1 || row.count == count {
        wanted[index] = max(wanted[index], cell.text.unicodeScalars.count, cell.least)
        ranks[index] = max(ranks[index], cell.rank)
      }
    }
    widths = wanted.map { $0 == 0 ? nil : $0 }
    let flexible = rows.first?.firstIndex(where: \.shrinks)
    shrink(flexible, to: columns, least: 12)
    while total > columns,
      let least = widths.indices.filter({ widths[$0] != nil && ranks[$0] > 0 }).max(
        by: { ranks[$0] < ranks[$1] })
    {
      widths[least] = nil
    }
    shrink(flexible, to: columns, least: 4)
  }

  private mutating func shrink(_ column: Int?, to columns: Int, least: Int) {
    guard let column, let width = widths[column], total > columns else { return }
    widths[column] = min(width, max(least, width - (total - columns)))
  }

  /// The columns it takes, blanks between them counted.
  private var total: Int { widths.reduce(-1) { $0 + ($1.map { $0 + 1 } ?? 0) } }
}

extension Canvas {
  /// Draws a row of a table behind two columns for a mark.
  mutating func put(
    _ table: ListTable, _ index: Int, isMarked: Bool, isSelected: Bool, row: Int
  ) {
    if isMarked { put(">", column: 0, row: row, CellStyle(.plain, .bold)) }
    var column = columns >= 8 ? 2 : 1
    for (offset, cell) in table.rows[index].enumerated() {
      let endsEarly = offset == table.rows[index].count - 1 && offset < table.widths.count - 1
      guard endsEarly || table.widths[offset] != nil else { continue }
      let width = endsEarly ? columns : table.widths[offset] ?? 0
      var style = cell.style
      if isSelected { style.attributes.insert(.reversed) }
      if cell.isNumber {
        putRight(cell.text, before: column + width, row: row, style)
      } else {
        put(cell.text, column: column, row: row, style, limit: column + width)
      }
      column += width + 1
    }
  }
}
