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
import PCRE2Oracle
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
  /// The edits that are shown.
  public var edits: [SuggestedEdit]
  /// How many of those libpcre2 does not find a match for, asked by PCRE2's own names.
  public var wrongEdits: Int
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

  /// Pairs for which an edit is shown.
  public var repaired = 0
  /// Edits that are shown, and those that do not match under libpcre2.
  public var edits = 0, wrongEdits = 0

  /// A tally of nothing.
  public init() {}

  /// Adds a score.
  public mutating func add(_ score: MissScore) {
    pairs += 1
    strict.add(score.strictRank)
    observed.add(score.rank)
    repaired += score.edits.isEmpty ? 0 : 1
    edits += score.edits.count
    wrongEdits += score.wrongEdits
  }
}

/// Analyses a broken pair and scores the answers; nil if it cannot be opened.
public func score(_ pair: BrokenPair) -> MissScore? {
  guard var session = session(of: pair.input) else { return nil }
  session.confirmation = { edited in
    libraryMatches(edited.pattern, edited.subject, edited.options, edited.matchOptions)
  }
  let misses = session.misses()
  var edits: [SuggestedEdit] = []
  if case .suggestions(let found) = session.execute(.suggest).body { edits = found.edits }
  var result = MissScore(
    misses: misses, edits: edits, wrongEdits: edits.count { !matches(pair.input, $0) })
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

/// Whether libpcre2 finds a match in the edited pair; asked in its own words, not in the session's.
private func matches(_ input: CaseInput, _ found: SuggestedEdit) -> Bool {
  var input = input
  if found.edit.isOfText {
    input.subject = found.edit.applied(to: input.subject)
  } else {
    input.pattern = found.edit.applied(to: input.pattern)
  }
  do {
    var pattern = try OraclePattern(pattern: input.pattern, options: OracleOptions(input))
    let options = OracleMatchOptions(input, isLimited: true)
    return try pattern.match(subject: input.subject, options: options).rc > 0
  } catch {
    return false
  }
}

private func session(of input: CaseInput) -> Session? {
  do {
    let options = try patternOptions(input)
    let match = try matchOptions(input, limits: MatchLimits(steps: PairLimits.steps))
    return try Session(
      pattern: input.pattern, subject: input.subject, options: options, matchOptions: match)
  } catch {
    return nil
  }
}

/// Where the attempt that would have matched is stopped for good.
private func firstSeen(_ pair: BrokenPair) -> Int? {
  var input = pair.input
  input.offset = pair.start
  input.matchOptions.append("ANCHORED")
  guard var session = session(of: input),
    case .stopped(_, .end(let end)) = session.execute(.goto(.end)).body
  else { return nil }
  return end.miss?.position
}
