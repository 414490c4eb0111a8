// SPDX-License-Identifier: MIT
// Questions about the state that an explanation asks besides those of Machine+Probing.swift. Nothing is
// changed by asking.

import RegexProgram

extension Machine {
  /// The topmost open choice of a kind, instruction and position as an event tells them.
  ///
  /// - Complexity: O(*n*) in the records above it.
  public func pendingChoice(
    _ kind: ChoiceKind, at instruction: Int, _ position: Int
  ) -> PendingChoice? {
    var index = state.depth
    while index > 0 {
      index -= 1
      let choice = state.stack[index]
      guard choice.kind == kind, Int(choice.position) == position,
        choice.pc != Instruction.none, resumption(of: choice) == instruction
      else { continue }
      return PendingChoice(
        kind: kind, instruction: instruction, position: position, bound: Int(choice.extra),
        record: index)
    }
    return nil
  }

  /// The position behind which a repeat ends that gives back one unit of those that end at a position.
  ///
  /// `unit` is the unit's instruction; the result is not below `least`.
  public mutating func unitStart(of unit: Int, before position: Int, least: Int = 0) -> Int {
    guard position > least else { return position }
    let kind = Execution.giveBackKind(program.code[unit].operation, isUTF: program.isUTF)
    guard kind != .giveBackByte else { return position - 1 }
    return withContext { context, _ in
      context.giveBack(
        Choice(kind, pc: 0, position: UInt32(position), extra: UInt32(least)))
    }
  }

  /// The position so many units earlier, as far as the subject goes.
  ///
  /// - Complexity: O(*n*) in their number, unless each of them is one byte: some milliseconds for a million.
  public mutating func unitStart(of unit: Int, before position: Int, count: Int) -> Int {
    let kind = Execution.giveBackKind(program.code[unit].operation, isUTF: program.isUTF)
    guard kind != .giveBackByte else { return max(0, position - count) }
    return withContext { context, _ in
      var position = position
      for _ in 0..<max(0, count) {
        guard position > 0 else { break }
        position = context.giveBack(Choice(kind, pc: 0, position: UInt32(position)))
      }
      return position
    }
  }

  /// Where the script run or non-atomic lookaround began that an instruction would end.
  public func storedStart(for instruction: Int) -> Int? {
    let code = program.code[instruction]
    switch code.operation {
    case .scriptRunEnd, .softLookEnd:
      let start = state.registers[Int(code.a)]
      return start == Register.unset ? nil : Int(start)
    default: return nil
    }
  }

  /// Whether the next (*SKIP:name) counts for nothing, because its name was not found before.
  public var ignoresNamedSkip: Bool { state.skipNamesPassed < state.skipNamesIgnored }

  /// The number of active calls.
  public var callDepth: Int {
    let record = Int(state.registers[Register.call])
    return record == 0 ? 0 : Int(state.stack[record - 1].pc)
  }
}

// MARK: Calls and groups

extension Machine {
  /// Stack index of the record of the innermost call, 0 = in none.
  public var callRecord: Int { Int(state.registers[Register.call]) }

  /// The active calls, innermost first: the instruction of each, where it was made, and its record.
  public var activeCallSites: [(instruction: Int, position: Int, record: Int)] {
    var result: [(instruction: Int, position: Int, record: Int)] = []
    var record = callRecord
    while record != 0 {
      let call = state.stack[record]
      result.append((Int(call.pc) - 1, Int(call.position), record))
      record = Int(call.extra)
    }
    return result
  }

  /// Where a group that is open here began. (For a group that is not open this means nothing.)
  public func openStart(ofGroup group: Int) -> Int? {
    let start = state.registers[program.openRegisters + group - 1]
    return start == Register.unset ? nil : Int(start)
  }

  /// Index of the record that holds what a group was before it got its value; nil if there is none.
  ///
  /// - Complexity: O(*n*) in the records above it.
  public func captureRecord(ofGroup group: Int) -> Int? {
    var index = state.depth
    while index > 0 {
      index -= 1
      let record = state.stack[index]
      if record.kind == .capture && record.capturedGroup == group { return index }
    }
    return nil
  }
}
