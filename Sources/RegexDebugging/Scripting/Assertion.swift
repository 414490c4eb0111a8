// SPDX-License-Identifier: MIT
// What a script claims of a match, as values. `Session.check` finds out; Reporting puts it into words.
//
//     assert matches
//     assert capture year = "2024"
//     assert steps < 200
//     assert never backtracks into \d+
//     assert pos = 7 and group 1 set
//
// Tested in RegexDebuggingTests/AssertionTests.swift and fixtures/sessions/claims.txt.

public import RegexMachine

/// Something that is claimed of a match.
public enum Assertion: Hashable, Sendable {
  /// How a match can end.
  public enum Ending: String, Hashable, Sendable, CaseIterable {
    /// There is a match.
    case matches
    /// There is none.
    case fails
    /// There is a partial match.
    case partial
    /// A limit was reached.
    case limit
  }
  /// What can be counted over the whole match.
  public enum Counter: String, Hashable, Sendable, CaseIterable {
    /// Steps.
    case steps
    /// Attempts.
    case attempts
    /// How often the search went back because something failed.
    case backtracks
  }
  /// The match ends in a certain way.
  case ends(Ending)
  /// At the end of the match a group, by number (0 = the whole match) or name, compares in some way.
  case capture(String, StepCondition.Comparison, StepCondition.Value)
  /// A number of the whole match compares in some way.
  case count(Counter, StepCondition.Comparison, UInt64)
  /// Some step tries an item, or is at a position; or none ever does.
  case reaches(BreakTarget, isNever: Bool)
  /// The search goes back into an item to try another way there; or it never does.
  case backtracksInto(BreakTarget, isNever: Bool)
  /// Conditions that hold where the session stands.
  case here([BreakCondition])
}

/// What became of an assertion.
public struct AssertionResult: Hashable, Sendable {
  /// What there was instead, or in fact.
  public enum Finding: Hashable, Sendable {
    /// The match ended so.
    case end(MatchEnd)
    /// The group has this value.
    case capture(CaptureRange?)
    /// The number is this.
    case count(UInt64)
    /// The first step at which it happens; nil if it never does.
    case step(UInt64?)
    /// Nothing more is to be said.
    case none
  }
  /// What was claimed.
  public var assertion: Assertion
  /// Whether it is so.
  public var isTrue: Bool
  /// What there is.
  public var finding: Finding

  /// Makes a result.
  public init(_ assertion: Assertion, isTrue: Bool, finding: Finding) {
    self.assertion = assertion
    self.isTrue = isTrue
    self.finding = finding
  }
}
