// SPDX-License-Identifier: MIT
// The small words that all descriptions share: quoted characters, numbers of things, code in the pattern.
//
// Example: `Wording.character(0x2D, unicode: true)` is `"-" (U+002D)` with the code point, `"-"` without.

import SourceText

/// Small pieces of text.
public enum Wording {
  /// A character in quotes; one that cannot be shown by its escape.
  ///
  /// In UTF mode the value is a code point, else that of a byte.
  public static func quoted(_ value: UInt32, isUTF: Bool) -> String {
    var bytes: [UInt8] = []
    if isUTF || value < 0x80 {
      appendUTF8(value, to: &bytes)
    } else {
      bytes = [UInt8(value & 0xFF)]
    }
    return inQuotes(Escaping(showsUnicode: isUTF).display(bytes))
  }

  /// A character in quotes with its code point, or its byte value.
  public static func numbered(_ value: UInt32, isUTF: Bool) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let width = isUTF || value < 0x80 ? 4 : 2
    let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    let number = isUTF || value < 0x80 ? "U+" + padded : "byte " + padded
    return quoted(value, isUTF: isUTF) + " (" + number + ")"
  }

  /// Pattern text as code, cut in the middle if it is long.
  public static func code(_ bytes: [UInt8], isUTF: Bool = true, limit: Int = 40) -> String {
    "`" + shortened(ends(of: bytes[...], limit), isUTF: isUTF, limit: limit) + "`"
  }

  /// Subject text in quotes, cut in the middle if it is long.
  public static func text(_ bytes: ArraySlice<UInt8>, isUTF: Bool, limit: Int = 40) -> String {
    inQuotes(shortened(ends(of: bytes, limit), isUTF: isUTF, limit: limit))
  }

  /// Words in double quotes, or in single ones where they themselves contain double ones.
  private static func inQuotes(_ words: String) -> String {
    words.contains("\"") && !words.contains("'") ? "'" + words + "'" : "\"" + words + "\""
  }

  /// A text that is cut to so many characters looks the same if only so much of it is there.
  private static func ends(of bytes: ArraySlice<UInt8>, _ limit: Int) -> [UInt8] {
    Array(bytes.prefix(limit * 8)) + bytes.dropFirst(limit * 8).suffix(limit * 8)
  }

  private static func shortened(_ bytes: [UInt8], isUTF: Bool, limit: Int) -> String {
    let escaping = Escaping(showsUnicode: isUTF)
    var pieces: [String] = []
    var offset = 0
    while offset < bytes.count {
      let piece = escaping.piece(of: bytes, at: offset, end: bytes.count)
      pieces.append(piece.text)
      offset += piece.length
    }
    guard pieces.count > limit else { return pieces.joined() }
    let head = limit * 2 / 3
    return pieces.prefix(head).joined() + "…" + pieces.suffix(limit - head - 1).joined()
  }

  /// "1 step", "2 steps".
  public static func count(_ number: some BinaryInteger, _ singular: String) -> String {
    number == 1 ? "1 " + singular : String(number) + " " + singular + "s"
  }
}
