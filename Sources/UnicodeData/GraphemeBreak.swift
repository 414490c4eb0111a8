// SPDX-License-Identifier: MIT
// Where \X ends: the classes of UAX 29 and the rules between neighbours as PCRE2 10.42 has them.
//
//     var cluster = GraphemeCluster(first: 0x1F469)
//     cluster.take(0x200D) { false }  // true: a joiner belongs to the cluster
//     cluster.take(0x1F680) { false }  // true: one emoji after another does
//     cluster.take(0x61) { false }  // false: the cluster ended before this letter
//
// Tested against libpcre2 in UnicodeDataTests/GraphemeTests.swift.

/// The grapheme break class of a code point, Extended_Pictographic included.
@frozen
public enum GraphemeBreak: UInt8, CaseIterable, Hashable, Sendable {
  /// A code point that no rule speaks of.
  case other
  /// The carriage return.
  case carriageReturn
  /// The line feed.
  case lineFeed
  /// Another control or format character.
  case control
  /// A mark that extends what is before it.
  case extend
  /// A mark that belongs to what is after it.
  case prepend
  /// A spacing combining mark.
  case spacingMark
  /// A leading consonant of Hangul.
  case hangulL
  /// A vowel of Hangul.
  case hangulV
  /// A trailing consonant of Hangul.
  case hangulT
  /// A syllable of Hangul without trailing consonant.
  case hangulLV
  /// A syllable of Hangul with trailing consonant.
  case hangulLVT
  /// A regional indicator, half of a flag.
  case regionalIndicator
  /// The zero width joiner.
  case zeroWidthJoiner
  /// An emoji or a code point kept for one.
  case extendedPictographic

  /// Whether a cluster goes on from this class to the next one, regional indicators not counted.
  ///
  /// PCRE2 differs from UAX 29: a regional indicator takes nothing but a second one, no mark
  /// either, and an emoji follows an emoji without a joiner between them. Source: pcre2pattern,
  /// "Extended grapheme clusters", and libpcre2's behaviour.
  @inlinable
  public func joins(_ next: GraphemeBreak) -> Bool {
    successors >> UInt32(next.rawValue) & 1 != 0
  }

  /// The classes that may follow inside a cluster, bit `n` for raw value `n`.
  @inlinable
  var successors: UInt32 {
    let marks: UInt32 = 1 << 4 | 1 << 6 | 1 << 13
    return switch self {
    case .other, .extend, .spacingMark, .zeroWidthJoiner: marks
    case .carriageReturn: 1 << 2
    case .lineFeed, .control: 0
    case .prepend: marks | 1 << 0 | 1 << 5 | 0x1F << 7 | 1 << 12
    case .hangulL: marks | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 11
    case .hangulV, .hangulLV: marks | 1 << 8 | 1 << 9
    case .hangulT, .hangulLVT: marks | 1 << 9
    case .regionalIndicator: 1 << 12
    case .extendedPictographic: marks | 1 << 14
    }
  }
}

extension GraphemeBreak {
  /// Whether a code point is one of many of which no two join: letters of the scripts before Hebrew, and
  /// ideographs. (Others may be such, too.)
  @inlinable
  public static func standsAlone(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    // Not the signs of copyright and of trade marks, which are pictures.
    case 0x20..<0xA9, 0xAF..<0x300, 0x370..<0x483, 0x48A..<0x591, 0x4E00..<0xA000: true
    default: false
    }
  }
}

/// The state of one `\X` between two code points: what the next one is compared with.
@frozen
public struct GraphemeCluster: Hashable, Sendable {
  /// The class of the last code point that counts.
  public private(set) var left: GraphemeBreak

  /// The cluster that begins with a code point, which always belongs to it.
  public init(first codePoint: UInt32) {
    left = UnicodeTables.graphemeBreak(of: codePoint)
  }

  /// Takes the next code point if it belongs to the cluster, and says whether it did.
  ///
  /// - Parameters:
  ///   - codePoint: The next code point of the subject.
  ///   - oddIndicatorsBefore: Asked only between two regional indicators: is the number of
  ///     regional indicators directly before the left one odd? They count from the start of the
  ///     subject, also those that lie before the cluster.
  /// - Returns: Whether the code point belongs to the cluster; if not, the cluster has ended.
  public mutating func take(_ codePoint: UInt32, oddIndicatorsBefore: () -> Bool) -> Bool {
    let right = UnicodeTables.graphemeBreak(of: codePoint)
    guard left.joins(right) else { return false }
    if left == .regionalIndicator, right == .regionalIndicator, oddIndicatorsBefore() {
      return false
    }
    // Marks after an emoji do not hide it from the emoji that follows them.
    if left != .extendedPictographic || (right != .extend && right != .zeroWidthJoiner) {
      left = right
    }
    return true
  }
}
