// SPDX-License-Identifier: MIT
// The fingerprint of a step stream: FNV-1a over 64 bits, every integer fed as eight bytes, least
// significant byte first, with -1 as ffffffffffffffff. The machine and the oracle both compute it,
// so that streams of thousands of rows compare as one number. The fixed sequence is part of the
// case format: never change it. Tested in Tests/PCRE2OracleTests.

/// A running FNV-1a hash over the integers of a step stream.
public struct TraceHash: Hashable, Sendable {
  /// The hash of everything added so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Makes the hash of an empty stream.
  public init() {}

  /// Adds one integer; an unset position is -1.
  ///
  /// A zero byte only multiplies, so small numbers need one multiplication by a power of the
  /// prime instead of eight steps.
  public mutating func add(_ number: Int) {
    var bits = UInt64(bitPattern: Int64(number))
    if bits < 0x100 {
      value = (value ^ bits) &* Self.primeToThe8th
      return
    }
    for _ in 0..<8 {
      value = (value ^ (bits & 0xff)) &* Self.prime
      bits >>= 8
    }
  }

  /// The hash as 16 lower-case hexadecimal digits.
  public var hexDigits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static let prime: UInt64 = 0x100_0000_01b3
  private static let primeToThe8th: UInt64 = {
    let squared = prime &* prime
    let fourth = squared &* squared
    return fourth &* fourth
  }()
}
