// SPDX-License-Identifier: MIT
// Random texts of all that may be in a subject: marks, emoji, right-to-left, unassigned, controls, escape sequences,
// and bytes that are no text.

/// Random texts.
public enum RandomTexts {
  private static let ranges: [ClosedRange<UInt32>] = [
    // ASCII, controls, Latin, marks, Hebrew and Arabic, Devanagari, Hangul letters.
    0x20...0x7E, 0x00...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F,
    0x1100...0x11FF,
    // Format characters, marks, boxes and symbols, CJK, variation selectors, private use.
    0x200B...0x206F, 0x20D0...0x20FF, 0x2190...0x27BF, 0x3000...0x30FF, 0x4E00...0x9FFF,
    0xAC00...0xD7FF, 0xFE00...0xFE2F, 0xE000...0xF8FF, 0xFF00...0xFFFF,
    // Emoji and flags, tags, and all there is.
    0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0xE0000...0xE01EF, 0x10000...0x10FFFF, 0...0x10FFFF,
  ]
  private static let fixed = [
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{2764}\u{FE0F}", "1\u{FE0F}\u{20E3}",
    "\u{1F44D}\u{1F3FD}", "\u{1B}[2J", "\u{9B}31m", "\u{202E}abc", "e\u{301}\u{302}", "\r\n", "│─",
    "\u{1B}]0;x\u{7}", "\u{1B}P1$r0m\u{1B}\\", "\u{E}", "\u{90}", "\t",
  ]
  private static let noText: [[UInt8]] = [[0xED, 0xA0, 0x80], [0xC3], [0xFF], [0xF5, 0x80]]

  /// The bytes of one, UTF-8 if it is to be valid.
  public static func bytes(
    isValid: Bool, _ generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes += Array((fixed.randomElement(using: &generator) ?? "").utf8)
      case 1 where !isValid: bytes += noText.randomElement(using: &generator) ?? []
      default:
        let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}"
          bytes += Array(String(Character(scalar)).utf8)
        }
      }
    }
    return bytes
  }

  /// One as text; what is none in it is replaced.
  public static func text(_ generator: inout some RandomNumberGenerator) -> String {
    String(decoding: bytes(isValid: false, &generator), as: UTF8.self)
  }
}
