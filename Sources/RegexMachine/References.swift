// SPDX-License-Identifier: MIT
// Back references: comparing the subject with what a group matched, once or repeatedly.

import RegexProgram
import UnicodeData

extension SearchContext {
  /// The first group of a reference that is set and in force, 0 if none is.
  func firstSetGroup(_ index: UInt32, _ registers: Memory<UInt32>) -> Int {
    let reference = references[Int(index)]
    let highest = registers[Register.captureState] >> 16
    for offset in 0..<reference.groupCount {
      let group = referencedGroups[Int(reference.firstGroup + offset)]
      if group <= highest && registers.capture(Int(group)) != nil { return Int(group) }
    }
    return 0
  }

  /// The position behind what a reference matches at a position, -1 if it does not match.
  @inline(never)
  func reference(_ index: UInt32, at position: Int, _ registers: Memory<UInt32>) -> Int {
    let group = firstSetGroup(index, registers)
    guard group > 0, let text = registers.capture(group) else {
      return matchesUnsetReferences ? position : -1
    }
    switch comparison(text, at: position, references[Int(index)]) {
    case .matches(let end): return end
    case .differs, .subjectEnds: return -1
    }
  }

  /// Whether a reference to one group cannot match, by the first byte.
  @inline(__always)
  func differsAtOnce(_ index: UInt32, at position: Int, _ registers: Memory<UInt32>) -> Bool {
    let reference = references[Int(index)]
    guard reference.groupCount == 1 && !reference.isCaseless else { return false }
    let group = Int(referencedGroups[Int(reference.firstGroup)])
    let register = Register.captures &+ 2 &* (group &- 1)
    let start = registers[register]
    guard start != Register.unset && start < registers[register &+ 1] && position < end else {
      return false
    }
    return subject[Int(start)] != subject[position]
  }

  /// What comparing the subject with a group's text comes to.
  enum Comparison: Equatable { case matches(end: Int), differs, subjectEnds }

  /// Compares the subject from a position with the text of a group.
  func comparison(
    _ text: CaptureRange, at position: Int, _ reference: Reference
  ) -> Comparison {
    if reference.isCaseless { return caseless(text, at: position, reference) }
    // A group that `\C` has turned round (its end lies before its start) has no end for libpcre2.
    let isReversed = text.end < text.start
    let length = isReversed ? Int.max : text.end - text.start
    let available = min(length, end - max(position, isReversed ? text.start : 0))
    var offset = 0
    while offset < available {
      if subject[text.start + offset] != subject[position + offset] { return .differs }
      offset += 1
    }
    return available < length ? .subjectEnds : .matches(end: position + length)
  }

  private func caseless(
    _ text: CaptureRange, at position: Int, _ reference: Reference
  ) -> Comparison {
    var left = text.start
    var right = position
    while left < text.end {
      guard right < end else { return .subjectEnds }
      let expected = character(at: left)
      let found = character(at: right)
      guard isSame(expected, found, usesUnicode: reference.usesUnicodeCase) else {
        return .differs
      }
      left += length(at: left)
      right += length(at: right)
    }
    return .matches(end: right)
  }

  private func isSame(_ left: UInt32, _ right: UInt32, usesUnicode: Bool) -> Bool {
    if left == right { return true }
    if usesUnicode { return UnicodeTables.equalIgnoringCase(left, right) }
    return left ^ right == 0x20 && (left | 0x20) &- 0x61 < 26
  }
}

extension Execution {
  /// Runs a repeated reference; false if it does not match the least number of times.
  @inline(never)
  mutating func repeatReference(_ instruction: Instruction) -> Bool {
    let registers = state.registers
    let group = context.firstSetGroup(instruction.a, registers)
    let isEmpty = registers.isEmptyCapture(group)
    if isEmpty || (group == 0 && (instruction.b == 0 || context.matchesUnsetReferences)) {
      state.pc += 1
      return true
    }
    guard let start = take(instruction.b, instruction.a, from: state.position) else {
      return false
    }
    state.position = start
    let pc = UInt32(state.pc)
    state.pc += 1
    if instruction.b == instruction.c { return true }
    if instruction.flags & 1 != 0 {
      push(
        Choice(.takeReference, pc: pc, position: UInt32(start), extra: instruction.b))
      return true
    }
    var taken: UInt32 = 0
    while taken < instruction.c - instruction.b {
      let next = context.reference(instruction.a, at: state.position, registers)
      guard next >= 0 else {
        greedyReferenceMeetsEnd(instruction.a, at: state.position)
        break
      }
      state.position = next
      taken += 1
    }
    if taken > 0 {
      push(Choice(.giveBackReference, pc: pc, position: UInt32(start), extra: taken))
    }
    return true
  }

  /// The position behind a number of matches of a reference, nil if there are not so many.
  private mutating func take(_ count: UInt32, _ reference: UInt32, from position: Int) -> Int? {
    var position = position
    for _ in 0..<count {
      let next = context.reference(reference, at: position, state.registers)
      guard next >= 0 else {
        if context.partial != .none { _ = referenceMeetsEnd(reference, at: position) }
        return nil
      }
      position = next
    }
    return position
  }

  /// Goes on with one repetition fewer (greedy: the record holds where the first one begins) or one
  /// more (lazy: where the next one begins); false if there is none.
  @inline(never)
  mutating func resumeReference(_ choice: Choice) -> Bool {
    let instruction = context.code[Int(choice.pc)]
    if choice.kind == .takeReference {
      guard choice.extra < instruction.c,
        let next = take(1, instruction.a, from: Int(choice.position))
      else { return false }
      state.position = next
      push(
        Choice(
          .takeReference, pc: choice.pc, position: UInt32(next), extra: choice.extra + 1))
    } else {
      let left = choice.extra - 1
      guard let next = take(left, instruction.a, from: Int(choice.position)) else {
        return false
      }
      state.position = next
      if left > 0 {
        push(
          Choice(.giveBackReference, pc: choice.pc, position: choice.position, extra: left))
      }
    }
    state.pc = Int(choice.pc) + 1
    return true
  }
}

extension Memory<UInt32> {
  /// Whether a group is set to the empty string.
  fileprivate func isEmptyCapture(_ group: Int) -> Bool {
    guard group > 0, let text = capture(group) else { return false }
    return text.start == text.end
  }
}
