// SPDX-License-Identifier: MIT
// Bytes made fit for a terminal: no control character gets through, and nothing gets lost.
//
// Example: the bytes 61 0A 1B C3 A9 FF are displayed as `a\n\x{1B}é\x{FF}`.
// Tested in SourceTextTests/SourceTextTests.swift.

/// How bytes of a pattern or a subject are shown to a person.
public struct Escaping: Hashable, Sendable {
  /// Whether valid UTF-8 sequences are shown as the characters they are.
  public var showsUnicode: Bool
  /// Whether a backslash is doubled, so that the text can be read back without doubt.
  public var doublesBackslash: Bool

  /// Makes a way of showing bytes.
  public init(showsUnicode: Bool = true, doublesBackslash: Bool = false) {
    self.showsUnicode = showsUnicode
    self.doublesBackslash = doublesBackslash
  }

  /// The bytes as text that is safe to print.
  public func display(_ bytes: [UInt8]) -> String {
    display(bytes, in: SourceSpan(0, bytes.count))
  }

  /// The bytes of a span, cut to the text, as text that is safe to print.
  public func display(_ bytes: [UInt8], in span: SourceSpan) -> String {
    var result = ""
    var offset = max(0, span.start)
    let end = min(span.end, bytes.count)
    while offset < end {
      let piece = piece(of: bytes, at: offset, end: end)
      result += piece.text
      offset += piece.length
    }
    return result
  }

  /// One character of a text as it is shown.
  public struct Piece: Hashable, Sendable {
    /// What is printed.
    public var text: String
    /// The bytes it stands for, at least 1.
    public var length: Int
    /// The columns it takes on a terminal.
    public var width: Int
  }

  /// The character at an offset as it is shown; bytes from `end` on are not looked at.
  ///
  /// - Precondition: `offset` is less than `end`, and `end` at most the number of bytes.
  public func piece(of bytes: [UInt8], at offset: Int, end: Int) -> Piece {
    let byte = bytes[offset]
    if byte < 0x80 { return asciiPiece(byte) }
    guard showsUnicode, let character = validCharacter(bytes, at: offset),
      offset + character.length <= end, let scalar = Unicode.Scalar(character.value)
    else { return numbered(UInt32(byte), length: 1) }
    guard Escaping.isPrintable(scalar) else {
      return numbered(character.value, length: character.length)
    }
    return Piece(
      text: String(Character(scalar)), length: character.length, width: columnWidth(of: scalar))
  }

  private func asciiPiece(_ byte: UInt8) -> Piece {
    switch byte {
    case 0x09: return Piece(text: "\\t", length: 1, width: 2)
    case 0x0A: return Piece(text: "\\n", length: 1, width: 2)
    case 0x0D: return Piece(text: "\\r", length: 1, width: 2)
    case 0x5C where doublesBackslash: return Piece(text: "\\\\", length: 1, width: 2)
    case 0x20...0x7E:
      return Piece(text: String(Character(Unicode.Scalar(byte))), length: 1, width: 1)
    default: return numbered(UInt32(byte), length: 1)
    }
  }

  private func numbered(_ value: UInt32, length: Int) -> Piece {
    let digits = String(value, radix: 16, uppercase: true)
    let text = "\\x{" + (digits.utf8.count < 2 ? "0" + digits : digits) + "}"
    return Piece(text: text, length: length, width: text.utf8.count)
  }

  /// Whether a terminal draws the scalar and does nothing else with it.
  ///
  /// Controls, format characters (which can reverse the direction of text), separators other than
  /// the space, and code points without a character are not printable.
  public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }
}

/// The columns a character takes on a terminal: 0, 1 or 2.
///
/// Marks that combine take none, the wide forms of East Asia and what is an emoji by itself two, as in
/// Unicode's EastAsianWidth. Terminals differ in detail; this is the common ground.
public func columnWidth(of scalar: Unicode.Scalar) -> Int {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F265, 0x20000...0x3FFFD:
    return 2
  // Half a flag each; terminals with flags give a pair two columns.
  case 0x1F1E6...0x1F1FF: return 1
  default: return scalar.properties.isEmojiPresentation ? 2 : 1
  }
}
