// SPDX-License-Identifier: MIT
// Where a match can begin, as far as a search for bytes can tell: what the instruction `search` goes by. Plain data;
// StartSearch.swift fills it, RegexMachine/Fast/StartScan.swift uses it.

/// Two bytes at fixed distances from the start of a match.
public struct BytePair: Hashable, Sendable {
  /// The first byte, with its fold bits set.
  public var first: UInt8
  /// Bits that are set in a byte before it is compared: 0x20 for a letter in both cases.
  public var firstFold: UInt8
  /// The second byte, with its fold bits set.
  public var second: UInt8
  /// The same for the second.
  public var secondFold: UInt8
}

/// How the places are found at which a match can begin.
public struct StartPlan: Hashable, Sendable {
  /// What is searched for.
  public enum Search: Hashable, Sendable {
    /// Nothing: every place is tried.
    case none
    /// The start of a line, where only LF ends one.
    case lineStart
    /// One byte.
    case byte(UInt8)
    /// Either of two bytes.
    case either(UInt8, UInt8)
    /// One of up to eight pairs, whose second bytes are `distance` behind the first.
    case pairs([BytePair], distance: Int)
    /// A byte in one of up to three closed ranges.
    case ranges([ClosedRange<UInt8>])
    /// A byte of a set that is so common that looking at one after the other is best.
    case set
  }

  /// A byte that every match has.
  public struct RequiredByte: Hashable, Sendable {
    /// The byte.
    public var byte: UInt8
    /// The same in the other case; the byte again if there is none.
    public var otherCase: UInt8
    /// Table of the bytes that can stand between the start of a match and the byte (its first occurrence in the match).
    public var before: UInt32
    /// Least distance from the start of the match.
    public var leastDistance: Int
    /// Greatest distance, `Int.max` if there is none.
    public var mostDistance: Int
  }

  /// What is searched for.
  public var search = Search.none
  /// How far behind the start of the match that is.
  public var offset = 0
  /// Table of the bytes with which a match can begin, if it cannot be empty and they are not all.
  public var firstBytes: UInt32?
  /// The least length of a match, in bytes.
  public var minimumLength = 0
  /// A byte without which there is no match.
  public var required: RequiredByte?
  /// Up to three more bytes without which there is none.
  public var alsoRequired: [UInt8] = []
}
