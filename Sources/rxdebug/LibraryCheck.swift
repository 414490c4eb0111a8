// SPDX-License-Identifier: MIT
// What libpcre2 says to a match that the machine has made: that it agrees, step by step, or the first
// difference in words.

import CaseChecking
import CaseCorpus
import PCRE2Oracle
import RegexMachine
import SourceText

/// The library's opinion on a match.
struct LibraryCheck {
  /// Steps that are compared at most: about a second's worth.
  static let stepCap = 10_000_000

  /// Whether nothing differs.
  let agrees: Bool
  /// The opinion as one sentence without a full stop.
  let text: String
  /// Steps that were compared and equal.
  let equalSteps: Int
  /// The number of the first step that differs; nil if none does.
  let differentStep: Int?

  /// The version of the library without its date.
  static var version: String {
    OracleLibrary.versionString.split(separator: " ").first.map(String.init) ?? "?"
  }

  /// Asks the library about a query and the result that the machine had.
  init(_ query: Query, _ result: MatchResult) throws(Failure) {
    let comparison: StepComparison
    do throws(ComparisonError) {
      comparison = try compareSteps(
        of: query.program, input: query.input, options: query.options, cap: Self.stepCap)
    } catch {
      switch error {
      case .subject(let error): throw .input("\(error)")
      case .library(let error):
        let words = "libpcre2 \(Self.version) differs: it refuses the pattern: \(error)"
        self.init(agrees: false, words)
        return
      }
    }
    self.init(comparison, query, result)
  }

  private init(
    agrees: Bool, _ text: String, equalSteps: Int = 0, differentStep: Int? = nil
  ) {
    self.agrees = agrees
    self.text = text
    self.equalSteps = equalSteps
    self.differentStep = differentStep
  }

  private init(_ comparison: StepComparison, _ query: Query, _ result: MatchResult) {
    let name = "libpcre2 \(Self.version)"
    let steps = comparison.equalSteps
    let same = "the same first \(stepCount(steps))"
    switch comparison.end {
    case .difference(let difference):
      let words = difference.description(pattern: query.input.pattern)
      self.init(
        agrees: false, "\(name) differs: \(words)", equalSteps: steps,
        differentStep: difference.step)
    case .machineLimit:
      self.init(agrees: true, "\(name) agrees so far: \(same)", equalSteps: steps)
    case .libraryLimit:
      self.init(
        agrees: true, "\(name) agrees so far: \(same), then it meets a limit of its own",
        equalSteps: steps)
    case .capped:
      let library = Self.ordinaryResult(query)
      if let library, library.kind != .limit, result.kind != .limit,
        let difference = Self.difference(result, library)
      {
        self.init(agrees: false, "\(name) differs: \(difference)", equalSteps: steps)
      } else if let library, library.kind != .limit, result.kind != .limit {
        self.init(
          agrees: true, "\(name) agrees: \(Self.sameResult(result)), \(same)", equalSteps: steps)
      } else {
        self.init(agrees: true, "\(name) agrees so far: \(same)", equalSteps: steps)
      }
    case .complete:
      if let library = comparison.library, let difference = Self.difference(result, library) {
        self.init(agrees: false, "\(name) differs: \(difference)", equalSteps: steps)
      } else {
        self.init(
          agrees: true, "\(name) agrees: \(Self.sameResult(result)), same \(stepCount(steps))",
          equalSteps: steps)
      }
    }
  }

  /// What the library finds when it is not watched; nil if it cannot be asked.
  private static func ordinaryResult(_ query: Query) -> MatchResult? {
    do throws(OracleError) {
      var pattern = try OraclePattern(
        pattern: query.input.pattern, options: OracleOptions(query.input))
      return MatchResult(
        try pattern.match(
          subject: query.input.subject,
          options: OracleMatchOptions(query.input, isLimited: true)))
    } catch {
      return nil
    }
  }

  private static func difference(_ ours: MatchResult, _ theirs: MatchResult) -> String? {
    ours.difference(from: theirs, verb: "libpcre2 has", got: "rxdebug has")
  }

  private static func sameResult(_ result: MatchResult) -> String {
    switch result.kind {
    case .match: "same match"
    case .noMatch: "no match"
    case .partial: "same partial match"
    case .limit: "same limit"
    case .error: "same error"
    }
  }
}
