// SPDX-License-Identifier: MIT
// Caselessness in Unicode mode: which code points are cases of one another.
// Example: UnicodeTables.caseSet(of: 0x6B) holds K, k and U+212A KELVIN SIGN.
// Tested against libpcre2 for every code point in UnicodeDataTests/CaseTests.swift.

public import CUnicodeTables

extension UnicodeTables {
  /// The other case, or the code point itself if it has none.
  ///
  /// Of a set of more than two, it is one of the others: ask `caseSet(of:)` for all of them.
  @inlinable
  public static func otherCase(of codePoint: UInt32) -> UInt32 {
    unicode_other_case(codePoint)
  }

  /// Whether the code point has more than one other case, as K, k and KELVIN SIGN have.
  @inlinable
  public static func hasManyCases(_ codePoint: UInt32) -> Bool {
    unicode_case_set(codePoint) != 0
  }

  /// The code point and all its cases, in ascending order.
  @inlinable
  public static func caseSet(of codePoint: UInt32) -> CaseSet {
    let set = unicode_case_set(codePoint)
    guard set == 0 else { return CaseSet(numbered: set) }
    let other = unicode_other_case(codePoint)
    return other < codePoint ? CaseSet(other, codePoint) : CaseSet(codePoint, other)
  }

  /// Whether the two are equal when case is ignored.
  @inlinable
  public static func equalIgnoringCase(_ left: UInt32, _ right: UInt32) -> Bool {
    unicode_equal_ignoring_case(left, right)
  }
}

/// One to four code points that are equal when case is ignored, in ascending order.
///
/// A value without storage of its own: making it and going through it allocates nothing.
@frozen
public struct CaseSet: Hashable, Sendable, RandomAccessCollection {
  @usableFromInline let first0: UInt32
  @usableFromInline let second: UInt32
  @usableFromInline let third: UInt32
  @usableFromInline let fourth: UInt32
  /// How many code points there are, from 1 to 4.
  public let count: Int

  /// The set of two that are in order, or of one if they are the same.
  @inlinable
  init(_ low: UInt32, _ high: UInt32) {
    first0 = low
    second = high
    third = 0
    fourth = 0
    count = low == high ? 1 : 2
  }

  /// One of the tables' sets of three or four.
  @inlinable
  init(numbered set: UInt8) {
    first0 = unicode_case_member(set, 0)
    second = unicode_case_member(set, 1)
    third = unicode_case_member(set, 2)
    fourth = unicode_case_member(set, 3)
    count = fourth == 0 ? 3 : 4
  }

  /// The first position, 0.
  @inlinable
  public var startIndex: Int { 0 }

  /// The position after the last, `count`.
  @inlinable
  public var endIndex: Int { count }

  /// The code point at a position from 0.
  @inlinable
  public subscript(position: Int) -> UInt32 {
    switch position {
    case 0: first0
    case 1: second
    case 2: third
    default: fourth
    }
  }

  /// Whether the code point is a member.
  @inlinable
  public func contains(_ codePoint: UInt32) -> Bool {
    if codePoint == first0 || codePoint == second { return true }
    return count > 2 && (codePoint == third || (count > 3 && codePoint == fourth))
  }
}
