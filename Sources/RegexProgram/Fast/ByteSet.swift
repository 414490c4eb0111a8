// SPDX-License-Identifier: MIT
// A set of bytes as 256 bits: what can come next, as the optimisations reckon with it.

/// A set of byte values.
struct ByteSet: Hashable {
  private var words = SIMD4<UInt64>.zero

  static let none = ByteSet()
  static let all = ByteSet(words: .init(repeating: .max))
  /// The bytes that begin no character in UTF-8.
  static let continuation = ByteSet(words: [0, 0, .max, 0])

  private init(words: SIMD4<UInt64>) { self.words = words }

  init() {}

  init(_ byte: UInt8) { insert(byte) }

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  /// The bytes whose entry in a table of 256 is not zero.
  init(table: ArraySlice<UInt8>) {
    func word(_ start: Int) -> UInt64 {
      var bits: UInt64 = 0
      for offset in 0..<64 where table[start + offset] != 0 { bits |= 1 << UInt64(offset) }
      return bits
    }
    let start = table.startIndex
    words = [word(start), word(start + 64), word(start + 128), word(start + 192)]
  }

  mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

  mutating func formUnion(_ other: ByteSet) { words |= other.words }

  func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func intersection(_ other: ByteSet) -> ByteSet { ByteSet(words: words & other.words) }

  var inverted: ByteSet { ByteSet(words: ~words) }

  func isDisjoint(with other: ByteSet) -> Bool { words & other.words == .zero }

  func isSubset(of other: ByteSet) -> Bool { isDisjoint(with: other.inverted) }

  var isEmpty: Bool { words == .zero }

  var count: Int { Int(words.nonzeroBitCount.wrappedSum()) }

  /// The members, ascending.
  var members: [UInt8] {
    var result: [UInt8] = []
    for index in 0..<4 {
      var left = words[index]
      while left != 0 {
        result.append(UInt8(index << 6 | left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    return result
  }

  /// The members as closed ranges, ascending.
  var ranges: [ClosedRange<UInt8>] {
    var result: [ClosedRange<UInt8>] = []
    for byte in members {
      if let last = result.last, byte > 0, last.upperBound == byte - 1 {
        result[result.count - 1] = last.lowerBound...byte
      } else {
        result.append(byte...byte)
      }
    }
    return result
  }

  /// Word characters without Unicode properties.
  static let word: ByteSet = {
    var set = ByteSet()
    for range in CharacterRanges.word { for byte in range.low...range.high { set.insert(UInt8(byte)) } }
    return set
  }()
}
