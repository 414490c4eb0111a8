// SPDX-License-Identifier: MIT
// Escapes that name a character by its number: `\x41`, `\x{41}`, `\o{101}`, `\cA`, `\u0041`.
//
// Tested in RegexSyntaxTests.

extension PatternParser {
  /// The greatest character there is.
  private var maximumCharacter: UInt32 { utf ? 0x10FFFF : 0xFF }

  /// Whether a code point is one that UTF-8 cannot hold, and the caller has not allowed it.
  private func isForbiddenSurrogate(_ value: UInt32) -> Bool {
    utf && (0xD800...0xDFFF).contains(value)
      && !options.compile.contains(.extraAllowSurrogateEscapes)
  }

  /// The value of a hexadecimal digit; nil if the byte is none.
  private func hexadecimalDigit(_ byte: UInt8?) -> UInt32? {
    guard let byte else { return nil }
    switch byte {
    case 0x30...0x39: return UInt32(byte - 0x30)
    case 0x41...0x46: return UInt32(byte - 0x37)
    case 0x61...0x66: return UInt32(byte - 0x57)
    default: return nil
    }
  }

  /// `\c` and the character behind it.
  mutating func readControlCharacter() throws(PatternError) -> UInt32 {
    guard let byte = peek() else { throw failure(102, at: position) }
    guard (0x20...0x7E).contains(byte) else { throw failure(168, at: position) }
    position += 1
    let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
    return UInt32(upper ^ 0x40)
  }

  /// What follows `\x`.
  mutating func readX() throws(PatternError) -> UInt32 {
    if !options.compile.isDisjoint(with: [.altBSUX, .extraAltBSUX]) {
      guard let high = hexadecimalDigit(peek()), let low = hexadecimalDigit(peek(1)) else {
        return 0x78
      }
      position += 2
      return high << 4 | low
    }
    if peek() == 0x7B { return try readBracedHexadecimal() }
    guard let high = hexadecimalDigit(peek()) else { return 0 }
    position += 1
    guard let low = hexadecimalDigit(peek()) else { return high }
    position += 1
    return high << 4 | low
  }

  /// Hexadecimal digits up to a closing brace; begins at the byte before the first digit.
  mutating func readBracedHexadecimal() throws(PatternError) -> UInt32 {
    position += 1
    guard let first = peek(), first != 0x7D else { throw failure(178, at: position) }
    var value: UInt32 = 0
    while let digit = hexadecimalDigit(peek()) {
      position += 1
      value = value << 4 | digit
      guard value > maximumCharacter else { continue }
      while hexadecimalDigit(peek()) != nil { position += 1 }
      throw failure(134, at: position)
    }
    return try closeBrace(after: value, else: 167)
  }

  /// What follows `\o`.
  mutating func readBracedOctal() throws(PatternError) -> UInt32 {
    guard let brace = peek() else { throw failure(155, at: position - 1) }
    guard brace == 0x7B else { throw failure(155, at: position) }
    position += 1
    guard let first = peek(), first != 0x7D else { throw failure(178, at: position) }
    var value: UInt32 = 0
    while let byte = peek(), byte & 0xF8 == 0x30 {
      position += 1
      value = value << 3 | UInt32(byte - 0x30)
      guard value > maximumCharacter else { continue }
      while let next = peek(), next & 0xF8 == 0x30 { position += 1 }
      throw failure(134, at: position)
    }
    return try closeBrace(after: value, else: 164)
  }

  /// Reads the brace behind the digits; without it the given error is thrown.
  private mutating func closeBrace(after value: UInt32, else code: Int) throws(PatternError)
    -> UInt32
  {
    guard let byte = peek() else { throw failure(code, at: end - 1) }
    guard byte == 0x7D else { throw failure(code, at: position) }
    if isForbiddenSurrogate(value) { throw failure(173, at: position) }
    position += 1
    return value
  }

  /// What follows `\u` when it is read as in JavaScript; else the letter itself is meant.
  mutating func readJavaScriptU() throws(PatternError) -> UInt32 {
    let letter: UInt32 = 0x75
    var value: UInt32 = 0
    if peek() == 0x7B, options.compile.contains(.extraAltBSUX) {
      var length = 1
      while let digit = hexadecimalDigit(peek(length)) {
        if value & 0xF000_0000 != 0 { throw failure(177, at: position + length) }
        value = value << 4 | digit
        length += 1
      }
      guard length > 1, peek(length) == 0x7D else { return letter }
      position += length + 1
    } else {
      for distance in 0..<4 {
        guard let digit = hexadecimalDigit(peek(distance)) else { return letter }
        value = value << 4 | digit
      }
      position += 4
    }
    if value > maximumCharacter { throw failure(177, at: position) }
    if isForbiddenSurrogate(value) { throw failure(173, at: position) }
    return value
  }
}
