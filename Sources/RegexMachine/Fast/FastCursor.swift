// SPDX-License-Identifier: MIT
// The part of the state that the fast program's loop keeps in processor registers; as `Cursor`, without steps.

import RegexProgram

struct FastCursor {
  /// The next instruction.
  var pc: CodePointer
  /// Where the next record of the stack goes.
  var top: StackPointer
  /// Beyond this place the stack has to grow.
  let roomEnd: StackPointer
  /// Where in the subject.
  var position: Int

  @inline(__always)
  init(_ state: MachineState, _ context: SearchContext) {
    pc = context.code.place(UInt32(truncatingIfNeeded: state.pc))
    top = state.stack.place(state.depth)
    roomEnd = state.stack.place(state.stack.count - context.headroom)
    position = state.position
  }

  /// Writes back what has changed.
  @inline(__always)
  func save(in state: inout MachineState, _ start: CodePointer) {
    state.pc = pc - start
    state.position = position
    state.depth = top - state.stack.place(0)
  }

  /// Pushes a choice that goes on at an instruction from here.
  @inline(__always)
  mutating func push(_ kind: ChoiceKind, pc: Int, extra: Int = 0) {
    top.push(
      Choice(
        kind, pc: UInt32(truncatingIfNeeded: pc), position: UInt32(truncatingIfNeeded: position),
        extra: UInt32(truncatingIfNeeded: extra)))
  }

  /// Gives a register a new value, its old one goes to the trail.
  @inline(__always)
  mutating func setRegister(_ registers: Memory<UInt32>, _ register: Int, _ value: UInt32) {
    top.push(
      Choice(.register, pc: UInt32(truncatingIfNeeded: register), position: registers[register]))
    registers[register] = value
  }
}
