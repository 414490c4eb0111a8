// SPDX-License-Identifier: MIT
// Scores the nearest miss: whether the place at which a pair was broken is named in the first answer, or in
// the first three.
//
// A place in the text is named by a position in the changed bytes or next to them (strict), or where the
// change can be seen at first: where the attempt that would have matched is stopped for good. A place in
// the pattern is named by an item that overlaps the changed construct.
// Tested in MissScoringTests.

import CaseChecking
import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

/// How the answers to one broken pair were.
public struct MissScore: Sendable {
  /// Number of the first answer that names the changed bytes, from 0; nil if none of the first three does.
  public var strictRank: Int?
  /// The same where the first place to see the change counts too.
  public var rank: Int?
  /// The answers, best first.
  public var misses: [NearestMiss]
}

/// Sums of scores.
public struct MissTally: Sendable {
  /// How many of the pairs have their place named.
  public struct Named: Hashable, Sendable {
    /// In the first answer.
    public var first = 0
    /// In the first three.
    public var firstThree = 0

    mutating func add(_ rank: Int?) {
      guard let rank else { return }
      if rank == 0 { first += 1 }
      firstThree += 1
    }
  }
  /// Pairs.
  public var pairs = 0
  /// The changed bytes, or the changed construct.
  public var strict = Named()
  /// The first place to see the change counts too.
  public var observed = Named()

  /// A tally of nothing.
  public init() {}

  /// Adds a score.
  public mutating func add(_ score: MissScore) {
    pairs += 1
    strict.add(score.strictRank)
    observed.add(score.rank)
  }
}

/// Analyses a broken pair and scores the answers; nil if it cannot be opened.
public func score(_ pair: BrokenPair) -> MissScore? {
  guard let misses = misses(of: pair.input) else { return nil }
  var result = MissScore(misses: misses)
  switch pair.place {
  case .pattern(let span):
    result.rank = misses.firstIndex { names(span, $0, pair.input.pattern.count) }
    result.strictRank = result.rank
  case .text(let span):
    let positions = misses.map(\.position)
    result.strictRank = positions.firstIndex { $0 >= span.start - 1 && $0 <= span.end + 1 }
    let observed = firstSeen(pair)
    result.rank = positions.firstIndex {
      ($0 >= span.start - 1 && $0 <= span.end + 1) || $0 == observed
    }
  }
  return result
}

/// Whether an answer names an item that overlaps a construct of the pattern.
private func names(_ span: SourceSpan, _ miss: NearestMiss, _ length: Int) -> Bool {
  miss.deadEnds.prefix(3).contains { end in
    end.span.start < max(span.end, span.start + 1) && end.span.end > span.start
  }
}

private func misses(of input: CaseInput) -> [NearestMiss]? {
  do {
    let options = try patternOptions(input)
    let match = try matchOptions(input, limits: MatchLimits(steps: PairLimits.steps))
    var session = try Session(
      pattern: input.pattern, subject: input.subject, options: options, matchOptions: match)
    return session.misses().prefix(3).map { $0 }
  } catch {
    return nil
  }
}

/// Where the attempt that would have matched is stopped for good.
private func firstSeen(_ pair: BrokenPair) -> Int? {
  var input = pair.input
  input.offset = pair.start
  input.matchOptions.append("ANCHORED")
  return misses(of: input)?.map(\.position).max()
}
