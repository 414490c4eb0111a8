// SPDX-License-Identifier: MIT
// Edits of the subject or the pattern after which a search that found nothing finds something.
//
//     `colou?r` on "my co1or":  in the text "l" for "1" at [5,6)
//     `colour` on "my color":   in the pattern `u?` for `u` at [4,5)
//
// Tested in RegexDebuggingTests/MissTests.swift.

public import SourceText

/// A stretch of bytes and what is written instead.
public struct Replacement: Hashable, Sendable {
  /// What is replaced; empty where something is inserted.
  public var span: SourceSpan
  /// What is written instead; empty where something is removed.
  public var bytes: [UInt8]

  /// Makes a replacement.
  public init(_ span: SourceSpan, _ bytes: [UInt8]) {
    self.span = span
    self.bytes = bytes
  }
}

/// A small change after which there is a match.
public struct Edit: Hashable, Sendable {
  /// The kinds of changes.
  public enum Kind: String, Hashable, Sendable {
    /// Text: characters are inserted.
    case insert
    /// Text: characters are removed.
    case remove
    /// Text: a character is replaced by another one.
    case replace
    /// Text: two characters change places.
    case swap
    /// Pattern: a letter in the other case.
    case otherCase = "other_case"
    /// Pattern: case is ignored.
    case ignoreCase = "ignore_case"
    /// Pattern: a backslash turns a metacharacter into a plain one, or a letter into an escape.
    case escape
    /// Pattern: all of it as plain text.
    case quote
    /// Pattern: another character.
    case character
    /// Pattern: a character more.
    case addCharacter = "add_character"
    /// Pattern: a set takes another character as well.
    case widen
    /// Pattern: something may be left out.
    case optional
    /// Pattern: something may come more often, or less often.
    case quantifier
    /// Pattern: something goes.
    case drop
    /// Pattern: an anchor holds at every line, or a dot takes newlines.
    case lines
  }
  /// What kind of change it is.
  public var kind: Kind
  /// The replacements, in order, without overlaps.
  public var replacements: [Replacement]
  /// What is edited: in a text the bytes replaced, in a pattern the construct with its quantifier.
  public var span: SourceSpan

  /// Whether the subject is changed; else the pattern.
  public var isOfText: Bool {
    switch kind {
    case .insert, .remove, .replace, .swap: true
    default: false
    }
  }

  /// How much less likely than no change it is, in bits: what ranks edits and misses.
  ///
  /// A character that an edit of the pattern brings along costs as much as it will explain.
  var cost: Double {
    let length = Double(replacements.reduce(0) { $0 + max($1.span.count, $1.bytes.count) })
    switch kind {
    case .otherCase: return 1
    case .swap, .escape, .quote: return 2
    case .ignoreCase, .lines, .quantifier: return 3
    case .optional: return 3.5
    case .insert: return 3 + 0.3 * (min(length, 20) - 1)
    case .remove, .replace: return 4 + 0.3 * (min(length, 20) - 1)
    case .drop: return 5
    case .widen: return 8
    case .character, .addCharacter: return 10
    }
  }

  /// Makes an edit.
  init(_ kind: Kind, of span: SourceSpan, _ replacements: [Replacement]) {
    self.kind = kind
    self.span = span
    self.replacements = replacements
  }

  /// Makes an edit of one stretch of a text.
  init(_ kind: Kind, _ start: Int, _ end: Int, _ bytes: [UInt8]) {
    let span = SourceSpan(start, end)
    self.init(kind, of: span, [Replacement(span, bytes)])
  }

  /// What is written in place of `span`.
  public func newText(of text: [UInt8]) -> [UInt8] {
    var result = Array(text[span.start..<span.end])
    for change in replacements.reversed() {
      let (start, end) = (change.span.start - span.start, change.span.end - span.start)
      result.replaceSubrange(start..<end, with: change.bytes)
    }
    return result
  }

  /// A text with the edit made.
  public func applied(to text: [UInt8]) -> [UInt8] {
    var result = text
    for change in replacements.reversed() {
      result.replaceSubrange(change.span.start..<change.span.end, with: change.bytes)
    }
    return result
  }
}
