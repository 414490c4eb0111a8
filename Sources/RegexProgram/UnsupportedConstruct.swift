// SPDX-License-Identifier: MIT
// What the compiler declines: a clear word at a place in the pattern instead of a wrong answer.

public import SourceText

/// A valid pattern that the engine cannot run yet.
public struct UnsupportedConstruct: Error, Hashable, Sendable {
  /// The construct, as in "not yet supported: backtracking verbs".
  public var construct: String
  /// Where it stands in the pattern.
  public var span: SourceSpan
}

extension UnsupportedConstruct: CustomStringConvertible {
  /// The sentence for a person.
  public var description: String { "not yet supported: \(construct)" }
}
