// SPDX-License-Identifier: MIT
// Which items, and which groups, of two patterns are the same, so that runs of both can be compared step by step.
//
// The rule: items are alike if they are written alike, quantifier included, and are of one kind (single thing,
// opening bracket, separator, closing bracket, end). Alike items pair up in order, as many as can (the longest
// common subsequence), so an edit leaves everything around it paired, whatever its offset is now. What lies
// between two pairs is paired one by one if there are as many items of the same kinds on both sides: then they
// were replaced, and the runs part where that makes a difference. Else it has no partner, and the runs part
// where it is tried. Groups are the same if their opening brackets are. For equal patterns everything is paired.
//
// Example: of `(a)b(c)` and `(a)x+b(c)` all items are paired but `x+`; of `a+b` and `a*b` all are, `a+` with
// `a*`.
// Tested in RegexDebuggingTests.

import RegexMachine
import RegexSyntax

/// The pairs of items and groups of two patterns.
struct ItemAlignment: Sendable {
  /// By item of the first pattern: its partner; -1 = none.
  let partners: [Int]
  /// The groups that both have, as numbers in the first and in the second pattern, ascending in the first.
  let groups: [(first: Int, second: Int)]
  /// Partners that are not written alike.
  let replaced: [(first: ItemID, second: ItemID)]

  init(_ first: PatternMap, _ second: PatternMap) {
    let left = first.tree.items.indices.map { Self.key(ItemID($0), first) }
    let right = second.tree.items.indices.map { Self.key(ItemID($0), second) }
    // Where several subsequences are the longest, the same one is found from both sides.
    let isSwapped = second.tree.source.lexicographicallyPrecedes(first.tree.source)
    let common =
      isSwapped
      ? Self.commonItems(right, left).map { ($0.1, $0.0) } : Self.commonItems(left, right)
    var partners = Array(repeating: -1, count: left.count)
    var replaced: [(first: ItemID, second: ItemID)] = []
    var (here, there) = (0, 0)
    for (index, other) in common + [(left.count, right.count)] {
      if index - here == other - there,
        zip(left[here..<index], right[there..<other]).allSatisfy({ $0.kind == $1.kind })
      {
        for offset in 0..<(index - here) {
          partners[here + offset] = there + offset
          replaced.append((ItemID(here + offset), ItemID(there + offset)))
        }
      }
      if index < left.count { partners[index] = other }
      (here, there) = (index + 1, other + 1)
    }
    self.partners = partners
    self.replaced = replaced
    groups = Self.groups(first, second, partners)
  }

  /// Most cells of the table in which the longest common subsequence is looked for.
  ///
  /// Of patterns with more items between the first and the last edit those are taken as new.
  private static let mostCells = 4_000_000

  /// Pairs of alike items, as many as can be, ascending on both sides.
  private static func commonItems(_ left: [Key], _ right: [Key]) -> [(Int, Int)] {
    var front = 0
    while front < min(left.count, right.count), left[front] == right[front] { front += 1 }
    var back = 0
    while back < min(left.count, right.count) - front,
      left[left.count - 1 - back] == right[right.count - 1 - back]
    { back += 1 }
    var result = (0..<front).map { ($0, $0) }
    let (rows, columns) = (left.count - front - back, right.count - front - back)
    if rows > 0 && columns > 0 && rows <= mostCells / columns {
      result += longestCommon(left[front..<(front + rows)], right[front..<(front + columns)])
    }
    for index in 0..<back {
      result.append((left.count - back + index, right.count - back + index))
    }
    return result
  }

  /// The longest common subsequence of two slices, as pairs of their indexes.
  private static func longestCommon(
    _ left: ArraySlice<Key>, _ right: ArraySlice<Key>
  ) -> [(Int, Int)] {
    let (left, right, start) = (Array(left), Array(right), left.startIndex)
    let width = right.count + 1
    // Cell [i, j]: the most pairs that items from i and j on can make.
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i * width + j] =
          left[i] == right[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var result: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count && j < right.count {
      if left[i] == right[j] {
        result.append((start + i, start + j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return result
  }

  /// The partner of an item of the first pattern.
  func partner(of item: ItemID) -> ItemID? {
    partners[item.index] < 0 ? nil : ItemID(partners[item.index])
  }

  /// By item of each pattern a number that is the same for partners and else for no two items.
  func itemCodes(secondCount: Int) -> (first: [UInt32], second: [UInt32]) {
    let first = partners.indices.map { UInt32($0) }
    var second = (0..<secondCount).map { UInt32(partners.count + $0) }
    for (item, partner) in partners.enumerated() where partner >= 0 {
      second[partner] = UInt32(item)
    }
    return (first, second)
  }

  /// Whether two matches have the same groups, the whole match first: the paired ones with the same values, the
  /// others not set.
  ///
  /// A partial match has no groups.
  func hasSameGroups(_ first: [CaptureRange?], _ second: [CaptureRange?]) -> Bool {
    guard first.first == second.first else { return false }
    var (left, right) = (first.dropFirst(), second.dropFirst())
    for pair in groups where pair.first < first.count && pair.second < second.count {
      guard first[pair.first] == second[pair.second] else { return false }
      (left[pair.first], right[pair.second]) = (nil, nil)
    }
    return left.allSatisfy { $0 == nil } && right.allSatisfy { $0 == nil }
  }

  /// What makes items alike.
  private struct Key: Hashable {
    var kind: Int
    var text: [UInt8]
  }

  private static func key(_ item: ItemID, _ map: PatternMap) -> Key {
    let kind =
      switch map.roles[item.index] {
      case .single: 0
      case .open: 1
      case .separator: 2
      case .close: 3
      case .end: 4
      case .callout: 5
      }
    return Key(kind: kind, text: map.text(of: item))
  }

  private static func groups(
    _ first: PatternMap, _ second: PatternMap, _ partners: [Int]
  ) -> [(first: Int, second: Int)] {
    var result: [(first: Int, second: Int)] = []
    var taken: Set<Int> = []
    for (item, partner) in partners.enumerated() where partner >= 0 {
      guard let left = first.captureNumber(openedBy: ItemID(item)),
        let right = second.captureNumber(openedBy: ItemID(partner)),
        taken.insert(left).inserted
      else { continue }
      result.append((left, right))
    }
    return result.sorted { $0.first < $1.first }
  }
}

extension PatternMap {
  /// The number of the capturing group whose opening bracket an item is.
  fileprivate func captureNumber(openedBy item: ItemID) -> Int? {
    guard case .open(let node) = roles[item.index],
      case .capture(let number, _)? = group(node)?.kind
    else { return nil }
    return number
  }
}
