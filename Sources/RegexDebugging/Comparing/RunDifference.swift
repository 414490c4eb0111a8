// SPDX-License-Identifier: MIT
// Where and why two runs part, as values: the first step that differs with what each run makes of it, the last
// common step, which is often the cause, and both results.
//
//     let difference = try compareRuns(setup, other)
//     difference?.result            // .parted(.item, step: 14)
//     difference?.second.end.end    // how the other run ended
//
// Tested in RegexDebuggingTests/ComparingTests.swift.

public import RegexMachine
import RegexProgram
public import RegexSyntax

/// One of two runs that were compared.
public struct RunSide: Sendable {
  /// What it was made from.
  public var setup: RunSetup
  /// Pattern and subject.
  public var text: SessionText
  /// The last step that both have in common; nil if there is none.
  public var common: Why?
  /// The first step that differs, or the end of the run; nil if nothing differs.
  public var next: PlaceView?
  /// The groups at that step, the whole match first.
  public var captures: [CaptureRange?]
  /// How the run ended.
  public var end: EndInfo
}

/// What there is to say about two runs.
public struct RunDifference: Sendable {
  /// How far they are the same.
  public var result: ComparingResult
  /// Steps from the first on that are the same.
  public var equalSteps: UInt64
  /// The groups that both patterns have, as numbers in the first and in the second.
  public var groups: [(first: Int, second: Int)]
  /// Items that are taken as the same though they are not written alike: of the first and the second pattern.
  public var replaced: [(first: ItemID, second: ItemID)]
  /// The first run.
  public var first: RunSide
  /// The second run.
  public var second: RunSide

  /// Whether steps and result are the same.
  public var isSame: Bool { result == .same }
}

/// Runs two matches and compares them step by step.
///
/// Both are run side by side to where they part, then each to its end with checkpoints, so memory is bounded
/// however long they are, and the time is that of about two runs of each.
///
/// - Parameters:
///   - first: What the first run is made from.
///   - second: What the second run is made from.
///   - shouldContinue: Asked after every slice of a long run.
/// - Returns: The difference; nil if the caller stopped it.
/// - Throws: `SessionError` if one of them cannot run.
public func compareRuns(
  _ first: RunSetup, _ second: RunSetup, shouldContinue: () -> Bool = { true }
) throws(SessionError) -> RunDifference? {
  var left = try Run(first)
  var right = try Run(second)
  return compare(&left, &right, shouldContinue)
}

/// Compares two runs, which stay where they are; nil if the caller stopped it.
func compare(
  _ first: inout Run, _ second: inout Run, _ shouldContinue: () -> Bool
) -> RunDifference? {
  let alignment = ItemAlignment(first.text.map, second.text.map)
  guard let found = firstParting(of: first, second, alignment, shouldContinue) else { return nil }
  let sides: (RunSide, RunSide)
  if let ends = found.ends {
    sides = (first.side(ends.first), second.side(ends.second))
  } else {
    guard let left = first.side(after: found.equalSteps, shouldContinue),
      let right = second.side(after: found.equalSteps, shouldContinue)
    else { return nil }
    sides = (left, right)
  }
  return RunDifference(
    result: found.result, equalSteps: found.equalSteps, groups: alignment.groups,
    replaced: alignment.replaced, first: sides.0, second: sides.1)
}

/// How far two runs are the same.
struct CommonSteps {
  var result: ComparingResult
  var equalSteps: UInt64
  /// How both ended, if they do not part.
  var ends: (first: EndInfo, second: EndInfo)?
}

/// How far two runs are the same, up to a step; nil if the caller stopped it.
func firstParting(
  of first: borrowing Run, _ second: borrowing Run, _ alignment: ItemAlignment,
  upTo last: UInt64 = .max, _ shouldContinue: () -> Bool
) -> CommonSteps? {
  guard let left = first.newMachine(), let right = second.newMachine() else { return nil }
  var comparer = RunComparer(left, right, alignment)
  while true {
    let result = comparer.compare(upTo: last)
    guard result == .unfinished else {
      return CommonSteps(
        result: result, equalSteps: comparer.equalSteps, ends: comparer.ends)
    }
    if !shouldContinue() { return nil }
  }
}

extension EndInfo {
  /// The end of a machine that has finished; without a miss.
  init(_ machine: borrowing Machine, _ end: MatchEnd) {
    self.init(
      end: end, captures: end.outcome == .match ? machine.captures : [], mark: machine.mark,
      miss: nil)
  }
}

extension Run {
  /// A machine for the same match that has not run yet.
  borrowing func newMachine() -> Machine? {
    try? Machine(
      program: timeline.machine.program, subject: setup.subject, options: setup.matchOptions)
  }

  /// This run with an end that is known already, where it does not part from another one.
  fileprivate func side(_ end: EndInfo) -> RunSide {
    RunSide(setup: setup, text: text, common: nil, next: nil, captures: [], end: end)
  }

  /// What this run shows where it parts from another one; it stays where it is.
  ///
  /// nil if the caller stopped it.
  fileprivate mutating func side(
    after equalSteps: UInt64, _ shouldContinue: () -> Bool
  ) -> RunSide? {
    let home = timeline.mark()
    defer { timeline.restore(home) }
    guard go(to: .end, shouldContinue) else { return nil }
    let end = end()
    var side = side(end)
    if equalSteps > 0 {
      guard go(to: .step(equalSteps), shouldContinue) else { return nil }
      side.common = timeline.why(text.map, choices)
    }
    guard go(to: .step(equalSteps + 1), shouldContinue) else { return nil }
    side.captures = timeline.machine.captures
    side.next = timeline.why(text.map, choices).map { .step($0) } ?? .end(end)
    return side
  }

  /// Goes to a place, or to the end if it lies behind it; false if the caller stopped it.
  mutating func go(to place: Place, _ shouldContinue: () -> Bool) -> Bool {
    while timeline.move(to: place) == .unfinished {
      if !shouldContinue() { return false }
    }
    return true
  }

  /// The end of the match, at which the timeline stands.
  func end() -> EndInfo {
    EndInfo(
      timeline.machine,
      timeline.end ?? MatchEnd(outcome: .noMatch, steps: 0, attempts: timeline.attempts))
  }
}
