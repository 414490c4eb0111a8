// SPDX-License-Identifier: MIT
// A terminal of one row that obeys what PromptView sends.

import SourceText

/// A terminal of one row.
///
/// What PromptView has no business to send is a fault.
struct RowTerminal {
  /// What is in each column; behind a wide character an empty text.
  var cells: [String]
  var column = 0
  var faults: [String] = []
  /// Whether wide characters take one column only, as some terminals see some of them.
  var isNarrow = false

  init(width: Int, isNarrow: Bool = false) {
    cells = Array(repeating: " ", count: width)
    self.isNarrow = isNarrow
  }

  /// The row without the blanks at its end.
  var text: String {
    var cells = cells
    while cells.last == " " { cells.removeLast() }
    return cells.joined()
  }

  mutating func obey(_ bytes: [UInt8]) {
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\u{1B}": obeySequence(&rest)
      case _ where !Escaping.isPrintable(scalar): faults.append("\(scalar.value)")
      default: draw(scalar)
      }
    }
  }

  private mutating func obeySequence(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return faults.append("no sequence") }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    switch rest.popFirst() {
    case "K": for index in column..<cells.count { cells[index] = " " }
    case "G":
      column = (Int(String(digits)) ?? 1) - 1
      if column >= cells.count { faults.append("column \(column)") }
    case let other: faults.append("sequence \(String(describing: other))")
    }
  }

  private mutating func draw(_ scalar: Unicode.Scalar) {
    let width = columnWidth(of: scalar)
    let isSpacing = scalar.properties.generalCategory == .spacingMark
    if width == 0 || isSpacing {
      if column > 0 { cells[column - 1].unicodeScalars.append(scalar) }
      // It stands in a column of its own, behind what it belongs to.
      if isSpacing, !isNarrow {
        cells[column] = ""
        column += 1
      }
      return
    }
    let taken = isNarrow ? 1 : width
    // The last column stays empty.
    guard column + taken < cells.count else { return faults.append("beyond the row") }
    cells[column] = String(Character(scalar))
    if taken == 2 { cells[column + 1] = "" }
    column += taken
  }
}
