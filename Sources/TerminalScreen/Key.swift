// SPDX-License-Identifier: MIT
// What comes from a terminal, as values: keys, pasted text, the mouse, answers to questions.
//
// Example: the byte 01 is `Key("a", .control)`, described as `C-a`.
// Tested in TerminalScreenTests/KeyParserTests.swift.

/// A key with the modifiers held down.
public struct Key: Hashable, Sendable {
  /// Which key.
  public enum Code: Hashable, Sendable {
    /// A key that gives a character; with Ctrl a letter is lower case.
    case character(Unicode.Scalar)
    /// Return.
    case enter
    /// Tab.
    case tab
    /// The key that deletes backwards.
    case backspace
    /// Escape.
    case escape
    /// An arrow key.
    case up, down, left, right
    /// A key of the block above the arrows.
    case home, end, insert, delete, pageUp, pageDown
    /// F1 and up.
    case function(Int)
  }

  /// Keys that are held down while another is pressed.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits, as xterm numbers them.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shift; not told for characters, which are upper case then.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, or Escape typed before.
    public static let alt = Modifiers(rawValue: 2)
    /// Ctrl.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Which key.
  public var code: Code
  /// What is held down.
  public var modifiers: Modifiers

  /// Makes a key.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// Makes the key of a character.
  public init(_ character: Unicode.Scalar, _ modifiers: Modifiers = []) {
    self.init(.character(character), modifiers)
  }
}

extension Key: CustomStringConvertible {
  /// The key as Emacs writes it: `C-a`, `M-b`, `S-tab`, `f1`.
  public var description: String {
    var text = ""
    if modifiers.contains(.control) { text += "C-" }
    if modifiers.contains(.alt) { text += "M-" }
    if modifiers.contains(.shift) { text += "S-" }
    return switch code {
    case .character(" "): text + "space"
    case .character(let scalar): text + String(Character(scalar))
    case .function(let number): text + "f\(number)"
    default: text + "\(code)"
    }
  }
}

/// Something that the mouse did.
public struct MouseEvent: Hashable, Sendable {
  /// What it did.
  public enum Action: Hashable, Sendable {
    /// A button went down: 0 left, 1 middle, 2 right.
    case press(Int)
    /// A button went up.
    case release(Int)
    /// The mouse moved, with a button held down or with none.
    case move(Int?)
    /// The wheel turned.
    case wheelUp, wheelDown
  }

  /// What it did.
  public var action: Action
  /// The cell it is in, from 0, from the left.
  public var column: Int
  /// The cell it is in, from 0, from above.
  public var row: Int
  /// What is held down.
  public var modifiers: Key.Modifiers

  /// Makes an event.
  public init(_ action: Action, column: Int, row: Int, modifiers: Key.Modifiers = []) {
    self.action = action
    self.column = column
    self.row = row
    self.modifiers = modifiers
  }
}

/// One thing that came from a terminal.
public enum TerminalInput: Hashable, Sendable {
  /// A key.
  case key(Key)
  /// Text that was pasted as a whole; line ends are `\n`.
  case paste(String)
  /// The mouse.
  case mouse(MouseEvent)
  /// The colour behind the text, as `ScreenModes.askBackground` asks for it.
  case background(RGB)
  /// The cell of the cursor, from 0, as `ScreenModes.askLineWidth` asks for it; never of the first row.
  case cursorReport(row: Int, column: Int)
}
