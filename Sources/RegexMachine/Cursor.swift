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
  /// Beyond this place the stack has to grow before the next round of a loop.
  let roomEnd: StackPointer
  /// Where in the subject.
  var position: Int
  /// The callout flags collected since the last step.
  var flags: UInt32
  /// Steps until the one at which the run stops, at least 1.
  var left: UInt64

  @inline(__always)
  init(_ state: MachineState, _ context: SearchContext) {
    pc = context.code.place(UInt32(truncatingIfNeeded: state.pc))
    top = state.stack.place(state.depth)
    roomEnd = state.stack.place(state.stack.count &- context.headroom)
    position = state.position
    flags = UInt32(state.flags)
    left = state.stop &- state.steps
  }

  /// Writes back what has changed.
  @inline(__always)
  func save(in state: inout MachineState, _ start: CodePointer) {
    state.pc = pc - start
    state.position = position
    state.depth = top - state.stack.place(0)
    state.flags = UInt8(truncatingIfNeeded: flags)
    state.steps = state.stop &- left
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
