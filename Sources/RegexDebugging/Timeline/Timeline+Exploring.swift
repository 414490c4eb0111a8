// SPDX-License-Identifier: MIT
// The first pass over a match while nobody waits: it goes on from where the match has been run to, and comes back.
//
//     while !timeline.explore(200_000) {}   // every place is known now
//
// Tested in RegexDebuggingTests/ExploringTests.swift.

import RegexMachine

extension Timeline {
  /// Runs the match at most so many steps further than it has been run, and comes back; true if its end is known.
  mutating func explore(_ budget: UInt64) -> Bool {
    guard end == nil else { return true }
    let home = mark()
    defer { restore(home) }
    if let furthest, furthest.steps == frontier { restore(furthest) } else { seek(frontier) }
    var left = budget
    while machine.outcome == nil && left > 0 {
      let from = machine.steps
      survey(until: UInt64.max - from > left ? from + left : .max)
      left -= min(left, max(1, machine.steps - from))
    }
    furthest = machine.outcome == nil ? mark() : nil
    return machine.outcome != nil
  }
}
