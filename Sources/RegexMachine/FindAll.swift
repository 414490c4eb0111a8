// SPDX-License-Identifier: MIT
// All matches of a subject, one after another; MatchSequence.swift has the rule.
//
// Tested by the cases of fixtures/cases that are looked for globally.

public import RegexProgram
import RegexSyntax

/// One match of a find-all search.
public struct FoundMatch: Hashable, Sendable {
  /// The groups, the whole match first; nil where a group is not set.
  public var captures: [CaptureRange?]
}

/// How a find-all search ended.
public struct FindAllResult: Hashable, Sendable {
  /// The matches in the order found.
  public var matches: [FoundMatch]
  /// `noMatch` when all were found, else what stopped the search.
  public var outcome: Outcome
  /// Steps of all searches together.
  public var steps: UInt64
}

/// Finds all matches.
///
/// - Parameters:
///   - program: what to look for.
///   - subject: where.
///   - options: for the first search; the following ones start where it ended. The step limit is for
///     each search.
/// - Returns: the matches in order, and what ended the search.
/// - Throws: `SubjectError` as `Machine.init`.
public func findAll(
  _ program: Program, in subject: [UInt8], options: MatchOptions = MatchOptions()
) throws(SubjectError) -> FindAllResult {
  var result = FindAllResult(matches: [], outcome: .noMatch, steps: 0)
  var finder = Finder(program)
  (result.outcome, result.steps) = try finder.forEachMatch(in: subject, options: options) {
    result.matches.append(FoundMatch(captures: $0.captures))
    return true
  }
  return result
}
