// SPDX-License-Identifier: MIT
// Where to find what is already in an array, by a hash that the owner of the array works out.
//
// A dictionary would do, but hashing with `Hasher` and growing one took a third of the time of compiling a short
// pattern. Few elements are compared one by one, by their hashes; many stand in slots.
//
// Example: `SetTable` finds the set of `[a-z]` that it made before. Tested by everything that compiles.

/// The hashes of the elements of an array, in order, and slots to find them when they are many.
struct HashSlots {
  /// Up to so many elements there are no slots.
  private static let few = 8

  private var hashes: [UInt32] = []
  /// For each hash modulo the number of slots, which is a power of 2, the index of an element plus 1, or 0.
  ///
  /// An element stands in the first slot from its own on that was free.
  private var slots: [UInt32] = []

  /// The index of an element with a hash that is the same as another; nil if there is none.
  func index(_ hash: UInt32, where isSame: (Int) -> Bool) -> Int? {
    guard !slots.isEmpty else {
      for index in hashes.indices where hashes[index] == hash && isSame(index) { return index }
      return nil
    }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash && isSame(index) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Notes the hash of an element that has been added at the end of the array.
  mutating func append(_ hash: UInt32) {
    hashes.append(hash)
    guard hashes.count > Self.few else { return }
    if slots.count >= 2 * hashes.count { return fillSlot(hashes.count - 1) }
    slots = Array(filled: max(4 * Self.few, 2 * slots.count), with: 0)
    for index in hashes.indices { fillSlot(index) }
  }

  private mutating func fillSlot(_ index: Int) {
    var slot = Int(hashes[index]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(index + 1)
  }
}
