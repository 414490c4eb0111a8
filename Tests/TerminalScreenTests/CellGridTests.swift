// SPDX-License-Identifier: MIT
// Grids keep wide glyphs whole, and nothing is drawn outside.

import TerminalScreen
import Testing

@Suite struct CellGridTests {
  /// Text at a column over `漢字` at 1, on six columns.
  @Test(
    arguments: [
      ("x", 0, "x漢字"), ("x", 1, " x 字"), ("x", 2, "  x字"), ("x", 3, " 漢x"), ("x", 5, " 漢字x"),
      ("語", 2, "  語"), ("語", 4, " 漢 語"), ("語", 5, " 漢字"), ("ab", 5, " 漢字a"),
      ("語", -1, " 漢字"), ("語x", -1, " x 字"), ("é\u{301}", 0, "é\u{25CC}\u{301} 字"),
    ])
  func overdrawn(_ text: String, _ column: Int, _ expected: String) {
    var grid = CellGrid(columns: 6, rows: 1)
    grid.put("漢字", column: 1, row: 0)
    grid.put(text, column: column, row: 0)
    #expect(GridText.plain(grid) == expected + "\n")
    for (index, cell) in grid.cells.enumerated() where cell.glyph == nil {
      #expect(index > 0 && grid.cells[index - 1].glyph?.width == 2)
    }
  }

  @Test func limitAndEnd() {
    var grid = CellGrid(columns: 6, rows: 2)
    #expect(grid.put("abcdef", column: 0, row: 0, limit: 3) == 6)
    #expect(grid.put("a漢", column: 1, row: 1, limit: 3) == 4)
    #expect(grid.put("out", column: 0, row: 2) == 3)
    #expect(GridText.plain(grid) == "abc\n a\n")
  }

  @Test func onlyASCII() {
    var grid = CellGrid(columns: 40, rows: 1)
    grid.put("a\n\u{7F}é漢\u{1F600}\u{200D}", column: 0, row: 0, asciiOnly: true)
    #expect(GridText.plain(grid) == "a<0A><7F><00E9><6F22><1F600><200D>\n")
  }

  @Test func placed() {
    var inner = CellGrid(columns: 4, rows: 2)
    inner.put("漢字", column: 0, row: 0)
    inner.cursor = .init(column: 1, row: 1)
    var grid = CellGrid(columns: 6, rows: 2)
    grid.put("xxxxxx", column: 0, row: 0)
    grid.place(inner, column: 3, row: 0)
    #expect(GridText.plain(grid) == "xxx漢\n\n")
    #expect(grid.cursor == .init(column: 4, row: 1))
    grid.place(inner, column: -1, row: -1)
    #expect(GridText.plain(grid) == "   漢\n\n")
  }

  @Test func clearedAndEmpty() {
    var grid = CellGrid(columns: 6, rows: 1)
    grid.put("漢字語", column: 0, row: 0)
    grid.clear(Area(column: 1, row: 0, columns: 2, rows: 9))
    #expect(GridText.plain(grid) == "    語\n")
    #expect(CellGrid(columns: -1, rows: 3).cells.isEmpty)
    #expect(Area(column: 1, row: 1, columns: 1, rows: 5).inside.columns == 0)
  }
}
