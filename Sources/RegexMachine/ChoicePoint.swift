// SPDX-License-Identifier: MIT
// The records of the backtrack stack: 16 bytes each. Two families share it: *choices*, places to which
// the search can come back, and the *trail*, what has to be put back on the way there. One stack keeps
// their order right: going back means popping until a choice is found that still has something to try.

/// What a record of the stack stands for.
public enum ChoiceKind: UInt8, Sendable, BitwiseCopyable {
  // MARK: Choices

  /// The attempt: at the bottom, moves the start position on.
  case attempt
  /// Another way to go on. pc, position.
  case branch
  /// A branch of a group in a pattern with (*THEN). pc = the next branch, none after the last;
  /// extra = where the branch ends.
  case alternative
  /// The same of a group that runs because it was called: only a THEN of that very call is meant.
  case calledAlternative
  /// A greedy repeat of bytes gives one back. extra = position it cannot go below.
  case giveBackByte
  /// A greedy repeat of UTF-8 characters gives one back. extra as above.
  case giveBackUTF
  /// A greedy repeat of `\R` gives one back, CRLF as one. extra as above; pc's repeat knows UTF.
  case giveBackNewline
  /// A greedy repeat of `\X` gives one cluster back. extra as above.
  case giveBackCluster
  /// A greedy run of the fast program gives back as far as what follows can begin. pc = its instruction, extra as
  /// above.
  case giveBackGuarded
  /// A lazy run of the fast program takes as far as what follows can begin. pc = its instruction, extra = where it
  /// has to end.
  case takeGuarded
  /// A greedy reference gives one back. pc = its instruction, extra = times taken.
  case giveBackReference
  /// A lazy repeat takes one more. pc = its instruction, extra = times taken.
  case takeUnit
  /// A lazy reference takes one more. pc = its instruction, extra = times taken.
  case takeReference

  // MARK: Barriers: begins of bodies that stand for good once matched. pc = the beginning instruction,
  // position = where it was, extra = capture state there.

  /// An atomic group, or the first iteration of `++`: fails when reached from above.
  case atomic
  /// A further iteration of a possessive loop: leaves the loop.
  case possessive
  /// A positive lookaround: fails.
  case look
  /// A negative lookaround: has succeeded.
  case lookNot
  /// A lookaround as a condition: goes on with the other branch.
  case condition

  // MARK: Marks that only verbs look for

  /// A non-atomic lookaround, at work or done. As a barrier.
  case softLook
  /// A positive lookaround that is done. As a barrier.
  case lookDone
  /// (*MARK). pc = name, position.
  case mark
  /// A verb that acts when the search comes back. pc = instruction, position, extra = group of the call
  /// it is in.
  case verb

  // MARK: Trail

  /// A register gets its old value back. pc = register, position = value.
  case register
  /// A capture gets its old value back. pc = group and the group closed last before, position = start,
  /// extra = end, highest = the highest group set before.
  case capture
  /// A call ends by failing. pc = instruction behind it, position = where, extra = record of the
  /// call around it. Its saved registers lie below it.
  case call
  /// Three saved register values in pc, position, extra; means nothing when popped.
  case data
}

/// One record of the stack.
struct Choice: Hashable, BitwiseCopyable {
  var kind: ChoiceKind
  /// Only in records of captures.
  private var highest: UInt16
  var pc: UInt32
  var position: UInt32
  var extra: UInt32

  @inline(__always)
  init(_ kind: ChoiceKind, pc: UInt32, position: UInt32, extra: UInt32 = 0) {
    self.kind = kind
    highest = 0
    self.pc = pc
    self.position = position
    self.extra = extra
  }

  /// The record of a capture: what it was, and which groups were set.
  @inline(__always)
  init(capture group: UInt32, position: UInt32, extra: UInt32, captureState: UInt32) {
    kind = .capture
    highest = UInt16(truncatingIfNeeded: captureState >> 16)
    pc = group | captureState << 16
    self.position = position
    self.extra = extra
  }

  /// The group of the record of a capture.
  @inline(__always)
  var capturedGroup: Int { Int(pc & 0xFFFF) }

  /// `Register.captureState` before the capture.
  @inline(__always)
  var captureState: UInt32 { UInt32(highest) << 16 | pc >> 16 }
}

extension ChoiceKind {
  /// Whether the record belongs to the trail that an atomic cut has to keep.
  @inline(__always)
  var isTrail: Bool { self == .register || self == .capture }

  /// Whether the record is a barrier.
  @inline(__always)
  var isBarrier: Bool {
    rawValue >= ChoiceKind.atomic.rawValue && rawValue <= ChoiceKind.condition.rawValue
  }

  /// Whether the search can go on from the record.
  var isChoice: Bool {
    switch self {
    case .attempt, .branch, .alternative, .calledAlternative, .giveBackByte, .giveBackUTF,
      .giveBackNewline,
      .giveBackCluster, .giveBackGuarded, .takeGuarded,
      .giveBackReference,
      .takeUnit, .takeReference, .possessive, .lookNot, .condition:
      true
    case .atomic, .look, .softLook, .lookDone, .mark, .verb, .register, .capture, .call, .data:
      false
    }
  }
}
