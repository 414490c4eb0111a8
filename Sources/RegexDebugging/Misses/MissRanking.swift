// SPDX-License-Identifier: MIT
// From failures and the edits that help to a ranked list of places.

import RegexMachine
import RegexSyntax
import SourceText

/// A place that kept the search from finding something.
struct RankedMiss {
  /// Where the attempt began, in bytes.
  var start: Int
  /// How far it came, in bytes.
  var position: Int
  /// The failures there and the items that they are about, the likeliest first.
  var items: [(failure: Int, item: Int)]
  /// The best score of the edits that help there; nil without one that tells something.
  var score: Double?
}

extension MissSearch {
  /// The places, the likeliest first, at most so many.
  ///
  /// First those where an edit makes a match that tells something, then those where an attempt had come
  /// far, then what is left.
  func ranked(limit: Int) -> [RankedMiss] {
    var result: [RankedMiss] = []
    let best = helpful.sorted { $0.score > $1.score }
    let far = failures.indices.sorted { failures[$0].reach > failures[$1].reach }
    let order =
      best.filter { $0.score > 0 }.map(\.failure) + far.filter { failures[$0].reach > 0 }
      + best.map(\.failure) + far
    var seen: Set<Attempt> = []
    for index in order where result.count < limit {
      let step = failures[index].step
      guard seen.insert(Attempt(start: step.attemptStart, item: step.item)).inserted else {
        continue
      }
      let next = miss(at: index, best)
      if !result.contains(where: { isVariant(next, of: $0) }) { result.append(next) }
    }
    return result
  }

  /// An item tried from a start: where it failed first in the order counts.
  private struct Attempt: Hashable {
    var start: Int
    var item: Int
  }

  /// Whether a miss is another one after some going back.
  private func isVariant(_ miss: RankedMiss, of other: RankedMiss) -> Bool {
    if miss.position == other.position { return true }
    return miss.start == other.start && miss.items.first?.item == other.items.first?.item
  }

  private func miss(at index: Int, _ best: [HelpfulEdit]) -> RankedMiss {
    let start = failures[index].step.attemptStart
    let position = failures[index].position
    let here = best.filter { failures[$0.failure].position == position }
    var failed: [(failure: Int, item: Int)] = []
    var previous: [(failure: Int, item: Int)] = []
    for helpful in here {
      let entry = (failure: helpful.failure, item: helpful.item)
      if helpful.item == failures[helpful.failure].step.item {
        if !failed.contains(where: { $0.item == entry.item }) { failed.append(entry) }
      } else if !previous.contains(where: { $0.item == entry.item }) {
        previous.append(entry)
      }
    }
    for index in failures.indices where failures[index].position == position {
      let item = failures[index].step.item
      guard failures[index].step.attemptStart == start, !failed.contains(where: { $0.item == item })
      else { continue }
      failed.append((index, item))
    }
    previous.removeAll { entry in failed.contains { $0.item == entry.item } }
    let score = here.first?.score
    return RankedMiss(
      start: start, position: position, items: failed.prefix(1) + previous + failed.dropFirst(),
      score: score.flatMap { $0 > 0 ? $0 : nil })
  }
}
