// SPDX-License-Identifier: MIT
// What PromptView sends, obeyed by a small terminal, shows the line and the cursor: at every width, for
// every text, after every key.

import ScreenEmulation
import TerminalScreen
import Testing

/// The columns of a prompt and a line as they would be on an endless row.
private struct EndlessRow {
  var cells: [String] = []
  var cursor = 0

  init(prompt: String, text: [Unicode.Scalar], cursor offset: Int) {
    for scalar in prompt.unicodeScalars { add(scalar) }
    cursor = cells.count
    for (index, scalar) in text.enumerated() {
      if index == offset { cursor = cells.count }
      add(scalar)
    }
    if offset == text.count { cursor = cells.count }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    for glyph in Glyph.glyphs(for: [scalar]) {
      var bytes: [UInt8] = []
      glyph.append(to: &bytes)
      cells.append(String(decoding: bytes, as: UTF8.self))
      if glyph.width == 2 { cells.append("") }
    }
  }
}

/// What is wrong with a row; nil if it shows the line and the cursor.
private func fault(_ terminal: RowTerminal, _ row: EndlessRow) -> String? {
  if let fault = terminal.faults.first { return fault }
  let shown = Array(terminal.cells.dropLast())
  if row.cells.count <= shown.count {
    let padded = row.cells + Array(repeating: " ", count: shown.count - row.cells.count)
    guard shown == padded else { return "shows \(shown)" }
    return terminal.column == row.cursor ? nil : "cursor at \(terminal.column)"
  }
  // Cut: the columns between the marks are those of the row at some offset, which the cursor tells.
  for (left, right) in [(0, 1), (1, 0), (1, 1)] {
    if left == 1, shown.first != "<" { continue }
    let offset = row.cursor - terminal.column
    guard offset >= -left, offset + left >= 0 else { continue }
    var middle = Array(shown.dropFirst(left))
    if right == 1 {
      guard let mark = middle.lastIndex(of: ">"), mark >= middle.count - 2 else { continue }
      middle.removeSubrange(mark...)
    }
    let from = offset + left
    guard left == 1 || offset == 0, from <= row.cells.count else { continue }
    var wanted = Array(row.cells[from...].prefix(middle.count))
    if right == 0 {
      guard row.cells.count - from <= middle.count else { continue }
      wanted += Array(repeating: " ", count: middle.count - wanted.count)
    }
    let isInside = terminal.column >= left && terminal.column < left + middle.count + (1 - right)
    if middle == wanted, isInside { return nil }
  }
  return "shows \(shown), cursor at \(terminal.column)"
}

private func randomScalar(_ generator: inout SeededGenerator) -> Unicode.Scalar {
  let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x20...0x7E, 0x00...0x9F, 0xA0...0x36F, 0x900...0x97F, 0x200B...0x202E,
    0x4E00...0x4E20,
    0x1F1E6...0x1F64F, 0xFE00...0xFE0F, 0xE000...0xE010, 0x10000...0x10FFFF,
  ]
  let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
  return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "x"
}

@Suite struct PromptViewTests {
  @Test(
    arguments: [
      ("a", "a"), ("\n", "\u{240A}"), ("\u{1B}", "\u{241B}"), ("\u{7F}", "\u{2421}"),
      ("\u{9B}", "<009B>"), ("\u{200D}", "<200D>"), ("\u{202E}", "<202E>"), ("\u{E000}", "<E000>"),
      ("\u{A0}", "<00A0>"), ("\u{2028}", "<2028>"), ("\u{301}", "\u{25CC}\u{301}"),
      ("\u{FE0F}", "\u{25CC}\u{FE0F}"), ("\u{903}", "\u{25CC}\u{903}"), ("\u{302E}", "<302E>"),
      ("世", "世"), ("\u{10FFFF}", "<10FFFF>"),
    ] as [(Unicode.Scalar, String)])
  func glyph(_ scalar: Unicode.Scalar, _ expected: String) {
    var bytes: [UInt8] = []
    for glyph in Glyph.glyphs(for: [scalar]) { glyph.append(to: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func sendsOnlyWhatChanged() {
    var view = PromptView()
    func update(_ text: String, _ cursor: Int) -> String {
      String(
        decoding: view.update(
          prompt: "> ", text: Array(text.unicodeScalars), cursor: cursor, width: 80), as: UTF8.self)
    }
    #expect(update("", 0) == "\r\u{1B}[K> ")
    #expect(update("a", 1) == "a")
    #expect(update("ab", 2) == "b")
    #expect(update("ab", 1) == "\u{1B}[4G")
    #expect(update("aéb", 2) == "\u{1B}[Ké\u{1B}[5Gb\u{1B}[5G")
    #expect(update("aéb", 2) == "")
    #expect(update("a", 1) == "\u{1B}[4G\u{1B}[K")
  }

  @Test func anyLineAtAnyWidth() {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    for round in 0..<120 {
      var view = PromptView()
      var width = Int.random(in: 10...40, using: &generator)
      let isNarrow = round % 4 == 3
      var terminal = RowTerminal(width: width, isNarrow: isNarrow)
      var text: [Unicode.Scalar] = []
      let prompt = Bool.random(using: &generator) ? "(rx) " : "(reverse-i-search)`\u{1B}é': "
      for _ in 0..<60 {
        if Int.random(in: 0..<20, using: &generator) == 0 {
          width = Int.random(in: 10...40, using: &generator)
          terminal = RowTerminal(width: width, isNarrow: isNarrow)
          view.forget()
        }
        let place = Int.random(in: 0...text.count, using: &generator)
        if Int.random(in: 0..<4, using: &generator) == 0, place < text.count {
          text.remove(at: place)
        } else {
          text.insert(
            randomScalar(&generator), at: Bool.random(using: &generator) ? place : text.count)
        }
        let cursor = Int.random(in: 0...text.count, using: &generator)
        terminal.obey(view.update(prompt: prompt, text: text, cursor: cursor, width: width))
        let row = EndlessRow(prompt: prompt, text: text, cursor: cursor)
        if isNarrow {
          #expect(terminal.faults == [], "seed \(generator.seed)")
        } else if let fault = fault(terminal, row) {
          Issue.record(
            "seed \(generator.seed), width \(width): \(row.cells) \(row.cursor): \(fault)")
          return
        }
      }
    }
  }

  /// A terminal that gives wide characters one column: each glyph still begins where it should.
  @Test func widthsInDoubt() {
    var view = PromptView()
    var terminal = RowTerminal(width: 40, isNarrow: true)
    let text = Array("a世b界\u{301}c".unicodeScalars)
    terminal.obey(view.update(prompt: "> ", text: text, cursor: 3, width: 40))
    #expect(terminal.text == "> a世 b界 \u{25CC}\u{301}c")
    #expect(terminal.column == 6)
    terminal.obey(
      view.update(prompt: "> ", text: Array("a世".unicodeScalars), cursor: 2, width: 40))
    #expect(terminal.text == "> a世")
  }

  @Test(arguments: 1..<10)
  func tooNarrow(_ width: Int) {
    var view = PromptView()
    let text = Array("世世世\u{200D}世".unicodeScalars)
    for cursor in 0...text.count {
      var terminal = RowTerminal(width: width)
      view.forget()
      terminal.obey(view.update(prompt: "(rx) ", text: text, cursor: cursor, width: width))
      if width > 1 { #expect(terminal.faults == []) }
    }
  }

  /// What a row shows, the cursor being `|`.
  @Test(
    arguments: [
      ("abc", 3, 8, "> abc|"), ("0123456789", 10, 8, "<6789|"), ("0123456789", 0, 8, "> |01234>"),
      ("0123456789", 5, 8, "<1234|56>"),
    ])
  func rows(_ text: String, _ cursor: Int, _ columns: Int, _ expected: String) {
    var scroll = PromptScroll()
    let row = scroll.row(
      prompt: "> ", text: Array(text.unicodeScalars), cursor: cursor, columns: columns)
    #expect(row.width <= columns)
    var shown = row.glyphs.map(\.base)
    shown.insert("|", at: row.cursor)
    #expect(shown.map { String(Character($0)) }.joined() == expected)
  }

  @Test func rowInASCII() {
    var scroll = PromptScroll()
    let row = scroll.row(
      prompt: "> ", text: ["\n", "é"], cursor: 1, columns: 20, asciiOnly: true)
    #expect(row.glyphs == Glyph.glyphs(for: "> <0A><00E9>".unicodeScalars))
    #expect(row.cursor == 6)
  }

  @Test func finishShowsTheWholeLine() {
    var view = PromptView()
    let text = Array("0123456789\n0123456789".unicodeScalars)
    _ = view.update(prompt: "> ", text: text, cursor: 20, width: 12)
    let bytes = view.finish(prompt: "> ", text: text, width: 12)
    #expect(
      String(decoding: bytes, as: UTF8.self) == "\r\u{1B}[K> 0123456789\u{240A}0123456789\r\n")
  }
}
