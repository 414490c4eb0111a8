// SPDX-License-Identifier: MIT
// Grids as text.

import TerminalScreen
import Testing

@Suite struct GridTextTests {
  @Test func plainGrid() {
    #expect(GridText.styled(CellGrid(columns: 4, rows: 2)) == "\n\n-- ink: plain\n")
  }

  @Test func styles() {
    var grid = CellGrid(columns: 12, rows: 3)
    grid.put("at ", column: 0, row: 0, .dim)
    grid.put("漢", column: 3, row: 0, CellStyle(.bad, .bold))
    grid.put("p", column: 6, row: 0, CellStyle(.plain, .bold))
    grid.put("x y", column: 0, row: 1, CellStyle(.good, .underlined))
    grid.put(" ", column: 5, row: 1, CellStyle(.current))
    grid.put("r", column: 7, row: 1, CellStyle(.key, [.reversed, .underlined, .bold]))
    grid.put("R", column: 8, row: 1, CellStyle(.key, .reversed))
    #expect(
      GridText.styled(grid) == """
        at 漢 p
        x y    rR

        -- ink: dim d, current c, good g, bad b, key k
        dd BB P
        ggg  c Kk
        -- underlined _, reversed #, both =

        ___    =#

        """)
  }
}
