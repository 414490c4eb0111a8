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
  /// A greedy repeat of bytes gives one back. extra = position it cannot go below.
  case giveBackByte
  /// A greedy repeat of UTF-8 characters gives one back. extra as above.
  case giveBackUTF
  /// A greedy repeat of `\R` gives one back, CRLF as one. extra as above; pc's repeat knows UTF.
  case giveBackNewline
  /// A greedy reference gives one back. pc = its instruction, extra = times taken.
  case giveBackReference
  /// A lazy repeat takes one more. pc = its instruction, extra = times taken.
  case takeUnit
  /// A lazy reference takes one more. pc = its instruction, extra = times taken.
  case takeReference

  // MARK: Barriers: begins of bodies that stand for good once matched

  /// An atomic group, or the first iteration of `++`: fails when reached from above.
  case atomic
  /// A further iteration of a possessive loop: leaves the loop. pc, position.
  case possessive
  /// A positive lookaround: fails. position = where it began.
  case look
  /// A negative lookaround: has succeeded. pc, position.
  case lookNot
  /// A lookaround as a condition: goes on at pc. extra = capture state before.
  case condition

  // MARK: Trail

  /// A register gets its old value back. pc = register, position = value.
  case register
  /// A capture gets its old value back. pc = group, position = start, extra = end.
  case capture
  /// A call ends by failing. pc = instruction behind it, position = where, extra = record of the
  /// call around it. Its saved registers lie below it.
  case call
  /// Three saved register values in pc, position, extra; means nothing when popped.
  case data
}

/// One record of the stack.
struct Choice: BitwiseCopyable {
  var kind: ChoiceKind
  var pc: UInt32
  var position: UInt32
  var extra: UInt32

  @inline(__always)
  init(_ kind: ChoiceKind, pc: UInt32, position: UInt32, extra: UInt32 = 0) {
    self.kind = kind
    self.pc = pc
    self.position = position
    self.extra = extra
  }
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
    case .attempt, .branch, .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackReference,
      .takeUnit, .takeReference, .possessive, .lookNot, .condition:
      true
    case .atomic, .look, .register, .capture, .call, .data: false
    }
  }
}
