// SPDX-License-Identifier: MIT
// `\X` and script runs: the units and tests that look at several characters by Unicode rules.
//
// Source: pcre2pattern(3), "Extended grapheme clusters"; pcre2unicode(3), "Script runs".

import UnicodeData

extension SearchContext {
  /// Where the grapheme cluster ends that begins at a position before the end.
  func clusterEnd(from position: Int) -> Int {
    let first = character(at: position)
    var last = position
    var next = position + length(at: position)
    guard next < end else { return next }
    if GraphemeBreak.standsAlone(first) && GraphemeBreak.standsAlone(character(at: next)) {
      return next
    }
    var cluster = GraphemeCluster(first: first)
    while next < end {
      let left = last
      guard
        cluster.take(
          character(at: next), oddIndicatorsBefore: { hasOddIndicators(before: left) })
      else { break }
      last = next
      next += length(at: next)
    }
    return next
  }

  /// Whether an odd number of regional indicators stands directly before a position.
  private func hasOddIndicators(before position: Int) -> Bool {
    var isOdd = false
    var place = position
    while place > checkedStart {
      place = before(place)
      guard UnicodeTables.graphemeBreak(of: character(at: place)) == .regionalIndicator else {
        break
      }
      isOdd.toggle()
    }
    return isOdd
  }

  /// Where a repeat of clusters ends after it has given one back: PCRE2 joins pairs from right to
  /// left here, without counting indicators, and so do we.
  func clusterStart(before position: Int, least: Int) -> Int {
    var start = before(position)
    var right = UnicodeTables.graphemeBreak(of: character(at: start))
    while start > least {
      let place = before(start)
      let left = UnicodeTables.graphemeBreak(of: character(at: place))
      guard left.joins(right) else { break }
      start = place
      right = left
    }
    return start
  }

  /// Whether a stretch of the subject is a script run.
  func isScriptRun(from start: Int, to end: Int) -> Bool {
    var run = ScriptRun()
    var position = start
    while position < end {
      guard run.take(character(at: position)) else { return false }
      position += length(at: position)
    }
    return true
  }
}
