// SPDX-License-Identifier: MIT
// The character sets of a program under construction: each is made once, however often it is written.
//
// A dictionary would do, but hashing with `Hasher` and growing one took a third of the time of compiling a
// short pattern. Sets are looked for by a cheap hash, among few by comparing, among many in slots.
//
// Example: in `[a-c]\d[a-c]\d` there are two sets. Tested by everything that compiles.

import RegexSyntax

/// What makes two character sets of one pattern the same.
enum SetKey: Equatable {
  /// An escape such as `\w`.
  case type(CharacterType)
  /// `\p{..}`, `\P{..}`
  case property(PropertyTest)
  /// A character with its other cases.
  case cases(UInt32)
  /// What a dot matches.
  case dot
  /// A bracketed class.
  case characterClass(CharacterClass, isCaseless: Bool)
}

/// The sets, and where to find them again.
struct SetTable {
  /// Up to so many sets are compared one by one.
  private static let fewSets = 8

  private(set) var sets: [CharacterSet] = []
  /// The tables of all sets, 256 bytes each, in one piece.
  private(set) var tables: [UInt8] = []
  private var keys: [(hash: UInt32, key: SetKey)] = []
  /// For each hash modulo the number of slots, which is a power of 2, the index of a set plus 1, or 0.
  ///
  /// A set stands in the first slot from its own on that was free.
  private var slots: [UInt32] = []

  /// The index of the set of a key; nil if there is none yet.
  func index(of key: SetKey, in tree: Tree) -> UInt32? {
    let hash = Self.hash(key, tree)
    guard !slots.isEmpty else {
      for index in keys.indices where isSame(index, hash, key, tree) { return UInt32(index) }
      return nil
    }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = slots[slot] - 1
      if isSame(Int(index), hash, key, tree) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds the set of a key that is not there yet; gives its index.
  mutating func add(_ set: CharacterSet, for key: SetKey, in tree: Tree) -> UInt32 {
    if sets.isEmpty {
      sets.reserveCapacity(4)
      keys.reserveCapacity(4)
      tables.reserveCapacity(4 * 256)
    }
    sets.append(set)
    tables += set.table
    keys.append((Self.hash(key, tree), key))
    if keys.count > Self.fewSets {
      if slots.count < 2 * keys.count { growSlots() } else { fillSlot(keys.count - 1) }
    }
    return UInt32(sets.count - 1)
  }

  private mutating func growSlots() {
    slots = [UInt32](repeating: 0, count: max(4 * Self.fewSets, 2 * slots.count))
    for index in keys.indices { fillSlot(index) }
  }

  private mutating func fillSlot(_ index: Int) {
    var slot = Int(keys[index].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(index + 1)
  }

  // MARK: Keys

  private func isSame(_ index: Int, _ hash: UInt32, _ key: SetKey, _ tree: Tree) -> Bool {
    guard keys[index].hash == hash else { return false }
    guard case .characterClass(let left, let isCaseless) = keys[index].key,
      case .characterClass(let right, isCaseless: isCaseless) = key
    else { return keys[index].key == key }
    guard left.negated == right.negated, left.members.count == right.members.count else {
      return false
    }
    for offset in 0..<left.members.count
    where tree[left.members, offset].kind != tree[right.members, offset].kind { return false }
    return true
  }

  /// A number that is the same for the same sets, and mostly different for others.
  private static func hash(_ key: SetKey, _ tree: Tree) -> UInt32 {
    switch key {
    case .type(let type): return UInt32(type.rawValue)
    case .dot: return 0xFF
    case .cases(let character): return mixed(1, character)
    case .property: return 2
    case .characterClass(let characterClass, let isCaseless):
      var hash: UInt32 = (characterClass.negated ? 4 : 3) + (isCaseless ? 2 : 0)
      for index in characterClass.members.indices {
        switch tree.members[index].kind {
        case .character(let character): hash = mixed(hash, character)
        case .range(let low, let high): hash = mixed(mixed(hash, low), high)
        case .type(let type): hash = mixed(hash, 0x110000 + UInt32(type.rawValue))
        case .posix(_, let negated): hash = mixed(hash, negated ? 0x120000 : 0x120001)
        case .property: hash = mixed(hash, 0x130000)
        }
      }
      return hash
    }
  }

  private static func mixed(_ hash: UInt32, _ value: UInt32) -> UInt32 {
    let product = (hash ^ value) &* 0x9E37_79B1
    return product ^ product >> 15
  }
}
