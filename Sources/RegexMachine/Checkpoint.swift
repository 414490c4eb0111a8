// SPDX-License-Identifier: MIT
// A copy of everything a run has changed: execution goes on from it exactly as it did the first time.

import RegexProgram

/// The state of a machine at one moment.
public struct Checkpoint: Sendable {
  /// Steps reported at that moment.
  public var steps: UInt64 { counters.steps }
  /// Records on the stack at that moment, trail included.
  public var stackDepth: Int { depth }
  /// Memory that the copy takes besides what it has of the stack, in bytes.
  public var byteCount: Int { 4 * registers.count + 8 * stack.count }

  struct Counters: Sendable {
    var pc: Int
    var position: Int
    var attemptStart: Int
    var steps: UInt64
    var flags: UInt8
    var stepFlags: UInt8
    var isPaused: Bool
    var outcome: Outcome?
    var matchEnd: Int
    var attemptReason: AttemptReason
    var skipNamesPassed: UInt32
    var skipNamesIgnored: UInt32
    var lastMark: UInt32
    var partial: PartialNotes
    var fragment: Fragment
  }

  let counters: Counters
  let registers: [UInt32]
  /// Records on the stack.
  let depth: Int
  let stack: [StackChunk]
}

extension Machine {
  /// Memory that the copies of the stack in all checkpoints of this machine take, in bytes; what they have in
  /// common counts once.
  public var checkpointBytes: Int { copies.account.byteCount }

  /// Memory that the stack takes as it is now, in bytes.
  public var stackBytes: Int { MemoryLayout<Choice>.stride * state.depth }

  /// The most by which a checkpoint taken now would add to `checkpointBytes`, in bytes.
  public var checkpointCost: Int { copies.cost(depth: state.depth, intact: state.intact) }

  /// Copies the state.
  ///
  /// - Complexity: O(*n*) in the records of the stack that have changed since the latest checkpoint was taken
  ///   or gone back to, and in a thousandth of those that have not.
  public mutating func checkpoint() -> Checkpoint {
    let stack = copies.copy(state.stack, depth: state.depth, intact: state.intact)
    state.intact = state.depth
    return Checkpoint(
      counters: .init(
        pc: state.pc, position: state.position, attemptStart: state.attemptStart,
        steps: state.steps, flags: state.flags, stepFlags: state.stepFlags,
        isPaused: state.isPaused, outcome: state.outcome, matchEnd: state.matchEnd,
        attemptReason: state.attemptReason, skipNamesPassed: state.skipNamesPassed,
        skipNamesIgnored: state.skipNamesIgnored, lastMark: state.lastMark,
        partial: state.partial, fragment: state.fragment),
      registers: state.registers.copy(0..<program.registerCount), depth: state.depth,
      stack: stack)
  }

  /// Puts the machine back to a moment of this very search.
  ///
  /// - Complexity: as `checkpoint`.
  public mutating func restore(_ checkpoint: Checkpoint) {
    precondition(
      checkpoint.registers.count == program.registerCount,
      "a checkpoint belongs to the search that it was taken from")
    let counters = checkpoint.counters
    state.pc = counters.pc
    state.position = counters.position
    state.attemptStart = counters.attemptStart
    state.steps = counters.steps
    state.flags = counters.flags
    state.stepFlags = counters.stepFlags
    state.isPaused = counters.isPaused
    state.outcome = counters.outcome
    state.matchEnd = counters.matchEnd
    state.attemptReason = counters.attemptReason
    state.skipNamesPassed = counters.skipNamesPassed
    state.skipNamesIgnored = counters.skipNamesIgnored
    state.lastMark = counters.lastMark
    state.partial = counters.partial
    state.fragment = counters.fragment
    state.registers.load(checkpoint.registers)
    let depth = checkpoint.depth
    let needed = depth + facts.headroom
    if needed > state.stack.count {
      state.stack.grow(to: needed, keeping: 0)
      state.intact = 0
    }
    copies.load(checkpoint.stack, into: state.stack, intact: state.intact)
    state.depth = depth
    state.intact = depth
  }
}
