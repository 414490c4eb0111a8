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
enum QuotedText {
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
