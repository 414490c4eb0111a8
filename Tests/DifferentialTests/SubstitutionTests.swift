// SPDX-License-Identifier: MIT
// A fixed budget of random substitutions on both engines at every run of the tests; rxfuzz does more.

import DifferentialTesting
import Glibc
import Testing

@Suite struct RandomSubstitutions {
  @Test func randomTemplates() {
    let seed = unsafe getenv("RXDEBUG_SEED").flatMap { unsafe UInt64(String(cString: $0)) } ?? 26
    var campaign = Campaign(seed: seed, bounds: PairBounds(steps: 2000))
    var round = 0
    while campaign.tally.pairs < 8000 {
      if let found = campaign.runSubstitutions(round) {
        Issue.record("RXDEBUG_SEED=\(seed), round \(found.seed): \(found.report)")
      }
      round += 1
    }
    #expect(campaign.tally.bounded * 20 < campaign.tally.pairs)
    print("random substitutions: seed \(seed), \(campaign.tally.pairs) pairs")
  }
}
