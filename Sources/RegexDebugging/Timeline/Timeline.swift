// SPDX-License-Identifier: MIT
// A match as a line of places that can be visited in any order. Nothing is recorded: execution is
// deterministic, so a place in the past is reached by going back to a checkpoint before it and running
// on from there (https://rr-project.org works in the same way).
//
//     var timeline = Timeline(try Machine(program: program, subject: subject))
//     timeline.move(to: .step(1_000_000))   // .arrived
//     timeline.move(to: .step(999_999))     // .arrived, after a few thousand steps
//     timeline.move(to: .end)               // .arrived
//
// All work comes in slices of a number of steps, so that a caller can look at a clock or at a key
// between two of them. Tested in RegexDebuggingTests/TimelineTests.swift.

public import RegexMachine
import RegexProgram
import RegexSyntax

/// A moment of a match.
public enum Place: Hashable, Sendable {
  /// Before the step of this number; 0 is before anything has happened.
  case step(UInt64)
  /// After the last step.
  case end
}

extension Place: Comparable {
  /// Whether one place comes before another; the end comes last.
  public static func < (left: Place, right: Place) -> Bool {
    switch (left, right) {
    case (.step(let left), .step(let right)): left < right
    case (.step, .end): true
    case (.end, _): false
    }
  }
}

/// What a slice of moving came to.
public enum MoveResult: Hashable, Sendable {
  /// The place is reached.
  case arrived
  /// The match was over before the place; the timeline stands at the end.
  case ended
  /// The budget is used up; the same call again goes on.
  case unfinished
}

/// How a match ended.
public struct MatchEnd: Hashable, Sendable {
  /// The outcome.
  public var outcome: Outcome
  /// Steps in all.
  public var steps: UInt64
  /// Attempts in all, as far as they have a step.
  public var attempts: Int
}

/// A match that can be visited at any step.
public struct Timeline: ~Copyable {
  /// The steps in one slice of work unless a caller says otherwise.
  public static let sliceSteps: UInt64 = 1_000_000

  var machine: Machine
  var store: CheckpointStore
  var progress = Progress()
  /// Checkpoints within one segment, left by a move into it.
  var nearby: [Mark] = []
  var nearbyBytes = 0
  /// Checkpoints close behind this place or others where the user has been, ascending.
  var recent: [Mark] = []
  /// Memory for both, in bytes, besides what they share with others.
  let nearbyBudget: Int
  /// The most steps that the machine has ever run.
  var frontier: UInt64 = 0
  /// The place to which the first pass has come by itself; see `explore`.
  var furthest: Mark?

  /// How the match ended; nil as long as nobody has been at the end.
  public internal(set) var end: MatchEnd?
  /// The first of the failures at which an attempt had come furthest, as far as the match was run.
  public internal(set) var furthestFailure: TriedStep?
  /// The same, of items that are not inside lookarounds; nil if the pattern has none.
  var furthestOutside: TriedStep?
  /// Flags of the items inside lookarounds.
  let lookaroundItems: [Bool]

  /// Makes a timeline of a machine, which stays at its beginning.
  ///
  /// - Parameters:
  ///   - machine: A machine that has not been run.
  ///   - checkpointBytes: Memory that all checkpoints together may take, in bytes.
  ///   - checkpointInterval: Steps between checkpoints in a short match; they grow further apart.
  public init(
    _ machine: consuming Machine, checkpointBytes: Int = 64 << 20,
    checkpointInterval: UInt64 = 4096
  ) {
    let first = Mark(
      checkpoint: machine.checkpoint(), progress: Progress(), stackBytes: 0,
      notes: SearchNotes(itemCount: machine.program.tree.items.count))
    lookaroundItems = PatternMap(machine.program.tree).lookaroundItems
    nearbyBudget = checkpointBytes / 4
    store = CheckpointStore(
      first: first, interval: max(1, checkpointInterval),
      byteBudget: checkpointBytes - checkpointBytes / 4)
    self.machine = machine
  }

  /// Where the timeline stands.
  public var place: Place { machine.outcome == nil ? .step(machine.steps) : .end }
  /// The number of checkpoints kept.
  public var checkpointCount: Int { store.marks.count + nearby.count + recent.count }
  /// Memory that the checkpoints take, in bytes.
  public var checkpointBytes: Int {
    (nearby + recent).reduce(machine.checkpointBytes + store.byteCount) { $0 + $1.byteCount }
  }
  /// Attempts begun up to this place.
  public var attempts: Int { progress.attempts }
  /// How often the search has gone back up to this place because something failed.
  public var backtracks: UInt64 { progress.backtracks }
}
