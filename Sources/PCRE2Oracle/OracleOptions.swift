// SPDX-License-Identifier: MIT
// Options by their PCRE2 names, as case files spell them: "CASELESS" for PCRE2_CASELESS and
// "EXTRA_MATCH_WORD" for PCRE2_EXTRA_MATCH_WORD. NO_UTF_CHECK is not offered: with invalid text it
// makes the library read out of bounds. Tested in Tests/PCRE2OracleTests/MatchTests.swift.

internal import CPCRE2

/// How a pattern is compiled, in the words of the library.
public struct OracleOptions: Hashable, Sendable {
  /// Names of compile options without `PCRE2_`; extra options keep their `EXTRA_`.
  public var compile: [String]
  /// CR, LF, CRLF, ANY, ANYCRLF or NUL; nil stands for LF.
  public var newline: String?
  /// What `\R` matches: UNICODE or ANYCRLF; nil stands for UNICODE.
  public var bsr: String?
  /// The deepest nesting of parentheses; nil stands for 250.
  public var parensNestLimit: Int?
  /// The longest pattern in bytes; nil stands for no limit.
  public var maxPatternLength: Int?

  /// Makes a set of options; without arguments those of the library.
  public init(
    compile: [String] = [], newline: String? = nil, bsr: String? = nil,
    parensNestLimit: Int? = nil, maxPatternLength: Int? = nil
  ) {
    self.compile = compile
    self.newline = newline
    self.bsr = bsr
    self.parensNestLimit = parensNestLimit
    self.maxPatternLength = maxPatternLength
  }
}

/// How one match is run, in the words of the library.
public struct OracleMatchOptions: Hashable, Sendable {
  /// Names of match options without `PCRE2_`, such as NOTBOL, PARTIAL_SOFT or ANCHORED.
  public var names: [String]
  /// Where to start in the subject, in bytes; an impossible one is the library's BADOFFSET.
  public var offset: Int
  /// The last start position, in bytes, for patterns with USE_OFFSET_LIMIT.
  public var offsetLimit: Int?
  /// The number of internal steps of one attempt; nil stands for 10,000,000.
  public var matchLimit: Int?
  /// The depth of backtracking; nil stands for the library's default.
  public var depthLimit: Int?
  /// Kibibytes of heap; nil stands for the library's default.
  public var heapLimit: Int?

  /// Makes a set of options; without arguments a plain match from the start.
  public init(
    names: [String] = [], offset: Int = 0, offsetLimit: Int? = nil, matchLimit: Int? = nil,
    depthLimit: Int? = nil, heapLimit: Int? = nil
  ) {
    self.names = names
    self.offset = offset
    self.offsetLimit = offsetLimit
    self.matchLimit = matchLimit
    self.depthLimit = depthLimit
    self.heapLimit = heapLimit
  }
}

extension OracleMatchOptions {
  /// Whether any limit is not the library's own.
  var hasLimits: Bool {
    matchLimit != nil || depthLimit != nil || heapLimit != nil || offsetLimit != nil
  }
}

/// The two option words that a compilation takes.
struct CompileBits {
  var main: UInt32 = 0
  var extra: UInt32 = 0

  init(names: [String]) throws(OracleError) {
    for name in names {
      if let bit = Self.mainBit(name) {
        main |= bit
      } else if let bit = Self.extraBit(name) {
        extra |= bit
      } else {
        throw .unknownCompileOption(name)
      }
    }
  }

  private static func extraBit(_ name: String) -> UInt32? {
    switch name {
    case "EXTRA_ALLOW_SURROGATE_ESCAPES": PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES
    case "EXTRA_BAD_ESCAPE_IS_LITERAL": PCRE2_EXTRA_BAD_ESCAPE_IS_LITERAL
    case "EXTRA_MATCH_WORD": PCRE2_EXTRA_MATCH_WORD
    case "EXTRA_MATCH_LINE": PCRE2_EXTRA_MATCH_LINE
    case "EXTRA_ESCAPED_CR_IS_LF": PCRE2_EXTRA_ESCAPED_CR_IS_LF
    case "EXTRA_ALT_BSUX": PCRE2_EXTRA_ALT_BSUX
    case "EXTRA_ALLOW_LOOKAROUND_BSK": PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK
    default: nil
    }
  }

  private static func mainBit(_ name: String) -> UInt32? {
    switch name {
    case "ALLOW_EMPTY_CLASS": PCRE2_ALLOW_EMPTY_CLASS
    case "ALT_BSUX": PCRE2_ALT_BSUX
    case "ALT_CIRCUMFLEX": PCRE2_ALT_CIRCUMFLEX
    case "ALT_VERBNAMES": PCRE2_ALT_VERBNAMES
    case "ANCHORED": PCRE2_ANCHORED
    case "AUTO_CALLOUT": PCRE2_AUTO_CALLOUT
    case "CASELESS": PCRE2_CASELESS
    case "DOLLAR_ENDONLY": PCRE2_DOLLAR_ENDONLY
    case "DOTALL": PCRE2_DOTALL
    case "DUPNAMES": PCRE2_DUPNAMES
    case "ENDANCHORED": PCRE2_ENDANCHORED
    case "EXTENDED": PCRE2_EXTENDED
    case "EXTENDED_MORE": PCRE2_EXTENDED_MORE
    case "FIRSTLINE": PCRE2_FIRSTLINE
    case "LITERAL": PCRE2_LITERAL
    case "MATCH_INVALID_UTF": PCRE2_MATCH_INVALID_UTF
    case "MATCH_UNSET_BACKREF": PCRE2_MATCH_UNSET_BACKREF
    case "MULTILINE": PCRE2_MULTILINE
    case "NEVER_BACKSLASH_C": PCRE2_NEVER_BACKSLASH_C
    case "NEVER_UCP": PCRE2_NEVER_UCP
    case "NEVER_UTF": PCRE2_NEVER_UTF
    case "NO_AUTO_CAPTURE": PCRE2_NO_AUTO_CAPTURE
    case "NO_AUTO_POSSESS": PCRE2_NO_AUTO_POSSESS
    case "NO_DOTSTAR_ANCHOR": PCRE2_NO_DOTSTAR_ANCHOR
    case "NO_START_OPTIMIZE": PCRE2_NO_START_OPTIMIZE
    case "UCP": PCRE2_UCP
    case "UNGREEDY": PCRE2_UNGREEDY
    case "USE_OFFSET_LIMIT": PCRE2_USE_OFFSET_LIMIT
    case "UTF": PCRE2_UTF
    default: nil
    }
  }
}

/// The number of a newline convention.
func newlineNumber(_ name: String?) throws(OracleError) -> UInt32 {
  switch name {
  case nil, "LF": UInt32(PCRE2_NEWLINE_LF)
  case "CR": UInt32(PCRE2_NEWLINE_CR)
  case "CRLF": UInt32(PCRE2_NEWLINE_CRLF)
  case "ANY": UInt32(PCRE2_NEWLINE_ANY)
  case "ANYCRLF": UInt32(PCRE2_NEWLINE_ANYCRLF)
  case "NUL": UInt32(PCRE2_NEWLINE_NUL)
  case let name?: throw .unknownNewline(name)
  }
}

/// The number of a meaning of `\R`.
func bsrNumber(_ name: String?) throws(OracleError) -> UInt32 {
  switch name {
  case nil, "UNICODE": UInt32(PCRE2_BSR_UNICODE)
  case "ANYCRLF": UInt32(PCRE2_BSR_ANYCRLF)
  case let name?: throw .unknownBSR(name)
  }
}

/// The option word of one match.
func matchBits(_ names: [String]) throws(OracleError) -> UInt32 {
  var bits: UInt32 = 0
  for name in names {
    switch name {
    case "ANCHORED": bits |= PCRE2_ANCHORED
    case "ENDANCHORED": bits |= PCRE2_ENDANCHORED
    case "NOTBOL": bits |= PCRE2_NOTBOL
    case "NOTEOL": bits |= PCRE2_NOTEOL
    case "NOTEMPTY": bits |= PCRE2_NOTEMPTY
    case "NOTEMPTY_ATSTART": bits |= PCRE2_NOTEMPTY_ATSTART
    case "PARTIAL_SOFT": bits |= PCRE2_PARTIAL_SOFT
    case "PARTIAL_HARD": bits |= PCRE2_PARTIAL_HARD
    default: throw .unknownMatchOption(name)
    }
  }
  return bits
}

/// Hands the limits of a match over to the library.
func setLimits(_ options: OracleMatchOptions, in context: OpaquePointer) {
  if let limit = options.matchLimit {
    unsafe pcre2_set_match_limit_8(context, UInt32(clamping: limit))
  }
  if let limit = options.depthLimit {
    unsafe pcre2_set_depth_limit_8(context, UInt32(clamping: limit))
  }
  if let limit = options.heapLimit {
    unsafe pcre2_set_heap_limit_8(context, UInt32(clamping: limit))
  }
  if let limit = options.offsetLimit {
    unsafe pcre2_set_offset_limit_8(context, max(0, limit))
  }
}
