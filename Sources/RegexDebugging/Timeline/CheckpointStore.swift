// SPDX-License-Identifier: MIT
// The checkpoints of a timeline, oldest first. There are never more than `capacity` of them and they never
// take more than the byte budget: when one of the two is reached every other one goes and the interval
// doubles, so that they stay spread over the whole match however long it is.
//
// The memory of the stacks that they share belongs to the machine and is told (`Machine.checkpointBytes`).
//
// Tested in RegexDebuggingTests/TimelineTests.swift.

import RegexMachine

/// A checkpoint, and what was seen between it and the next one.
struct Mark: Sendable {
  var checkpoint: Checkpoint
  var progress: Progress
  /// The most by which it added to the memory of all stacks, in bytes.
  var stackBytes: Int
  /// What was seen behind this checkpoint, up to and with the step of the next one.
  var notes: SearchNotes

  var steps: UInt64 { checkpoint.steps }
  /// Memory that it does not share, in bytes.
  var byteCount: Int { checkpoint.byteCount + 8 * notes.itemBits.count + 256 }
  /// The most that it added to the memory for checkpoints when it was taken, in bytes.
  var addedBytes: Int { byteCount + stackBytes }
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
  /// A checkpoint costs what has changed, which the steps between pay for, and a list of the chunks that have
  /// not, which in deep stacks takes both time and memory.
  func nextDue(depth: Int) -> UInt64 { lastSteps + max(interval, UInt64(depth) / 64) }

  /// Adds what was seen behind the last checkpoint.
  mutating func note(_ notes: SearchNotes) { marks[marks.count - 1].notes.merge(notes) }

  /// Whether there are as many as there may be.
  var isFull: Bool { marks.count >= Self.capacity }

  /// Lets checkpoints be further apart, where there is no memory for another.
  mutating func doubleInterval() { interval *= 2 }

  /// Keeps a checkpoint for which there is room.
  mutating func append(_ mark: Mark) {
    marks.append(mark)
    byteCount += mark.byteCount
  }

  /// Drops every other checkpoint and doubles the interval.
  mutating func thin() {
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
