// SPDX-License-Identifier: MIT
// What libpcre2 says to a match that the machine has made: that it agrees, step by step, or the first
// difference in words.
//
//     try LibraryCheck(program, input, options, result).text
//     // "libpcre2 10.42 agrees: same match, same 12 steps"
//
// Tested in Tests/CommandTests.

public import CaseChecking
public import CaseCorpus
import PCRE2Oracle
public import RegexMachine
public import RegexProgram
import SourceText

/// The library's opinion on a match.
public struct LibraryCheck: Hashable, Sendable {
  /// Steps that are compared at most: about a second's worth.
  public static let stepCap = 10_000_000

  /// Whether nothing differs.
  public let agrees: Bool
  /// The opinion as one sentence without a full stop.
  public let text: String
  /// Steps that were compared and equal.
  public let equalSteps: Int
  /// The number of the first step that differs; nil if none does.
  public let differentStep: Int?

  /// The version of the library without its date.
  public static var version: String {
    OracleLibrary.versionString.split(separator: " ").first.map(String.init) ?? "?"
  }

  /// The opinion in a few words: the version, and whether it agrees.
  public var brief: String { "pcre2 \(Self.version) " + (agrees ? "agrees" : "differs") }

  /// Asks the library about a match.
  ///
  /// - Parameters:
  ///   - program: the compiled pattern.
  ///   - input: the same pattern and the subject, in the words of the library.
  ///   - options: how the machine matches.
  ///   - result: what the machine found.
  ///   - cap: how many steps are compared at most.
  /// - Throws: `SubjectError` if the subject cannot be searched.
  public init(
    _ program: Program, _ input: CaseInput, _ options: MatchOptions, _ result: MatchResult,
    cap: Int = LibraryCheck.stepCap
  ) throws(SubjectError) {
    let comparison: StepComparison
    do throws(ComparisonError) {
      comparison = try compareSteps(of: program, input: input, options: options, cap: cap)
    } catch {
      switch error {
      case .subject(let error): throw error
      case .library(let error):
        let words = "libpcre2 \(Self.version) differs: it refuses the pattern: \(error)"
        self.init(agrees: false, words)
        return
      }
    }
    self.init(comparison, input, result)
  }

  private init(
    agrees: Bool, _ text: String, equalSteps: Int = 0, differentStep: Int? = nil
  ) {
    self.agrees = agrees
    self.text = text
    self.equalSteps = equalSteps
    self.differentStep = differentStep
  }

  private init(_ comparison: StepComparison, _ input: CaseInput, _ result: MatchResult) {
    let name = "libpcre2 \(Self.version)"
    let steps = comparison.equalSteps
    let same = "the same first \(stepCount(steps))"
    switch comparison.end {
    case .difference(let difference):
      let words = difference.description(pattern: input.pattern)
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
      let library = Self.ordinaryResult(input)
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
  private static func ordinaryResult(_ input: CaseInput) -> MatchResult? {
    do throws(OracleError) {
      var pattern = try OraclePattern(
        pattern: input.pattern, options: OracleOptions(input))
      return MatchResult(
        try pattern.match(
          subject: input.subject,
          options: OracleMatchOptions(input, isLimited: true)))
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
