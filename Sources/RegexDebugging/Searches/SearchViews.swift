// SPDX-License-Identifier: MIT
// What a session answers about its searches: values, no text.

public import RegexMachine
public import RegexSyntax

/// Which search of a session that looks for all matches is in hand.
public struct SearchView: Hashable, Sendable {
  /// What comes after it.
  public enum Following: Hashable, Sendable {
    /// Another search, from this offset.
    case search(start: Int)
    /// None.
    case none
    /// None, because the match cannot be replaced; the number is PCRE2's.
    case refused(code: Int)
    /// None, because the template cannot be filled in.
    case failed(ReplacementError)
  }
  /// Its number, from 1.
  public var number: Int
  /// Where it starts, in bytes.
  public var start: Int
  /// Whether it may match only there and not the empty string, because the match before was empty.
  public var isRetry: Bool
  /// Matches that were found before it; if it is over, with its own.
  public var matches: Int
  /// Whether the command has led to it from another one.
  public var isNew: Bool
  /// What comes after it; nil unless the session stands at its end.
  public var following: Following?
  /// What its match is replaced by; nil if there is no match here, or nothing to replace it by.
  public var replacement: [UInt8]?
}

/// A match that has been found.
public struct MatchRow: Hashable, Sendable {
  /// Its number, from 1.
  public var number: Int
  /// The number of the search that found it.
  public var search: Int
  /// The groups, the whole match first; nil where a group is not set.
  public var captures: [CaptureRange?]
  /// What it is replaced by; nil if nothing is to be replaced.
  public var replacement: [UInt8]?
  /// Why it cannot be replaced.
  public var error: ReplacementError?
}

/// A template, and what became of its pieces.
public struct ReplacementView: Hashable, Sendable {
  /// The template.
  public var template: ReplacementTemplate
  /// The pieces with what each gave; nil if the session does not stand at a match.
  public var pieces: [WrittenPiece]?
  /// What was written.
  public var bytes: [UInt8]
  /// The fault that was met.
  public var error: ReplacementError?
  /// The groups of the match.
  public var captures: [CaptureRange?]
}
