// SPDX-License-Identifier: MIT
// `rxfuzz --breakpoints 10000`: so many random breakpoints on random searches against a filter over all steps, and
// random walks beside them. Stops at the first difference.

import ArgumentParser
import DifferentialTesting

/// Checks breakpoints and walks until there were so many triples.
func runBreakpoints(_ count: Int, seed: UInt64) throws {
  print("rxfuzz: seed \(seed), \(count) breakpoints")
  var tally = BreakpointTally()
  var moves = 0
  var round: UInt64 = 0
  while tally.triples < count {
    let words =
      checkBreakpoints(seed: seed &+ round, tally: &tally)
      ?? checkTravel(seed: seed &+ round, moves: &moves)
    if let words {
      print("DIFFERENCE, \(words)")
      throw ExitCode(1)
    }
    round += 1
  }
  print(
    "\(tally.triples) triples of pattern, subject and breakpoints over \(tally.steps) steps, "
      + "\(tally.stops) stops, \(moves) moves: no difference")
}
