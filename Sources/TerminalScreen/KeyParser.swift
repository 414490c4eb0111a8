// SPDX-License-Identifier: MIT
// From bytes to keys. One read can hold many keys, and a key can come in several reads: the parser keeps
// what is unfinished. Only time tells a lone Escape from the beginning of a sequence: while `isWaiting`,
// the caller waits for some 25 ms and then calls `flush()`.
//
// Example: 61 1B 5B 41 1B is `a`, `up`, and after a flush `escape`.
// Strings (OSC, DCS, APC, PM) are answers of the terminal: one is passed on, the others are passed over.
// Sequences: xterm's ctlseqs, which the Linux console, rxvt and tmux differ from in what is commented.
// Tested in TerminalScreenTests/KeyParserTests.swift.

import SourceText

/// Turns a terminal's bytes into keys.
public struct KeyParser: Sendable {
  private enum State {
    case ground
    /// A character of which bytes are missing.
    case character([UInt8])
    /// After ESC.
    case escape
    /// After ESC [, with the bytes between it and the final one.
    case control([UInt8])
    /// After ESC [ [, as the Linux console begins F1 to F5.
    case console
    /// After ESC O.
    case single
    /// After ESC [ M: so many bytes of an old mouse report are still to come.
    case oldMouse(Int)
    /// Within a paste.
    case paste
    /// Within a string.
    case string(ControlString)
    /// After an ESC within a string, which may be its end.
    case stringEscape(ControlString)
  }

  /// The longest sequence that is looked at; of a longer one only the end is sought.
  private static let longestSequence = 64
  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  private var state = State.ground
  /// Whether ESC came before the sequence or the character.
  private var hasAlt = false
  private var pasted: [UInt8] = []
  private var result: [TerminalInput] = []

  /// Makes a parser that has seen nothing.
  public init() {}

  /// Whether an Escape has come that might be the key or the beginning of a sequence.
  public var isWaiting: Bool {
    switch state {
    case .escape, .control, .console, .single, .oldMouse, .stringEscape: true
    // An answer may come slowly; if it were given up, its rest would be taken for keys.
    case .string(let string): string.bytes.isEmpty
    case .ground, .character, .paste: false
    }
  }

  /// Takes bytes and gives the keys that are complete with them.
  public mutating func feed(_ bytes: [UInt8]) -> [TerminalInput] {
    for byte in bytes { take(byte) }
    defer { result = [] }
    return result
  }

  /// Ends an unfinished sequence: nothing came after it for long enough.
  ///
  /// What began like a sequence and is none was typed: Alt and a character.
  public mutating func flush() -> [TerminalInput] {
    switch state {
    case .escape: emit(.escape)
    case .control(let bytes) where bytes.isEmpty: emit("[", .alt)
    case .single: emit("O", .alt)
    case .control, .console, .oldMouse: toGround()
    case .string(let string) where string.bytes.isEmpty: emitIntroducer(of: string)
    case .stringEscape:
      toGround()
      emit(.escape)
    case .ground, .character, .paste, .string: break
    }
    defer { result = [] }
    return result
  }

  // MARK: One byte

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .character(let bytes): takeCharacter(bytes, byte)
    case .escape: takeEscape(byte)
    case .control(let bytes): takeControl(bytes, byte)
    case .console:
      if (0x41...0x45).contains(byte) {
        emit(.function(Int(byte) - 0x40))
      } else {
        toGround()
      }
    case .single: takeSingle(byte)
    case .oldMouse(let rest):
      state = .oldMouse(rest - 1)
      if rest == 1 { toGround() }
    case .paste: takePasted(byte)
    case .string(let string): takeString(string, byte)
    case .stringEscape(let string):
      if byte == 0x5C, let input = string.input { result.append(input) }
      toGround()
      // What is no end of the string is the beginning of something else.
      if byte != 0x5C {
        state = .escape
        take(byte)
      }
    }
  }

  private mutating func takeGround(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: emit(.enter)
    case 0x09: emit(.tab)
    case 0x7F: emit(.backspace)
    case 0x00: emit(" ", .control)
    case ..<0x1B: emit(Unicode.Scalar(byte | 0x60), .control)
    case ..<0x20: emit(Unicode.Scalar(byte | 0x40), .control)
    case ..<0x80: emit(Unicode.Scalar(byte))
    case 0xC2...0xF4: state = .character([byte])
    default: emit("\u{FFFD}")
    }
  }

  private mutating func takeCharacter(_ bytes: [UInt8], _ byte: UInt8) {
    guard byte & 0xC0 == 0x80 else {
      emit("\u{FFFD}")
      take(byte)
      return
    }
    let whole = bytes + [byte]
    if whole.count < utf8Length(lead: whole[0]) {
      state = .character(whole)
    } else if let value = validCharacter(whole, at: 0)?.value, let scalar = Unicode.Scalar(value) {
      emit(scalar)
    } else {
      emit("\u{FFFD}")
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    switch byte {
    case 0x1B where hasAlt:
      // Of many Escapes all but the last two are keys.
      result.append(.key(Key(.escape)))
    case 0x1B: hasAlt = true
    case 0x5B: state = .control([])
    case 0x4F: state = .single
    default:
      if let string = ControlString(introducer: byte) {
        state = .string(string)
        return
      }
      state = .ground
      hasAlt = true
      takeGround(byte)
    }
  }

  private mutating func takeString(_ string: ControlString, _ byte: UInt8) {
    var string = string
    if string.take(byte) {
      state = .string(string)
    } else if string.bytes.isEmpty {
      emitIntroducer(of: string)
      take(byte)
    } else if byte == 0x1B {
      state = .stringEscape(string)
    } else {
      toGround()
      switch byte {
      case 0x07:
        if let input = string.input { result.append(input) }
      // CAN and SUB break a string off.
      case 0x18, 0x1A: break
      default: take(byte)
      }
    }
  }

  private mutating func takeControl(_ bytes: [UInt8], _ byte: UInt8) {
    switch byte {
    case 0x5B where bytes.isEmpty: state = .console
    case 0x4D where bytes.isEmpty: state = .oldMouse(3)
    case 0x24 where bytes.first.map { 0x30...0x39 ~= $0 } == true:
      // rxvt ends keys with Shift in $, which elsewhere is no end.
      finishControl(bytes, byte)
    case 0x20...0x3F:
      state = .control(bytes.count < Self.longestSequence ? bytes + [byte] : bytes)
    case 0x40...0x7E: finishControl(bytes, byte)
    default:
      toGround()
      take(byte)
    }
  }

  private mutating func finishControl(_ bytes: [UInt8], _ final: UInt8) {
    if final == 0x7E, bytes == Array("200".utf8) {
      toGround()
      state = .paste
      return
    }
    if let mouse = ControlSequence.mouse(bytes, final) {
      result.append(.mouse(mouse))
    } else if let report = ControlSequence.cursorReport(bytes, final) {
      result.append(report)
    } else if let key = ControlSequence.key(bytes, final) {
      emit(key.code, key.modifiers)
    }
    toGround()
  }

  private mutating func takeSingle(_ byte: UInt8) {
    switch byte {
    case 0x4D: emit(.enter)
    case 0x1B:
      emit("O", .alt)
      take(byte)
    default:
      if let code = ControlSequence.code(ofLetter: byte) { emit(code) }
      toGround()
    }
  }

  private mutating func takePasted(_ byte: UInt8) {
    pasted.append(byte)
    guard byte == 0x7E, pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
      return
    }
    pasted.removeLast(Self.pasteEnd.count)
    result.append(.paste(Self.text(pasted)))
    pasted = []
    toGround()
  }

  /// Terminals send line ends as they get them from the clipboard, or as Return sends them.
  private static func text(_ bytes: [UInt8]) -> String {
    var lines: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D {
        lines.append(0x0A)
      } else if byte != 0x0A || previous != 0x0D {
        lines.append(byte)
      }
      previous = byte
    }
    return String(decoding: lines, as: UTF8.self)
  }

  // MARK: Results

  private mutating func emit(_ character: Unicode.Scalar, _ modifiers: Key.Modifiers = []) {
    emit(.character(character), modifiers)
  }

  private mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) {
    result.append(.key(Key(code, hasAlt ? modifiers.union(.alt) : modifiers)))
    toGround()
  }

  /// What looked like the beginning of a string was typed.
  private mutating func emitIntroducer(of string: ControlString) {
    emit(Unicode.Scalar(string.introducer), .alt)
  }

  private mutating func toGround() {
    state = .ground
    hasAlt = false
  }
}
