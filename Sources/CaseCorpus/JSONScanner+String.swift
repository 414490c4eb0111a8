// SPDX-License-Identifier: MIT
// Strings of a JSON text as the UTF-8 bytes that they stand for.

import SourceText

extension JSONScanner {
  /// Takes a string; the result is valid UTF-8.
  mutating func string() throws(JSONError) -> [UInt8] {
    let start = try openQuote() + 1
    let end = plainEnd(in: bytes.span, from: start)
    if end < bytes.count, bytes[end] == .quote {
      move(to: end + 1)
      return Array(bytes[start..<end])
    }
    return try string(from: start, plainUpTo: end)
  }

  /// Takes the rest of a string that is not all plain.
  private mutating func string(
    from start: Int, plainUpTo plain: Int
  ) throws(JSONError) -> [UInt8] {
    var (start, index) = (start, plain)
    var text: [UInt8] = []
    text.reserveCapacity(plain - start + 32)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .quote {
        text.append(bytes.span, start..<index)
        move(to: index + 1)
        return text
      }
      if byte == .backslash {
        text.append(bytes.span, start..<index)
        index = try escape(at: index, into: &text)
        start = index
      } else if byte < 0x20 {
        throw failure(.controlCharacter, at: index)
      } else {
        guard let character = validCharacter(bytes, at: index) else {
          throw failure(.badUTF8, at: index)
        }
        index += character.length
      }
      index = plainEnd(in: bytes.span, from: index)
    }
    throw failure(.endOfText, at: bytes.count)
  }

  /// Takes a string that is shown as text and never given to an engine.
  mutating func text() throws(JSONError) -> String {
    let start = try openQuote() + 1
    let end = plainEnd(in: bytes.span, from: start)
    guard end < bytes.count, bytes[end] == .quote else {
      return String(decoding: try string(from: start, plainUpTo: end), as: UTF8.self)
    }
    move(to: end + 1)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Takes the name of a field; nil if no record has such a field.
  mutating func fieldName() throws(JSONError) -> JSONField? {
    let start = try openQuote() + 1
    let end = plainEnd(in: bytes.span, from: start)
    if end < bytes.count, bytes[end] == .quote {
      move(to: end + 1)
      return table.field(named: bytes.span, start..<end)
    }
    let name = try string(from: start, plainUpTo: end)
    return table.field(named: name.span, name.indices)
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
