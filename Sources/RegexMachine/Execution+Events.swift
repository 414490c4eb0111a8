// SPDX-License-Identifier: MIT
// Telling events, out of the loop's way. Only observers that want events get here.

import RegexProgram

extension Execution {
  @inline(never)
  func tellMatched(
    _ observer: inout some MachineObserver, _ pc: Int, _ from: Int, _ to: Int
  ) {
    observer.event(.matched(instruction: pc, from: from, to: to))
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
  func tellGaveBack(
    _ observer: inout some MachineObserver, _ choice: Choice, _ position: Int
  ) {
    tellBacktrack(&observer, choice)
    switch choice.kind {
    case .takeUnit, .takeReference:
      observer.event(.tookMore(instruction: Int(choice.pc), position: position))
    default:
      observer.event(.gaveBack(instruction: Int(choice.pc), position: position))
    }
  }

  @inline(never)
  func tellRestore(_ observer: inout some MachineObserver, _ choice: Choice) {
    let value: CaptureRange? =
      choice.position == Register.unset
      ? nil : CaptureRange(start: Int(choice.position), end: Int(choice.extra))
    observer.event(.restore(group: Int(choice.pc), to: value))
  }
}
