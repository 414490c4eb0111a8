// SPDX-License-Identifier: MIT
// Draws on a terminal and knows where its cursor is and how it draws: moves and changes of rendition are sent
// only where they are needed, in the shortest form.
//
// Example: from column 3 of a row, `move(to: 5, row)` sends ESC [ 2 C.
// Tested in TerminalScreenTests/FrameWriterTests.swift.

/// A terminal's cursor and what was sent to get it there.
struct FramePen {
  private(set) var bytes: [UInt8] = []
  private let columns: Int
  private var row: Int?
  /// The column of the cursor; nil where terminals may differ about it.
  private var column: Int?
  /// Behind lines: the column of the cursor if they take one column each.
  private var columnBehindLines: Int?
  private let renditions: [Rendition]
  /// The number of the rendition.
  private var look = 0

  /// Takes a cursor of which nothing is known; the rendition is normal, which is the first.
  init(columns: Int, renditions: [Rendition]) {
    self.columns = columns
    self.renditions = renditions
  }

  mutating func send(_ text: String) { bytes += Array(text.utf8) }

  /// The column of the cursor if it is in a row; nil if it is not, or if terminals may differ about it.
  func column(in row: Int) -> Int? { self.row == row ? column : nil }

  /// Makes everything blank.
  mutating func clearScreen() {
    send("\u{1B}[m\u{1B}[2J")
    look = 0
  }

  /// Makes the row blank from the cursor on.
  mutating func clearRest() {
    // Some terminals clear with the colour that they draw with, some do not.
    render(0)
    send("\u{1B}[K")
  }

  /// Makes so many cells blank from the cursor on, which stays where it is.
  mutating func clear(_ count: Int) {
    // As for the rest of a row: on the terminal's own ground only.
    render(0)
    send("\u{1B}[\(count)X")
  }

  mutating func render(_ new: Int) {
    guard new != look else { return }
    bytes += renditions[new].bytes(from: renditions[look])
    look = new
  }

  /// Whether a cell can be drawn as things are.
  func canDraw(_ cell: Appearance) -> Bool {
    cell.look == look || (cell == .blank && renditions[look].hidesBlanks)
  }

  /// Draws a cell at the cursor.
  mutating func draw(_ cell: Appearance) {
    guard let glyph = cell.glyph else { return }
    if !canDraw(cell) { render(cell.look) }
    glyph.append(to: &bytes)
    let next = (column ?? columnBehindLines).map { $0 + glyph.width }
    // In the last column terminals differ about where the cursor is.
    let behind = next.flatMap { $0 < columns ? $0 : nil }
    column = cell.isASCII ? behind : nil
    columnBehindLines = cell.isLine ? behind : nil
  }

  /// Moves the cursor to a cell of the screen.
  ///
  /// Lines go on behind lines without a move.
  mutating func move(to column: Int, _ row: Int, toDraw cell: Appearance = .blank) {
    if self.row == row, self.column == column { return }
    if self.row == row, cell.isLine, columnBehindLines == column { return }
    var shortest = Self.position(column, row)
    for other in relativeMoves(to: column, row) where other.utf8.count < shortest.utf8.count {
      shortest = other
    }
    send(shortest)
    self.row = row
    self.column = column
    columnBehindLines = nil
  }

  /// CUP, without the ones that it takes for granted.
  private static func position(_ column: Int, _ row: Int) -> String {
    switch (column, row) {
    case (0, 0): "\u{1B}[H"
    case (0, _): "\u{1B}[\(row + 1)H"
    case (_, 0): "\u{1B}[;\(column + 1)H"
    default: "\u{1B}[\(row + 1);\(column + 1)H"
    }
  }

  /// Moves that need no number of the row, which is always known: nothing wraps.
  private func relativeMoves(to column: Int, _ row: Int) -> [String] {
    guard let from = self.row else { return [] }
    let forward = { (count: Int) in count == 0 ? "" : "\u{1B}[\(count == 1 ? "" : "\(count)")C" }
    var moves: [String] = []
    if from == row, let start = self.column, start < column {
      moves.append(forward(column - start))
    }
    // Behind a doubtful character of the same row only an absolute move will do.
    if from == row, self.column != nil, column == 0 { moves.append("\r") }
    if from == row { moves.append("\u{1B}[\(column + 1)G") }
    if from + 1 == row { moves.append("\r\n" + forward(column)) }
    return moves
  }
}
