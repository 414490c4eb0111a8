// SPDX-License-Identifier: MIT
// What can be asked of a machine while it is paused or finished.

import RegexProgram
public import RegexSyntax

/// A place to which the search can still go back.
public struct PendingChoice: Hashable, Sendable {
  /// What kind of choice it is.
  public var kind: ChoiceKind
  /// The instruction at which the search would go on, or whose repeat would change.
  public var instruction: Int
  /// The position that belongs to it, in bytes.
  public var position: Int
  /// For a repeat that gives back: the position it cannot go below; for one that takes: times taken.
  public var bound: Int
  /// Index of its record on the stack.
  public var record: Int
}

extension Machine {
  /// How the search ended; nil while it can go on.
  public var outcome: Outcome? { state.outcome }
  /// Steps reported so far.
  public var steps: UInt64 { state.steps }
  /// Whether the machine stands before a step that it has reported.
  public var isPaused: Bool { state.isPaused }
  /// Where in the subject, in bytes.
  public var position: Int { state.position }
  /// Where this attempt began.
  public var attemptStart: Int { state.attemptStart }
  /// Index of the instruction that comes next; while paused, of the item reported last.
  public var instruction: Int { state.pc }
  /// The flags of the step reported last, as in `StepView.flags`.
  public var stepFlags: UInt8 { state.stepFlags }

  /// The item before which the machine stands; nil unless it is paused and can go on.
  public var item: ItemID? {
    // A hard partial match ends at a step that was reported.
    state.isPaused && state.outcome == nil ? ItemID(Int(program.code[state.pc].a)) : nil
  }

  /// The groups, the whole match first.
  ///
  /// nil where a group is not set. While the search goes on the whole match is what has been matched so
  /// far. Of a partial match there is only the whole.
  public var captures: [CaptureRange?] {
    if state.outcome == .partial {
      let start = state.partial.matchStart ?? state.attemptStart
      return [CaptureRange(start: start, end: state.fragment.end)]
    }
    let highest =
      program.keepsHighestGroup
      ? Int(state.registers[Register.captureState] >> 16) : program.captureCount
    let end = state.outcome == .match ? state.matchEnd : state.position
    var result: [CaptureRange?] = [
      CaptureRange(start: Int(state.registers[Register.matchStart]), end: end)
    ]
    for group in 0..<program.captureCount {
      result.append(group < highest ? state.registers.capture(group + 1) : nil)
    }
    return result
  }

  /// The name of the mark in force, nil if there is none.
  ///
  /// After a search without match it is that of the mark passed last.
  public var mark: [UInt8]? {
    let isOver = state.outcome != nil && state.outcome != .match
    let mark = isOver ? state.lastMark : state.registers[Register.mark]
    return mark == 0 ? nil : program.markNames[Int(mark) - 1]
  }

  /// The group closed last, 0 = none.
  public var lastClosedGroup: Int { Int(state.registers[Register.captureState] & 0xFFFF) }

  /// Records on the backtrack stack, trail included.
  public var stackDepth: Int { state.depth }

  /// The choices that are still open, the one that would be tried next first.
  ///
  /// - Parameters:
  ///   - limit: The most choices.
  ///   - records: How many records are looked at, from the top of the stack.
  /// - Returns: The choices.
  /// - Complexity: O(*n*) in the records that are looked at, or until `limit` choices are found.
  public func pendingChoices(limit: Int = .max, among records: Int = .max) -> [PendingChoice] {
    var result: [PendingChoice] = []
    var index = state.depth
    let bottom = max(0, index - min(index, records))
    while index > bottom && result.count < limit {
      index -= 1
      let choice = state.stack[index]
      if choice.kind.isChoice && choice.pc != Instruction.none {
        result.append(
          PendingChoice(
            kind: choice.kind, instruction: resumption(of: choice), position: Int(choice.position),
            bound: Int(choice.extra), record: index))
      }
    }
    return result
  }

  /// The number of choices that are still open.
  ///
  /// - Complexity: O(*n*) in the records of the stack.
  public var pendingChoiceCount: Int {
    (0..<state.depth).count {
      state.stack[$0].kind.isChoice && state.stack[$0].pc != Instruction.none
    }
  }

  /// The instruction at which the search would go on from a choice.
  func resumption(of choice: Choice) -> Int {
    choice.kind.isBarrier ? Int(program.code[Int(choice.pc)].a) : Int(choice.pc)
  }
}
