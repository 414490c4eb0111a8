// SPDX-License-Identifier: MIT
// The checkpoints of a timeline, oldest first. There are never more than `capacity` of them and they never
// take more than the byte budget: when one of the two is reached every other one goes and the interval
// doubles, so that they stay spread over the whole match however long it is.
//
// Tested in RegexDebuggingTests/TimelineTests.swift.

import RegexMachine

/// A checkpoint, and what was seen between it and the next one.
struct Mark: Sendable {
  var checkpoint: Checkpoint
  var progress: Progress
  /// What was seen behind this checkpoint, up to and with the step of the next one.
  var notes: SearchNotes

  var steps: UInt64 { checkpoint.steps }
  var byteCount: Int { checkpoint.byteCount + 8 * notes.itemBits.count + 256 }
}

/// The checkpoints of a whole match.
struct CheckpointStore {
  /// Most checkpoints kept.
  static let capacity = 4096

  private(set) var marks: [Mark] = []
  private(set) var interval: UInt64
  private(set) var byteCount = 0
  /// The number of times that the store was thinned: a segment found before may be gone.
  private(set) var generation = 0
  let byteBudget: Int

  init(first: Mark, interval: UInt64, byteBudget: Int) {
    self.interval = interval
    self.byteBudget = byteBudget
    marks = [first]
    byteCount = first.byteCount
  }

  /// Steps covered by the last checkpoint.
  var lastSteps: UInt64 { marks[marks.count - 1].steps }

  /// Index of the last checkpoint with at most so many steps.
  func index(atOrBefore steps: UInt64) -> Int {
    var low = 0
    var high = marks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if marks[middle].steps <= steps { low = middle } else { high = middle }
    }
    return low
  }

  /// The step at which the next checkpoint is due if the stack has a certain depth.
  ///
  /// Copying a deep stack costs as much as some steps per record; four times its depth keeps that
  /// within a fraction of the time of the run.
  func nextDue(depth: Int) -> UInt64 { lastSteps + max(interval, 4 * UInt64(depth)) }

  /// Adds what was seen behind the last checkpoint.
  mutating func note(_ notes: SearchNotes) { marks[marks.count - 1].notes.merge(notes) }

  /// Keeps a checkpoint if there is room for it, thinning the others.
  mutating func append(_ mark: Mark) {
    while marks.count > 1
      && (marks.count >= Self.capacity || byteCount + mark.byteCount > byteBudget)
    {
      thin()
    }
    guard byteCount + mark.byteCount <= byteBudget else {
      interval *= 2
      return
    }
    // After thinning the new one may be too near to the last.
    guard mark.steps >= lastSteps + interval else { return }
    marks.append(mark)
    byteCount += mark.byteCount
  }

  /// Drops every other checkpoint and doubles the interval.
  private mutating func thin() {
    var kept: [Mark] = []
    for (index, mark) in marks.enumerated() {
      if index % 2 == 0 {
        kept.append(mark)
      } else {
        kept[kept.count - 1].notes.merge(mark.notes)
      }
    }
    marks = kept
    byteCount = kept.reduce(0) { $0 + $1.byteCount }
    interval *= 2
    generation += 1
  }
}
