// SPDX-License-Identifier: MIT
// Calls of groups and of the whole pattern. A call saves the captures in force and all loop registers
// below its record, so that the body may use them as if it ran alone; the way back restores them with
// trail, so that the search can go back into the call. (A call of the whole pattern is atomic.)
//
// Rules: step rules R1 to R5 in fixtures/step-rules.md; pcre2pattern(3), "Recursion".
// Layout on the stack, from below: data records (three values each), then the call record. The data
// record next to the call holds nesting depth, capture state and the number of data records.

import RegexProgram

extension Execution {
  /// What came of a call.
  enum CallResult { case entered, loops, tooDeep, outOfMemory }

  /// The group that a call record is for.
  func group(of call: Choice) -> UInt32 { context.code[Int(call.pc) - 1].a }

  /// Enters a group as a subroutine.
  @inline(never)
  mutating func call(_ group: UInt32) -> CallResult {
    let around = state.registers[Register.call]
    var record = around
    while record != 0 {
      let active = state.stack[Int(record)]
      if self.group(of: active) == group {
        if active.position == UInt32(state.position) { return .loops }
        break
      }
      record = active.extra
    }
    let depth = around == 0 ? 1 : state.stack[Int(around) - 1].pc + 1
    guard depth <= context.maximumCallDepth else { return .tooDeep }
    let top = Int(state.registers[Register.captureState] >> 16)
    let saved = 2 * top + context.facts.registerCount - context.openRegisters
    let records = (saved + 2) / 3 + 1
    guard ensureRoom(for: records + 1) else { return .outOfMemory }
    var index = 0
    while index < saved {
      push(
        Choice(
          .data, pc: saveable(index, top), position: saveable(index + 1, top),
          extra: saveable(index + 2, top)))
      index += 3
    }
    push(
      Choice(
        .data, pc: depth, position: state.registers[Register.captureState],
        extra: UInt32(records)))
    push(
      Choice(
        .call, pc: UInt32(state.pc + 1), position: UInt32(state.position), extra: around))
    state.registers[Register.call] = UInt32(state.depth - 1)
    state.pc = Int(context.entries[Int(group)])
    return .entered
  }

  /// Register of the `index`-th saved value: the captures in force, then open groups and loops.
  private func savedRegister(_ index: Int, _ top: Int) -> Int {
    index < 2 * top ? Register.captures + index : context.openRegisters + index - 2 * top
  }

  private func saveable(_ index: Int, _ top: Int) -> UInt32 {
    let register = savedRegister(index, top)
    return register < context.facts.registerCount ? state.registers[register] : 0
  }

  /// Whether the innermost call is one of a group.
  @inline(never)
  func innermostCallIs(of group: UInt32) -> Bool {
    self.group(of: state.stack[Int(state.registers[Register.call])]) == group
  }

  /// What the end of a group that can be called came to.
  enum ReturnResult { case returned, otherCall, outOfMemory }

  /// If the innermost call is one of this group, goes back to where it was called.
  @inline(never)
  mutating func returnFromCall(of group: UInt32) -> ReturnResult {
    let record = Int(state.registers[Register.call])
    let call = state.stack[record]
    guard self.group(of: call) == group else { return .otherCall }
    let head = state.stack[record - 1]
    let top = Int(head.position >> 16)
    let saved = 2 * top + context.facts.registerCount - context.openRegisters
    let first = record - Int(head.extra)
    guard ensureRoom(for: saved + 2) else { return .outOfMemory }
    for index in 0..<saved {
      let data = state.stack[first + index / 3]
      let value = index % 3 == 0 ? data.pc : index % 3 == 1 ? data.position : data.extra
      setRegister(savedRegister(index, top), value)
    }
    setRegister(Register.captureState, head.position)
    setRegister(Register.call, call.extra)
    state.pc = Int(call.pc)
    return .returned
  }

  /// What reaching the end of the pattern came to.
  enum AcceptResult { case matched, goesOn, failed, endsAttempt }

  /// The end of the pattern, or (*ACCEPT): a match, the end of a call, or nothing.
  @inline(never)
  mutating func accept(_ operation: Operation) -> AcceptResult {
    if state.registers[Register.call] != 0 {
      returnFromWholeCall()
      return .goesOn
    }
    let start = Int(state.registers[Register.matchStart])
    let isEmpty = state.position == start
    let flags = context.flags
    if isEmpty && flags.contains(.notEmpty) { return .failed }
    if isEmpty && flags.contains(.notEmptyAtStart) && start == context.startOffset {
      return .failed
    }
    if context.isEndAnchored && state.position < context.end {
      guard operation == .acceptVerb else { return .failed }
      // Here (*ACCEPT) ends the attempt at once, and that does not count as going back (step rule F5).
      undo(to: 0)
      return .endsAttempt
    }
    return .matched
  }

  /// Ends a call of the whole pattern, or by (*ACCEPT): all is as before it, but position, `\K` and mark.
  private mutating func returnFromWholeCall() {
    let record = Int(state.registers[Register.call])
    let call = state.stack[record]
    let matchStart = state.registers[Register.matchStart]
    let mark = state.registers[Register.mark]
    undo(to: record + 1)
    let records = Int(state.stack[record - 1].extra)
    state.registers[Register.call] = call.extra
    state.depth = record - records
    setRegister(Register.matchStart, matchStart)
    setRegister(Register.mark, mark)
    state.pc = Int(call.pc)
  }

  /// Whether a recursion condition holds.
  func isInCall(_ instruction: Instruction) -> Bool {
    let record = state.registers[Register.call]
    guard record != 0 else { return false }
    guard instruction.b != Instruction.none else { return true }
    let current = group(of: state.stack[Int(record)])
    guard instruction.flags & 1 != 0 else { return current == instruction.b }
    let reference = context.references[Int(instruction.b)]
    return (0..<reference.groupCount).contains { index in
      context.referencedGroups[Int(reference.firstGroup + index)] == current
    }
  }
}
