// SPDX-License-Identifier: MIT
// What can be covered of a pattern: one point for each thing that a case can do to it.
//
// Example: `a(b|c)*` has points for four items, two branches begun and passed, no, one and more rounds of the group,
// group 1 set and unset, a match and none.
// Tested in RegexCoverageTests/PlanTests.swift.

public import RegexSyntax
public import SourceText

/// Something of a pattern that a case reaches or does not reach.
public struct CoveragePoint: Hashable, Sendable {
  /// The kinds of points.
  public enum Kind: Hashable, Sendable {
    /// An item is tried.
    case item
    /// A branch of a group is begun; counted from 0.
    case branchBegun(Int)
    /// The end of a branch is reached; counted from 0.
    case branchPassed(Int)
    /// The search goes on behind a repeat after so many rounds.
    case rounds(Rounds)
    /// An assertion holds.
    case holds
    /// An assertion does not hold.
    case fails
    /// A condition is met.
    case conditionMet
    /// A condition is not met.
    case conditionNotMet
    /// A class takes a character because of one of its members.
    case memberTaken(Int)
    /// A negated class refuses a character because of one of its members.
    case memberRefused(Int)
    /// A class refuses a character that none of its members holds.
    case outside
    /// A character is taken only because case is ignored.
    case otherCase
    /// A group is set in a match.
    case groupSet(Int)
    /// A group is not set in a match.
    case groupUnset(Int)
    /// A search finds a match.
    case match
    /// A search finds none.
    case noMatch
  }

  /// How often a repeat has run when the search goes on behind it.
  public enum Rounds: Hashable, Sendable {
    /// The least number of times.
    case least(Int)
    /// Once, where it could have been none.
    case one
    /// More than the least number (and once), less than the greatest.
    case more(than: Int)
    /// The greatest number of times.
    case most(Int)
  }

  /// What points are counted together.
  public enum Category: String, Hashable, Sendable, CaseIterable {
    /// Items tried.
    case items
    /// Branches begun and passed.
    case branches
    /// Numbers of rounds of repeats.
    case repeats
    /// Both outcomes of assertions and conditions.
    case assertions
    /// Members of classes, what is outside, and other case.
    case classes
    /// Groups set and unset.
    case groups
    /// Match and no match.
    case results
  }

  /// What is to be reached.
  public var kind: Kind
  /// The part of the pattern that it is about, in bytes.
  public var span: SourceSpan
  /// The node that it is about; for a repeat the repetition.
  public var node: NodeID
  /// The point that has to be reached first (an index); nil if it can be reached at once.
  public var prerequisite: Int?

  /// What the point is counted with.
  public var category: Category {
    switch kind {
    case .item: .items
    case .branchBegun, .branchPassed: .branches
    case .rounds: .repeats
    case .holds, .fails, .conditionMet, .conditionNotMet: .assertions
    case .memberTaken, .memberRefused, .outside, .otherCase: .classes
    case .groupSet, .groupUnset: .groups
    case .match, .noMatch: .results
    }
  }
}
