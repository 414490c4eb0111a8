// SPDX-License-Identifier: MIT
// A set of characters as the machine tests it: a table over the first byte answers nearly always; for
// UTF-8 characters of more than one byte it may say "decode and look further".

public import UnicodeData

/// What a character belongs to, ready to test.
public struct CharacterSet: Hashable, Sendable {
  /// What the table says of a first byte.
  public enum Answer {
    /// Not a member, whatever follows.
    public static let no: UInt8 = 0
    /// A member, whatever follows.
    public static let yes: UInt8 = 1
    /// A lead byte: decode the character and ask `containsWide`.
    public static let decode: UInt8 = 2
  }

  /// A test of a property by code point.
  public struct PropertyRule: Hashable, Sendable {
    /// The rule.
    public var rule: WideRule
    /// Whether it is turned round.
    public var negated: Bool
  }

  /// The rules that a member can have above the table.
  public enum WideRule: Hashable, Sendable {
    /// `\p{..}`
    case property(UnicodeProperty)
    /// `[:graph:]` with UCP.
    case graph
    /// `[:print:]` with UCP.
    case print
    /// `[:punct:]` with UCP.
    case punctuation
  }

  /// 256 answers by first byte (by byte, without UTF).
  public var table: [UInt8]
  /// The bytes whose answer is not `no`.
  public var bytes: ByteSet
  /// Members from 128 on as closed ranges, ascending, two numbers each (UTF only).
  public var ranges: [UInt32]
  /// Further rules for members from 128 on (UTF only).
  public var rules: [PropertyRule]
  /// Whether ranges and rules tell what is *not* a member.
  public var isNegated: Bool

  /// Whether a code point from 128 on is a member.
  ///
  /// Inlined, for a call would copy the set that it is asked of.
  @inlinable @inline(__always)
  public func containsWide(_ codePoint: UInt32) -> Bool {
    (inRanges(codePoint) || passesRule(codePoint)) != isNegated
  }

  @inlinable @inline(__always)
  func passesRule(_ codePoint: UInt32) -> Bool {
    for index in 0..<rules.count where rules[index].matches(codePoint) { return true }
    return false
  }

  @inlinable @inline(__always)
  func inRanges(_ codePoint: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if codePoint > ranges[2 * middle + 1] {
        low = middle + 1
      } else if codePoint < ranges[2 * middle] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}

extension CharacterSet.PropertyRule {
  /// Whether a code point passes the test.
  public func matches(_ codePoint: UInt32) -> Bool {
    rule.contains(codePoint) != negated
  }
}

extension CharacterSet.WideRule {
  /// Whether a code point has the property.
  ///
  /// Source: pcre2pattern(3), "POSIX character classes", for the three POSIX rules.
  public func contains(_ codePoint: UInt32) -> Bool {
    switch self {
    case .property(let property):
      return property.contains(codePoint)
    case .graph:
      // The Mongolian vowel separator prints, but draws nothing.
      return codePoint != 0x180e && !Self.isSeparator(codePoint) && !Self.isInvisible(codePoint)
    case .print:
      let category = UnicodeTables.generalCategory(of: codePoint)
      let endsLine =
        category == .lineSeparator || category == .paragraphSeparator
      return !endsLine && !Self.isInvisible(codePoint)
    case .punctuation:
      return UnicodeProperty.majorCategory(.punctuation).contains(codePoint)
        || (codePoint < 128 && UnicodeProperty.majorCategory(.symbol).contains(codePoint))
    }
  }

  private static func isSeparator(_ codePoint: UInt32) -> Bool {
    UnicodeProperty.majorCategory(.separator).contains(codePoint)
  }

  /// Categories C, without those format characters that do print something.
  private static func isInvisible(_ codePoint: UInt32) -> Bool {
    guard UnicodeProperty.majorCategory(.other).contains(codePoint) else { return false }
    guard UnicodeTables.generalCategory(of: codePoint) == .format else { return true }
    return codePoint == 0x061c || (0x2066...0x2069).contains(codePoint)
  }
}
