// SPDX-License-Identifier: MIT
// Randomness with a seed: everything random in this target comes from one of these, so that a seed is
// enough to see a pair of pattern and subject again.

/// A small generator that a seed determines (splitmix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Makes the generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  /// A number from 0 up to but not including a bound; 0 if the bound is not above 1.
  public mutating func below(_ bound: Int) -> Int {
    bound > 1 ? Int.random(in: 0..<bound, using: &self) : 0
  }

  /// True once in so many times.
  public mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  /// One of the elements, all with the same chance.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// One of the values, each with a chance in proportion to its weight.
  public mutating func weighted<Value>(_ choices: [(weight: Int, value: Value)]) -> Value {
    var rest = below(choices.reduce(0) { $0 + $1.weight })
    for choice in choices {
      rest -= choice.weight
      if rest < 0 { return choice.value }
    }
    return choices[choices.count - 1].value
  }
}
