// SPDX-License-Identifier: MIT
// One call of `run`: the unchanging context and the state, which is copied in before and out after.

import RegexProgram

/// A machine at work.
struct Execution {
  /// Changes only between searches.
  var context: SearchContext
  var state: MachineState

  /// Ends the search.
  mutating func finish(_ outcome: Outcome) -> RunResult {
    let outcome = outcome == .noMatch ? outcomeWithoutMatch() : outcome
    state.outcome = outcome
    state.matchEnd = state.position
    return .finished(outcome)
  }

  /// Doubles the stack; false if that is more than the limit allows.
  @inline(never)
  mutating func growStack() -> Bool { ensureRoom(for: 1) }

  /// Makes room for another round of a loop; false if that is more than the limit allows.
  @inline(__always)
  private mutating func makeRoom() -> Bool {
    state.depth + context.headroom <= state.stack.count || growStack()
  }

  /// Makes room for more records besides the headroom; false if that is more than the limit allows.
  mutating func ensureRoom(for records: Int) -> Bool {
    // What is pushed now has more records on top of it at the next step than the headroom.
    state.intact = min(state.intact, state.depth - context.headroom)
    let needed = state.depth + records + context.headroom
    guard needed > state.stack.count else { return true }
    guard needed <= context.maximumRecords else { return false }
    let room = min(max(2 * state.stack.count, needed), context.maximumRecords)
    state.stack.grow(to: room, keeping: state.depth)
    return true
  }

  /// Goes to the next start position; false if there is none.
  mutating func beginNextAttempt(at candidate: Int? = nil) -> Bool {
    keepPartialMatch()
    let next = context.nextStart(after: state.attemptStart, candidate: candidate)
    guard next >= 0 else { return false }
    state.attemptReason = candidate == nil ? .bumpAlong : .skip
    state.depth = 0
    state.position = next
    state.pc = 0
    return true
  }

  /// Pushes a record; room is there (the headroom, or `ensureRoom` was called).
  mutating func push(_ choice: Choice) {
    state.stack[state.depth] = choice
    state.depth += 1
  }

  /// Gives a register a new value, its old one goes to the trail.
  mutating func setRegister(_ register: Int, _ value: UInt32) {
    let old = state.registers[register]
    guard old != value else { return }
    push(Choice(.register, pc: UInt32(register), position: old))
    state.registers[register] = value
  }

  /// How a greedy repeat of a unit gives back; `\C` in UTF gives back whole characters, too.
  static func giveBackKind(_ unit: Operation, isUTF: Bool) -> ChoiceKind {
    switch unit {
    case .anyByte where isUTF: .giveBackUTF
    case .newlineSequence: .giveBackNewline
    case .graphemeCluster: .giveBackCluster
    case .bytes, .setUTF, .anyUTF, .dotCRLFUTF: .giveBackUTF
    default: .giveBackByte
    }
  }

  static func barrierKind(_ operation: Operation) -> ChoiceKind {
    switch operation {
    case .possessiveBegin: .possessive
    case .lookBegin: .look
    case .lookNotBegin: .lookNot
    case .conditionBegin: .condition
    default: .atomic
    }
  }
}

// MARK: Bodies that stand for good

extension Execution {
  /// Stack index of the innermost barrier.
  private var innermostBarrier: Int {
    var index = state.depth - 1
    while !state.stack[index].kind.isBarrier { index -= 1 }
    return index
  }

  /// Ends an atomic group, an iteration of a possessive loop, a positive lookaround or a condition
  /// whose body has matched; false if the stack would be greater than the limit allows.
  @inline(never)
  mutating func endBody(_ instruction: Instruction) -> Bool {
    let index = innermostBarrier
    let barrier = state.stack[index]
    // What a verb that comes back has to find of the body.
    var mark: Choice?
    if instruction.flags & 1 != 0 && instruction.operation == .atomicEnd {
      mark = Choice(
        .alternative, pc: Instruction.none, position: barrier.position,
        extra: UInt32(state.pc))
    } else if instruction.flags & 1 != 0 && instruction.operation == .lookEnd {
      mark = barrier
      mark?.kind = .lookDone
    }
    var restored: [(register: Int, value: UInt32)] = []
    if instruction.operation == .conditionEnd {
      restored = privateRegisters().map { ($0, value(of: $0, at: index)) }
    }
    cut(to: index, leaving: mark)
    state.pc += 1
    switch instruction.operation {
    case .possessiveEnd:
      // A completed iteration counts as a return to an earlier point (step rule F1).
      state.flags |= 2
      if state.position != Int(barrier.position) {
        state.pc = Int(instruction.a)
        return makeRoom()
      }
    case .lookEnd:
      state.position = Int(barrier.position)
    case .conditionEnd:
      // Captures stay even where the condition is negative, but not which group closed last.
      guard ensureRoom(for: restored.count + 1) else { return false }
      for (register, value) in restored { setRegister(register, value) }
      if instruction.flags & 1 != 0 { state.pc = Int(instruction.a) }
      state.flags |= 2
      state.position = Int(barrier.position)
      let captureState = state.registers[Register.captureState]
      setRegister(
        Register.captureState, captureState & 0xFFFF_0000 | barrier.extra & 0xFFFF)
    default: break
    }
    return true
  }

  /// The value that a register had when a record was pushed.
  private func value(of register: Int, at index: Int) -> UInt32 {
    for record in index..<state.depth {
      let choice = state.stack[record]
      if choice.kind == .register && Int(choice.pc) == register { return choice.position }
      guard choice.kind == .capture else { continue }
      let start = Register.captures + 2 * (choice.capturedGroup - 1)
      if start == register { return choice.position }
      if start + 1 == register { return choice.extra }
    }
    return state.registers[register]
  }

  /// What a condition does not leave behind: \K, and captures hidden above the highest group in force.
  private func privateRegisters() -> [Int] {
    let highest = Int(state.registers[Register.captureState] >> 16)
    let hidden = context.hasCalls ? Register.captures + 2 * highest : context.openRegisters
    return [Register.matchStart] + Array(hidden..<context.openRegisters)
  }

  /// Undoes everything since the innermost barrier and removes the barrier.
  @inline(never)
  mutating func undoToBarrier() { undo(to: innermostBarrier) }

  /// Removes the choices from a record on, but keeps the trail between, behind a mark if one is
  /// given.
  ///
  /// A completed call cannot be entered again; of its record only the way back to the call
  /// around it stays.
  private mutating func cut(to index: Int, leaving mark: Choice?) {
    var kept = index
    state.intact = min(state.intact, index)
    if let mark {
      state.stack[kept] = mark
      kept += 1
    }
    for record in (index + 1)..<max(state.depth, index + 1) {
      var choice = state.stack[record]
      if choice.kind == .call {
        choice = Choice(.register, pc: UInt32(Register.call), position: choice.extra)
      }
      guard choice.kind.isTrail else { continue }
      state.stack[kept] = choice
      kept += 1
    }
    state.depth = kept
  }

  /// Removes all records from one on and puts back what they changed.
  mutating func undo(to index: Int) {
    while state.depth > index {
      state.depth -= 1
      let choice = state.stack[state.depth]
      switch choice.kind {
      case .register:
        state.registers[Int(choice.pc)] = choice.position
      case .capture:
        state.registers.restoreCapture(choice, context.openRegisters)
      case .call:
        state.registers[Register.call] = choice.extra
      default: break
      }
    }
  }

  /// The end of a counted iteration; false if the stack would be greater than the limit allows.
  @inline(never)
  mutating func countIteration(_ instruction: Instruction) -> Bool {
    guard makeRoom() else { return false }
    let loop = context.loops[Int(instruction.b)]
    let done = state.registers[Int(loop.counter)] + 1
    let leaves = state.pc + 1
    if done < loop.minimum {
      setRegister(Int(loop.counter), done)
      state.pc = Int(instruction.a)
      return true
    }
    let tookNothing =
      loop.start != Instruction.none
      && state.registers[Int(loop.start)] == UInt32(state.position)
    if done == loop.maximum || tookNothing {
      state.pc = leaves
      return true
    }
    // An unlimited loop stays at its last counted iteration.
    if loop.maximum != Instruction.none { setRegister(Int(loop.counter), done) }
    let again = instruction.a
    push(
      Choice(
        .branch, pc: loop.isLazy ? again : UInt32(leaves), position: UInt32(state.position)))
    state.pc = loop.isLazy ? leaves : Int(again)
    return true
  }
}
