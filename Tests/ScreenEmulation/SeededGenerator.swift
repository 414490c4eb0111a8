// SPDX-License-Identifier: MIT
// Random numbers that can be had again: a test that uses them prints the seed.

/// Numbers that look random, the same for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
  /// What the numbers depend on.
  public let seed: UInt64
  private var state: UInt64

  /// Makes the numbers of a seed.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
