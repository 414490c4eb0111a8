// SPDX-License-Identifier: MIT
// The searches of CByteSearch over the subject. Positions are offsets into it; what is not found is the end of what
// was looked at.
//
// Tested in RegexMachineTests/ByteSearchingTests.swift.

import CByteSearch

extension Table<UInt8> {
  /// Eight bytes from a position on, the first one lowest; there must be so many.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    assert(position >= 0 && position + 8 <= count, "a word outside the table")
    return unsafe rx_load8(base + position)
  }

  @inline(__always)
  func find(_ byte: UInt8, from position: Int, to end: Int) -> Int {
    unsafe rx_find_byte(base, position, end, byte)
  }

  /// The same for a byte that is probably near.
  @inline(__always)
  func findNear(_ byte: UInt8, from position: Int, to end: Int) -> Int {
    unsafe rx_find_near_byte(base, position, end, byte)
  }

  @inline(__always)
  func find(_ one: UInt8, or other: UInt8, from position: Int, to end: Int) -> Int {
    unsafe rx_find_either(base, position, end, one, other)
  }

  /// The last place of a byte in `least ..< position`, `least - 1` if it is not there.
  @inline(__always)
  func find(_ byte: UInt8, before position: Int, least: Int) -> Int {
    unsafe rx_find_byte_before(base, position, least, byte)
  }

  @inline(__always)
  func find(_ ranges: rx_byte_ranges, from position: Int, to end: Int) -> Int {
    unsafe withUnsafePointer(to: ranges) { unsafe rx_find_in_ranges(base, position, end, $0) }
  }

  @inline(__always)
  func find(_ pair: rx_byte_pair, distance: Int, from position: Int, to end: Int) -> Int {
    unsafe rx_find_pair(base, position, end, pair, distance)
  }

  @inline(__always)
  func find(_ pairs: rx_byte_pairs, from position: Int, to end: Int) -> Int {
    unsafe withUnsafePointer(to: pairs) { unsafe rx_find_pairs(base, position, end, $0) }
  }
}
