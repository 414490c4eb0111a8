// SPDX-License-Identifier: MIT
// How often repeats of one unit take it: told to observers that ask for it, counted only for them.
//
// Example: `a{0,5}b` on `aac` is told as 2 (and stopped at 2), then, given back, 1 and 0.
// Tested in RegexCoverageTests.

import RegexProgram

extension Execution {
  /// Tells how many units a repeat has taken.
  ///
  /// `pc` is what the event `matched` names: the unit of a repeat (the slot behind it), a repeated
  /// reference, or something that is not repeated.
  func tellRepeated(
    _ observer: inout some MachineObserver, _ pc: Int, _ from: Int, _ to: Int
  ) {
    let code = context.code[pc]
    if code.operation == .referenceRepeat {
      let count = references(code.a, from, to)
      observer.repeated(instruction: pc, count: max(count, Int(code.b)))
      return
    }
    guard pc > 0 else { return }
    let repeated = context.code[pc - 1]
    switch repeated.operation {
    case .repeatGreedy, .repeatPossessive, .repeatLazy:
      let count = units(code, from, to, most: Int.max)
      observer.repeated(instruction: pc - 1, count: count)
      if repeated.operation != .repeatLazy && count < Int(repeated.c) {
        observer.stopped(instruction: pc - 1, at: to)
      }
    default: break
    }
  }

  /// Tells how many units a repeat has that has given one back or taken one more.
  func tellRepeatedAgain(
    _ observer: inout some MachineObserver, _ choice: Choice, _ position: Int
  ) {
    let pc = Int(choice.pc)
    switch choice.kind {
    case .takeUnit, .takeReference:
      observer.repeated(instruction: pc, count: Int(choice.extra) + 1)
    case .giveBackReference:
      observer.repeated(
        instruction: pc, count: Int(context.code[pc].b) + Int(choice.extra) - 1)
    default:
      // Two more than the minimum are as good as any number: it is less than the maximum.
      let more = units(context.code[pc - 1], Int(choice.extra), position, most: 2)
      observer.repeated(instruction: pc - 2, count: Int(context.code[pc - 2].b) + more)
    }
  }

  /// The number of units from one position to another.
  private func units(_ unit: Instruction, _ from: Int, _ to: Int, most: Int) -> Int {
    switch unit.operation {
    case .byte, .byteEither, .setByte: return min(max(to - from, 0), most)
    default: break
    }
    var count = 0
    var position = from
    while position < to && count < most {
      let next = context.unit(unit, at: position)
      guard next > position else { break }
      position = next
      count += 1
    }
    return count
  }

  /// The number of times that a reference fits between two positions.
  private func references(_ reference: UInt32, _ from: Int, _ to: Int) -> Int {
    var count = 0
    var position = from
    while position < to {
      let next = context.reference(reference, at: position, state.registers)
      guard next > position else { break }
      position = next
      count += 1
    }
    return count
  }
}
