// SPDX-License-Identifier: MIT
// What a terminal is sent before and after a full screen, and what it can be asked. Leaving puts back all that
// entering changed, whatever state a frame was left in.
//
// Example: `device.write(ScreenModes.enter(mouse: true))`, and on every way out `ScreenModes.leave`.
// Sources: xterm's ctlseqs; tested in TerminalScreenTests/ScreenModesTests.swift.

/// Sequences around a full screen.
public enum ScreenModes {
  /// Mouse buttons, moves with a button held down, and columns beyond 223 (1006).
  public static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h".utf8)
  /// No mouse.
  public static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l".utf8)

  /// Begins a full screen: the alternate screen, no cursor, no wrapping at the last column, pastes told
  /// from keys, and arrows and digits as the parser knows them best.
  ///
  /// Wrapping is off so that a character whose width is in doubt cannot push what follows to the next
  /// row, and so that the last cell of the screen can be drawn.
  ///
  /// - Parameter mouse: whether the mouse is told, too.
  /// - Returns: the bytes to send.
  public static func enter(mouse: Bool) -> [UInt8] {
    Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1l\u{1B}>\u{1B}[m".utf8)
      + (mouse ? mouseOn : [])
  }

  /// Ends a full screen; does no harm where none was begun.
  ///
  /// The cursor comes back last, on the screen that was there before.
  public static let leave =
    Array("\u{1B}[?2026l".utf8) + mouseOff
    + Array("\u{1B}[?2004l\u{1B}[m\u{1B}[?7h\u{1B}[?1049l\u{1B}[?25h".utf8)

  /// Asks for the colour behind the text; `TerminalInput.background` is the answer, if one comes.
  public static let askBackground = Array("\u{1B}]11;?\u{1B}\\".utf8)

  /// Asks how many columns a box-drawing line takes.
  ///
  /// It draws one at the beginning of a row and asks where the cursor is. `TerminalInput.cursorReport` is the
  /// answer, its column 1 if a line takes one column; the row is then to be drawn anew.
  ///
  /// The second row, since an answer about the first looks like a key (see KeyParser).
  public static let askLineWidth = Array("\u{1B}[2H\u{2500}\u{1B}[6n".utf8)
}
