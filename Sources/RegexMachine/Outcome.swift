// SPDX-License-Identifier: MIT
// How a run can end, and what the machine refuses to begin with.

/// How a search ended.
public enum Outcome: Hashable, Sendable {
  /// A match was found.
  case match
  /// There is none.
  case noMatch
  /// There is none, but the end of the subject was met on the way to one (only if asked for).
  case partial
  /// A limit was reached first.
  case limit(Limit)
  /// The pattern did something that PCRE2 refuses while it matches.
  case error(MatchError)
}

/// What ends a match with an error; the raw value is PCRE2's number.
public enum MatchError: Int, Hashable, Sendable {
  /// A call came back to itself at the same position (PCRE2_ERROR_RECURSELOOP).
  case recursionLoop = -52
  /// (*ACCEPT) was reached by a call from outside the assertion that it stands in (an internal error of
  /// PCRE2, without a name).
  case acceptOutsideAssertion = -999
}

extension MatchError: CustomStringConvertible {
  /// What happened, as the rest of a sentence.
  public var description: String {
    switch self {
    case .recursionLoop: "a group calls itself again at the same position"
    case .acceptOutsideAssertion:
      "(*ACCEPT) in an assertion was reached by a call from outside the assertion"
    }
  }
}

/// The limits of a run.
public enum Limit: String, Hashable, Sendable {
  /// `MatchLimits.steps`
  case steps
  /// `MatchLimits.stackBytes`
  case memory
  /// `MatchLimits.callDepth`
  case depth
}

/// Why `run` came back.
public enum RunResult: Hashable, Sendable {
  /// The search is over.
  case finished(Outcome)
  /// The machine stands before the step that it has just reported.
  case paused
}

/// A subject that cannot be searched.
public struct SubjectError: Error, Hashable, Sendable {
  /// PCRE2's number: -3 to -23 for invalid UTF-8, -33 for a start offset behind the end, -36 for one
  /// inside a character, -48 for a subject that is too long, -56 for an offset limit without the option, -34 for options that do not go together.
  public var code: Int
  /// Offset of the fault in the subject, in bytes.
  public var offset: Int
}

extension SubjectError: CustomStringConvertible {
  /// What is wrong, with the offset.
  public var description: String {
    switch code {
    case -33: "the start offset \(offset) is behind the end of the subject"
    case -34: "partial matching and ENDANCHORED do not go together"
    case -48: "the subject is longer than 4 GiB"
    case -56: "an offset limit needs the option USE_OFFSET_LIMIT"
    case -36: "the start offset \(offset) is inside a UTF-8 character"
    default: "the subject is not valid UTF-8 at offset \(offset)"
    }
  }
}

/// A group's text as offsets into the subject.
public struct CaptureRange: Hashable, Sendable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset behind the last byte.
  ///
  /// With `\K` in a lookaround the whole match can end before it starts.
  public var end: Int

  /// Makes a range.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}
