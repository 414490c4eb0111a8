// SPDX-License-Identifier: MIT
// Strings that terminals send in answer to questions: what begins one, and what it says. All but the colour
// behind the text is passed over.
//
// Example: `11;rgb:ffff/ffff/dddd` (between ESC ] and ESC \) is a light yellow behind the text.
// Sources: ECMA-48, 5.6; xterm's ctlseqs; XParseColor(3). Tested in TerminalScreenTests/KeyParserTests.swift.

/// A string that was begun.
struct ControlString: Hashable, Sendable {
  /// The longest string that is looked at, in bytes; of a longer one only the end is sought.
  private static let longest = 64

  /// The byte behind ESC: `]` OSC, `P` DCS, `_` APC, `^` PM.
  let introducer: UInt8
  /// What came of it, without the end.
  private(set) var bytes: [UInt8] = []

  /// Begins a string; nil if the byte behind ESC begins none.
  init?(introducer: UInt8) {
    guard [0x5D, 0x50, 0x5F, 0x5E].contains(introducer) else { return nil }
    self.introducer = introducer
  }

  /// Takes a byte; gives false if it shows that this is no string but Alt and a key, and then another key.
  ///
  /// Terminals' strings begin in few ways, which people do not type right behind those keys.
  mutating func take(_ byte: UInt8) -> Bool {
    guard byte >= 0x20, byte != 0x7F, !bytes.isEmpty || canBegin(with: byte) else { return false }
    if bytes.count <= Self.longest { bytes.append(byte) }
    return true
  }

  private func canBegin(with byte: UInt8) -> Bool {
    switch introducer {
    case 0x5D: 0x30...0x39 ~= byte
    case 0x50: 0x30...0x39 ~= byte || [0x21, 0x24, 0x2B, 0x3E].contains(byte)
    case 0x5F: byte == 0x47
    default: true
    }
  }

  /// What it says; nil for nothing that anyone asked for.
  var input: TerminalInput? {
    guard introducer == 0x5D, bytes.count <= Self.longest else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":"), ["11;rgb", "11;rgba"].contains(text[..<colon])
    else { return nil }
    let parts = text[text.index(after: colon)...]
      .split(separator: "/", omittingEmptySubsequences: false).map(Self.part)
    guard parts.count >= 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return nil
    }
    return .background(RGB(red, green, blue))
  }

  /// A share of all that its one to four hexadecimal digits can say, of 255.
  private static func part(_ digits: Substring) -> UInt8? {
    guard 1...4 ~= digits.utf8.count, digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    let most = (1 << (4 * digits.utf8.count)) - 1
    return UInt8((value * 255 + most / 2) / most)
  }
}
