// SPDX-License-Identifier: MIT
// Draws into the inside of a pane with the signs that the screen is to use, and cuts what is too long with a mark.
//
//     var canvas = Canvas(model, columns: 40, rows: 3)
//     canvas.put("no breakpoints", column: 1, row: 0, .dim)
//     return canvas.content
//
// Tested in StepperUITests/RandomPaneTests.swift.

import TerminalScreen

/// The inside of a pane while it is drawn.
struct Canvas {
  var content: PaneContent
  let symbols: Symbols
  let isASCII: Bool

  init(_ model: Model, columns: Int, rows: Int) {
    content = PaneContent(columns: columns, rows: rows)
    symbols = model.symbols
    isASCII = model.settings.isASCII
  }

  var columns: Int { content.grid.columns }
  var rows: Int { content.grid.rows }

  /// What is drawn for words, in the signs in use.
  func glyphs(_ words: String) -> [Glyph] {
    Glyph.glyphs(for: (isASCII ? plain(words) : words).unicodeScalars, asciiOnly: isASCII)
  }

  /// Draws words in a row, cut with a mark where they do not fit.
  ///
  /// - Returns: the column behind what was drawn.
  @discardableResult
  mutating func put(
    _ words: String, column: Int, row: Int, _ style: CellStyle = .plain, limit: Int = .max
  ) -> Int {
    let end = min(limit, columns)
    return content.grid.put(
      cut(glyphs(words), to: end - column), column: column, row: row, style, limit: end)
  }

  /// Draws one sign.
  mutating func put(_ sign: Character, column: Int, row: Int, _ style: CellStyle = .plain) {
    content.grid.put(String(sign), column: column, row: row, style)
  }

  /// Draws words so that they end at a column.
  ///
  /// - Returns: the column at which they begin.
  @discardableResult
  mutating func putRight(
    _ words: String, before end: Int, row: Int, _ style: CellStyle = .plain
  ) -> Int {
    let glyphs = glyphs(words)
    let start = end - width(of: glyphs)
    content.grid.put(glyphs, column: start, row: row, style, limit: end)
    return start
  }

  /// Says what stands in columns of one or more rows.
  mutating func mark(
    _ target: PaneContent.Target, _ columns: Range<Int>, row: Int, rows height: Int = 1
  ) {
    let columns = columns.clamped(to: 0..<self.columns)
    guard !columns.isEmpty, row >= 0, row < rows else { return }
    let area = Area(
      column: columns.lowerBound, row: row, columns: columns.count, rows: min(height, rows - row))
    content.targets.append((area, target))
  }

  /// Makes the heading of parts in one line: of a pane of so many columns as many as its frame has room for.
  mutating func head(_ pane: Pane, _ parts: [String]) {
    var heading = ""
    for part in parts where !part.isEmpty {
      let longer = heading + (heading.isEmpty ? "" : symbols.separator) + part
      if !heading.isEmpty && width(of: longer) > columns - pane.title.count - 6 { break }
      heading = longer
    }
    // As characters, not as they are drawn: a mark would get a second circle.
    content.heading =
      isASCII ? String(String.UnicodeScalarView(glyphs(heading).map(\.base))) : heading
  }

  /// The columns that words take.
  func width(of words: String) -> Int { width(of: glyphs(words)) }

  func width(of glyphs: [Glyph]) -> Int { glyphs.reduce(0) { $0 + $1.width } }

  /// The beginning of glyphs with a mark behind it, if not all of them fit.
  private func cut(_ glyphs: [Glyph], to room: Int) -> [Glyph] {
    guard width(of: glyphs) > room else { return glyphs }
    var mark = Glyph.glyphs(for: symbols.ellipsis.unicodeScalars)
    if mark.count * 3 > room { mark = [Glyph(isASCII ? "." : "…")] }
    var result: [Glyph] = []
    var left = room - mark.count
    for glyph in glyphs {
      guard glyph.width <= left else { break }
      result.append(glyph)
      left -= glyph.width
    }
    return result + mark
  }

  /// The signs that our own words have in them, in ASCII.
  func plain(_ words: String) -> String {
    guard !words.utf8.allSatisfy({ $0 < 0x80 }) else { return words }
    var result = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "…": result += Symbols.ascii.ellipsis
      case "→": result += Symbols.ascii.arrow
      case "·": result += "-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The first row to show so that a row is seen: it moves by thirds of what is seen, so that most steps do not move it.
///
/// - Parameters:
///   - row: the row to be seen.
///   - seen: how many rows are, at least 1.
///   - count: how many there are.
///   - chosen: the first row that the user has chosen.
/// - Returns: the first row, and the last one that could be the first.
func scrolled(to row: Int, seen: Int, of count: Int, chosen: Int?) -> (top: Int, last: Int) {
  let last = max(0, count - seen)
  if let chosen { return (min(max(0, chosen), last), last) }
  let third = seen / 3
  let top = third > 0 ? (row / third - 1) * third : row / seen * seen
  return (min(max(0, top), last), last)
}

extension Symbols {
  /// A bar for a share of a most, nil for nothing.
  func bar(_ value: UInt64, of most: UInt64) -> Character? {
    guard value > 0, most > 0 else { return nil }
    let share = Double(value) / Double(most) * Double(bars.count)
    return bars[min(bars.count - 1, max(0, Int(share.rounded(.up)) - 1))]
  }
}
