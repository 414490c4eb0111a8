// SPDX-License-Identifier: MIT
// Two runs side by side, a window of steps at a time: memory stays the same however long they are.
//
// Two steps are the same if they try paired items (`ItemAlignment`) at the same position, in an attempt from the
// same place, with the same flags, and the groups that both patterns have hold the same values. Positions and
// values are offsets in bytes: what stands there may differ where the subjects do, and shows as soon as an item
// takes or refuses it.
//
// Tested in RegexDebuggingTests/ComparingTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax

/// In what two runs differ first.
public enum Parting: Hashable, Sendable {
  /// Different items are tried.
  case item
  /// The position.
  case position
  /// Where the attempt began.
  case attemptStart
  /// Whether an attempt begins, or whether the search went back.
  case flags
  /// The value of a group; its numbers in both patterns.
  case group(first: Int, second: Int)
  /// One run has ended, the other goes on.
  case length
  /// All steps are the same, the results are not.
  case result
}

/// What a slice of comparing came to.
public enum ComparingResult: Hashable, Sendable {
  /// The first difference: the number of the step, or of the step that comes next where one has ended.
  case parted(Parting, step: UInt64)
  /// Nothing differs up to the step that was asked for.
  case sameSoFar
  /// Nothing differs at all.
  case same
  /// Nothing differs up to a limit that one of them has met.
  case limited
  /// The budget is used up; the same call again goes on.
  case unfinished
}

/// Two machines that are compared as they run.
///
/// Long stretches are compared by a number that stands for their steps (`StepDigest`); only one whose numbers
/// differ is run again and looked at step by step. (Measured: 5 instead of 50 ns a step and machine.)
struct RunComparer: ~Copyable {
  private static let windowSteps = 1024
  private static let mostStretchSteps: UInt64 = 1 << 20

  private var first: Machine
  private var second: Machine
  private var left: StepWindow
  private var right: StepWindow
  private let alignment: ItemAlignment
  private let codes: (first: [UInt32], second: [UInt32])
  private var result: ComparingResult?
  /// Steps of the next stretch: short runs end in short stretches.
  private var stretch: UInt64 = 4096
  /// Attempts begun in the steps that were the same.
  private var attempts = 0
  /// Steps that were the same.
  private(set) var equalSteps: UInt64 = 0

  /// Takes two machines that have not run yet.
  init(_ first: consuming Machine, _ second: consuming Machine, _ alignment: ItemAlignment) {
    left = StepWindow(program: first.program, capacity: Self.windowSteps)
    right = StepWindow(program: second.program, capacity: Self.windowSteps)
    codes = alignment.itemCodes(secondCount: second.program.tree.items.count)
    self.first = first
    self.second = second
    self.alignment = alignment
  }

  /// How both runs ended, if they are the same to their ends or to a limit; nil else.
  var ends: (first: EndInfo, second: EndInfo)? {
    guard result == .same || result == .limited, let ours = first.outcome,
      let theirs = second.outcome
    else { return nil }
    return (
      EndInfo(first, MatchEnd(outcome: ours, steps: first.steps, attempts: attempts)),
      EndInfo(second, MatchEnd(outcome: theirs, steps: second.steps, attempts: attempts))
    )
  }

  /// Goes on with the comparison, and says how far it has come.
  ///
  /// - Parameters:
  ///   - last: The number of the last step that is compared.
  ///   - budget: Most steps that are run by this call, a stretch more or less.
  /// - Returns: How far both are the same.
  mutating func compare(
    upTo last: UInt64 = .max, budget: UInt64 = Timeline.sliceSteps
  ) -> ComparingResult {
    var left = budget
    while result == nil {
      if equalSteps >= last { return .sameSoFar }
      guard left > 0 else { return .unfinished }
      let before = equalSteps
      compareStretch(upTo: last)
      left -= min(left, max(1, equalSteps - before))
    }
    return result ?? .same
  }

  private mutating func compareStretch(upTo last: UInt64) {
    let stop = last - equalSteps > stretch ? equalSteps + stretch : last
    let home = (first.checkpoint(), second.checkpoint())
    var (ours, theirs) = (
      StepDigest(itemCodes: codes.first, groups: alignment.groups.map(\.first)),
      StepDigest(itemCodes: codes.second, groups: alignment.groups.map(\.second))
    )
    first.run(&ours, until: stop)
    second.run(&theirs, until: stop)
    if ours.value == theirs.value, ours.count == theirs.count, first.outcome == nil,
      second.outcome == nil
    {
      equalSteps += ours.count
      attempts += ours.attempts
      stretch = min(2 * stretch, Self.mostStretchSteps)
      return
    }
    first.restore(home.0)
    second.restore(home.1)
    while result == nil && equalSteps < stop { compareWindow(upTo: stop) }
  }

  private mutating func compareWindow(upTo last: UInt64) {
    left.removeAll()
    right.removeAll()
    first.run(&left, until: last)
    second.run(&right, until: last)
    for index in 0..<min(left.count, right.count) {
      if let parting = difference(index) {
        result = .parted(parting, step: equalSteps + 1)
        return
      }
      equalSteps += 1
      if left.row(index)[left.row(index).startIndex + 4] & 1 != 0 { attempts += 1 }
    }
    if left.count != right.count {
      result =
        isStopped(left.count < right.count ? first.outcome : second.outcome)
        ? .limited : .parted(.length, step: equalSteps + 1)
    } else if first.outcome != nil || second.outcome != nil {
      result = end()
    }
  }

  private func isStopped(_ outcome: Outcome?) -> Bool {
    if case .limit = outcome { true } else { false }
  }

  /// What the ends of two runs with the same steps come to.
  private func end() -> ComparingResult {
    if isStopped(first.outcome) || isStopped(second.outcome) { return .limited }
    guard first.outcome == second.outcome else {
      return .parted(
        first.outcome == nil || second.outcome == nil ? .length : .result, step: equalSteps + 1)
    }
    guard first.mark == second.mark else { return .parted(.result, step: equalSteps + 1) }
    guard first.outcome == .match || first.outcome == .partial else { return .same }
    let isSame = alignment.hasSameGroups(first.captures, second.captures)
    return isSame ? .same : .parted(.result, step: equalSteps + 1)
  }

  /// The first field in which two steps differ.
  private func difference(_ index: Int) -> Parting? {
    if alignment.partners[left.item(index)] != right.item(index) { return .item }
    let (ours, theirs) = (left.row(index), right.row(index))
    let (here, there) = (ours.startIndex, theirs.startIndex)
    if ours[here + 2] != theirs[there + 2] { return .position }
    if ours[here + 3] != theirs[there + 3] { return .attemptStart }
    if ours[here + 4] != theirs[there + 4] { return .flags }
    for pair in alignment.groups
    where Self.value(pair.first, ours) != Self.value(pair.second, theirs) {
      return .group(first: pair.first, second: pair.second)
    }
    return nil
  }

  /// The value of a group in a row; a group that is not in force is not set.
  private static func value(_ group: Int, _ row: ArraySlice<Int>) -> CaptureRange? {
    let index = row.startIndex + 5 + 2 * group
    guard index + 1 < row.endIndex, row[index] >= 0 else { return nil }
    return CaptureRange(start: row[index], end: row[index + 1])
  }
}
