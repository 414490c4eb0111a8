// SPDX-License-Identifier: MIT
// A text on a line of commands: as it stands, or in double quotes with escapes.
//
//     a\d+b            the five characters after a, as they are
//     "one\ntwo\x00"   \n \r \t \\ \" and \xHH, which is one byte
//
// What begins with a quote is taken as quoted. Unknown escapes are refused rather than guessed at: `"\d"` might
// mean `\d` or `d`. Conditions have texts in the same form. Tested in RegexDebuggingTests/SettingTests.swift.

import SourceText

/// Texts as commands write them.
public enum QuotedText {
  /// Bytes in the form that `bytes(of:)` reads, in quotes, fit for one line.
  public static func text(of bytes: [UInt8]) -> String {
    var result = "\""
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      guard byte >= 0x80, let character = validCharacter(bytes, at: offset) else {
        result += escaped(byte)
        offset += 1
        continue
      }
      result += String(decoding: bytes[offset..<offset + character.length], as: UTF8.self)
      offset += character.length
    }
    return result + "\""
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\""): return "\\\""
    case 0x20...0x7E: return String(Character(Unicode.Scalar(byte)))
    default:
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.utf8.count < 2 ? "0" + digits : digits)
    }
  }

  /// The bytes that a text stands for; nil if it begins with a quote and is not well formed.
  static func bytes(of text: String) -> [UInt8]? {
    var rest = Array(text.utf8)[...]
    guard rest.first == UInt8(ascii: "\"") else { return Array(rest) }
    guard let result = take(from: &rest), rest.isEmpty else { return nil }
    return result
  }

  /// Takes a text in quotes off the beginning; nil if it is not well formed.
  static func take(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return result
      case UInt8(ascii: "\\"):
        guard let escaped = escape(&rest) else { return nil }
        result.append(escaped)
      default: result.append(byte)
      }
    }
    return nil
  }

  private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    switch rest.popFirst() {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    case UInt8(ascii: "x"):
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.utf8.first != UInt8(ascii: "+"),
        let value = UInt8(digits, radix: 16)
      else { return nil }
      rest = rest.dropFirst(2)
      return value
    default: return nil
    }
  }
}
