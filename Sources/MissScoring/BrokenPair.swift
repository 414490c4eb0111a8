// SPDX-License-Identifier: MIT
// A pair of pattern and subject that matched until one of the two was broken at a known place: what the
// nearest miss is scored on.
//
//     `colou?r` on "my color"  ->  `colou?r` on "my co1or", broken at [5,6) of the text
//     `colou?r` on "my color"  ->  `colour` on "my color", broken at [4,5) of the pattern
//
// Pairs that still match, whose pattern is no longer one, or that need too many steps are thrown away; no
// other pair is, however hard the place is to tell. Tested in MissScoringTests.

public import CaseCorpus
import CaseChecking
public import DifferentialTesting
import RegexMachine
import RegexProgram
import RegexSyntax
public import SourceText

/// Which of the two was broken, and where.
public enum BreakPlace: Hashable, Sendable {
  /// The text: the changed bytes in the broken text, empty where something was deleted.
  case text(SourceSpan)
  /// The pattern: the changed construct in the broken pattern.
  case pattern(SourceSpan)
}

/// A pair that no longer matches.
public struct BrokenPair: Hashable, Sendable {
  /// The pair.
  public var input: CaseInput
  /// Where it is broken.
  public var place: BreakPlace
  /// Where the match began before, in bytes.
  public var start: Int
  /// What was done, in a word or two.
  public var change: String
}

/// The bounds of what is scored.
public enum PairLimits {
  /// The longest subject, in bytes.
  public static let subjectBytes = 2000
  /// The most steps of a search.
  public static let steps: UInt64 = 300_000
}

extension SeededGenerator {
  /// Breaks a pair that matches; nil if no try led to a pair that can be used.
  ///
  /// - Parameters:
  ///   - input: The pair.
  ///   - breaksText: Whether the text is broken; else the pattern.
  /// - Returns: The broken pair, which does not match.
  public mutating func broken(_ input: CaseInput, breaksText: Bool) -> BrokenPair? {
    guard input.subject.count <= PairLimits.subjectBytes,
      case .match(let range)? = search(input), range.start < range.end
    else { return nil }
    for _ in 0..<12 {
      let pair =
        breaksText ? brokenText(input, in: range) : brokenPattern(input, from: range.start)
      guard let pair, pair.input != input, case .noMatch? = search(pair.input) else { continue }
      return pair
    }
    return nil
  }
}

/// What a search comes to, as far as it matters here.
enum SearchEnd {
  case match(SourceSpan)
  case noMatch
}

/// Searches within the bounds; nil if there is no answer, or no program.
func search(_ input: CaseInput) -> SearchEnd? {
  do {
    let program = try CaseChecking.program(for: input)
    let options = try matchOptions(
      input, limits: MatchLimits(steps: PairLimits.steps, stackBytes: 64 << 20))
    var machine = try Machine(program: program, subject: input.subject, options: options)
    machine.run()
    switch machine.outcome {
    case .match:
      guard let range = machine.captures[0] else { return nil }
      return .match(SourceSpan(range.start, range.end))
    case .noMatch: return .noMatch
    default: return nil
    }
  } catch {
    return nil
  }
}
