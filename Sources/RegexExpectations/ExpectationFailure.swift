// SPDX-License-Identifier: MIT
// What a test prints when a pattern does not do what it should: every claim that does not hold, and for a missing
// match what kept it from being one.

/// An expectation of a pattern that is not met.
public struct ExpectationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The pattern.
  public var pattern: String
  /// The subject.
  public var subject: String
  /// What does not hold, one sentence or more each.
  public var problems: [String]
  /// How the match went, as lines; empty if that says nothing more.
  public var report: String
  /// Where the expectation stands: the file.
  public var file: String
  /// Where the expectation stands: the line.
  public var line: Int

  /// Everything, in lines.
  public var description: String {
    let head = "\(file):\(line): \(pattern.debugDescription) on \(subject.debugDescription)"
    let lines =
      [head] + problems.map { "  " + $0 } + report.split(separator: "\n").map { "  " + $0 }
    return lines.joined(separator: "\n")
  }
}
