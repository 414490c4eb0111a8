// SPDX-License-Identifier: MIT
// A property as a pattern can name it in \p{...}, resolved.
// Example: UnicodeProperty(name: Array("sc=greek".utf8)) is .script(.greek).
// Tested against libpcre2 for every code point in UnicodeDataTests/PropertyTests.swift.

public import CUnicodeTables

/// A Unicode property that `\p{...}` can ask for, in the vocabulary of PCRE2 10.42 (Unicode 14).
@frozen
public enum UnicodeProperty: Hashable, Sendable {
  /// Every code point (`Any`).
  case any
  /// A letter that has case (`L&`, `LC`): Ll, Lt or Lu.
  case casedLetter
  /// One general category, such as `Lu`.
  case generalCategory(GeneralCategory)
  /// All general categories of one first letter, such as `L`.
  case majorCategory(MajorCategory)
  /// One basic script, such as `sc:Greek`.
  case script(Script)
  /// A script, basic or in the script extensions, such as `Greek` or `scx:Greek`.
  case scriptExtensions(Script)
  /// One bidirectional class, such as `bc:AL`.
  case bidiClass(BidiClass)
  /// A yes or no property, such as `Alphabetic`.
  case binary(BinaryProperty)
  /// A letter or a number (`Xan`).
  case alphanumeric
  /// A space as Perl has it (`Xsp`).
  case perlSpace
  /// A space as POSIX has it (`Xps`); the same as `perlSpace` since PCRE2 10.
  case posixSpace
  /// A letter, a number or the underscore (`Xwd`).
  case word
  /// A code point that C++ can write as a universal character name (`Xuc`).
  case universalCharacterName

  /// Whether the code point has the property; code points beyond U+10FFFF are unassigned.
  @inlinable
  public func contains(_ codePoint: UInt32) -> Bool {
    switch self {
    case .any: true
    case .casedLetter: UnicodeTables.isCasedLetter(codePoint)
    case .generalCategory(let category): unicode_category(codePoint) == category.rawValue
    case .majorCategory(let major): UnicodeTables.isCategory(codePoint, major)
    case .script(let script): unicode_script(codePoint) == script.rawValue
    case .scriptExtensions(let script): UnicodeTables.hasScriptExtension(script, codePoint)
    case .bidiClass(let bidiClass): unicode_bidi_class(codePoint) == bidiClass.rawValue
    case .binary(let property): UnicodeTables.has(property, codePoint)
    case .alphanumeric: UnicodeTables.isAlphanumeric(codePoint)
    case .perlSpace, .posixSpace: UnicodeTables.isSpace(codePoint)
    case .word: UnicodeTables.isWord(codePoint)
    case .universalCharacterName: UnicodeTables.hasUniversalCharacterName(codePoint)
    }
  }

  /// The name for messages, in a form that `\p{...}` takes: `Lu`, `sc:Greek`, `Greek`, `bc:AL`.
  public var displayName: String {
    switch self {
    case .any: "Any"
    case .casedLetter: "L&"
    case .generalCategory(let category): category.code
    case .majorCategory(let major): major.code
    case .script(let script): "sc:" + script.name
    case .scriptExtensions(let script): script.name
    case .bidiClass(let bidiClass): "bc:" + bidiClass.code
    case .binary(let property): property.name
    case .alphanumeric: "Xan"
    case .perlSpace: "Xsp"
    case .posixSpace: "Xps"
    case .word: "Xwd"
    case .universalCharacterName: "Xuc"
    }
  }
}
