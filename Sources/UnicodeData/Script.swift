// SPDX-License-Identifier: MIT
// The scripts of Unicode 14, as a number, and sets of them for script extensions and script runs.
// The constants (Script.greek and its fellows) are in Generated/Scripts.swift.
// Tested in UnicodeDataTests/PropertyTests.swift and ScriptRunTests.swift.

internal import CUnicodeTables

/// A script of Unicode 14: a small number with a name.
@frozen
public struct Script: Hashable, Sendable, RawRepresentable {
  /// The number, from 0; it means nothing outside this version of rxdebug.
  public let rawValue: UInt8

  /// How many scripts there are, the special ones (Unknown, Common, Inherited) included.
  public static var count: Int { Int(unicode_script_count) }

  /// The script of a number, nil from `count` on.
  public init?(rawValue: UInt8) {
    guard rawValue < Script.count else { return nil }
    self.rawValue = rawValue
  }

  /// The script of a number that comes out of the tables.
  @inlinable
  init(known rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The long name as Unicode writes it, such as `Old_Italic`.
  public var name: String {
    tableText { unicode_script_name_byte(rawValue, $0) }
  }
}

/// A set of scripts, for script extensions and script runs: 192 bits, no allocation.
@frozen
public struct ScriptSet: Hashable, Sendable {
  @usableFromInline var low: UInt64
  @usableFromInline var middle: UInt64
  @usableFromInline var high: UInt64

  @inlinable
  init(low: UInt64, middle: UInt64, high: UInt64) {
    self.low = low
    self.middle = middle
    self.high = high
  }

  /// The empty set.
  @inlinable
  public init() {
    self.init(low: 0, middle: 0, high: 0)
  }

  /// The set of some scripts.
  @inlinable
  public init(_ scripts: Script...) {
    self.init()
    for script in scripts { insert(script) }
  }

  /// Whether the set has no member.
  @inlinable
  public var isEmpty: Bool { low | middle | high == 0 }

  /// Whether the script is a member.
  @inlinable
  public func contains(_ script: Script) -> Bool {
    let bit = UInt64(script.rawValue & 63)
    return switch script.rawValue >> 6 {
    case 0: low >> bit & 1 != 0
    case 1: middle >> bit & 1 != 0
    default: high >> bit & 1 != 0
    }
  }

  /// Adds one script.
  @inlinable
  public mutating func insert(_ script: Script) {
    let bit: UInt64 = 1 << UInt64(script.rawValue & 63)
    switch script.rawValue >> 6 {
    case 0: low |= bit
    case 1: middle |= bit
    default: high |= bit
    }
  }

  /// Keeps the scripts that the other set has too.
  @inlinable
  public mutating func formIntersection(_ other: ScriptSet) {
    low &= other.low
    middle &= other.middle
    high &= other.high
  }

  /// The scripts that both sets have.
  @inlinable
  public func intersection(_ other: ScriptSet) -> ScriptSet {
    var result = self
    result.formIntersection(other)
    return result
  }
}

/// The text of a table's entry, read byte by byte up to the byte 0.
func tableText(_ byte: (UInt32) -> UInt8) -> String {
  var bytes: [UInt8] = []
  while true {
    let next = byte(UInt32(bytes.count))
    guard next != 0 else { return String(decoding: bytes, as: UTF8.self) }
    bytes.append(next)
  }
}
