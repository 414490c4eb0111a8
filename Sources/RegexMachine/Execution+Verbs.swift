// SPDX-License-Identifier: MIT
// Backtracking verbs. Passing one pushes a record. When the search comes back to the record the verb is
// *triggered*: it does not stop at the choices below, but falls through the stack until it meets
// something that it acts on:
//
//   a call around it                the call fails
//   a branch (THEN before its end)  the next branch, if there is one
//   a positive lookaround           THEN becomes an ordinary failure, the others fall through
//   a negative one, a condition     counts as "body did not match"; (*SKIP:name) falls through
//   a mark                          (*SKIP:name) with its name becomes a skip to it
//   the attempt                     ends: COMMIT all, SKIP goes to its place, others to the next start
//
// Source: step rules V1 to V6, A1 to A3; pcre2pattern(3), "Backtracking control".
// Tested by fixtures/cases/verbs.ndjson.

import RegexProgram

extension Execution {
  /// Passes a verb.
  @inline(never)
  mutating func passVerb(_ instruction: Instruction) {
    let position = UInt32(state.position)
    let pc = UInt32(state.pc)
    state.pc += 1
    if instruction.operation == .skip && instruction.b != 0 {
      state.skipNamesPassed += 1
      if state.skipNamesPassed <= state.skipNamesIgnored { return }
    } else if instruction.b != 0 {
      setRegister(Register.mark, instruction.b)
      state.lastMark = instruction.b
    }
    if instruction.operation == .mark {
      push(Choice(.mark, pc: instruction.b, position: position))
    } else {
      push(Choice(.verb, pc: pc, position: position, extra: currentGroup))
    }
  }

  /// The group of the innermost call, none outside calls.
  private var currentGroup: UInt32 {
    let record = state.registers[Register.call]
    return record == 0 ? Instruction.none : group(of: state.stack[Int(record)])
  }

  /// What a triggered verb came to.
  enum TriggerResult: Equatable {
    /// Matching goes on.
    case goesOn
    /// An ordinary failure: the next choice on the stack is tried.
    case fails
    /// The next attempt, at a place if the verb named one.
    case endsAttempt(next: Int?)
    /// No further attempt.
    case endsSearch
  }

  /// A verb on its way down the stack.
  private struct Signal {
    var operation: Operation
    /// The name that a (*SKIP:name) still looks for, else 0.
    var name: UInt32
    /// Where a skip leads.
    var position: UInt32
  }

  /// Triggers a verb whose record has just been popped.
  @inline(never)
  mutating func trigger(_ verb: Choice) -> TriggerResult {
    let instruction = context.code[Int(verb.pc)]
    var signal = Signal(
      operation: instruction.operation,
      name: instruction.operation == .skip ? instruction.b : 0, position: verb.position)
    while true {
      let choice = popUndoing()
      switch choice.kind {
      case .call where group(of: choice) == verb.extra:
        return .fails
      case .mark where signal.name != 0 && choice.pc == signal.name:
        signal.name = 0
        signal.position = choice.position
      case .alternative where signal.operation == .then && verb.pc < choice.extra:
        guard choice.pc != Instruction.none else { return .fails }
        return goOn(at: choice.pc, choice)
      case .calledAlternative
      where signal.operation == .then && verb.extra == currentGroup && verb.pc < choice.extra:
        guard choice.pc != Instruction.none else { return .fails }
        return goOn(at: choice.pc, choice)
      case .look, .lookDone, .softLook:
        if signal.operation == .then { return .fails }
      case .lookNot where signal.name == 0, .condition where signal.name == 0:
        return goOn(at: context.code[Int(choice.pc)].a, choice)
      case .attempt:
        return end(signal)
      default:
        continue
      }
    }
  }

  private mutating func goOn(at pc: UInt32, _ choice: Choice) -> TriggerResult {
    state.pc = Int(pc)
    state.position = Int(choice.position)
    return .goesOn
  }

  /// A verb has reached the attempt.
  private mutating func end(_ signal: Signal) -> TriggerResult {
    if signal.operation == .commit { return .endsSearch }
    if signal.name != 0 {
      // The name was never passed: once more from here, as if the verb were not there.
      state.skipNamesIgnored = state.skipNamesPassed
      return .endsAttempt(next: state.attemptStart)
    }
    if signal.operation == .skip && Int(signal.position) > state.attemptStart {
      return .endsAttempt(next: Int(signal.position))
    }
    state.skipNamesIgnored = 0
    return .endsAttempt(next: nil)
  }

  /// Pops one record and puts back what it changed.
  private mutating func popUndoing() -> Choice {
    let choice = state.stack[state.depth - 1]
    undo(to: state.depth - 1)
    return choice
  }
}

// MARK: (*ACCEPT) in an assertion

extension Execution {
  /// What (*ACCEPT) in an assertion came to.
  enum AcceptedAssertion { case goesOn, failed, escaped, outOfMemory }

  /// Ends the assertion around (*ACCEPT), or a positive lookaround completed in it, successfully.
  @inline(never)
  mutating func acceptInAssertion() -> AcceptedAssertion {
    let captureState = state.registers[Register.captureState]
    let mark = state.registers[Register.mark]
    let highest = Int(captureState >> 16)
    let captures = (0..<2 * highest).map { state.registers[Register.captures + $0] }
    while true {
      let choice = popUndoing()
      switch choice.kind {
      case .look, .lookDone, .softLook:
        guard adopt(captures, captureState) else { return .outOfMemory }
        setRegister(Register.mark, mark)
        state.pc = Int(context.code[Int(choice.pc)].a)
      case .condition:
        guard adopt(captures, captureState) else { return .outOfMemory }
        let index = Int(context.code[Int(choice.pc)].b)
        let end = context.code[index]
        state.pc = end.flags & 1 != 0 ? Int(end.a) : index + 1
      case .lookNot:
        return .failed
      case .attempt:
        return .escaped
      default:
        continue
      }
      // Ending an assertion this way counts as going back (step rule F3).
      state.flags |= 2
      state.position = Int(choice.position)
      return .goesOn
    }
  }

  /// Takes over the captures of an accepted assertion, but not which group closed last.
  private mutating func adopt(_ captures: [UInt32], _ captureState: UInt32) -> Bool {
    guard ensureRoom(for: captures.count + 4) else { return false }
    for (index, value) in captures.enumerated() {
      setRegister(Register.captures + index, value)
    }
    let last = state.registers[Register.captureState] & 0xFFFF
    setRegister(Register.captureState, captureState & 0xFFFF_0000 | last)
    return true
  }

  /// Ends a group that is open where (*ACCEPT) stands.
  @inline(never)
  mutating func closeOpenGroup(_ group: UInt32) {
    let index = Register.captures + 2 * (Int(group) - 1)
    setRegister(index, state.registers[context.openRegisters + Int(group) - 1])
    setRegister(index + 1, UInt32(state.position))
    let highest = max(state.registers[Register.captureState] >> 16, group)
    setRegister(Register.captureState, highest << 16 | group)
  }
}
