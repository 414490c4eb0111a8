// SPDX-License-Identifier: MIT
// Why a pattern was refused.

public import SourceText

/// A pattern that PCRE2 would refuse, with PCRE2's number and offset and our own words.
public struct PatternError: Error, Hashable, Sendable {
  /// PCRE2's error number, 101 and up (pcre2.h, PCRE2_ERROR_...).
  public var code: Int
  /// PCRE2's error offset in the pattern, in bytes.
  public var offset: Int
  /// The text to point at; contains or touches `offset`.
  public var span: SourceSpan
  /// What is wrong, one sentence without a full stop, naming the construct.
  public var message: String
  /// What to do about it, one sentence; empty if there is nothing to add.
  public var hint: String

  /// Makes an error.
  public init(code: Int, offset: Int, span: SourceSpan, message: String, hint: String) {
    self.code = code
    self.offset = offset
    self.span = span
    self.message = message
    self.hint = hint
  }
}

extension PatternError: CustomStringConvertible {
  /// The message, the number and the offset.
  public var description: String { "\(message) (error \(code) at offset \(offset))" }
}
