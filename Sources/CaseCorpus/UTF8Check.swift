// SPDX-License-Identifier: MIT
// Is it UTF-8? Decides whether bytes travel as text or as base64. The table is Unicode's own of
// well-formed sequences (Unicode 14, table 3-7). Tested in Tests/CaseCorpusTests/JSONTests.swift.

/// A check for well-formed UTF-8.
enum UTF8Check {
  static func isValid(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let length = length(in: bytes, at: index)
      guard length > 0 else { return false }
      index += length
    }
    return true
  }

  /// The length in bytes of the well-formed sequence at an offset, or 0 if there is none.
  static func length(in bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0x00...0x7f: return 1
    case 0xc2...0xdf: (second, length) = (0x80...0xbf, 2)
    case 0xe0: (second, length) = (0xa0...0xbf, 3)
    case 0xed: (second, length) = (0x80...0x9f, 3)
    case 0xe1...0xef: (second, length) = (0x80...0xbf, 3)
    case 0xf0: (second, length) = (0x90...0xbf, 4)
    case 0xf1...0xf3: (second, length) = (0x80...0xbf, 4)
    case 0xf4: (second, length) = (0x80...0x8f, 4)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xc0 != 0x80 { return 0 }
    return length
  }
}
