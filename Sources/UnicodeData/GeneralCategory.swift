// SPDX-License-Identifier: MIT
// The general categories of Unicode: thirty two-letter ones, and the seven first letters.
// Tested in UnicodeDataTests/PropertyTests.swift.

/// A general category, which every code point has exactly one of.
///
/// The order is the generator's; it keeps the categories of one first letter together.
@frozen
public enum GeneralCategory: UInt8, CaseIterable, Hashable, Sendable {
  /// Cn, no character in Unicode 14.
  case unassigned
  /// Cc, a control character.
  case control
  /// Cf, a format character.
  case format
  /// Co, a code point for private use.
  case privateUse
  /// Cs, a surrogate.
  case surrogate
  /// Ll, a lower case letter.
  case lowercaseLetter
  /// Lm, a modifier letter.
  case modifierLetter
  /// Lo, a letter of a script without cases.
  case otherLetter
  /// Lt, a title case letter.
  case titlecaseLetter
  /// Lu, an upper case letter.
  case uppercaseLetter
  /// Mc, a spacing combining mark.
  case spacingMark
  /// Me, an enclosing mark.
  case enclosingMark
  /// Mn, a non-spacing mark.
  case nonspacingMark
  /// Nd, a decimal digit.
  case decimalNumber
  /// Nl, a letter that stands for a number.
  case letterNumber
  /// No, another number.
  case otherNumber
  /// Pc, connecting punctuation.
  case connectorPunctuation
  /// Pd, a dash.
  case dashPunctuation
  /// Pe, closing punctuation.
  case closePunctuation
  /// Pf, a final quotation mark.
  case finalPunctuation
  /// Pi, an initial quotation mark.
  case initialPunctuation
  /// Po, other punctuation.
  case otherPunctuation
  /// Ps, opening punctuation.
  case openPunctuation
  /// Sc, a currency sign.
  case currencySymbol
  /// Sk, a modifier symbol.
  case modifierSymbol
  /// Sm, a mathematical symbol.
  case mathSymbol
  /// So, another symbol.
  case otherSymbol
  /// Zl, the line separator.
  case lineSeparator
  /// Zp, the paragraph separator.
  case paragraphSeparator
  /// Zs, a space.
  case spaceSeparator

  /// The two letters that a pattern writes, such as `Lu`.
  public var code: String {
    switch self {
    case .unassigned: "Cn"
    case .control: "Cc"
    case .format: "Cf"
    case .privateUse: "Co"
    case .surrogate: "Cs"
    case .lowercaseLetter: "Ll"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .titlecaseLetter: "Lt"
    case .uppercaseLetter: "Lu"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .nonspacingMark: "Mn"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .closePunctuation: "Pe"
    case .finalPunctuation: "Pf"
    case .initialPunctuation: "Pi"
    case .otherPunctuation: "Po"
    case .openPunctuation: "Ps"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .mathSymbol: "Sm"
    case .otherSymbol: "So"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .spaceSeparator: "Zs"
    }
  }

  /// The first letter.
  public var major: MajorCategory {
    switch self {
    case .unassigned, .control, .format, .privateUse, .surrogate: .other
    case .lowercaseLetter, .modifierLetter, .otherLetter, .titlecaseLetter, .uppercaseLetter:
      .letter
    case .spacingMark, .enclosingMark, .nonspacingMark: .mark
    case .decimalNumber, .letterNumber, .otherNumber: .number
    case .connectorPunctuation, .dashPunctuation, .closePunctuation, .finalPunctuation,
      .initialPunctuation, .otherPunctuation, .openPunctuation:
      .punctuation
    case .currencySymbol, .modifierSymbol, .mathSymbol, .otherSymbol: .symbol
    case .lineSeparator, .paragraphSeparator, .spaceSeparator: .separator
    }
  }
}

/// The first letter of a general category: all that `\p{L}` asks for.
@frozen
public enum MajorCategory: UInt8, CaseIterable, Hashable, Sendable {
  /// C, controls and whatever is not a character.
  case other
  /// L, a letter.
  case letter
  /// M, a combining mark.
  case mark
  /// N, a number.
  case number
  /// P, punctuation.
  case punctuation
  /// S, a symbol.
  case symbol
  /// Z, a separator.
  case separator

  /// The letter that a pattern writes.
  public var code: String {
    switch self {
    case .other: "C"
    case .letter: "L"
    case .mark: "M"
    case .number: "N"
    case .punctuation: "P"
    case .symbol: "S"
    case .separator: "Z"
    }
  }

  /// The general categories of this letter, bit `n` for raw value `n`.
  @inlinable
  var mask: UInt32 {
    switch self {
    case .other: 0x0000_001F
    case .letter: 0x0000_03E0
    case .mark: 0x0000_1C00
    case .number: 0x0000_E000
    case .punctuation: 0x007F_0000
    case .symbol: 0x0780_0000
    case .separator: 0x3800_0000
    }
  }
}
