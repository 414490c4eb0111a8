// SPDX-License-Identifier: MIT
// What a caller asks of the compiler besides the pattern itself, in PCRE2's vocabulary. Options are
// named as in `man pcre2api` without the prefix: "CASELESS", "EXTRA_MATCH_WORD".

/// Compile options, one bit for each PCRE2 option that has a meaning for a matcher.
public struct CompileOptions: OptionSet, Hashable, Sendable {
  /// The bits; private to this package, never PCRE2's own numbers.
  public let rawValue: UInt64

  /// Makes a set from bits that this type gave out before.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  private static func bit(_ n: UInt64) -> CompileOptions { .init(rawValue: 1 << n) }

  /// Allows `[]` and `[^]` as classes without members.
  public static let allowEmptyClass = bit(0)
  /// `\u`, `\U` and `\x` as in JavaScript (ECMAScript 5).
  public static let altBSUX = bit(1)
  /// `^` with MULTILINE also matches after a newline that ends the subject.
  public static let altCircumflex = bit(2)
  /// Verb names are processed for escapes and white space.
  public static let altVerbNames = bit(3)
  /// Matches only at the start offset.
  public static let anchored = bit(4)
  /// Written and automatic callouts before every item.
  public static let autoCallout = bit(5)
  /// Letters match in either case.
  public static let caseless = bit(6)
  /// `$` only at the very end.
  public static let dollarEndOnly = bit(7)
  /// Dot matches newlines too.
  public static let dotAll = bit(8)
  /// Group names may be used again.
  public static let dupNames = bit(9)
  /// A match must end at the end of the subject.
  public static let endAnchored = bit(10)
  /// White space and comments are ignored.
  public static let extended = bit(11)
  /// As `extended`, also blanks inside a class.
  public static let extendedMore = bit(12)
  /// A match must begin in the first line.
  public static let firstLine = bit(13)
  /// The pattern is plain text.
  public static let literal = bit(14)
  /// Invalid UTF in the subject is skipped, not an error.
  public static let matchInvalidUTF = bit(15)
  /// A reference to an unset group matches the empty string.
  public static let matchUnsetBackref = bit(16)
  /// `^` and `$` match at every line.
  public static let multiline = bit(17)
  /// `\C` is an error.
  public static let neverBackslashC = bit(18)
  /// `(*UCP)` is an error.
  public static let neverUCP = bit(19)
  /// `(*UTF)` is an error.
  public static let neverUTF = bit(20)
  /// Plain parentheses do not capture.
  public static let noAutoCapture = bit(21)
  /// No automatic possessification.
  public static let noAutoPossess = bit(22)
  /// No automatic anchoring of `.*`.
  public static let noDotStarAnchor = bit(23)
  /// No start optimisations.
  public static let noStartOptimize = bit(24)
  /// The caller vouches for valid UTF.
  public static let noUTFCheck = bit(25)
  /// `\d`, `\w`, `\s`, `\b` and POSIX classes by Unicode properties.
  public static let ucp = bit(26)
  /// Quantifiers are lazy by default.
  public static let ungreedy = bit(27)
  /// Allows an offset limit at match time.
  public static let useOffsetLimit = bit(28)
  /// Pattern and subject are UTF-8.
  public static let utf = bit(29)
  /// Surrogate code points may be written as escapes.
  public static let extraAllowSurrogateEscapes = bit(32)
  /// Unknown escapes are literals.
  public static let extraBadEscapeIsLiteral = bit(33)
  /// The pattern is wrapped in `\b(?:` and `)\b`.
  public static let extraMatchWord = bit(34)
  /// The pattern is wrapped in `^(?:` and `)$`.
  public static let extraMatchLine = bit(35)
  /// `\r` means `\n`.
  public static let extraEscapedCRIsLF = bit(36)
  /// As `altBSUX`, also `\u{...}` (ECMAScript 6).
  public static let extraAltBSUX = bit(37)
  /// `\K` is allowed in lookarounds.
  public static let extraAllowLookaroundBSK = bit(38)

  /// The option with a PCRE2 name without prefix ("CASELESS", "EXTRA_MATCH_WORD"); nil if there is none.
  public init?(pcre2Name name: String) {
    guard let found = CompileOptions.byName[name] else { return nil }
    self = found
  }

  /// All PCRE2 names that `init(pcre2Name:)` knows, sorted.
  public static var pcre2Names: [String] { byName.keys.sorted() }

  private static let byName: [String: CompileOptions] = [
    "ALLOW_EMPTY_CLASS": .allowEmptyClass, "ALT_BSUX": .altBSUX,
    "ALT_CIRCUMFLEX": .altCircumflex, "ALT_VERBNAMES": .altVerbNames, "ANCHORED": .anchored,
    "AUTO_CALLOUT": .autoCallout, "CASELESS": .caseless, "DOLLAR_ENDONLY": .dollarEndOnly,
    "DOTALL": .dotAll, "DUPNAMES": .dupNames, "ENDANCHORED": .endAnchored,
    "EXTENDED": .extended, "EXTENDED_MORE": .extendedMore, "FIRSTLINE": .firstLine,
    "LITERAL": .literal, "MATCH_INVALID_UTF": .matchInvalidUTF,
    "MATCH_UNSET_BACKREF": .matchUnsetBackref, "MULTILINE": .multiline,
    "NEVER_BACKSLASH_C": .neverBackslashC, "NEVER_UCP": .neverUCP, "NEVER_UTF": .neverUTF,
    "NO_AUTO_CAPTURE": .noAutoCapture, "NO_AUTO_POSSESS": .noAutoPossess,
    "NO_DOTSTAR_ANCHOR": .noDotStarAnchor, "NO_START_OPTIMIZE": .noStartOptimize,
    "NO_UTF_CHECK": .noUTFCheck, "UCP": .ucp, "UNGREEDY": .ungreedy,
    "USE_OFFSET_LIMIT": .useOffsetLimit, "UTF": .utf,
    "EXTRA_ALLOW_SURROGATE_ESCAPES": .extraAllowSurrogateEscapes,
    "EXTRA_BAD_ESCAPE_IS_LITERAL": .extraBadEscapeIsLiteral,
    "EXTRA_MATCH_WORD": .extraMatchWord, "EXTRA_MATCH_LINE": .extraMatchLine,
    "EXTRA_ESCAPED_CR_IS_LF": .extraEscapedCRIsLF, "EXTRA_ALT_BSUX": .extraAltBSUX,
    "EXTRA_ALLOW_LOOKAROUND_BSK": .extraAllowLookaroundBSK,
  ]
}

/// What counts as a newline.
public enum NewlineConvention: String, Hashable, Sendable, CaseIterable {
  /// Carriage return alone.
  case cr = "CR"
  /// Line feed alone.
  case lf = "LF"
  /// Carriage return and line feed as a pair.
  case crlf = "CRLF"
  /// Any Unicode newline sequence.
  case any = "ANY"
  /// CR, LF or CRLF.
  case anyCRLF = "ANYCRLF"
  /// The zero byte.
  case nul = "NUL"
}

/// What `\R` matches.
public enum BSRConvention: String, Hashable, Sendable, CaseIterable {
  /// Any Unicode newline sequence.
  case unicode = "UNICODE"
  /// CR, LF or CRLF only.
  case anyCRLF = "ANYCRLF"
}

/// Everything that decides how a pattern text is read.
public struct PatternOptions: Hashable, Sendable {
  /// The compile options.
  public var compile: CompileOptions
  /// The newline convention before the pattern's own setting, such as `(*CRLF)`.
  public var newline: NewlineConvention
  /// The meaning of `\R` before the pattern's own setting, such as `(*BSR_ANYCRLF)`.
  public var bsr: BSRConvention
  /// How deep parentheses may nest.
  public var parensNestLimit: Int
  /// The longest pattern accepted, in bytes; nil = no limit.
  public var maxPatternLength: Int?

  /// Options with PCRE2's defaults for all that is not given.
  public init(
    compile: CompileOptions = [], newline: NewlineConvention = .lf,
    bsr: BSRConvention = .unicode, parensNestLimit: Int = 250, maxPatternLength: Int? = nil
  ) {
    self.compile = compile
    self.newline = newline
    self.bsr = bsr
    self.parensNestLimit = parensNestLimit
    self.maxPatternLength = maxPatternLength
  }
}
