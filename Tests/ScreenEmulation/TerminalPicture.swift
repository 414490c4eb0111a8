// SPDX-License-Identifier: MIT
// Whether a terminal shows a grid: text, looks and cursor, cell by cell.
//
//     terminal.obey(writer.bytes(for: grid))
//     #expect(terminal.difference(from: grid, .indexed, .dark) == nil)

public import TerminalScreen

extension ScreenTerminal.Look {
  /// The look that a style is to have, from the palette's public face.
  public init(_ style: CellStyle, _ depth: ColorDepth, _ palette: Palette) {
    let entry = palette[style.ink]
    var attributes = style.attributes
    let colors = { (color: PaletteColor?, base: Int) -> [Int] in
      guard let color else { return [] }
      switch depth {
      case .none: return []
      case .sixteen: return color.basic.map { [Int($0) + base - 38] } ?? []
      case .indexed: return [base, 5, Int(color.index)]
      }
    }
    self.init()
    foreground = colors(entry.foreground, 38)
    background = colors(entry.background, 48)
    if depth <= .sixteen {
      attributes.formUnion(entry.standIn.subtracting(background.isEmpty ? [] : .reversed))
    }
    bold = attributes.contains(.bold)
    underlined = attributes.contains(.underlined)
    reversed = attributes.contains(.reversed)
  }
}

extension Glyph {
  /// What is drawn.
  var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ScreenTerminal {
  /// How the terminal differs from a grid; nil if it shows it, has been sent nothing else and is left as it has to be
  /// between frames.
  public func difference(
    from grid: CellGrid, _ depth: ColorDepth, _ palette: Palette
  ) -> String? {
    if let fault = faults.first { return fault }
    guard columns == grid.columns, rows == grid.rows else { return "another size" }
    for row in 0..<rows {
      for column in 0..<columns {
        if let text = difference(from: grid, column, row, depth, palette) {
          return "\(column), \(row): \(text)"
        }
      }
    }
    guard modes.contains(25) == (grid.cursor != nil) else { return "cursor shown or not" }
    if let cursor = grid.cursor, cursor.column != column || cursor.row != row {
      return "cursor at \(column), \(row)"
    }
    guard !modes.contains(2026) else { return "a frame without an end" }
    return look == Look() ? nil : "leaves a look"
  }

  private func difference(
    from grid: CellGrid, _ column: Int, _ row: Int, _ depth: ColorDepth, _ palette: Palette
  ) -> String? {
    let cell = grid[column, row]
    let square = self[column, row]
    let isSure = cell.glyph.map { $0.isASCII || 0x2500...0x259F ~= $0.base.value } ?? false
    if widths != .expected, !isSure { return nil }
    // A mark in the last column is not drawn.
    let glyph = column + 1 < grid.columns ? cell.glyph : cell.glyph.map { Glyph($0.base) }
    guard square.text == glyph?.text ?? "" else { return "\(square.text) for \(cell)" }
    guard cell.glyph != nil else { return nil }
    let wanted = Look(cell.style, depth, palette)
    let isSeen = square.text != " " || wanted.showsBlanks || square.look.showsBlanks
    return isSeen && square.look != wanted ? "\(square.look) for \(wanted)" : nil
  }
}

extension ScreenTerminal.Look {
  /// Whether a blank looks other than one of the terminal's own.
  fileprivate var showsBlanks: Bool { underlined || reversed || !background.isEmpty }
}
