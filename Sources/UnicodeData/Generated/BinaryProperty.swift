// SPDX-License-Identifier: MIT AND Unicode-DFS-2016
// Generated from the Unicode Character Database by Scripts/make-unicode-data.py: do not edit.
// Licence of the data: LICENSES/Unicode.txt.

/// A binary (yes or no) property of Unicode that PCRE2 10.42 can ask for.
@frozen
public enum BinaryProperty: UInt8, CaseIterable, Hashable, Sendable {
  /// The property `ASCII`.
  case ascii
  /// The property `ASCII_Hex_Digit`.
  case asciiHexDigit
  /// The property `Alphabetic`.
  case alphabetic
  /// The property `Bidi_Control`.
  case bidiControl
  /// The property `Bidi_Mirrored`.
  case bidiMirrored
  /// The property `Case_Ignorable`.
  case caseIgnorable
  /// The property `Cased`.
  case cased
  /// The property `Changes_When_Casefolded`.
  case changesWhenCasefolded
  /// The property `Changes_When_Casemapped`.
  case changesWhenCasemapped
  /// The property `Changes_When_Lowercased`.
  case changesWhenLowercased
  /// The property `Changes_When_Titlecased`.
  case changesWhenTitlecased
  /// The property `Changes_When_Uppercased`.
  case changesWhenUppercased
  /// The property `Dash`.
  case dash
  /// The property `Default_Ignorable_Code_Point`.
  case defaultIgnorableCodePoint
  /// The property `Deprecated`.
  case deprecated
  /// The property `Diacritic`.
  case diacritic
  /// The property `Emoji`.
  case emoji
  /// The property `Emoji_Component`.
  case emojiComponent
  /// The property `Emoji_Modifier`.
  case emojiModifier
  /// The property `Emoji_Modifier_Base`.
  case emojiModifierBase
  /// The property `Emoji_Presentation`.
  case emojiPresentation
  /// The property `Extended_Pictographic`.
  case extendedPictographic
  /// The property `Extender`.
  case extender
  /// The property `Grapheme_Base`.
  case graphemeBase
  /// The property `Grapheme_Extend`.
  case graphemeExtend
  /// The property `Grapheme_Link`.
  case graphemeLink
  /// The property `Hex_Digit`.
  case hexDigit
  /// The property `IDS_Binary_Operator`.
  case idsBinaryOperator
  /// The property `IDS_Trinary_Operator`.
  case idsTrinaryOperator
  /// The property `ID_Continue`.
  case idContinue
  /// The property `ID_Start`.
  case idStart
  /// The property `Ideographic`.
  case ideographic
  /// The property `Join_Control`.
  case joinControl
  /// The property `Logical_Order_Exception`.
  case logicalOrderException
  /// The property `Lowercase`.
  case lowercase
  /// The property `Math`.
  case math
  /// The property `Noncharacter_Code_Point`.
  case noncharacterCodePoint
  /// The property `Pattern_Syntax`.
  case patternSyntax
  /// The property `Pattern_White_Space`.
  case patternWhiteSpace
  /// The property `Prepended_Concatenation_Mark`.
  case prependedConcatenationMark
  /// The property `Quotation_Mark`.
  case quotationMark
  /// The property `Radical`.
  case radical
  /// The property `Regional_Indicator`.
  case regionalIndicator
  /// The property `Sentence_Terminal`.
  case sentenceTerminal
  /// The property `Soft_Dotted`.
  case softDotted
  /// The property `Terminal_Punctuation`.
  case terminalPunctuation
  /// The property `Unified_Ideograph`.
  case unifiedIdeograph
  /// The property `Uppercase`.
  case uppercase
  /// The property `Variation_Selector`.
  case variationSelector
  /// The property `White_Space`.
  case whiteSpace
  /// The property `XID_Continue`.
  case xidContinue
  /// The property `XID_Start`.
  case xidStart
}
