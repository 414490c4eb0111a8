// SPDX-License-Identifier: MIT
// What a terminal is sent for a code point: the character itself only if every terminal draws it in the
// same cells and does nothing else with it. Otherwise something that stands for it:
//
//     U+000A    ␊          a control: its picture
//     U+0301    ◌́          a mark: on a dotted circle, so that it has a cell of its own
//     U+0903    ◌ः          a spacing mark: behind a circle, in the second of two cells
//     U+200D    <200D>     a format character, unassigned, private: its number
//
// So a text of n code points has at least n cells, and none of them can hide or move another.
// Tested in TerminalScreenTests/PromptViewTests.swift.

import SourceText

/// Something drawn at one place: one code point, or a mark on its circle.
public struct Glyph: Hashable, Sendable {
  /// The code point that is drawn, or the circle below a mark.
  public let base: Unicode.Scalar
  /// A mark that goes with it.
  public let mark: Unicode.Scalar?
  /// The columns it takes, 1 or 2.
  public let width: Int

  /// Makes the glyph of a printable character that takes cells of its own.
  public init(_ base: Unicode.Scalar, mark: Unicode.Scalar? = nil, width: Int = 1) {
    self.base = base
    self.mark = mark
    self.width = width
  }

  /// Whether the terminal's idea of the width is beyond doubt.
  public var isASCII: Bool { base.isASCII && mark == nil }

  /// The glyph as UTF-8.
  public func append(to bytes: inout [UInt8]) {
    appendUTF8(base.value, to: &bytes)
    if let mark { appendUTF8(mark.value, to: &bytes) }
  }

  /// What is drawn for code points, at least one glyph for each.
  ///
  /// - Parameters:
  ///   - text: the code points.
  ///   - asciiOnly: whether numbers stand for all that is not ASCII: `<00E9>`, and `<0A>` for a control.
  /// - Returns: the glyphs in the order of the text.
  public static func glyphs(
    for text: some Sequence<Unicode.Scalar>, asciiOnly: Bool = false
  ) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.underestimatedCount)
    for scalar in text { append(scalar, to: &glyphs, asciiOnly: asciiOnly) }
    return glyphs
  }

  /// Adds what is drawn for a code point.
  static func append(
    _ scalar: Unicode.Scalar, to glyphs: inout [Glyph], asciiOnly: Bool = false
  ) {
    switch scalar.value {
    // Pasted text may be long, and most of it is this.
    case 0x20...0x7E: glyphs.append(Glyph(scalar))
    case ..<0x80 where asciiOnly: glyphs += numbered(scalar, digits: 2)
    case _ where asciiOnly: glyphs += numbered(scalar, digits: 4)
    case ..<0x20: glyphs.append(Glyph(scalar.picture))
    case 0x7F: glyphs.append(Glyph("\u{2421}"))
    default: glyphs += rare(scalar)
    }
  }

  private static func rare(_ scalar: Unicode.Scalar) -> [Glyph] {
    guard Escaping.isPrintable(scalar) else { return numbered(scalar, digits: 4) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return [Glyph("\u{25CC}", mark: scalar)]
    case .spacingMark:
      // Most terminals give it a column of its own, where it would be drawn over if that were not so here;
      // Hangul's tone marks get two.
      guard columnWidth(of: scalar) == 1 else { return numbered(scalar, digits: 4) }
      return [Glyph("\u{25CC}", mark: scalar, width: 2)]
    default: return [Glyph(scalar, width: max(1, columnWidth(of: scalar)))]
    }
  }

  /// The number of a code point in brackets, with so many digits at least.
  private static func numbered(_ scalar: Unicode.Scalar, digits count: Int) -> [Glyph] {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, count - digits.utf8.count))
    return "<\(padding)\(digits)>".unicodeScalars.map { Glyph($0) }
  }
}

extension Unicode.Scalar {
  /// The control picture of a code point below 20.
  fileprivate var picture: Unicode.Scalar {
    Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
  }
}
