// SPDX-License-Identifier: MIT
// The part of the state that the loop keeps in processor registers: a plain local variable. It is a
// struct with inlined methods and not a set of variables captured by local functions, because captured
// variables live in memory (that made the loop 1.5 times slower).

import RegexProgram

struct Cursor {
  /// The next instruction.
  var pc: CodePointer
  /// Where the next record of the stack goes.
  var top: StackPointer
  /// Beyond this place the stack has to grow at the next step.
  let roomEnd: StackPointer
  /// Where in the subject.
  var position: Int
  /// The callout flags collected since the last step.
  var flags: UInt32
  /// Steps reported.
  var steps: UInt64

  @inline(__always)
  init(_ state: MachineState, _ context: SearchContext) {
    pc = context.code.place(UInt32(truncatingIfNeeded: state.pc))
    top = state.stack.place(state.depth)
    // In partial matching every step takes the slow way, where the end of the subject is looked for.
    roomEnd = state.stack.place(
      context.partial == .none ? state.stack.count - context.headroom : 0)
    position = state.position
    flags = UInt32(state.flags)
    steps = state.steps
  }

  /// Writes back what has changed.
  @inline(__always)
  func save(in state: inout MachineState, _ start: CodePointer) {
    state.pc = pc - start
    state.position = position
    state.depth = top - state.stack.place(0)
    state.flags = UInt8(truncatingIfNeeded: flags)
    state.steps = steps
  }

  /// Gives a register a new value, its old one goes to the trail.
  @inline(__always)
  mutating func setRegister(_ registers: Memory<UInt32>, _ register: Int, _ value: UInt32) {
    top.push(
      Choice(
        .register, pc: UInt32(truncatingIfNeeded: register), position: registers[register]))
    registers[register] = value
  }
}
