// SPDX-License-Identifier: MIT
// UTF-8 as PCRE2 sees it: validation with PCRE2's numbers, and decoding for whoever has validated.
//
// Example: `firstUTF8Fault(in: [0x61, 0xC3])` is code -3 (one byte missing) at offset 1.
// Tested in SourceTextTests/SourceTextTests.swift.

/// The first place at which a text is not valid UTF-8.
public struct UTF8Fault: Hashable, Sendable {
  /// PCRE2's error number, from -3 (a byte is missing at the end) to -23 (a byte FE or FF).
  public var code: Int
  /// Offset of the first byte of the bad character.
  public var offset: Int

  /// Makes a fault.
  public init(code: Int, offset: Int) {
    self.code = code
    self.offset = offset
  }
}

/// Finds the first place at which a text is not valid UTF-8; nil if it is valid.
///
/// - Parameters:
///   - bytes: the text.
///   - start: where to begin, in bytes; what stands before it does not matter.
/// - Returns: the first fault.
/// - Complexity: O(*n*) in the bytes of the text.
///
/// Source: pcre2unicode(3), "Errors in UTF-8 strings".
public func firstUTF8Fault(in bytes: [UInt8], from start: Int = 0) -> UTF8Fault? {
  var offset = start
  while offset < bytes.count {
    if bytes[offset] < 0x80 {
      offset += 1
      continue
    }
    // Most of what is not ASCII has two bytes.
    if bytes[offset] &- 0xC2 < 0xE0 - 0xC2, offset + 1 < bytes.count,
      bytes[offset + 1] & 0xC0 == 0x80
    {
      offset += 2
      continue
    }
    switch wideCharacter(bytes, at: offset) {
    case .length(let length): offset += length
    case .fault(let code): return UTF8Fault(code: code, offset: offset)
    }
  }
  return nil
}

/// What a byte of 80 and up turned out to begin.
private enum WideCharacter {
  case length(Int)
  case fault(Int)
}

/// Looks at the character that begins with a byte of 80 and up.
private func wideCharacter(_ bytes: [UInt8], at offset: Int) -> WideCharacter {
  let lead = bytes[offset]
  guard lead >= 0xC0 else { return .fault(-22) }
  guard lead < 0xFE else { return .fault(-23) }
  let extra = utf8Length(lead: lead) - 1
  let present = bytes.count - offset - 1
  guard present >= extra else { return .fault(-2 - (extra - present)) }
  let second = bytes[offset + 1]
  guard second & 0xC0 == 0x80 else { return .fault(-8) }
  if extra == 1 { return lead & 0x3E == 0 ? .fault(-17) : .length(2) }
  for index in 2...extra where bytes[offset + index] & 0xC0 != 0x80 {
    return .fault(-7 - index)
  }
  // The smallest lead byte of each length needs high bits in the second one, else it is overlong.
  let smallest: UInt8 = extra == 2 ? 0xE0 : extra == 3 ? 0xF0 : extra == 4 ? 0xF8 : 0xFC
  let highBits = UInt8(truncatingIfNeeded: 0x3F << (7 - extra)) & 0x3F
  if lead == smallest && second & highBits == 0 { return .fault(-16 - extra) }
  switch extra {
  case 2: return lead == 0xED && second >= 0xA0 ? .fault(-16) : .length(3)
  case 3: return lead > 0xF4 || (lead == 0xF4 && second > 0x8F) ? .fault(-15) : .length(4)
  case 4: return .fault(-13)
  default: return .fault(-14)
  }
}

/// The number of bytes that a lead byte announces, from 1 to 6; 1 for a byte that leads nothing.
@inlinable
public func utf8Length(lead: UInt8) -> Int {
  switch lead {
  case ..<0xC0: 1
  case ..<0xE0: 2
  case ..<0xF0: 3
  case ..<0xF8: 4
  case ..<0xFC: 5
  case ..<0xFE: 6
  default: 1
  }
}

/// A character read from UTF-8.
public struct DecodedCharacter: Hashable, Sendable {
  /// The code point.
  public var value: UInt32
  /// The number of bytes read, at least 1.
  public var length: Int

  /// Makes a decoded character.
  @inlinable
  public init(value: UInt32, length: Int) {
    self.value = value
    self.length = length
  }
}

/// Decodes the character that begins at an offset, trusting that the text is valid.
///
/// In a text that is not valid the value is meaningless, but no byte outside the text is read.
///
/// - Precondition: `offset` is less than the number of bytes.
@inlinable
public func decodeUTF8(_ bytes: [UInt8], at offset: Int) -> DecodedCharacter {
  let lead = bytes[offset]
  if lead < 0x80 { return DecodedCharacter(value: UInt32(lead), length: 1) }
  let length = min(utf8Length(lead: lead), bytes.count - offset)
  if length == 1 { return DecodedCharacter(value: UInt32(lead), length: 1) }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
  return DecodedCharacter(value: value, length: length)
}

/// Decodes the character that begins at an offset; nil if no valid character begins there.
public func validCharacter(_ bytes: [UInt8], at offset: Int) -> DecodedCharacter? {
  guard offset >= 0, offset < bytes.count else { return nil }
  if bytes[offset] < 0x80 { return decodeUTF8(bytes, at: offset) }
  guard case .length = wideCharacter(bytes, at: offset) else { return nil }
  return decodeUTF8(bytes, at: offset)
}

/// Appends a code point as UTF-8.
public func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
  func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: value >> shift & 0x3F) }
  switch value {
  case ..<0x80:
    bytes.append(UInt8(truncatingIfNeeded: value))
  case ..<0x800:
    bytes += [0xC0 | UInt8(truncatingIfNeeded: value >> 6), tail(0)]
  case ..<0x10000:
    bytes += [0xE0 | UInt8(truncatingIfNeeded: value >> 12), tail(6), tail(0)]
  default:
    bytes += [0xF0 | UInt8(truncatingIfNeeded: value >> 18 & 7), tail(12), tail(6), tail(0)]
  }
}
