// SPDX-License-Identifier: MIT
// What is rare in fast programs, out of their loop's way: everything that the functions for the traced program do on
// the saved state.

import RegexProgram

extension Execution {
  /// What came of a rare operation.
  enum RareResult {
    /// It succeeded, or the search goes on elsewhere.
    case goesOn
    /// It failed.
    case fails
    /// The search is over.
    case ends(Outcome)
  }

  /// Does an operation; the state is saved and has to be read back.
  @inline(never)
  mutating func runRare(_ instruction: Instruction) -> RareResult {
    switch instruction.operation {
    case .referenceRepeat: return repeatReference(instruction) ? .goesOn : .fails
    case .counterLoop: return countIteration(instruction) ? .goesOn : .ends(.limit(.memory))
    case .atomicEnd, .possessiveEnd, .lookEnd, .conditionEnd:
      return endBody(instruction) ? .goesOn : .ends(.limit(.memory))
    case .lookNotEnd:
      undoToBarrier()
      return .fails
    case .softLookBegin:
      setRegister(Int(instruction.b), UInt32(state.position))
      push(
        Choice(
          .softLook, pc: UInt32(state.pc), position: UInt32(state.position),
          extra: state.registers[Register.captureState]))
      state.pc += 1
    case .softLookEnd:
      state.position = Int(state.registers[Int(instruction.a)])
      state.pc += 1
    case .scriptRunBegin:
      setRegister(Int(instruction.a), UInt32(state.position))
      state.pc += 1
    case .scriptRunEnd:
      let begin = Int(state.registers[Int(instruction.a)])
      guard context.isScriptRun(from: begin, to: state.position) else { return .fails }
      state.pc += 1
    case .ifSet:
      let isSet = context.firstSetGroup(instruction.b, state.registers) != 0
      state.pc = isSet ? state.pc + 1 : Int(instruction.a)
    case .ifRecursion: state.pc = isInCall(instruction) ? state.pc + 1 : Int(instruction.a)
    default: return runVerbOrCall(instruction)
    }
    return .goesOn
  }

  private mutating func runVerbOrCall(_ instruction: Instruction) -> RareResult {
    switch instruction.operation {
    case .call:
      switch call(instruction.a) {
      case .entered: return .goesOn
      case .loops: return .ends(.error(.recursionLoop))
      case .tooDeep: return .ends(.limit(.depth))
      case .outOfMemory: return .ends(.limit(.memory))
      }
    case .close: return close(instruction)
    case .alternative:
      let isCalled =
        instruction.c != Instruction.none && state.registers[Register.call] != 0
        && innermostCallIs(of: instruction.c)
      push(
        Choice(
          isCalled ? .calledAlternative : .alternative, pc: instruction.a,
          position: UInt32(state.position), extra: instruction.b))
      state.pc += 1
    case .mark, .commit, .prune, .skip, .then: passVerb(instruction)
    case .acceptAssertion:
      switch acceptInAssertion() {
      case .goesOn: return .goesOn
      case .failed: return .fails
      case .escaped: return .ends(.error(.acceptOutsideAssertion))
      case .outOfMemory: return .ends(.limit(.memory))
      }
    case .closeOpen:
      if state.registers[Register.call] == 0 { closeOpenGroup(instruction.a) }
      state.pc += 1
    default: preconditionFailure("an operation that the fast program does not have")
    }
    return .goesOn
  }

  /// Ends a group where it matters which is the highest in force, or returns from a call of it.
  private mutating func close(_ instruction: Instruction) -> RareResult {
    let group = instruction.a
    if instruction.flags & 1 != 0 && state.registers[Register.call] != 0 {
      switch returnFromCall(of: group) {
      case .otherCall: break
      case .outOfMemory: return .ends(.limit(.memory))
      case .returned: return .goesOn
      }
    }
    let index = Register.captures + 2 * (Int(group) - 1)
    let before = state.registers[Register.captureState]
    push(
      Choice(
        capture: group, position: state.registers[index], extra: state.registers[index + 1],
        captureState: before))
    state.registers[index] = state.registers[context.openRegisters + Int(group) - 1]
    state.registers[index + 1] = UInt32(state.position)
    state.registers[Register.captureState] = max(before >> 16, group) << 16 | group
    state.pc += 1
    return .goesOn
  }

  /// Goes on from a record of the stack that has just been popped.
  @inline(never)
  mutating func resumeRare(_ choice: Choice) -> RareResult {
    switch choice.kind {
    case .alternative, .calledAlternative:
      guard choice.pc != Instruction.none else { return .fails }
      state.pc = Int(choice.pc)
      state.position = Int(choice.position)
      return .goesOn
    case .giveBackReference, .takeReference: return resumeReference(choice) ? .goesOn : .fails
    default:
      switch trigger(choice) {
      case .goesOn: return .goesOn
      case .fails: return .fails
      case .endsSearch: return .ends(.noMatch)
      case .endsAttempt(let next): return beginNextAttempt(at: next) ? .goesOn : .ends(.noMatch)
      }
    }
  }
}
