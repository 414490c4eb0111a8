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
struct RunComparer: ~Copyable {
  private static let windowSteps = 1024

  private var first: Machine
  private var second: Machine
  private var left: StepWindow
  private var right: StepWindow
  private let alignment: ItemAlignment
  private var result: ComparingResult?
  /// Steps that were the same.
  private(set) var equalSteps: UInt64 = 0

  /// Takes two machines that have not run yet.
  init(_ first: consuming Machine, _ second: consuming Machine, _ alignment: ItemAlignment) {
    left = StepWindow(program: first.program, capacity: Self.windowSteps)
    right = StepWindow(program: second.program, capacity: Self.windowSteps)
    self.first = first
    self.second = second
    self.alignment = alignment
  }

  /// Goes on with the comparison, and says how far it has come.
  ///
  /// - Parameters:
  ///   - last: The number of the last step that is compared.
  ///   - budget: Most steps that are run by this call, a window more or less.
  /// - Returns: How far both are the same.
  mutating func compare(
    upTo last: UInt64 = .max, budget: UInt64 = Timeline.sliceSteps
  ) -> ComparingResult {
    var left = budget
    while result == nil {
      if equalSteps >= last { return .sameSoFar }
      guard left > 0 else { return .unfinished }
      let before = equalSteps
      compareWindow(upTo: last)
      left -= min(left, max(1, equalSteps - before))
    }
    return result ?? .same
  }

  private mutating func compareWindow(upTo last: UInt64) {
    left.removeAll()
    right.removeAll()
    first.run(&left, until: last)
    second.run(&right, until: last)
    let common = min(left.count, right.count)
    if !(alignment.isIdentity && left.hasSameSteps(as: right)) {
      for index in 0..<common {
        if let parting = difference(index) {
          result = .parted(parting, step: equalSteps + 1)
          return
        }
        equalSteps += 1
      }
    } else {
      equalSteps += UInt64(common)
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
