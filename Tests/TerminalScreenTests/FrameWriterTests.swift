// SPDX-License-Identifier: MIT
// What FrameWriter sends, obeyed by a terminal, shows the grid: for random grids one after another, at every
// depth of colours, and on terminals that see the widths of characters in another way.

import ScreenEmulation
import TerminalScreen
import Testing

private let alphabet = Array("  ab│─▂█é漢字語\u{301}\u{903}\u{1F600}▲\u{1FAE8}".unicodeScalars)

extension CellGrid {
  /// Changes something at random.
  fileprivate mutating func change(_ generator: inout SeededGenerator) {
    let column = Int.random(in: -2..<columns, using: &generator)
    let row = Int.random(in: 0..<rows, using: &generator)
    let style = CellStyle(
      Ink.allCases.randomElement(using: &generator) ?? .plain,
      Int.random(in: 0..<3, using: &generator) > 0
        ? [] : CellStyle.Attributes(rawValue: UInt8.random(in: 0..<8, using: &generator)))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      clear(
        Area(column: column, row: row, columns: 5, rows: 2),
        Bool.random(using: &generator) ? .plain : style)
    case 1: restyle(column..<column + 3, row: row, style)
    case 2:
      cursor =
        Bool.random(using: &generator)
        ? nil : Position(column: max(0, column), row: row)
    default:
      var glyphs: [Glyph] = []
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        glyphs += Glyph.glyphs(for: [alphabet.randomElement(using: &generator) ?? " "])
      }
      put(glyphs, column: column, row: row, style)
    }
  }
}

@Suite struct FrameWriterTests {
  @Test(
    arguments: ColorDepth.allCases,
    [ScreenTerminal.Widths.expected, .narrow, .broad])
  func anyGrids(_ depth: ColorDepth, _ widths: ScreenTerminal.Widths) {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    for _ in 0..<8 {
      let palette = Bool.random(using: &generator) ? Palette.dark : .light
      var writer = FrameWriter(depth: depth, palette: palette, isASCII: false)
      var grid = CellGrid(columns: 24, rows: 5)
      var terminal = ScreenTerminal(columns: 24, rows: 5, widths: widths)
      terminal.obey(Array("junk".utf8))
      for _ in 0..<60 {
        switch Int.random(in: 0..<40, using: &generator) {
        case 0:
          let columns = Int.random(in: 1...30, using: &generator)
          grid = CellGrid(columns: columns, rows: 4)
          terminal = ScreenTerminal(columns: columns, rows: 4, widths: widths)
          writer.forget()
        case 1: writer.forget()
        default: break
        }
        for _ in 0..<Int.random(in: 0..<6, using: &generator) { grid.change(&generator) }
        terminal.obey(writer.bytes(for: grid))
        if let fault = terminal.difference(from: grid, depth, palette) {
          Issue.record("seed \(generator.seed): \(fault)")
          return
        }
        let again = writer.bytes(for: grid)
        #expect(again == [])
      }
    }
  }

  /// What is sent for the change from one text to another on a row of 20 columns.
  @Test(
    arguments: [
      ("", "", ""), ("abc", "abc", ""), ("abc", "abd", "\u{1B}[;3Hd"),
      // Unchanged cells between are drawn again where a move takes more.
      ("abcdef", "xbcdey", "\u{1B}[Hxbcdey"), ("abcdefg", "xbcdefy", "\u{1B}[Hx\u{1B}[5Cy"),
      // A blank end is cleared.
      ("abcdef", "a", "\u{1B}[;2H\u{1B}[K"), ("abcd", "a", "\u{1B}[;2H   "),
      // Lines are drawn in runs, other characters one by one; what is behind one comes with it.
      ("", "──a", "\u{1B}[H──\u{1B}[3Ga"), ("", "ééa", "\u{1B}[Hé\u{1B}[2Gé\u{1B}[3Ga"),
      ("éa", "xa", "\u{1B}[Hxa"), ("a漢b", "ax b", "\u{1B}[;2Hx b"),
      // A spacing mark has the second of two columns, and is left out where there is none.
      ("", "\u{903}a", "\u{1B}[H◌\u{903}\u{1B}[3Ga"),
      ("", "                   \u{903}", ""),
      // The second column is blank before a wide character comes over it.
      ("abc", "漢c", "\u{1B}[H  \r漢\u{1B}[3Gc"),
    ])
  func sent(_ old: String, _ new: String, _ expected: String) {
    var writer = FrameWriter(depth: .indexed, palette: .dark, isASCII: false)
    var grid = CellGrid(columns: 20, rows: 1)
    grid.put(old, column: 0, row: 0)
    _ = writer.bytes(for: grid)
    grid.clear(grid.area)
    grid.put(new, column: 0, row: 0)
    let bytes = writer.bytes(for: grid)
    let frame = expected.isEmpty ? "" : "\u{1B}[?2026h\(expected)\u{1B}[?2026l"
    #expect(String(decoding: bytes, as: UTF8.self) == frame)
  }

  @Test func firstFrame() {
    var writer = FrameWriter(depth: .indexed, palette: .dark, isASCII: false)
    var grid = CellGrid(columns: 10, rows: 2)
    grid.put("a", column: 0, row: 0, CellStyle(.bad, .bold))
    grid.put("b c", column: 1, row: 0, CellStyle(.bad))
    grid.put("d", column: 1, row: 1)
    grid.cursor = .init(column: 9, row: 1)
    let bytes = writer.bytes(for: grid)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1B}[?2026h\u{1B}[?25l\u{1B}[m\u{1B}[2J\u{1B}[H\u{1B}[1;38;5;202ma\u{1B}[22mb c"
        + "\r\n\u{1B}[C\u{1B}[md\u{1B}[7C\u{1B}[?25h\u{1B}[?2026l")
    grid.cursor = .init(column: 0, row: 1)
    let moved = writer.bytes(for: grid)
    #expect(String(decoding: moved, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[2H\u{1B}[?2026l")
    grid.cursor = .init(column: 99, row: 1)
    let hidden = writer.bytes(for: grid)
    #expect(String(decoding: hidden, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[?25l\u{1B}[?2026l")
  }

  @Test func onlyASCII() {
    var writer = FrameWriter(depth: .indexed, palette: .light, isASCII: true)
    var grid = CellGrid(columns: 10, rows: 1)
    grid.put("│漢é́", column: 0, row: 0, .dim)
    let bytes = writer.bytes(for: grid)
    #expect(bytes.allSatisfy { $0 < 0x80 })
    var terminal = ScreenTerminal(columns: 10, rows: 1)
    terminal.obey(bytes)
    #expect(terminal.squares.map(\.text).joined() == "?? ??     ")
  }
}
