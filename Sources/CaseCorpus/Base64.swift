// SPDX-License-Identifier: MIT
// Base64 (RFC 4648, section 4) for bytes that are not text. Strict: padding is required, white
// space and stray bits are refused. Tested in Tests/CaseCorpusTests/JSONTests.swift.

/// Base64 with padding.
public enum Base64 {
  /// Encodes bytes as ASCII text.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 {
        group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0)
      }
      for sextet in 0..<4 {
        let value = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * sextet) & 0x3f)
        text.append(sextet <= count ? letter(value) : padding)
      }
    }
    return text
  }

  /// Decodes ASCII text; nil if it is not exactly what `encode` makes.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      var pad = 0
      if start + 4 == text.count {
        while pad < 2, text[start + 3 - pad] == padding { pad += 1 }
      }
      var group: UInt32 = 0
      for letter in text[start..<(start + 4 - pad)] {
        guard let value = sextet(letter) else { return nil }
        group = group << 6 | UInt32(value)
      }
      group <<= UInt32(6 * pad)
      guard group & (1 << UInt32(8 * pad) - 1) == 0 else { return nil }
      for shift in stride(from: 16, through: 8 * pad, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(shift)))
      }
    }
    return bytes
  }

  private static let padding: UInt8 = 0x3d

  private static func letter(_ value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: 0x41 + value
    case 26..<52: 0x61 + value - 26
    case 52..<62: 0x30 + value - 52
    case 62: 0x2b
    default: 0x2f
    }
  }

  private static func sextet(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x41...0x5a: letter - 0x41
    case 0x61...0x7a: letter - 0x61 + 26
    case 0x30...0x39: letter - 0x30 + 52
    case 0x2b: 62
    case 0x2f: 63
    default: nil
    }
  }
}
