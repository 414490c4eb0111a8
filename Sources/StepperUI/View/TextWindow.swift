// SPDX-License-Identifier: MIT
// The part of a line of bytes that is seen in so many columns: all of it if it fits, else a stretch around a place,
// which moves by thirds of the width, so that most steps change nothing of it. Only what is near the place is looked
// at, however long the line is.
//
//     let window = TextWindow(text, in: SourceSpan(0, 5_000), around: 1_000, columns: 60)
//     window.column(of: 1_000)      // somewhere in the middle third
//
// Tested in StepperUITests/TextWindowTests.swift.

import SourceText
import TerminalScreen

/// Bytes and how they are drawn.
struct DrawnText {
  let bytes: [UInt8]
  let isUTF: Bool
  let isASCII: Bool

  /// One character.
  struct Piece {
    /// Where it begins, in bytes.
    let offset: Int
    /// Bytes that it stands for; 0 at the end of the text.
    let length: Int
    /// What is drawn; most characters are one glyph.
    let glyph: Glyph
    let further: [Glyph]
    /// Columns it takes, at least 1.
    let width: Int
    /// Where it is drawn.
    var column = 0

    var columns: Range<Int> { column..<column + width }
    var glyphs: [Glyph] { [glyph] + further }

    init(offset: Int, length: Int, _ glyphs: [Glyph]) {
      self.offset = offset
      self.length = length
      glyph = glyphs.first ?? Glyph(" ")
      further = Array(glyphs.dropFirst())
      width = max(1, glyphs.reduce(0) { $0 + $1.width })
    }

    init(offset: Int, length: Int, _ glyph: Glyph, column: Int = 0) {
      self.offset = offset
      self.length = length
      self.glyph = glyph
      further = []
      width = glyph.width
      self.column = column
    }
  }

  /// The character at an offset below `end`.
  func piece(at offset: Int, before end: Int) -> Piece {
    let byte = bytes[offset]
    if byte >= 0x20 && byte < 0x7F {
      return Piece(offset: offset, length: 1, Glyph(Unicode.Scalar(byte)))
    }
    var glyphs: [Glyph]
    var length = 1
    if byte < 0x80 {
      glyphs = Glyph.glyphs(for: [Unicode.Scalar(byte)], asciiOnly: isASCII)
    } else if isUTF, let character = validCharacter(bytes, at: offset),
      offset + character.length <= end, let scalar = Unicode.Scalar(character.value)
    {
      length = character.length
      glyphs = Glyph.glyphs(for: [scalar], asciiOnly: isASCII)
    } else {
      let digits = String(byte, radix: 16, uppercase: true)
      glyphs = Glyph.glyphs(for: "<\(digits)>".unicodeScalars)
    }
    return Piece(offset: offset, length: length, glyphs)
  }

  /// Where the character that ends at an offset begins; not before `start`.
  func start(ofCharacterBefore offset: Int, from start: Int) -> Int {
    let last = offset - 1
    guard last > start, isUTF, bytes[last] >= 0x80 else { return max(start, last) }
    for length in 2...4 where offset - length >= start {
      let first = offset - length
      if let character = validCharacter(bytes, at: first), character.length == length {
        return first
      }
    }
    return last
  }

  /// The beginning of the character that an offset is in.
  func aligned(_ offset: Int, from start: Int) -> Int {
    guard offset > start, offset < bytes.count, isUTF, bytes[offset] & 0xC0 == 0x80 else {
      return offset
    }
    for back in 1...3 where offset - back >= start {
      if let character = validCharacter(bytes, at: offset - back), character.length > back {
        return offset - back
      }
    }
    return offset
  }

  /// Where to begin so that about so many columns are drawn before an offset.
  func start(columns: Int, before offset: Int, from start: Int) -> Int {
    var at = offset
    var left = columns
    while at > start {
      let before = self.start(ofCharacterBefore: at, from: start)
      left -= piece(at: before, before: offset).width
      guard left >= 0 else { break }
      at = before
    }
    return at
  }
}

/// What is seen of a line.
struct TextWindow {
  /// The characters that are seen, in their columns.
  private(set) var pieces: [DrawnText.Piece] = []
  /// Whether something before them, or behind them, is not seen.
  private(set) var isCutBefore = false
  private(set) var isCutBehind = false
  /// Whether a column is left for the mark of a cut.
  private var hasMarks = false

  /// Chooses what to show.
  ///
  /// - Parameters:
  ///   - text: the bytes.
  ///   - span: the line, in bytes.
  ///   - anchor: what has to be seen; the line's end counts as a place.
  ///   - columns: the room.
  ///   - end: what stands for the end of the line, if that is drawn.
  init(
    _ text: DrawnText, in span: SourceSpan, around anchor: Int, columns: Int, end: Glyph? = nil
  ) {
    hasMarks = columns >= Self.leastForMarks
    fill(text, span, from: span.start, columns: columns, end)
    guard isCutBehind else { return }
    let anchor = text.aligned(min(max(anchor, span.start), span.end), from: span.start)
    let third = max(1, columns / 3)
    let block = max(0, (anchor - span.start) / third - 1) * third
    let first = text.aligned(span.start + block, from: span.start)
    fill(text, span, from: first, columns: columns, end)
    if !isCutBehind && column(of: anchor) != nil { return }
    if let found = self.columns(of: anchor), found.upperBound <= columns - columns / 8 { return }
    let before = columns < 3 ? 0 : third
    let start = text.start(columns: before, before: anchor, from: span.start)
    fill(text, span, from: start, columns: columns, end)
    // In few columns there may be room for nothing else.
    if column(of: anchor) == nil { fill(text, span, from: anchor, columns: columns, end) }
  }

  /// A row of a text that goes on in the next row: as much as fits from an offset on.
  init(_ text: DrawnText, in span: SourceSpan, columns: Int, end: Glyph? = nil) {
    fill(text, span, from: span.start, columns: columns, end)
  }

  private mutating func fill(
    _ text: DrawnText, _ span: SourceSpan, from start: Int, columns: Int, _ end: Glyph?
  ) {
    pieces = []
    isCutBefore = start > span.start
    isCutBehind = false
    var column = isCutBefore && hasMarks ? 1 : 0
    var at = start
    while at < span.end {
      var piece = text.piece(at: at, before: span.end)
      guard column + piece.width <= columns else { break }
      piece.column = column
      pieces.append(piece)
      column += piece.width
      at += piece.length
    }
    isCutBehind = at < span.end || (end != nil && column >= columns)
    if isCutBehind {
      guard hasMarks else { return }
      while let last = pieces.last, last.columns.upperBound >= columns { pieces.removeLast() }
    } else if let end {
      pieces.append(
        DrawnText.Piece(offset: span.end, length: 0, end, column: column))
    }
  }

  /// Rows narrower than this have no marks where they are cut.
  private static let leastForMarks = 8

  /// Whether a mark is to be drawn before what is seen, and behind it.
  var marks: (before: Bool, behind: Bool) {
    (hasMarks && isCutBefore, hasMarks && isCutBehind)
  }

  /// The offset behind what is seen.
  var end: Int { pieces.last.map { $0.offset + $0.length } ?? 0 }

  /// Whether an offset is seen, and in which columns.
  func columns(of offset: Int) -> Range<Int>? {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let piece = pieces[low - 1]
    guard offset < piece.offset + max(1, piece.length) else { return nil }
    return piece.columns
  }

  /// The first column of an offset, if it is seen.
  func column(of offset: Int) -> Int? { columns(of: offset)?.lowerBound }
}

extension Canvas {
  /// Draws what is seen of a line, and marks where it is cut.
  mutating func put(
    _ window: TextWindow, column: Int, row: Int, columns: Int,
    style: (DrawnText.Piece) -> CellStyle
  ) {
    for piece in window.pieces {
      let style = style(piece)
      let next = content.grid.put(
        CollectionOfOne(piece.glyph), column: column + piece.column, row: row, style,
        limit: column + columns)
      guard !piece.further.isEmpty else { continue }
      content.grid.put(
        piece.further, column: next, row: row, style, limit: column + columns)
    }
    if window.marks.before { put("<", column: column, row: row, .dim) }
    if window.marks.behind { put(">", column: column + columns - 1, row: row, .dim) }
  }
}
