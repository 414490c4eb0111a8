// SPDX-License-Identifier: MIT
// The line of a text that a span is in, with a caret under the span, as compilers show it.
//
// Example, for the span 3..<5 of `ab(?z)`:
//
//     ab(?z)
//        ^~
//
// Tested in SourceTextTests.

/// Two lines that show where something is: the text, and a marker under it.
public struct CaretExcerpt: Hashable, Sendable {
  /// The line of the text, escaped; `…` stands where it was cut.
  public var text: String
  /// Spaces, then `^` and `~` under the span.
  public var marker: String
  /// The number of the line, from 1.
  public var line: Int

  /// Cuts an excerpt out of a text.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - span: What to point at; where it goes on in the next line only this line's part is marked.
  ///   - width: The most columns the line may take, at least 8.
  ///   - escaping: How bytes are shown.
  public init(
    _ bytes: [UInt8], marking span: SourceSpan, width: Int = 78, escaping: Escaping = Escaping()
  ) {
    let map = LineMap(bytes)
    line = map.place(of: span.start).line
    let whole = map.span(ofLine: line) ?? SourceSpan(0, bytes.count)
    let row = Row(bytes, of: whole, marking: span, escaping: escaping)
    let window = row.window(width: max(8, width))
    text = window.text
    marker = window.marker
  }

  /// Both lines, joined by a newline.
  public var description: String { text + "\n" + marker }
}

/// A line as pieces, and which of them are marked.
private struct Row {
  var pieces: [Escaping.Piece] = []
  /// The first marked piece, and the one behind the last.
  var marked = 0..<0

  init(_ bytes: [UInt8], of line: SourceSpan, marking span: SourceSpan, escaping: Escaping) {
    var offset = line.start
    var first: Int?
    var last: Int?
    while offset < line.end {
      let piece = escaping.piece(of: bytes, at: offset, end: line.end)
      if first == nil, offset + piece.length > span.start { first = pieces.count }
      if last == nil, offset >= max(span.end, span.start + 1) { last = pieces.count }
      pieces.append(piece)
      offset += piece.length
    }
    let start = first ?? pieces.count
    marked = start..<max(start, last ?? pieces.count)
  }

  /// The part of the row that fits and has the beginning of the mark in it.
  func window(width: Int) -> (text: String, marker: String) {
    var first = 0
    var last = pieces.count
    if pieces.reduce(0, { $0 + $1.width }) + 1 > width {
      // A third of the room goes before the mark, the rest behind it, what is left over before it
      // again; two columns are for the ellipses.
      var room = width - 3
      first = marked.lowerBound
      last = marked.lowerBound
      takeBefore(&first, keeping: room * 2 / 3, of: &room)
      while last < pieces.count, room >= pieces[last].width {
        room -= pieces[last].width
        last += 1
      }
      takeBefore(&first, keeping: 0, of: &room)
    }
    return lines(first..<last)
  }

  /// Takes pieces in front of the first one as long as enough room is left.
  private func takeBefore(_ first: inout Int, keeping rest: Int, of room: inout Int) {
    while first > 0, room - pieces[first - 1].width >= rest {
      first -= 1
      room -= pieces[first].width
    }
  }

  private func lines(_ shown: Range<Int>) -> (text: String, marker: String) {
    var text = shown.lowerBound > 0 ? "…" : ""
    var marker = shown.lowerBound > 0 ? " " : ""
    for index in shown {
      text += pieces[index].text
      if index < marked.lowerBound {
        marker += String(repeating: " ", count: pieces[index].width)
      } else if marked.contains(index) {
        let head = index == marked.lowerBound ? "^" : "~"
        marker += head + String(repeating: "~", count: max(1, pieces[index].width) - 1)
      }
    }
    if shown.upperBound < pieces.count { text += "…" }
    if marked.isEmpty { marker += "^" }
    return (text, marker)
  }
}
