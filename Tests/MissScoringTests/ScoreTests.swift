// SPDX-License-Identifier: MIT
// The nearest miss on pairs of our own, fixtures/misses, broken at known places: a floor under what `make misses`
// measures on a corpus. The pairs are short, so that there are often many places where one character would do:
// hence two floors. RXDEBUG_SEED=n breaks them at other places.

import CaseCorpus
import DifferentialTesting
import Glibc
import MissScoring
import Testing

@Suite struct ScoreTests {
  private static let seed: UInt64 =
    unsafe getenv("RXDEBUG_SEED").flatMap { unsafe UInt64(String(cString: $0)) } ?? 20_260_102

  private static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/fixtures/misses"
  }()

  private func inputs() throws -> [CaseInput] {
    var reader = try CaseFileReader(path: Self.folder + "/pairs.ndjson")
    var result: [CaseInput] = []
    while let next = try reader.nextCase() { result.append(try next.get().input) }
    return result
  }

  @Test(arguments: [true, false]) func placesAreNamed(breaksText: Bool) throws {
    var random = SeededGenerator(seed: Self.seed)
    var tally = MissTally()
    for input in try inputs() {
      for _ in 0..<2 {
        // Some patterns take nearly any text.
        guard let pair = random.broken(input, breaksText: breaksText) else { continue }
        let answers = try #require(score(pair))
        tally.add(answers)
      }
    }
    print(
      "seed \(Self.seed), \(breaksText ? "text" : "pattern") broken: \(tally.pairs) pairs, "
        + "\(tally.strict.first) places in the first answer, \(tally.strict.firstThree) in the "
        + "first three; \(tally.edits) edits, \(tally.wrongEdits) do not match")
    #expect(tally.pairs >= 45)
    #expect(tally.strict.first * 100 >= tally.pairs * 70)
    #expect(tally.strict.firstThree * 100 >= tally.pairs * 80)
    #expect(tally.observed.first * 100 >= tally.pairs * 85)
    #expect(tally.observed.firstThree * 100 >= tally.pairs * 93)
    #expect(tally.edits >= tally.pairs)
    #expect(tally.wrongEdits == 0)
  }
}
