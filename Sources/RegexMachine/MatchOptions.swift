// SPDX-License-Identifier: MIT
// What a caller asks of one match besides pattern and subject.

/// Match options, in PCRE2's vocabulary.
public struct MatchFlags: OptionSet, Hashable, Sendable {
  /// The bits, private to this package.
  public let rawValue: UInt16
  /// Makes a set from bits that this type gave out before.
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// Matches only at the start offset.
  public static let anchored = MatchFlags(rawValue: 1)
  /// The match must end at the end of the subject.
  public static let endAnchored = MatchFlags(rawValue: 2)
  /// The subject's start is not the start of a line.
  public static let notBOL = MatchFlags(rawValue: 4)
  /// The subject's end is not the end of a line.
  public static let notEOL = MatchFlags(rawValue: 8)
  /// The empty string is not a match.
  public static let notEmpty = MatchFlags(rawValue: 16)
  /// The empty string at the start offset is not a match.
  public static let notEmptyAtStart = MatchFlags(rawValue: 32)

  /// If there is no match, the first partial match counts.
  public static let partialSoft = MatchFlags(rawValue: 64)
  /// A partial match ends the search.
  public static let partialHard = MatchFlags(rawValue: 128)

  /// All names that `init(pcre2Name:)` knows.
  public static let pcre2Names = [
    "ANCHORED", "ENDANCHORED", "NOTBOL", "NOTEOL", "NOTEMPTY", "NOTEMPTY_ATSTART", "PARTIAL_HARD",
    "PARTIAL_SOFT",
  ]

  /// The flag with a PCRE2 name without prefix ("NOTBOL"); nil if there is none.
  public init?(pcre2Name name: String) {
    switch name {
    case "ANCHORED": self = .anchored
    case "ENDANCHORED": self = .endAnchored
    case "NOTBOL": self = .notBOL
    case "NOTEOL": self = .notEOL
    case "NOTEMPTY": self = .notEmpty
    case "NOTEMPTY_ATSTART": self = .notEmptyAtStart
    case "PARTIAL_SOFT": self = .partialSoft
    case "PARTIAL_HARD": self = .partialHard
    default: return nil
    }
  }
}

/// What bounds a run.
public struct MatchLimits: Hashable, Sendable {
  /// Most steps before the outcome is `limit(.steps)`.
  public var steps: UInt64
  /// Most memory for the backtrack stack, in bytes, before the outcome is `limit(.memory)`.
  public var stackBytes: Int
  /// Deepest nesting of calls before the outcome is `limit(.depth)`.
  public var callDepth: Int

  /// Limits that no ordinary match meets: 2^62 steps, 1 GiB, 10 million calls.
  public init(
    steps: UInt64 = 1 << 62, stackBytes: Int = 1 << 30, callDepth: Int = 10_000_000
  ) {
    self.steps = steps
    self.stackBytes = stackBytes
    self.callDepth = callDepth
  }
}

/// What is still to be checked of a UTF-8 subject.
enum SubjectCheck: Hashable, Sendable {
  /// Everything that the search can see.
  case full
  /// Only that the start is not inside a character: an earlier search has found the text valid.
  case start
  /// Nothing (PCRE2_NO_UTF_CHECK).
  case none
}

/// Everything that decides how a subject is searched.
public struct MatchOptions: Hashable, Sendable {
  /// The match options.
  public var flags: MatchFlags
  /// Where the search starts, in bytes from the start of the subject.
  public var startOffset: Int
  /// The last position at which an attempt may start; nil = the end of the subject.
  public var offsetLimit: Int?
  /// The limits.
  public var limits: MatchLimits
  /// What is still to be checked of a UTF-8 subject.
  var subjectCheck = SubjectCheck.full
  /// Whether partial matches are looked for: only the traced program can do that.
  public var isPartial: Bool { !flags.isDisjoint(with: [.partialSoft, .partialHard]) }

  /// Options that search the whole subject.
  public init(
    flags: MatchFlags = [], startOffset: Int = 0, offsetLimit: Int? = nil,
    limits: MatchLimits = MatchLimits()
  ) {
    self.flags = flags
    self.startOffset = startOffset
    self.offsetLimit = offsetLimit
    self.limits = limits
  }
}
