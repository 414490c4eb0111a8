// SPDX-License-Identifier: MIT
// Folded steps, unfolded again, are the steps.

import RegexDebugging
import Testing

@Suite struct FoldingTests {
  /// Folds steps given as letters: the item, in upper case if it fails.
  private func fold(_ letters: String) -> [FoldedStep] {
    var folder = StepFolder()
    var result: [FoldedStep] = []
    for (index, letter) in letters.utf8.enumerated() {
      result += folder.add(
        FoldableStep(
          number: UInt64(index + 1), item: Int(letter | 0x20), position: index,
          fails: letter & 0x20 == 0))
    }
    return result + folder.finish()
  }

  /// The letters back.
  private func unfolded(_ steps: [FoldedStep]) -> String {
    var letters: [UInt8] = []
    for step in steps {
      switch step {
      case .step(let step): letters.append(UInt8(step.item) & (step.fails ? 0xDF : 0xFF))
      case .again(let rounds, let length, _, _):
        let round = letters.suffix(length)
        for _ in 0..<rounds { letters += round }
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("aaaaab", 3), ("aabb", 4), ("abababab", 3), ("abAbabab", 8),
    ("xabcabcabcaby", 8), ("aaabbbaaabbbaaabbb", 12),
  ])
  func folds(_ letters: String, _ count: Int) {
    let folded = fold(letters)
    #expect(unfolded(folded) == letters)
    #expect(folded.count == count, "\(folded)")
  }

  @Test func whateverComes() {
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    var state = seed
    for _ in 0..<2000 {
      var letters = ""
      while letters.utf8.count < 60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let block = String(
          repeating: ["a", "ab", "abC", "d", "aBcD"][Int(state >> 40) % 5],
          count: Int(state >> 33) % 6)
        letters += block.isEmpty ? "z" : block
      }
      let folded = fold(letters)
      #expect(unfolded(folded) == letters, "seed \(seed): \(letters)")
      var numbers: UInt64 = 0
      for step in folded {
        switch step {
        case .step(let step):
          #expect(step.number == numbers + 1)
          numbers = step.number
        case .again(let rounds, let length, let steps, let end):
          #expect(steps.lowerBound == numbers + 1)
          #expect(UInt64(steps.count) == rounds * UInt64(length))
          #expect(end == Int(steps.upperBound) - 1)
          numbers = steps.upperBound
        }
      }
      #expect(numbers == UInt64(letters.utf8.count))
    }
  }

  @Test func longStreamsTakeNoMemory() {
    let folded = fold(String(repeating: "abc", count: 20_000) + "d")
    #expect(folded.count == 5)
  }
}
