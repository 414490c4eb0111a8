// SPDX-License-Identifier: MIT
// Arrays filled with a value, for short ones: `Array(repeating:count:)` looks up type metadata each time, some 700
// instructions, which is what compiling five characters of a pattern costs.
//
// Example: `Array(filled: 3, with: false)`. Tested by everything that compiles.

extension Array {
  /// An array of a value so many times.
  init(filled count: Int, with value: Element) {
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(value) }
  }
}
