// SPDX-License-Identifier: MIT
// Telling events, out of the loop's way. Only observers that want events get here.

import RegexProgram

extension Execution {
  @inline(never)
  func tellMatched<Observer: MachineObserver>(
    _ observer: inout Observer, _ pc: Int, _ from: Int, _ to: Int
  ) {
    observer.event(.matched(instruction: pc, from: from, to: to))
    if Observer.wantsRepeats { tellRepeated(&observer, pc, from, to) }
  }

  /// Told of a repeat with a minimum above 1 that fails after it has matched some units.
  @inline(never)
  func tellFellShort<Observer: MachineObserver>(
    _ observer: inout Observer, _ pc: Int, _ position: Int
  ) {
    let code = context.code[pc]
    switch code.operation {
    case .repeatGreedy, .repeatLazy, .repeatPossessive: break
    default: return
    }
    var end = position
    for _ in 1..<max(code.b, 1) {
      let next = context.unit(context.code[pc + 1], at: end)
      guard next >= 0 else { break }
      end = next
    }
    if end > position { observer.event(.fellShort(instruction: pc, position: end)) }
    if Observer.wantsRepeats { observer.stopped(instruction: pc, at: end) }
  }

  @inline(never)
  func tellChoice(_ observer: inout some MachineObserver, _ choice: Choice) {
    observer.event(
      .choice(
        kind: choice.kind, instruction: Int(choice.pc), position: Int(choice.position)))
  }

  @inline(never)
  func tellEnter(
    _ observer: inout some MachineObserver, _ pc: Int, _ position: Int, _ depth: Int
  ) {
    observer.event(.enter(instruction: pc, position: position, depth: depth))
  }

  @inline(never)
  func tellLeave(_ observer: inout some MachineObserver, _ pc: Int) {
    observer.event(
      .leave(instruction: pc, position: state.position, depth: state.depth))
  }

  @inline(never)
  func tellBacktrack(_ observer: inout some MachineObserver, _ choice: Choice) {
    let pc = choice.kind.isBarrier ? context.code[Int(choice.pc)].a : choice.pc
    observer.event(
      .backtrack(kind: choice.kind, instruction: Int(pc), position: Int(choice.position)))
  }

  @inline(never)
  func tellGaveBack<Observer: MachineObserver>(
    _ observer: inout Observer, _ choice: Choice, _ position: Int
  ) {
    if Observer.wantsRepeats { tellRepeatedAgain(&observer, choice, position) }
    tellBacktrack(&observer, choice)
    switch choice.kind {
    case .takeUnit, .takeReference:
      observer.event(.tookMore(instruction: Int(choice.pc), position: position))
    default:
      observer.event(.gaveBack(instruction: Int(choice.pc), position: position))
    }
  }

  /// Told once a call has been entered.
  @inline(never)
  func tellCalled(_ observer: inout some MachineObserver) {
    let call = state.stack[Int(state.registers[Register.call])]
    observer.event(
      .called(
        group: Int(group(of: call)), instruction: Int(call.pc) - 1, position: state.position,
        depth: callDepth))
  }

  /// Told once a call has come back; the record is read before, it may be gone.
  @inline(never)
  func tellReturned(_ observer: inout some MachineObserver, _ call: Choice) {
    observer.event(
      .returned(
        group: Int(group(of: call)), instruction: Int(call.pc) - 1, position: state.position,
        depth: callDepth))
  }

  /// The number of active calls.
  private var callDepth: Int {
    let record = Int(state.registers[Register.call])
    return record == 0 ? 0 : Int(state.stack[record - 1].pc)
  }

  /// Told after a verb was triggered, which has popped all records from `top` down to the one it acts
  /// on; they are still there.
  @inline(never)
  func tellEffect(
    _ observer: inout some MachineObserver, _ verb: Choice, from top: Int, goesOn: Bool
  ) {
    let name = context.code[Int(verb.pc)].b
    let isNamedSkip = context.code[Int(verb.pc)].operation == .skip && name != 0
    var mark: Int?
    var index = top
    while isNamedSkip && mark == nil && index > state.depth {
      index -= 1
      let record = state.stack[index]
      if record.kind == .mark && record.pc == name { mark = Int(record.position) }
    }
    let met = state.stack[state.depth]
    let instruction =
      switch met.kind {
      case .alternative where met.pc == Instruction.none: -1
      case .call: Int(met.pc) - 1
      default: Int(met.pc)
      }
    observer.event(
      .verbEffect(
        kind: met.kind, instruction: instruction, position: Int(met.position), mark: mark))
    if goesOn { tellBacktrack(&observer, met) }
  }

  /// Told after something that may have pushed a choice on top of `depth` records.
  @inline(never)
  func tellNewChoice(_ observer: inout some MachineObserver, above depth: Int) {
    guard state.depth > depth, state.stack[state.depth - 1].kind.isChoice else { return }
    tellChoice(&observer, state.stack[state.depth - 1])
  }

  @inline(never)
  func tellRestore(_ observer: inout some MachineObserver, _ choice: Choice) {
    let value: CaptureRange? =
      choice.position == Register.unset
      ? nil : CaptureRange(start: Int(choice.position), end: Int(choice.extra))
    observer.event(.restore(group: choice.capturedGroup, to: value))
  }
}
