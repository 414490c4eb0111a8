// SPDX-License-Identifier: MIT
// Comparing sessions that may look for all matches: their searches are compared one after another, each with the
// one of the same number, up to the first that differs. Sessions over one match have one search.
//
// Tested by fixtures/sessions/differences.txt.

import RegexMachine
import RegexProgram
import RegexSyntax

/// How far two sessions are the same.
struct CommonSearches {
  /// The number of the search that differs, or of the last one.
  var search: Int
  /// How far this search is the same.
  var common: CommonSteps
}

extension Session {
  /// The number of the search in hand, from 1.
  var searchNumber: Int { current.chain?.current.number ?? 1 }

  /// How far this session and another one are the same; both are left in the search that differs.
  ///
  /// - Parameters:
  ///   - other: The other session; both stand in their first searches.
  ///   - goal: The last search and the last step in it that are compared.
  ///   - shouldContinue: Asked after every slice of a long run.
  /// - Returns: How far; nil if the caller stopped it.
  mutating func commonSearches(
    with other: inout Session, upTo goal: (search: Int, step: UInt64) = (.max, .max),
    _ shouldContinue: () -> Bool
  ) -> CommonSearches? {
    let alignment = ItemAlignment(text.map, other.text.map)
    while true {
      let number = searchNumber
      let last = number == goal.search ? goal.step : .max
      guard
        var common = firstParting(
          of: current, other.current, alignment, upTo: last, shouldContinue)
      else { return nil }
      guard common.result == .same, number < goal.search else {
        return CommonSearches(search: number, common: common)
      }
      guard let goesOn = isFollowed(shouldContinue),
        let otherGoesOn = other.isFollowed(shouldContinue)
      else { return nil }
      guard goesOn == otherGoesOn else {
        common.result = .parted(.searches, step: common.equalSteps + 1)
        return CommonSearches(search: number, common: common)
      }
      guard goesOn else { return CommonSearches(search: number, common: common) }
      _ = performAcross(.nextSearch, shouldContinue)
      _ = other.performAcross(.nextSearch, shouldContinue)
      guard searchNumber == number + 1, other.searchNumber == number + 1 else { return nil }
    }
  }

  /// Whether another search follows on the one in hand; nil if the caller stopped it.
  private mutating func isFollowed(_ shouldContinue: () -> Bool) -> Bool? {
    guard let chain = current.chain else { return false }
    guard current.go(to: .end, shouldContinue) else { return nil }
    if case .search = chain.following(chain.current, current.timeline.machine) { return true }
    return false
  }
}
