// SPDX-License-Identifier: MIT
// All matches of a subject are found by a sequence of searches; here is how each follows from the one
// before. After an empty match a non-empty one is looked for at the same place, and only if there is none
// the search moves on by a character.
//
//     var sequence = MatchSequence(rule: .findAll, startOffset: 0)
//     var machine = try Machine(program: program, subject: subject, options: sequence.options(options))
//     machine.run()
//     sequence.advance(after: machine)      // .match(isLast: false), and `sequence` is the next search
//
// Source: pcre2demo(3), "Loop for second and subsequent matches"; pcre2test(1), "Finding all matches";
// pcre2api(3), "Creating a new string with substitutions". Tested with libpcre2 by fixtures/cases and by
// random substitutions in DifferentialTests.

import RegexProgram
import RegexSyntax

/// Which search is to be made: where a sequence of searches stands.
public struct MatchSequence: Hashable, Sendable {
  /// Whose rule says how it goes on.
  public enum Rule: Hashable, Sendable {
    /// As pcre2demo and pcre2test look for all matches.
    case findAll
    /// As pcre2_substitute does.
    case substitution
  }

  /// What came of a search.
  public enum Verdict: Hashable, Sendable {
    /// The match is one of those that are looked for; if it is not the last one, another search follows.
    case match(isLast: Bool)
    /// There is nothing to be kept, but another search follows.
    case again
    /// There is nothing to be kept, and no search follows.
    case over
    /// The rule does not allow this match; the number is PCRE2's.
    case refused(code: Int)
  }

  /// The rule.
  public let rule: Rule
  /// Where the search starts, in bytes.
  public private(set) var startOffset: Int
  /// What the search needs besides the caller's options.
  public private(set) var extraFlags: MatchFlags = []
  /// What a search before has left to check: searching a long text for thousands of matches, checking
  /// all of it each time would take most of the time.
  private var subjectCheck = SubjectCheck.full
  /// The match before, and where its search started.
  private var previous: CaptureRange?
  private var previousOffset = 0

  /// Makes the first search.
  public init(rule: Rule, startOffset: Int) {
    self.rule = rule
    self.startOffset = startOffset
  }

  /// The options of the search.
  ///
  /// - Parameter options: the caller's.
  /// - Returns: the caller's with the start and the flags of this search.
  public func options(_ options: MatchOptions) -> MatchOptions {
    var options = options
    options.startOffset = startOffset
    options.flags.formUnion(extraFlags)
    options.subjectCheck = subjectCheck
    return options
  }

  /// Turns into the search that follows.
  ///
  /// - Parameter machine: one that has run the search to its end.
  /// - Returns: what is to be made of its result.
  public mutating func advance(after machine: borrowing Machine) -> Verdict {
    let end = SearchEnd(
      match: machine.outcome == .match ? machine.captures[0] : nil,
      attemptStart: machine.attemptStart)
    return advance(after: end, machine.facts, machine.subject)
  }

  /// How a search ended.
  struct SearchEnd {
    /// The match, if there is one.
    var match: CaptureRange?
    /// Where the last attempt began.
    var attemptStart: Int
  }

  /// Turns into the search that follows one that ended so.
  mutating func advance(
    after end: SearchEnd, _ facts: SearchFacts, _ subject: [UInt8]
  ) -> Verdict {
    let previousStart = startOffset
    defer {
      // What lies behind the start of a search has been checked by it.
      subjectCheck =
        rule == .substitution ? .none : startOffset >= previousStart ? .start : .full
    }
    guard let match = end.match else {
      return advanceAfterFailure(facts, subject) ? .again : .over
    }
    if rule == .substitution && (match.end < match.start || match.start < startOffset) {
      return .refused(code: -60)
    }
    if previous == match && (rule == .substitution || extraFlags.isEmpty) {
      // The same empty match came again from another start: another one has to be found.
      guard match.start == match.end, previousOffset != startOffset else {
        return rule == .substitution ? .refused(code: -65) : .over
      }
      extraFlags = [.notEmptyAtStart, .anchored]
      previousOffset = startOffset
      return .again
    }
    return .match(isLast: !advance(past: match, end.attemptStart, facts, subject))
  }

  /// Moves on behind a match; false at the end of the subject.
  private mutating func advance(
    past match: CaptureRange, _ attemptStart: Int, _ facts: SearchFacts, _ subject: [UInt8]
  ) -> Bool {
    let isEmpty = match.start == match.end
    let isAtStart = match.start <= startOffset
    var end = match.end
    if rule == .findAll {
      if isEmpty {
        if end == subject.count { return false }
      } else if end <= attemptStart {
        guard attemptStart < subject.count else { return false }
        end = characterEnd(attemptStart, facts, subject)
      }
    }
    extraFlags = isEmpty && isAtStart ? [.notEmptyAtStart, .anchored] : []
    previous = match
    previousOffset = startOffset
    startOffset = end
    return true
  }

  /// Moves on by one character after the search for a non-empty match failed; false if it was an
  /// ordinary search, or at the end.
  private mutating func advanceAfterFailure(_ facts: SearchFacts, _ subject: [UInt8]) -> Bool {
    guard !extraFlags.isEmpty, startOffset < subject.count else { return false }
    let newline = facts.newline
    let isCRLF =
      startOffset + 1 < subject.count && subject[startOffset] == 0x0D
      && subject[startOffset + 1] == 0x0A
    let knowsCRLF =
      switch newline {
      case .crlf, .any, .anyCRLF: true
      case .nul: rule == .substitution
      case .cr, .lf: false
      }
    extraFlags = []
    if rule == .findAll { previous = nil }
    startOffset = isCRLF && knowsCRLF ? startOffset + 2 : characterEnd(startOffset, facts, subject)
    return true
  }

  private func characterEnd(_ start: Int, _ facts: SearchFacts, _ subject: [UInt8]) -> Int {
    var end = start + 1
    while facts.isUTF && end < subject.count && subject[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
