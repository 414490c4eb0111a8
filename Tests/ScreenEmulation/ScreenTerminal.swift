// SPDX-License-Identifier: MIT
// A terminal of many rows that obeys what FrameWriter and ScreenModes send, and notes what they have no
// business to send.

import SourceText

/// A terminal.
public struct ScreenTerminal: Sendable {
  /// How text is drawn.
  public struct Look: Hashable, Sendable {
    /// SGR 1.
    public var bold = false
    /// SGR 4.
    public var underlined = false
    /// SGR 7.
    public var reversed = false
    /// The parameters that set a colour; empty for the terminal's own.
    public var foreground: [Int] = []
    /// The same of the background.
    public var background: [Int] = []

    /// The terminal's own.
    public init() {}
  }

  /// What terminals do with characters of doubtful width.
  public enum Widths: Sendable {
    /// What SourceText says.
    case expected
    /// They take one column, whatever they should.
    case narrow
    /// They take a column more.
    case broad
  }

  /// What is in a cell.
  public struct Square: Hashable, Sendable {
    /// Empty behind a wide character.
    public var text = " "
    /// How it is drawn.
    public var look = Look()
  }

  /// How many columns.
  public let columns: Int
  /// How many rows.
  public let rows: Int
  /// What it does with characters of doubtful width.
  public var widths = Widths.expected
  /// The cells, row by row.
  public var squares: [Square]
  /// The column of the cursor.
  public var column = 0
  /// The row of the cursor.
  public var row = 0
  /// How what comes next is drawn.
  public var look = Look()
  /// DEC private modes that are set.
  public var modes: Set<Int> = [7, 25]
  /// What it was sent and should not have been.
  public var faults: [String] = []

  /// Makes a blank one.
  public init(columns: Int, rows: Int, widths: Widths = .expected) {
    self.columns = columns
    self.rows = rows
    self.widths = widths
    squares = Array(repeating: Square(), count: columns * rows)
  }

  /// A cell.
  public subscript(column: Int, row: Int) -> Square { squares[row * columns + column] }

  /// Does what it is sent.
  public mutating func obey(_ bytes: [UInt8]) {
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        row += 1
        if row >= rows { faults.append("scrolls") }
      case "\u{1B}": obeySequence(&rest)
      case _ where !Escaping.isPrintable(scalar): faults.append("sends \(scalar.value)")
      default: draw(scalar)
      }
    }
  }

  private mutating func obeySequence(_ rest: inout Substring.UnicodeScalarView) {
    let first = rest.popFirst()
    // Digits of the keypad as digits.
    if first == ">" { return }
    guard first == "[" else { return faults.append("no sequence") }
    let isPrivate = rest.first == "?"
    if isPrivate { rest.removeFirst() }
    let text = rest.prefix { ("0"..."9").contains($0) || $0 == ";" }
    rest = rest.dropFirst(text.count)
    let numbers = String(text).split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard let final = rest.popFirst() else { return faults.append("unfinished") }
    if isPrivate {
      setModes(numbers.compactMap { $0 }, final)
    } else {
      obey(final, numbers)
    }
  }

  private mutating func setModes(_ numbers: [Int], _ final: Unicode.Scalar) {
    switch final {
    case "h": modes.formUnion(numbers)
    case "l": modes.subtract(numbers)
    default: faults.append("private \(final)")
    }
  }

  private mutating func obey(_ final: Unicode.Scalar, _ numbers: [Int?]) {
    let first = numbers.first.flatMap { $0 }
    switch final {
    case "H":
      row = (first ?? 1) - 1
      column = (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1
      if row >= rows || column >= columns { faults.append("moves to \(column), \(row)") }
    case "C":
      column += first ?? 1
      if column >= columns { faults.append("moves to \(column)") }
    case "G":
      column = (first ?? 1) - 1
      if column >= columns { faults.append("moves to \(column)") }
    case "X":
      if look.reversed || !look.background.isEmpty { faults.append("erases with a background") }
      let start = row * columns + column
      if column + (first ?? 1) > columns { faults.append("erases \(numbers)") }
      for index in start..<start + (first ?? 1) { blank(index) }
    case "K", "J":
      if look.reversed || !look.background.isEmpty { faults.append("erases with a background") }
      let start = final == "J" ? 0 : row * columns + column
      let end = final == "J" ? squares.count : (row + 1) * columns
      if final == "J", first != 2 { faults.append("erases \(numbers)") }
      for index in start..<end { blank(index) }
    case "m": render(numbers.map { $0 ?? 0 })
    default: faults.append("sequence \(final)")
    }
  }

  private mutating func render(_ numbers: [Int]) {
    var rest = (numbers.isEmpty ? [0] : numbers)[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: look = Look()
      case 1: look.bold = true
      case 4: look.underlined = true
      case 7: look.reversed = true
      case 22: look.bold = false
      case 24: look.underlined = false
      case 27: look.reversed = false
      case 30...37, 90...97: look.foreground = [number]
      case 40...47: look.background = [number]
      case 39: look.foreground = []
      case 49: look.background = []
      case 38, 48:
        let count = rest.first == 5 ? 2 : 4
        let color = [number] + rest.prefix(count)
        rest = rest.dropFirst(count)
        if number == 38 { look.foreground = color } else { look.background = color }
      default: faults.append("SGR \(number)")
      }
    }
  }

  private mutating func draw(_ scalar: Unicode.Scalar) {
    let width = columnWidth(of: scalar)
    let isSpacing = scalar.properties.generalCategory == .spacingMark
    if width == 0 || isSpacing {
      let index = row * columns + column
      if column > 0 { squares[index - 1].text.unicodeScalars.append(scalar) }
      // It stands in a column of its own, behind what it belongs to.
      if isSpacing, widths != .narrow, column < columns {
        blank(index)
        squares[index] = Square(text: "", look: look)
        column += 1
      }
      return
    }
    guard column < columns else {
      // Wrapping is off: what comes next replaces the last column.
      return faults.append("draws behind the last column")
    }
    let isDoubtful = !scalar.isASCII && !(0x2500...0x259F ~= scalar.value)
    var taken = width
    if isDoubtful, widths == .narrow { taken = 1 }
    if isDoubtful, widths == .broad { taken = min(width + 1, columns - column) }
    for offset in 0..<taken { blank(row * columns + column + offset) }
    let index = row * columns + column
    squares[index] = Square(text: String(Character(scalar)), look: look)
    for offset in 1..<max(1, taken) { squares[index + offset] = Square(text: "", look: look) }
    column += taken
  }

  /// Makes a cell blank, and with it all of a wide character that it is part of.
  private mutating func blank(_ index: Int) {
    let start = index / columns * columns
    var first = index
    while squares[first].text.isEmpty, first > start { first -= 1 }
    var next = first + 1
    squares[first] = Square()
    while next < start + columns, squares[next].text.isEmpty {
      squares[next] = Square()
      next += 1
    }
  }
}
