// SPDX-License-Identifier: MIT
// Checkpoints close behind the place where the user is, the closer the denser: whoever steps back, asks why, or
// looks for what happened just before, runs a few steps again and not a whole segment.
//
// A move leaves them on its last stretch, at the distances below, and at its target if there is none within the
// least of these. Tested in RegexDebuggingTests/TimelineTests.swift and by `rxfuzz --breakpoints`.

import RegexMachine

extension Timeline {
  /// How far before its target a move leaves checkpoints, in steps.
  private static let distances: [UInt64] = [65_536, 8192, 1024, 64]
  /// Most checkpoints of this kind.
  private static let mostRecent = 48

  /// The step at which a move to a target leaves the next checkpoint; nil if there is none before it.
  func recentDue(before target: UInt64) -> UInt64? {
    for distance in Self.distances where target > distance && machine.steps < target - distance {
      return target - distance
    }
    return nil
  }

  /// Leaves a checkpoint here unless there is one close by, or it is too large.
  mutating func leaveRecent() {
    guard machine.outcome == nil else { return }
    let here = machine.steps
    let gap = max(Self.distances.last ?? 1, UInt64(machine.stackDepth) / 1024)
    guard here >= gap + (latestMark(atOrBefore: here)?.steps ?? 0) else { return }
    if !hasRoom(besides: 0) {
      // What is here outlives the checkpoints with which it shared, and then counts for more.
      forgetNearby()
      recent = []
      guard hasRoom(besides: 0) else { return }
    }
    let mark = mark()
    recent.removeAll { $0.steps >= here }
    recent.append(mark)
    thinRecent(seenFrom: here)
  }

  /// Keeps of the checkpoints behind a step only such as are twice as far away as the one before.
  private mutating func thinRecent(seenFrom here: UInt64) {
    guard recent.count > Self.mostRecent || recentBytes > nearbyBudget / 2 else { return }
    var kept: [Mark] = []
    var bytes = 0
    for mark in recent.reversed() {
      let distance = here - mark.steps
      if let last = kept.last, distance < 2 * (here - last.steps) { continue }
      guard bytes + mark.addedBytes <= nearbyBudget / 2 else { break }
      kept.append(mark)
      bytes += mark.addedBytes
    }
    recent = kept.reversed()
  }

  /// Memory that these checkpoints added when they were taken, in bytes.
  var recentBytes: Int { recent.reduce(0) { $0 + $1.addedBytes } }

  /// The latest checkpoint of those near by and these with at most so many steps.
  func latestMark(atOrBefore number: UInt64) -> Mark? {
    let first = nearby.last { $0.steps <= number }
    let second = recent.last { $0.steps <= number }
    guard let first, let second else { return first ?? second }
    return first.steps < second.steps ? second : first
  }
}
