// SPDX-License-Identifier: MIT
// A prompt and the line behind it, on one row of a terminal, as PromptScroll cuts it. Only what changed is
// sent, with moves within the row and "clear to the end of the row" between. The last column stays empty: a
// terminal would wrap there, each in its own way.
//
// Example: `update(prompt: "(rx) ", text: s, cursor: 0, width: 80)` first gives CR, ESC [ K, `(rx) s`, ESC [ 6 G.
// Tested in TerminalScreenTests/PromptViewTests.swift, where a small terminal obeys the bytes.

/// Shows a line that is being edited.
public struct PromptView: Sendable {
  private var scroll = PromptScroll()
  private var shown: PromptRow?

  /// Makes a view of a row that nothing is known about, the cursor being somewhere in it.
  public init() {}

  /// Forgets what is on the row: the next update draws all of it.
  public mutating func forget() { shown = nil }

  /// Makes the row show a prompt, a line, and the cursor before one of its code points or at its end.
  ///
  /// - Parameters:
  ///   - prompt: what stands before the line.
  ///   - text: the line.
  ///   - cursor: the offset of the cursor in the line, in code points.
  ///   - width: the columns of the terminal; below 10 there may be no room for the cut marks.
  /// - Returns: the bytes to send, which may be none.
  public mutating func update(
    prompt: String, text: [Unicode.Scalar], cursor: Int, width: Int
  ) -> [UInt8] {
    let row = scroll.row(
      prompt: prompt, text: text, cursor: cursor, columns: max(1, width - 1))
    defer { shown = row }
    return Self.bytes(from: shown, to: row)
  }

  /// Puts the cursor behind all that is on the row, for something that is to stand there.
  public mutating func moveBehind() -> [UInt8] {
    guard var row = shown else { return [] }
    row.cursor = row.width
    defer { shown = row }
    return Self.bytes(from: shown, to: row)
  }

  /// Ends the row: shows the whole line if it was cut, over as many rows as it takes, and begins a new row.
  public mutating func finish(prompt: String, text: [Unicode.Scalar], width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let glyphs = Glyph.glyphs(for: Array(prompt.unicodeScalars) + text)
    if glyphs.reduce(0, { $0 + $1.width }) > max(1, width - 1) {
      bytes += Array("\r\u{1B}[K".utf8)
      for glyph in glyphs { glyph.append(to: &bytes) }
    } else {
      bytes += update(prompt: prompt, text: text, cursor: text.count, width: width)
    }
    forget()
    scroll = PromptScroll()
    return bytes + [0x0D, 0x0A]
  }

  // MARK: How to get there

  private static func bytes(from old: PromptRow?, to new: PromptRow) -> [UInt8] {
    var pen = Pen()
    var same = 0
    if let old {
      guard old != new else { return [] }
      pen.column = old.cursor
      same = zip(old.glyphs, new.glyphs).prefix { $0 == $1 }.count
      pen.target = new.glyphs[..<same].reduce(0) { $0 + $1.width }
      // A terminal may give a character fewer columns than we do: nothing of it may stay behind.
      if same < old.glyphs.count { pen.clear() }
    } else {
      pen.bytes = [0x0D]
      pen.clear()
    }
    for glyph in new.glyphs[same...] { pen.draw(glyph) }
    pen.target = new.cursor
    pen.move()
    return pen.bytes
  }
}

/// Draws on a row and knows where the terminal's cursor is.
private struct Pen {
  var bytes: [UInt8] = []
  /// Where the terminal's cursor is; nil if the terminal may see that in another way.
  var column: Int? = 0
  /// Where to draw next.
  var target = 0

  mutating func move() {
    guard column != target else { return }
    if target == 0 {
      bytes.append(0x0D)
    } else {
      bytes += Array("\u{1B}[\(target + 1)G".utf8)
    }
    column = target
  }

  mutating func clear() {
    move()
    bytes += Array("\u{1B}[K".utf8)
  }

  mutating func draw(_ glyph: Glyph) {
    move()
    glyph.append(to: &bytes)
    target += glyph.width
    column = glyph.isASCII ? target : nil
  }
}
