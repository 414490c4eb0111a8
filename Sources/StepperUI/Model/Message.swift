// SPDX-License-Identifier: MIT
// What happens to the screen, and what it asks for: `update` takes messages and gives effects, as values. The stepper
// carries out those that are the session's; the rest is for whoever has the terminal.

public import TerminalScreen

/// Something that happens.
public enum Message: Sendable {
  /// Somebody has typed, pasted or used the mouse.
  case input(TerminalInput)
  /// The screen has another size.
  case resized(columns: Int, rows: Int)
  /// The time that was asked for with `wake` has passed.
  case woken
  /// Pattern or subject were edited elsewhere; nil if that was given up.
  case edited(EditTarget, [UInt8]?)
  /// Lines to carry out, one after the other.
  case lines([String])
  /// Something to tell: that a file was written, or why not.
  case told(String, isGood: Bool)
}

/// What can be edited.
public enum EditTarget: String, Hashable, Sendable {
  /// The pattern.
  case pattern
  /// The subject.
  case subject
}

/// Something to be done outside.
public enum Effect: Hashable, Sendable {
  /// Bytes are to go to the clipboard; what they are, for the notice.
  case copy([UInt8], what: String)
  /// A text is to be edited in the user's editor; `Message.edited` brings it back.
  case edit(EditTarget, [UInt8])
  /// Bytes are to be written into a file.
  case write(path: String, bytes: [UInt8])
  /// The lines of a file are to come back as `Message.lines`.
  case source(path: String)
  /// The session, as these lines, is to be saved in a file.
  case save(path: String, commands: [String])
  /// The process is to stop, as with Ctrl-Z.
  case suspend
  /// The whole screen is to be drawn again.
  case redraw
  /// The user is to be told that a key does nothing.
  case bell
  /// The mouse is to be taken or left alone.
  case mouse(Bool)
  /// `Message.woken` is wanted after so many milliseconds.
  case wake(milliseconds: Int)
  /// A line that was typed, for the history of later sessions.
  case remember(String)
  /// The end.
  case quit
}

/// What a line came to, as the model is told of it.
enum Answer {
  /// The session stands somewhere, perhaps where it was; what there is to say of it.
  case moved([String], isBad: Bool)
  /// A text to read.
  case text(String, [String])
  /// One line to tell.
  case told(String, isBad: Bool)
}
