// SPDX-License-Identifier: MIT
// A fixed budget of random pairs on both engines at every run of the tests. `rxfuzz` does the same for
// as long as one likes. RXDEBUG_SEED=n takes other patterns.

import CaseCorpus
import DifferentialTesting
import Glibc
import TestThreads
import Testing

/// The seed of this run: the same one every time unless the environment says otherwise.
let seed: UInt64 =
  unsafe getenv("RXDEBUG_SEED").flatMap { unsafe UInt64(String(cString: $0)) } ?? 20_260_101

@Suite @ComputingTests struct DifferentialTests {
  @Test func randomPairs() {
    var campaign = Campaign(seed: seed, bounds: PairBounds(steps: 2000))
    var round = 0
    while campaign.tally.pairs < 3000 {
      if let finding = campaign.run(round) {
        Issue.record("RXDEBUG_SEED=\(seed), round \(finding.seed): \(finding.report)")
      }
      round += 1
    }
    print(
      "random pairs: seed \(seed), \(campaign.tally.pairs) pairs, \(campaign.tally.steps) steps")
  }

  @Test func seedDecidesEverything() {
    #expect(randomTrial(seed: seed) == randomTrial(seed: seed))
    #expect(randomTrial(seed: seed) != randomTrial(seed: seed &+ 1))
  }

  @Test func mostPatternsAreValid() {
    var tally = PairTally()
    for round in 0..<500 {
      _ = compareEngines(randomTrial(seed: seed &+ UInt64(round)), tally: &tally)
    }
    #expect(tally.refused * 3 < tally.patterns)
    #expect(tally.steps > 5 * tally.pairs)
  }

  @Test func shrinkingLeavesWhatIsNeeded() {
    func check(_ input: CaseInput) -> Discrepancy? {
      let isBad = input.pattern.contains(UInt8(ascii: "*")) && input.subject.count > 2
      return isBad ? Discrepancy(stage: .step, input: input, words: "") : nil
    }
    let input = CaseInput(
      pattern: Array("(?:ab|c*(d))e".utf8), options: ["UTF", "DOTALL"],
      subject: Array("xyzxyz".utf8), offset: 4)
    guard let found = check(input) else {
      Issue.record("the check finds nothing")
      return
    }
    let small = shrink(found, check: check).input
    #expect(small == CaseInput(pattern: Array("*".utf8), subject: Array("aaa".utf8)))
  }

  @Test func refusalsAreCompared() {
    var tally = PairTally()
    let inputs = [CaseInput(pattern: Array("a(b".utf8))]
    #expect(compareEngines(inputs, tally: &tally) == nil)
    #expect(tally.refused == 1)
  }
}
