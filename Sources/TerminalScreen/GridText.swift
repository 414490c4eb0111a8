// SPDX-License-Identifier: MIT
// A grid as text: for files, for people who cannot see colours, and for tests, which want styles too. Of the
// styles there is a second picture, in which a letter says the ink of each cell:
//
//     at 漢         the text
//     -- ink: dim d, bad b
//     dd BB         upper case is bold; a dot or P is plain
//
// Tested in TerminalScreenTests/GridTextTests.swift.

/// Texts of grids.
public enum GridText {
  /// The rows, without the blanks at their ends, each with a line end.
  public static func plain(_ grid: CellGrid) -> String {
    rows(grid) { grid[$0, $1].glyph.map(text) ?? "" }.map { $0 + "\n" }.joined()
  }

  /// The rows, then the inks of all cells in which an ink can be seen, then their attributes.
  ///
  /// Rows without any ink are left out at the end. The attributes other than bold follow only where
  /// there are some: `_` underlined, `#` reversed, `=` both.
  public static func styled(_ grid: CellGrid) -> String {
    var used: Set<Ink> = []
    var isMarked = false
    let inks = rows(grid) { column, row in
      let cell = grid[column, row]
      guard isVisible(cell) else { return " " }
      used.insert(cell.style.ink)
      isMarked = isMarked || mark(cell.style) != " "
      guard cell.style.attributes.contains(.bold) else { return letter(of: cell.style.ink) }
      return cell.style.ink == .plain ? "P" : letter(of: cell.style.ink).uppercased()
    }
    let legend = Ink.allCases.filter { used.contains($0) && $0 != .plain }
      .map { "\($0) \(letter(of: $0))" }.joined(separator: ", ")
    var result = plain(grid) + "-- ink: \(legend.isEmpty ? "plain" : legend)\n" + block(inks)
    if isMarked {
      let marks = rows(grid) { isVisible(grid[$0, $1]) ? mark(grid[$0, $1].style) : " " }
      result += "-- underlined _, reversed #, both =\n" + block(marks)
    }
    return result
  }

  private static func text(_ glyph: Glyph) -> String {
    var bytes: [UInt8] = []
    glyph.append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a style makes a difference: that of a blank is seen behind it only.
  private static func isVisible(_ cell: Cell) -> Bool {
    cell.glyph != Glyph(" ") || cell.style.ink == .current
      || !cell.style.attributes.isDisjoint(with: [.underlined, .reversed])
  }

  private static func letter(of ink: Ink) -> String {
    switch ink {
    case .plain: "."
    case .dim: "d"
    case .border: "l"
    case .focus: "o"
    case .current: "c"
    case .good: "g"
    case .bad: "b"
    case .furthest: "f"
    case .group: "r"
    case .stop: "s"
    case .key: "k"
    }
  }

  private static func mark(_ style: CellStyle) -> String {
    switch style.attributes.intersection([.underlined, .reversed]) {
    case .underlined: "_"
    case .reversed: "#"
    case []: " "
    default: "="
    }
  }

  private static func rows(
    _ grid: CellGrid, _ text: (_ column: Int, _ row: Int) -> String
  ) -> [String] {
    (0..<grid.rows).map { row in
      let line = (0..<grid.columns).map { text($0, row) }.joined()
      let blanks = line.utf8.reversed().prefix { $0 == 0x20 }.count
      return String(line.dropLast(blanks))
    }
  }

  /// Rows without the empty ones at the end.
  private static func block(_ rows: [String]) -> String {
    let count = (rows.lastIndex { !$0.isEmpty } ?? -1) + 1
    return rows.prefix(count).map { $0 + "\n" }.joined()
  }
}
