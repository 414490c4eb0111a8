// SPDX-License-Identifier: MIT
// Ten thousand random texts, drawn in rows one over the other, as pyte sees them: every cell where it should be
// (Tests/ScreenEmulation/PyteFrames.swift).

import ScreenEmulation
import TerminalScreen
import TestThreads
import Testing

@Suite @ComputingTests struct PyteTests {
  @Test(
    .enabled(if: PyteFrames.isAvailable, "python3 with pyte is not there"),
    arguments: [ColorDepth.sixteen, .indexed])
  func texts(_ depth: ColorDepth) {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    let inks = Ink.allCases
    var writer = FrameWriter(depth: depth, palette: .dark, isASCII: false)
    var grid = CellGrid(columns: 80, rows: 25)
    var terminal = ScreenTerminal(columns: 80, rows: 25)
    var frames = PyteFrames()
    frames.begin(columns: 80, rows: 25, depth)
    // With both depths 10,000 texts.
    for frame in 0..<200 {
      for row in 0..<grid.rows {
        let style = CellStyle(
          inks[Int.random(in: 0..<inks.count, using: &generator)],
          .init(rawValue: UInt8.random(in: 0..<8, using: &generator)))
        // Some of what was there stays beside it.
        if Bool.random(using: &generator) {
          grid.clear(Area(column: 0, row: row, columns: 80, rows: 1))
        }
        grid.put(
          RandomTexts.text(&generator), column: Int.random(in: -3...60, using: &generator),
          row: row, style)
      }
      let bytes = (frame == 0 ? ScreenModes.enter(mouse: true) : []) + writer.bytes(for: grid)
      terminal.obey(bytes)
      frames.add(bytes, grid, depth, .dark)
    }
    // Nothing of the texts was sent that a terminal obeys.
    #expect(terminal.faults == [], "seed \(generator.seed)")
    let areShown = frames.areShown()
    #expect(areShown, "seed \(generator.seed)")
  }
}
