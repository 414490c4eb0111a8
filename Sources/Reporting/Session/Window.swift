// SPDX-License-Identifier: MIT
// A piece of a long text around an offset, escaped, never wider than asked for, with the column of every offset
// in it, so that markers can be put underneath.

import SourceText

struct Window {
  /// The text, with `…` where it was cut.
  private(set) var text = ""
  /// The offsets shown, ascending, the one behind the last character included.
  private(set) var offsets: [Int] = []
  /// The columns at which they begin, from 0.
  private(set) var columns: [Int] = []

  init(_ bytes: [UInt8], around offset: Int, width: Int, isUTF: Bool) {
    let escaping = Escaping(showsUnicode: isUTF)
    let center = min(max(offset, 0), bytes.count)
    // One third of the room goes before the offset. A character takes at most 4 bytes.
    var start = max(0, center - width / 3)
    let isCut = start > 0
    if isCut && isUTF { while start < center && bytes[start] & 0xC0 == 0x80 { start += 1 } }
    if isCut { text = "…" }
    var column = isCut ? 1 : 0
    var at = start
    while at < bytes.count && column < width {
      let piece = escaping.piece(of: bytes, at: at, end: bytes.count)
      offsets.append(at)
      columns.append(column)
      text += piece.text
      column += piece.width
      at += piece.length
    }
    offsets.append(at)
    columns.append(column)
    if at < bytes.count { text += "…" }
  }

  /// The column of an offset; nil if it is not shown.
  func column(of offset: Int) -> Int? {
    guard let index = offsets.lastIndex(where: { $0 <= offset }), offset >= offsets[0] else {
      return nil
    }
    if index == offsets.count - 1 && offset > offsets[index] { return nil }
    return columns[index]
  }

  /// A line with marks at offsets; where two fall on one column the later one counts.
  func line(_ marks: [(offset: Int, mark: Character)]) -> String {
    var cells: [Character] = []
    for (offset, mark) in marks {
      guard let column = column(of: offset) else { continue }
      while cells.count <= column { cells.append(" ") }
      cells[column] = mark
    }
    return String(cells)
  }
}
