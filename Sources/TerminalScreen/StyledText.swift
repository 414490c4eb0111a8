// SPDX-License-Identifier: MIT
// Text of which each piece has its own style, and that can be wrapped and cut to columns. As in Glyph a code
// point is the smallest piece: a mark has a column of its own, and so nothing depends on what stands before it.
//
// Example: `"at " + StyledText("12", .dim)` has 5 columns.
// Tested in TerminalScreenTests/StyledTextTests.swift.

/// Text with styles.
public struct StyledText: Hashable, Sendable {
  /// A piece in one style.
  public struct Run: Hashable, Sendable {
    /// The text; control characters in it are shown, not obeyed.
    public var text: String
    /// How it looks.
    public var style: CellStyle

    /// Makes a piece.
    public init(_ text: String, _ style: CellStyle = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// The pieces, none of them empty, and neighbours of different styles.
  public private(set) var runs: [Run] = []

  /// Makes a text without anything in it.
  public init() {}

  /// Makes a text in one style.
  public init(_ text: String, _ style: CellStyle = .plain) { append(text, style) }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { runs.isEmpty }

  /// The text without its styles.
  public var text: String { runs.map(\.text).joined() }

  /// The columns it takes.
  public var width: Int { width(asciiOnly: false) }

  /// The columns it takes, as it is drawn with or without characters that are not ASCII.
  public func width(asciiOnly: Bool) -> Int {
    runs.reduce(0) { sum, run in
      Glyph.glyphs(for: run.text.unicodeScalars, asciiOnly: asciiOnly)
        .reduce(sum) { $0 + $1.width }
    }
  }

  /// Adds text in a style.
  public mutating func append(_ text: String, _ style: CellStyle = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      // By code points: joined as characters they are the same.
      runs[last].text.unicodeScalars.append(contentsOf: text.unicodeScalars)
    } else {
      runs.append(Run(text, style))
    }
  }

  /// One text behind another.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum += right
    return sum
  }

  /// Adds a text.
  public static func += (left: inout StyledText, right: StyledText) {
    for run in right.runs { left.append(run.text, run.style) }
  }
}

extension StyledText: ExpressibleByStringLiteral {
  /// Makes a plain text.
  public init(stringLiteral value: String) { self.init(value) }
}

// MARK: Columns

extension StyledText {
  /// A code point with its style and the columns it takes.
  private struct Atom {
    var scalar: Unicode.Scalar
    var style: CellStyle
    var width: Int

    var isBlank: Bool { scalar == " " }
  }

  private init(_ atoms: some Sequence<Atom>) {
    for atom in atoms { append(String(Character(atom.scalar)), atom.style) }
  }

  private func atoms(asciiOnly: Bool) -> [Atom] {
    runs.flatMap { run in
      run.text.unicodeScalars.map { scalar in
        var glyphs: [Glyph] = []
        Glyph.append(scalar, to: &glyphs, asciiOnly: asciiOnly)
        return Atom(
          scalar: scalar, style: run.style, width: glyphs.reduce(0) { $0 + $1.width })
      }
    }
  }

  /// The text in rows of so many columns.
  ///
  /// Rows end at blanks, which are left out there; a word that fits no row is cut. What stands for one
  /// code point is never cut, so that in very few columns a row may be longer.
  ///
  /// - Parameters:
  ///   - columns: the columns of a row.
  ///   - indent: how many blanks begin every row but the first; with fewer than 8 columns left for text
  ///     there are none.
  ///   - asciiOnly: whether it will be drawn with ASCII only.
  /// - Returns: the rows, at least one.
  public func wrapped(to columns: Int, indent: Int = 0, asciiOnly: Bool = false) -> [StyledText] {
    let indent = columns - indent >= 8 ? max(0, indent) : 0
    var rows: [StyledText] = []
    var rest = atoms(asciiOnly: asciiOnly)[...]
    repeat {
      let margin = rows.isEmpty ? 0 : indent
      let row = Self.row(of: &rest, columns: columns - margin)
      rows.append(StyledText(String(repeating: " ", count: margin)) + StyledText(row))
    } while !rest.isEmpty
    return rows
  }

  /// Takes a row from the front, and the blanks behind it.
  private static func row(of rest: inout ArraySlice<Atom>, columns: Int) -> ArraySlice<Atom> {
    var width = 0
    var end = rest.startIndex
    // Where the row can end: behind a word.
    var wordEnd: Int?
    while end < rest.endIndex, width + rest[end].width <= columns {
      if rest[end].isBlank, end > rest.startIndex, !rest[end - 1].isBlank { wordEnd = end }
      width += rest[end].width
      end += 1
    }
    guard end < rest.endIndex else {
      defer { rest = [] }
      return rest
    }
    if rest[end].isBlank, end > rest.startIndex, !rest[end - 1].isBlank { wordEnd = end }
    let cut = wordEnd ?? max(end, rest.startIndex + 1)
    let row = rest[..<cut]
    rest = rest[cut...].drop { $0.isBlank }
    return row
  }

  /// The text if it fits, or its beginning and an ellipsis.
  ///
  /// - Parameters:
  ///   - columns: the columns there are.
  ///   - asciiOnly: whether it will be drawn with ASCII only; the ellipsis is three points then.
  /// - Returns: a text of so many columns at most.
  public func truncated(to columns: Int, asciiOnly: Bool = false) -> StyledText {
    let atoms = atoms(asciiOnly: asciiOnly)
    guard atoms.reduce(0, { $0 + $1.width }) > columns else { return self }
    let ellipsis = asciiOnly ? "..." : "\u{2026}"
    let room = columns - (asciiOnly ? 3 : 1)
    guard room >= 0 else { return StyledText(String(repeating: ".", count: max(0, columns))) }
    var width = 0
    let kept = atoms.prefix {
      width += $0.width
      return width <= room
    }
    var result = StyledText(kept)
    result.append(ellipsis, kept.last?.style ?? atoms.first?.style ?? .plain)
    return result
  }
}

extension CellGrid {
  /// Draws text in its styles; what does not fit is left out.
  ///
  /// - Parameters:
  ///   - styled: the text.
  ///   - column: where to begin; may be outside.
  ///   - row: the row; may be outside.
  ///   - limit: the column at which to stop.
  ///   - asciiOnly: whether numbers stand for what is not ASCII.
  /// - Returns: the column behind what was asked for, drawn or not.
  @discardableResult
  public mutating func put(
    _ styled: StyledText, column: Int, row: Int, limit: Int = .max, asciiOnly: Bool = false
  ) -> Int {
    var column = column
    for run in styled.runs {
      column = put(
        run.text, column: column, row: row, run.style, limit: limit, asciiOnly: asciiOnly)
    }
    return column
  }
}
