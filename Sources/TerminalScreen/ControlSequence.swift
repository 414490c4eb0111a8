// SPDX-License-Identifier: MIT
// What a complete control sequence means: parameters and a final byte to a key or a mouse event.
//
// Example: `1;5` and `C` (ESC [ 1 ; 5 C) is `C-right`.
// Tested in TerminalScreenTests/KeyParserTests.swift.

/// The sequences that terminals send.
enum ControlSequence {
  /// The key of a sequence; nil if there is none.
  static func key(_ bytes: [UInt8], _ final: UInt8) -> Key? {
    guard let numbers = numbers(bytes[...]) else { return nil }
    let first = numbers.first ?? 1
    let modifiers = modifiers(numbers.count > 1 ? numbers[1] : 1)
    switch final {
    case 0x7E where first == 27 && numbers.count == 3:
      // xterm's modifyOtherKeys: 27;modifiers;character.
      return character(numbers[2], modifiers)
    case 0x7E: return code(ofNumber: first).map { Key($0, modifiers) }
    // rxvt: ^ with Ctrl, $ with Shift, @ with both.
    case 0x5E: return code(ofNumber: first).map { Key($0, .control) }
    case 0x24: return code(ofNumber: first).map { Key($0, .shift) }
    case 0x40: return code(ofNumber: first).map { Key($0, [.control, .shift]) }
    case 0x5A: return Key(.tab, .shift)
    case 0x75: return numbers.isEmpty ? nil : character(first, modifiers)
    default: return code(ofLetter: final).map { Key($0, modifiers) }
    }
  }

  /// The answer to CSI 6 n (CPR), the row and the column of the cursor; nil if it is none.
  ///
  /// In the first row it looks like F3 with modifiers, and is taken for that.
  static func cursorReport(_ bytes: [UInt8], _ final: UInt8) -> TerminalInput? {
    guard final == 0x52, let numbers = numbers(bytes[...]), numbers.count == 2, numbers[0] > 1
    else { return nil }
    return .cursorReport(row: numbers[0] - 1, column: max(0, numbers[1] - 1))
  }

  /// The mouse event of an SGR report (mode 1006); nil if it is none.
  static func mouse(_ bytes: [UInt8], _ final: UInt8) -> MouseEvent? {
    guard bytes.first == 0x3C, final == 0x4D || final == 0x6D,
      let numbers = numbers(bytes.dropFirst()), numbers.count == 3
    else { return nil }
    let bits = numbers[0]
    var modifiers: Key.Modifiers = []
    if bits & 4 != 0 { modifiers.insert(.shift) }
    if bits & 8 != 0 { modifiers.insert(.alt) }
    if bits & 16 != 0 { modifiers.insert(.control) }
    let button = bits & 3
    let action: MouseEvent.Action
    switch bits & 0xE0 {
    case 0x40 where button == 0: action = .wheelUp
    case 0x40 where button == 1: action = .wheelDown
    case 0x20: action = .move(button == 3 ? nil : button)
    case 0: action = final == 0x4D ? .press(button) : .release(button)
    default: return nil
    }
    return MouseEvent(
      action, column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1), modifiers: modifiers)
  }

  /// The key that a letter at the end of ESC [ or ESC O names.
  static func code(ofLetter letter: UInt8) -> Key.Code? {
    switch letter {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x50...0x53: .function(Int(letter) - 0x4F)
    default: nil
    }
  }

  /// The key that a number before `~` names, as the VT220 began it.
  private static func code(ofNumber number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// A key that is told by its character's number.
  private static func character(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
    switch number {
    case 9: return Key(.tab, modifiers)
    case 13: return Key(.enter, modifiers)
    case 27: return Key(.escape, modifiers)
    case 8, 127: return Key(.backspace, modifiers)
    case ..<32: return nil
    default:
      guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else { return nil }
      guard modifiers.contains(.control), ("A"..."Z").contains(scalar) else {
        return Key(scalar, modifiers.subtracting(.shift))
      }
      return Key(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar, modifiers)
    }
  }

  /// Modifiers as xterm sends them: 1 plus the bits.
  private static func modifiers(_ parameter: Int) -> Key.Modifiers {
    Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: max(0, parameter - 1) & 7))
  }

  /// Numbers between semicolons, an empty one being 1; nil if there is anything else.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    guard !bytes.isEmpty else { return [] }
    var result: [Int] = []
    for field in bytes.split(separator: 0x3B, omittingEmptySubsequences: false) {
      // Behind a colon come details that nothing here asks for.
      let digits = field.prefix { $0 != 0x3A }
      guard digits.count <= 9, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
      result.append(digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return result
  }
}
