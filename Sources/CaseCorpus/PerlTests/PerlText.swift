// SPDX-License-Identifier: MIT
// Text as Perl's re_tests has it: what stands between double quotes in Perl, with the few variables that
// t/re/regexp.t sets. Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// A text as code points, and whether any of them needs more than a byte.
struct PerlText: Hashable {
  private(set) var points: [UInt32] = []

  /// Whether a code point is beyond U+00FF.
  var isWide: Bool { points.contains { $0 > 0xff } }

  /// The text as bytes, or as UTF-8, even of values that are no characters; nil if it does not fit.
  func bytes(asUTF8: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    for point in points {
      if !asUTF8 {
        guard point <= 0xff else { return nil }
        bytes.append(UInt8(point))
      } else {
        guard appendUTF8(point, to: &bytes) else { return nil }
      }
    }
    return bytes
  }

  /// The offset in bytes of a character; nil if there are fewer characters.
  func byteOffset(ofCharacter index: Int, asUTF8: Bool) -> Int? {
    guard index >= 0, index <= points.count else { return nil }
    var prefix = PerlText()
    prefix.points = Array(points[..<index])
    return prefix.bytes(asUTF8: asUTF8)?.count
  }

  private init() {}

  /// Reads a text.
  ///
  /// - Throws: `LineFault` for what is not plain text: a variable that nobody sets, an unknown escape.
  init(_ text: ArraySlice<UInt8>) throws(LineFault) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case .backslash: try escape(text, &index)
      case UInt8(ascii: "$") where index + 1 < text.endIndex && text[index + 1] == .brace:
        try variable(text, &index)
      case 0x80...:
        // The file is UTF-8.
        guard let (scalar, length) = scalar(text, at: index) else {
          throw LineFault(index, "invalid UTF-8")
        }
        points.append(scalar)
        index += length
      default:
        points.append(UInt32(byte))
        index += 1
      }
    }
  }

  private mutating func variable(_ text: ArraySlice<UInt8>, _ index: inout Int) throws(LineFault) {
    guard let end = text[index...].firstIndex(of: .braceEnd),
      let value = Self.variables[String(decoding: text[(index + 2)..<end], as: UTF8.self)]
    else { throw LineFault(index, "a variable of Perl in the text") }
    points += value.utf8.map(UInt32.init)
    if value.isEmpty { points += [0, 0] }
    index = end + 1
  }

  /// What t/re/regexp.t sets; two zero bytes stand for `nulnul`.
  static let variables: [String: String] = ["bang": "\\041", "nulnul": ""]

  private mutating func escape(_ text: ArraySlice<UInt8>, _ index: inout Int) throws(LineFault) {
    let start = index
    guard index + 1 < text.endIndex else { throw LineFault(index, "a backslash at the end") }
    let letter = text[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      index -= 1
      points.append(number(text, &index, radix: 8, digits: 3))
    case UInt8(ascii: "x"):
      guard index < text.endIndex, text[index] == .brace else {
        return points.append(number(text, &index, radix: 16, digits: 2))
      }
      try braced(text, &index, from: start)
    case UInt8(ascii: "N") where text[index...].starts(with: "{U+".utf8):
      index += 2
      try braced(text, &index, from: start)
    default:
      if let value = Self.letters[letter] {
        points.append(value)
      } else if letter.isDigit || (letter | 0x20) &- 0x61 < 26 || letter >= 0x80 {
        throw LineFault(start, "an escape of Perl that is not read here")
      } else {
        points.append(UInt32(letter))
      }
    }
  }

  private static let letters: [UInt8: UInt32] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1b,
    UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d,
    UInt8(ascii: "t"): 0x09,
  ]

  /// Hexadecimal digits after an opening brace, or the sign before them, up to the closing one.
  private mutating func braced(
    _ text: ArraySlice<UInt8>, _ index: inout Int, from start: Int
  ) throws(LineFault) {
    index += 1
    let value = number(text, &index, radix: 16, digits: 7)
    guard index < text.endIndex, text[index] == .braceEnd else {
      throw LineFault(start, "an escape of Perl that is not read here")
    }
    index += 1
    points.append(value)
  }

  private func number(
    _ text: ArraySlice<UInt8>, _ index: inout Int, radix: UInt32, digits: Int
  ) -> UInt32 {
    var value: UInt32 = 0
    let end = min(text.endIndex, index + digits)
    while index < end, let digit = text[index].hexValue, digit < radix {
      value = value * radix + UInt32(digit)
      index += 1
    }
    return value
  }
}

/// The code point at a place of UTF-8 text, and its length in bytes.
private func scalar(_ text: ArraySlice<UInt8>, at index: Int) -> (UInt32, Int)? {
  let length = (~text[index]).leadingZeroBitCount
  guard (2...4).contains(length), index + length <= text.endIndex else { return nil }
  let piece = text[index..<(index + length)]
  guard let string = String(validating: piece, as: UTF8.self),
    let scalar = string.unicodeScalars.first
  else { return nil }
  return (scalar.value, length)
}

/// Appends a value as UTF-8 of at most four bytes; false if it is too large.
private func appendUTF8(_ point: UInt32, to bytes: inout [UInt8]) -> Bool {
  let tails = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
  guard point < 0x20_0000 else { return false }
  let lead: UInt8 = tails == 0 ? 0 : UInt8(truncatingIfNeeded: 0xff00 >> (tails + 1))
  bytes.append(lead | UInt8(truncatingIfNeeded: point >> UInt32(6 * tails)))
  for tail in stride(from: tails - 1, through: 0, by: -1) {
    bytes.append(0x80 | UInt8(truncatingIfNeeded: point >> UInt32(6 * tail) & 0x3f))
  }
  return true
}
