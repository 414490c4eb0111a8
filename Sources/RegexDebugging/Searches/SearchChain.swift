// SPDX-License-Identifier: MIT
// The searches of a session that looks for all matches, one after another: which one is in hand, and how
// each of them is set up. A search that was left is not kept: it is run again when it is visited again.
//
// Of a million searches at most `SearchChain.capacity` setups are kept, spread over all of them; those
// between are found by running on from the one before. Tested in RegexDebuggingTests/SearchTests.swift.

import RegexMachine
import RegexProgram
public import RegexSyntax

/// What a session does besides looking for one match.
public struct SearchPlan: Hashable, Sendable {
  /// Whether all matches are looked for.
  public var findsAll: Bool
  /// The template of a substitution; nil if nothing is to be replaced.
  public var replacement: [UInt8]?
  /// How the template is read.
  public var options: SubstituteOptions

  /// Makes a plan.
  public init(findsAll: Bool, replacement: [UInt8]? = nil, options: SubstituteOptions = []) {
    self.findsAll = findsAll
    self.replacement = replacement
    self.options = options
  }
}

/// What one search is made from.
struct SearchSetup: Hashable, Sendable {
  /// Its number, from 1.
  var number = 1
  /// Where it starts, and with which options.
  var sequence: MatchSequence
  /// Matches that were found before it.
  var matches = 0
  /// What the replacements of those matches have left.
  var state = ReplacementState()
}

/// What comes after a search that is over.
enum FollowingSearch {
  /// Another search.
  case search(SearchSetup)
  /// None: so many matches were found.
  case none(matches: Int)
  /// None: the rule does not allow the match.
  case refused(code: Int, matches: Int)
  /// None: the match cannot be replaced.
  case failed(ReplacementError, matches: Int)

  /// Matches that have been found.
  var matches: Int {
    switch self {
    case .search(let setup): setup.matches
    case .none(let matches), .refused(_, let matches), .failed(_, let matches): matches
    }
  }
}

/// The searches of a session.
struct SearchChain {
  /// Most setups kept.
  static let capacity = 1024

  let plan: SearchPlan
  /// The template; nil if nothing is to be replaced.
  let template: ReplacementTemplate?
  /// The options of the match as they were given.
  let options: MatchOptions
  /// The search in hand.
  var current: SearchSetup
  /// The latest search that is known.
  private(set) var latest: SearchSetup
  /// How many matches there are in all; nil as long as the last search has not been run.
  private(set) var total: Int?
  private var setups: [SearchSetup]
  private var stride = 1

  init(_ plan: SearchPlan, options: MatchOptions, for tree: Tree) throws(SessionError) {
    self.plan = plan
    self.options = options
    do throws(ReplacementError) {
      template = try plan.replacement.map { (text) throws(ReplacementError) in
        try parseReplacement(text, options: plan.options, for: tree)
      }
    } catch {
      throw .replacement(error)
    }
    current = SearchSetup(
      sequence: MatchSequence(
        rule: template == nil ? .findAll : .substitution, startOffset: options.startOffset))
    latest = current
    setups = [current]
  }

  /// Matches that are known.
  var knownMatches: Int { total ?? latest.matches }

  /// The latest setup kept whose search is not behind one, or that has not more matches before it.
  func setup(atOrBefore number: Int, matches: Int = .max) -> SearchSetup {
    if latest.number <= number && latest.matches <= matches { return latest }
    return setups.last { $0.number <= number && $0.matches <= matches } ?? setups[0]
  }

  /// What comes after a search.
  ///
  /// - Parameters:
  ///   - setup: the search.
  ///   - machine: a machine that has run it to its end.
  /// - Returns: the search that follows, or why none does.
  func following(_ setup: SearchSetup, _ machine: borrowing Machine) -> FollowingSearch {
    switch machine.outcome {
    case .limit, .error, nil: return .none(matches: setup.matches)
    case .match, .noMatch, .partial: break
    }
    var next = setup
    next.number += 1
    switch next.sequence.advance(after: machine) {
    case .again: return .search(next)
    case .over: return .none(matches: setup.matches)
    case .refused(let code): return .refused(code: code, matches: setup.matches)
    case .match(let isLast):
      next.matches += 1
      if let (writer, error) = replace(setup, machine) {
        if let error { return .failed(error, matches: next.matches) }
        next.state = writer.state
      }
      return isLast || !plan.findsAll ? .none(matches: next.matches) : .search(next)
    }
  }

  /// Fills in the template for the match of a search; nil if there is none.
  func replace(
    _ setup: SearchSetup, _ machine: borrowing Machine, keepsPieces: Bool = false
  ) -> (writer: ReplacementWriter, error: ReplacementError?)? {
    guard let template else { return nil }
    var writer = ReplacementWriter(
      template, for: machine.program, subject: machine.subject, state: setup.state,
      keepsPieces: keepsPieces)
    do throws(ReplacementError) {
      try writer.write(captures: machine.captures, mark: machine.mark)
      return (writer, nil)
    } catch {
      return (writer, error)
    }
  }

  /// Takes note of what comes after a search.
  mutating func note(_ following: FollowingSearch) {
    guard case .search(let setup) = following else {
      total = following.matches
      return
    }
    guard setup.number > latest.number else { return }
    latest = setup
    guard (setup.number - 1) % stride == 0 else { return }
    setups.append(setup)
    guard setups.count > Self.capacity else { return }
    stride *= 2
    setups.removeAll { ($0.number - 1) % stride != 0 }
  }
}
