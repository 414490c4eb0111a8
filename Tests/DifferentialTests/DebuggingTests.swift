// SPDX-License-Identifier: MIT
// Breakpoints and time travel on random searches against all steps of a plain run. `rxfuzz --breakpoints 10000` is the
// long form. RXDEBUG_SEED=n takes other patterns.

import DifferentialTesting
import TestThreads
import Testing

@Suite @ComputingTests struct DebuggingTests {
  @Test func breakpointsStopWhereAFilterSaysSo() {
    var tally = BreakpointTally()
    var round: UInt64 = 0
    while tally.triples < 1500 {
      if let words = checkBreakpoints(seed: seed &+ round, tally: &tally) {
        Issue.record("RXDEBUG_SEED=\(seed): \(words)")
      }
      round += 1
    }
    print("breakpoints: seed \(seed), \(tally.triples) triples, \(tally.stops) stops")
    #expect(tally.stops > tally.triples)
  }

  @Test func placesAreTheSameWhicheverWayTheyAreReached() {
    var moves = 0
    var round: UInt64 = 0
    while moves < 10_000 {
      if let words = checkTravel(seed: seed &+ round, moves: &moves) {
        Issue.record("RXDEBUG_SEED=\(seed): \(words)")
      }
      round += 1
    }
    print("time travel: seed \(seed), \(moves) moves")
  }
}
