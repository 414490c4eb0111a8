// SPDX-License-Identifier: MIT
// Alternatives that begin with the same literals share them: a list of words becomes a tree in which every letter is
// looked at once.
//
//     foo|bar|foobar     ->  foo(?:|bar)|bar
//
// The order in which alternatives are tried stays the same where it matters: one moves in front of another only if a
// letter tells them apart.

import RegexSyntax

extension Compiler {
  /// Trees, with those in groups of their branches, are no deeper than this: emitting them recurses.
  private static let deepestTree = 200

  /// What is left of an alternative: indices in `Tree.children`.
  typealias Tail = Range<Int>

  /// Whether two alternatives of a group may have a beginning in common, by a quick look.
  func mayShareBeginnings(_ id: NodeID) -> Bool {
    guard style.has(.commonPrefixes), !facts.hasThen else { return false }
    let group = group(id)
    guard group.branches.count > 1,
      tree[group.branches, 0].lookbehindLength == nil
    else { return false }
    var seen: UInt64 = 0
    for index in 0..<group.branches.count {
      guard let first = firstLiteral(of: tree[group.branches, index].nodes.indices) else {
        continue
      }
      let bit: UInt64 = 1 << UInt64(first.character & 63)
      if seen & bit != 0 { return true }
      seen |= bit
    }
    return false
  }

  /// The branches of a group as alternatives.
  func tails(of id: NodeID) -> [Tail] { tree[group(id).branches].map { $0.nodes.indices } }

  /// Emits alternatives, those with the same beginning as one.
  mutating func emitAlternatives(_ tails: [Tail], _ id: NodeID) throws(UnsupportedConstruct) {
    let groups = sharingDepth < Self.deepestTree ? grouped(tails) : tails.map { [$0] }
    sharingDepth += 1
    var exits: [Int] = []
    for index in groups.indices {
      let isLast = index == groups.count - 1
      let next = isLast ? 0 : emitForward(.init(.split), for: id)
      try emitSharing(groups[index], id)
      if isLast { break }
      exits.append(emitForward(.init(.jump), for: id))
      land(next)
    }
    for exit in exits { land(exit) }
    sharingDepth -= 1
  }

  /// Emits alternatives that begin with the same literal, or only one.
  private mutating func emitSharing(_ tails: [Tail], _ id: NodeID) throws(UnsupportedConstruct) {
    let shared = tails.count > 1 ? sharedCount(tails) : tails[0].count
    for child in tails[0].prefix(shared) { try emitNode(tree.children[child]) }
    if tails.count > 1 { try emitAlternatives(tails.map { $0.dropFirst(shared) }, id) }
  }

  /// A literal, as far as it matters for sharing it.
  private struct Beginning: Equatable {
    var character: UInt32
    var isCaseless: Bool
  }

  private func firstLiteral(of tail: Tail) -> Beginning? {
    guard let first = tail.first, case .literal(let character) = tree[tree.children[first]].kind
    else { return nil }
    let isCaseless = tree[tree.children[first]].modes.contains(.caseless)
    // Of other characters it is not known here which are the same letter.
    guard isCaseless && character >= 0x80 else {
      let isLetter = (0x61...0x7A).contains(character | 0x20)
      return Beginning(
        character: isCaseless && isLetter ? character | 0x20 : character, isCaseless: isCaseless)
    }
    return nil
  }

  /// Alternatives with the same first literal together, in the order in which each came first; between two that are
  /// brought together there are only such that begin with other literals.
  private func grouped(_ tails: [Tail]) -> [[Tail]] {
    var groups: [[Tail]] = []
    // Where the alternatives since the last that is no literal begin, by their letters.
    var places: [UInt32: Int] = [:]
    var isCaseless = false
    for tail in tails {
      guard let first = firstLiteral(of: tail) else {
        places.removeAll()
        groups.append([tail])
        continue
      }
      if first.isCaseless != isCaseless { places.removeAll() }
      isCaseless = first.isCaseless
      if let place = places[first.character] {
        groups[place].append(tail)
      } else {
        places[first.character] = groups.count
        groups.append([tail])
      }
    }
    return groups
  }

  /// How many literals alternatives have in common, at least the first.
  private func sharedCount(_ tails: [Tail]) -> Int {
    var shared = 1
    while true {
      guard let next = firstLiteral(of: tails[0].dropFirst(shared)),
        tails.allSatisfy({ firstLiteral(of: $0.dropFirst(shared)) == next })
      else { return shared }
      shared += 1
    }
  }
}
