// SPDX-License-Identifier: MIT
// What Unicode 14 says of a code point, as the matcher asks it: two array reads and a compare.
// Example: UnicodeTables.generalCategory(of: 0x41) == .uppercaseLetter.
// Tested against libpcre2 for every code point in UnicodeDataTests/PropertyTests.swift.

public import CUnicodeTables

/// The properties of Unicode 14 by code point, with the meaning libpcre2 10.42 gives them.
///
/// Every function takes any number: what lies beyond U+10FFFF is unassigned. Every function is
/// O(1), allocates nothing and needs no set-up.
public enum UnicodeTables {
  /// The general category.
  @inlinable
  public static func generalCategory(of codePoint: UInt32) -> GeneralCategory {
    GeneralCategory(rawValue: unicode_category(codePoint)) ?? .unassigned
  }

  /// The basic script (`sc`).
  @inlinable
  public static func script(of codePoint: UInt32) -> Script {
    Script(known: unicode_script(codePoint))
  }

  /// The scripts that the data lists in Script_Extensions: empty for most code points.
  @inlinable
  public static func scriptExtensions(of codePoint: UInt32) -> ScriptSet {
    ScriptSet(
      low: unicode_script_set_word(codePoint, 0), middle: unicode_script_set_word(codePoint, 1),
      high: unicode_script_set_word(codePoint, 2))
  }

  /// Whether `\p{scx:...}` matches: the script is the basic one or one of the extensions.
  ///
  /// A Common or Inherited code point stays that even where it has extensions. Source:
  /// pcre2pattern, "Script properties for \p and \P".
  @inlinable
  public static func hasScriptExtension(_ script: Script, _ codePoint: UInt32) -> Bool {
    if unicode_script(codePoint) == script.rawValue { return true }
    let word = unicode_script_set_word(codePoint, UInt32(script.rawValue >> 6))
    return word >> UInt64(script.rawValue & 63) & 1 != 0
  }

  /// The bidirectional class.
  @inlinable
  public static func bidiClass(of codePoint: UInt32) -> BidiClass {
    BidiClass(rawValue: unicode_bidi_class(codePoint)) ?? .leftToRight
  }

  /// Whether the code point has a binary property.
  @inlinable
  public static func has(_ property: BinaryProperty, _ codePoint: UInt32) -> Bool {
    unicode_binary_set(codePoint) >> UInt64(property.rawValue) & 1 != 0
  }

  /// The class that the rules of grapheme clusters go by.
  @inlinable
  public static func graphemeBreak(of codePoint: UInt32) -> GraphemeBreak {
    GraphemeBreak(rawValue: unicode_grapheme_break(codePoint)) ?? .other
  }

  /// Which run of ten decimal digits the code point is in, from 1 (ASCII); 0 if it is no digit.
  ///
  /// Two digits may stand in one script run only if these numbers are equal.
  @inlinable
  public static func digitSetIndex(of codePoint: UInt32) -> Int {
    Int(unicode_digit_set(codePoint))
  }

  /// Whether the general category has one of the first letters.
  @inlinable
  static func isCategory(_ codePoint: UInt32, in mask: UInt32) -> Bool {
    mask >> UInt32(unicode_category(codePoint)) & 1 != 0
  }

  /// Whether the first letter of the general category is the given one.
  @inlinable
  public static func isCategory(_ codePoint: UInt32, _ major: MajorCategory) -> Bool {
    isCategory(codePoint, in: major.mask)
  }

  /// Whether the code point is a letter that has case (`L&`: Ll, Lt, Lu).
  @inlinable
  public static func isCasedLetter(_ codePoint: UInt32) -> Bool {
    isCategory(codePoint, in: 0x0000_0320)
  }

  /// Whether the code point is a letter or a number (`Xan`).
  @inlinable
  public static func isAlphanumeric(_ codePoint: UInt32) -> Bool {
    isCategory(codePoint, in: 0x0000_E3E0)
  }

  /// Whether the code point is a letter, a number or the underscore (`Xwd`, and `\w` under UCP).
  @inlinable
  public static func isWord(_ codePoint: UInt32) -> Bool {
    isAlphanumeric(codePoint) || codePoint == 0x5F
  }

  /// Whether the code point is a space (`Xsp` and `Xps`, and `\s` under UCP).
  ///
  /// These are the separators (Z), tab to carriage return, U+0085 and U+180E, which Unicode itself
  /// no longer counts among the spaces.
  @inlinable
  public static func isSpace(_ codePoint: UInt32) -> Bool {
    if codePoint < 0x80 { return codePoint == 0x20 || (0x09...0x0D).contains(codePoint) }
    return isCategory(codePoint, in: 0x3800_0000) || codePoint == 0x85 || codePoint == 0x180E
  }

  /// Whether C++ can name the code point by a universal character name (`Xuc`).
  @inlinable
  public static func hasUniversalCharacterName(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x24, 0x40, 0x60: true
    case 0xD800...0xDFFF: false
    default: codePoint >= 0xA0
    }
  }
}
