// SPDX-License-Identifier: MIT
// Strings of a JSON text as the UTF-8 bytes that they stand for.

import SourceText

extension JSONScanner {
  /// Takes a string; the result is valid UTF-8.
  mutating func string() throws(JSONError) -> [UInt8] {
    let opening = try openQuote()
    if let end = plainEnd(from: opening + 1) {
      move(to: end + 1)
      return Array(bytes[(opening + 1)..<end])
    }
    var start = opening + 1
    var index = start
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .quote {
        text += bytes[start..<index]
        move(to: index + 1)
        return text
      }
      if byte == .backslash {
        text += bytes[start..<index]
        index = try escape(at: index, into: &text)
        start = index
      } else if byte < 0x20 {
        throw failure(.controlCharacter, at: index)
      } else if byte < 0x80 {
        index += 1
      } else {
        guard let character = validCharacter(bytes, at: index) else {
          throw failure(.badUTF8, at: index)
        }
        index += character.length
      }
    }
    throw failure(.endOfText, at: bytes.count)
  }

  /// Takes a string that is shown as text and never given to an engine.
  mutating func text() throws(JSONError) -> String {
    let opening = try openQuote()
    guard let end = plainEnd(from: opening + 1) else {
      return String(decoding: try string(), as: UTF8.self)
    }
    move(to: end + 1)
    return String(decoding: bytes[(opening + 1)..<end], as: UTF8.self)
  }

  /// Where the string that starts at `start` ends, if all of it is ASCII that stands for itself: most
  /// strings, and these need no second look.
  private func plainEnd(from start: Int) -> Int? {
    let bytes = bytes.span
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .quote { return index }
      guard byte != .backslash, byte >= 0x20, byte < 0x80 else { return nil }
      index += 1
    }
    return nil
  }

  /// Appends what the escape at `index` stands for and returns the offset behind it.
  private func escape(at index: Int, into text: inout [UInt8]) throws(JSONError) -> Int {
    guard index + 1 < bytes.count else { throw failure(.endOfText, at: bytes.count) }
    switch bytes[index + 1] {
    case .quote: text.append(.quote)
    case .backslash: text.append(.backslash)
    case 0x2f: text.append(0x2f)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0c)
    case 0x6e: text.append(0x0a)
    case 0x72: text.append(0x0d)
    case 0x74: text.append(0x09)
    case 0x75: return try unicodeEscape(at: index, into: &text)
    default: throw failure(.badEscape, at: index)
    }
    return index + 2
  }

  private func unicodeEscape(at index: Int, into text: inout [UInt8]) throws(JSONError) -> Int {
    let unit = try codeUnit(at: index)
    guard unit & 0xf800 == 0xd800 else {
      appendUTF8(unit, to: &text)
      return index + 6
    }
    let next = index + 6
    guard unit < 0xdc00, next + 1 < bytes.count, bytes[next] == .backslash,
      bytes[next + 1] == 0x75
    else { throw failure(.loneSurrogate, at: index) }
    let low = try codeUnit(at: next)
    guard low & 0xfc00 == 0xdc00 else { throw failure(.loneSurrogate, at: index) }
    appendUTF8(0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff, to: &text)
    return next + 6
  }

  /// The four hexadecimal digits of the `\u` escape at `index`.
  private func codeUnit(at index: Int) throws(JSONError) -> UInt32 {
    guard index + 6 <= bytes.count else { throw failure(.endOfText, at: bytes.count) }
    var value: UInt32 = 0
    for byte in bytes[(index + 2)..<(index + 6)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: throw failure(.badEscape, at: index)
      }
    }
    return value
  }

  /// Appends a code point that is no surrogate.
  private func appendUTF8(_ point: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | point >> shift & 0x3f) }
    switch point {
    case ..<0x80: text.append(UInt8(truncatingIfNeeded: point))
    case ..<0x800: text += [UInt8(truncatingIfNeeded: 0xc0 | point >> 6), tail(0)]
    case ..<0x10000: text += [UInt8(truncatingIfNeeded: 0xe0 | point >> 12), tail(6), tail(0)]
    default: text += [UInt8(truncatingIfNeeded: 0xf0 | point >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
