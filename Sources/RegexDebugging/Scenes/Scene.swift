// SPDX-License-Identifier: MIT
// All that a screen shows of one place, as values: taken after every command, in little time wherever the session
// stands. What takes longer (heat, the whole course of the match, which step set a group) comes in slices; see
// Session+Exploring.swift.
//
//     let scene = session.scene()
//     scene.choices.first      // what the search would go back to next
//
// Tested in RegexDebuggingTests/SceneTests.swift.

public import RegexMachine
public import RegexSyntax

/// A place with all that is around it.
public struct Scene: Sendable {
  /// Pattern and subject.
  public let text: SessionText
  /// What the run is made from.
  public let setup: RunSetup
  /// The place.
  public let place: Place
  /// The step with its explanation, or the end.
  public let view: PlaceView
  /// Which attempt, from 1; at the end how many there were.
  public let attempt: Int
  /// Where the attempt began, in bytes; at the end without a match that which came nearest to one.
  public let attemptStart: Int
  /// Where the search stands in the subject, in bytes; at the end without a match where it came nearest to one.
  public let position: Int
  /// The groups, the whole match first; a group that is not set is nil.
  public let captures: [CaptureRange?]
  /// The groups, without the whole match, whose value is not that of the step before.
  public let changedGroups: [Int]
  /// The group that was closed last; nil if none was, or the match has ended without any.
  public let latestGroup: Int?
  /// The choices that are still open, the next one first: not more than were asked for.
  public let choices: [ChoiceRow]
  /// How many there are in all; nil where the stack is too deep to count them.
  public let choiceCount: Int?
  /// Records on the backtrack stack.
  public let stackDepth: Int
  /// The groups and calls around the step, innermost first; none at the end.
  public let frames: [Frame]
  /// Which of them is selected.
  public let selectedFrame: Int
  /// The furthest failure as far as the match has been run: the position in bytes, and the step.
  public let furthest: (position: Int, step: UInt64)?
  /// How often the search has gone back so far.
  public let backtracks: UInt64
  /// The name of the mark in force.
  public let mark: [UInt8]?
  /// The search in hand; nil if the session looks for one match only.
  public let search: SearchView?
  /// The breakpoints.
  public let breakpoints: [Breakpoint]
  /// How the match ends; nil as long as nobody has been there.
  public let end: MatchEnd?
}

extension Scene {
  /// The item that most likely kept the search from a match, where it is over without one and that is known.
  public var missedItem: ItemID? {
    if case .end(let end) = view { end.miss?.deadEnds.first?.item } else { nil }
  }

  /// Whether the search is over and has found nothing.
  public var isWithoutMatch: Bool { place == .end && captures.first.flatMap { $0 } == nil }
}

/// A step in a list of steps: what was tried where, and what came of it.
public struct StepLine: Hashable, Sendable {
  /// What came of a step.
  public enum Result: Hashable, Sendable {
    /// The item took a stretch of the subject, which may be empty.
    case matched(Int, Int)
    /// A bracket or a setting: the search goes on.
    case passed
    /// The item failed, and the search went back to a choice of an item (nil: to the next attempt, or the end).
    ///
    /// Of an alternative it is the `|` before it, of a group the opening bracket.
    case failed(backTo: ItemID?)
    /// A limit or an error stopped the match here, before anything came of it.
    case unknown
  }

  /// The step's number.
  public var number: UInt64
  /// What was tried.
  public var item: ItemID
  /// Where in the subject, in bytes.
  public var position: Int
  /// Whether it is the first step of an attempt.
  public var isFirstOfAttempt: Bool
  /// Whether something was undone before it.
  public var isAfterBacktrack: Bool
  /// What came of it.
  public var result: Result
}

/// The course of a match from its first step to the last one that was run.
public struct Overview: Hashable, Sendable {
  /// One of the stretches into which the match is divided.
  public struct Column: Hashable, Sendable {
    /// The most records on the backtrack stack at those of its steps that were looked at.
    public var depth: Int
    /// The attempt in which it ends, from 1.
    public var attempt: Int
  }

  /// Steps in a column, the last one excepted; at least 1.
  public var columnSteps: UInt64
  /// The columns, the first step being in the first.
  public var columns: [Column]
  /// Steps that were run.
  public var steps: UInt64
  /// Whether the match ends there.
  public var isComplete: Bool

  /// The column that a step is in.
  public func column(of step: UInt64) -> Int {
    min(max(0, columns.count - 1), Int(clamping: (max(1, step) - 1) / max(1, columnSteps)))
  }
}
