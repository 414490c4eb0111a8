// SPDX-License-Identifier: MIT
// Leaving a full screen puts back what entering changed.

import ScreenEmulation
import TerminalScreen
import Testing

@Suite struct ScreenModesTests {
  @Test(arguments: [true, false])
  func back(_ mouse: Bool) {
    var terminal = ScreenTerminal(columns: 20, rows: 5)
    let modes = terminal.modes
    terminal.obey(ScreenModes.enter(mouse: mouse))
    let entered: Set<Int> = [1049, 2004]
    #expect(terminal.modes == (mouse ? entered.union([1000, 1002, 1006]) : entered))
    // In the midst of a frame.
    terminal.obey(Array("\u{1B}[?2026h\u{1B}[1;38;5;202mx".utf8))
    terminal.obey(ScreenModes.leave)
    #expect(terminal.modes == modes)
    #expect(terminal.look == ScreenTerminal.Look())
    #expect(terminal.faults == [])
  }

  @Test func questions() {
    #expect(ScreenModes.askBackground == Array("\u{1B}]11;?\u{1B}\\".utf8))
    #expect(ScreenModes.askLineWidth == Array("\u{1B}[2H─\u{1B}[6n".utf8))
  }
}
