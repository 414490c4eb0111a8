// SPDX-License-Identifier: MIT
// A set of bytes as 256 bits: what can come next, as the optimisations reckon with it, and what a character set says
// of single bytes while it is made.
//
// Example: `ByteSet([0x61, 0x62]).ranges` is the one range 0x61 to 0x62. Tested by everything that compiles.

/// A set of byte values.
public struct ByteSet: Hashable, Sendable {
  // Four numbers and no SIMD vector: on a plain x86-64 a comparison of those takes a dozen instructions.
  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  private var word2: UInt64 = 0
  private var word3: UInt64 = 0

  static let none = ByteSet()
  static let all = ByteSet(.max, .max, .max, .max)
  /// The bytes of ASCII characters.
  static let ascii = ByteSet(.max, .max, 0, 0)
  /// The bytes that begin no character in UTF-8.
  static let continuation = ByteSet(0, 0, .max, 0)
  /// The bytes that valid UTF-8 does not have.
  static let unused = ByteSet([0xC0, 0xC1] + Array(0xF5...UInt8.max))
  /// Word characters without Unicode properties.
  static let word: ByteSet = {
    var set = ByteSet()
    for range in CharacterRanges.word {
      set.insert(UInt8(range.low)...UInt8(range.high))
    }
    return set
  }()

  private init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
    self.word0 = word0
    self.word1 = word1
    self.word2 = word2
    self.word3 = word3
  }

  init() {}

  init(_ byte: UInt8) { insert(byte) }

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  private subscript(index: Int) -> UInt64 {
    get {
      switch index {
      case 0: word0
      case 1: word1
      case 2: word2
      default: word3
      }
    }
    set {
      switch index {
      case 0: word0 = newValue
      case 1: word1 = newValue
      case 2: word2 = newValue
      default: word3 = newValue
      }
    }
  }

  mutating func insert(_ byte: UInt8) { self[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  mutating func insert(_ bytes: ClosedRange<UInt8>) {
    let (low, high) = (Int(bytes.lowerBound), Int(bytes.upperBound))
    for index in low >> 6...high >> 6 {
      let from = UInt64.max << UInt64(max(low - index << 6, 0))
      let upTo = UInt64.max >> UInt64(63 - min(high - index << 6, 63))
      self[index] |= from & upTo
    }
  }

  func contains(_ byte: UInt8) -> Bool { self[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

  mutating func formUnion(_ other: ByteSet) { self = union(other) }

  func union(_ other: ByteSet) -> ByteSet {
    ByteSet(
      word0 | other.word0, word1 | other.word1, word2 | other.word2, word3 | other.word3)
  }

  func intersection(_ other: ByteSet) -> ByteSet {
    ByteSet(
      word0 & other.word0, word1 & other.word1, word2 & other.word2, word3 & other.word3)
  }

  func subtracting(_ other: ByteSet) -> ByteSet { intersection(other.inverted) }

  var inverted: ByteSet { ByteSet(~word0, ~word1, ~word2, ~word3) }

  func isDisjoint(with other: ByteSet) -> Bool { intersection(other).isEmpty }

  func isSubset(of other: ByteSet) -> Bool { subtracting(other).isEmpty }

  var isEmpty: Bool { word0 | word1 | word2 | word3 == 0 }

  var count: Int {
    word0.nonzeroBitCount + word1.nonzeroBitCount + word2.nonzeroBitCount + word3.nonzeroBitCount
  }

  /// The least member; nil if there is none.
  var first: UInt8? {
    for index in 0..<4 where self[index] != 0 {
      return UInt8(truncatingIfNeeded: index << 6 | self[index].trailingZeroBitCount)
    }
    return nil
  }

  /// The greatest member; nil if there is none.
  var last: UInt8? {
    for index in (0..<4).reversed() where self[index] != 0 {
      return UInt8(truncatingIfNeeded: index << 6 | 63 - self[index].leadingZeroBitCount)
    }
    return nil
  }

  /// A number that is the same for the same sets, and mostly different for others.
  var hash: UInt32 {
    var mixed = (word0 ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 31 ^ word1) &* 0x94D0_49BB_1331_11EB
    mixed = (mixed ^ mixed >> 29 ^ word2) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 31 ^ word3) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }
}

extension ByteSet {
  /// The members, ascending.
  var members: Members { Members(self) }

  /// The members one by one.
  struct Members: Sequence, IteratorProtocol {
    private let set: ByteSet
    /// Which of the words is being gone through, and what is left of it.
    private var index = 0
    private var word: UInt64

    fileprivate init(_ set: ByteSet) {
      self.set = set
      word = set.word0
    }

    mutating func next() -> UInt8? {
      while word == 0 {
        guard index < 3 else { return nil }
        index += 1
        word = set[index]
      }
      let bit = word.trailingZeroBitCount
      word &= word &- 1
      return UInt8(truncatingIfNeeded: index << 6 | bit)
    }
  }

  /// The members as closed ranges, ascending.
  var ranges: [ClosedRange<UInt8>] {
    var result: [ClosedRange<UInt8>] = []
    forEachRange { result.append($0) }
    return result
  }

  /// Calls a function with each of the members' ranges, ascending.
  func forEachRange(_ body: (ClosedRange<UInt8>) -> Void) {
    var start = firstMember(from: 0)
    while start < 256 {
      let end = inverted.firstMember(from: start)
      body(UInt8(truncatingIfNeeded: start)...UInt8(truncatingIfNeeded: end - 1))
      start = end < 256 ? firstMember(from: end) : end
    }
  }

  /// The least member from a number on; 256 if there is none.
  private func firstMember(from start: Int) -> Int {
    for index in start >> 6..<4 {
      let shift = max(start - index << 6, 0)
      let word = self[index] & (UInt64.max << UInt64(shift))
      if word != 0 { return index << 6 | word.trailingZeroBitCount }
    }
    return 256
  }
}
