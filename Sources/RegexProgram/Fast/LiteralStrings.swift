// SPDX-License-Identifier: MIT
// Neighbouring literals become one comparison of up to eight bytes; letters in both cases are compared with bit 0x20
// set.
//
//     byte 'f', byte 'o', byte 'o'     ->  string 3 'foo', and the next two slots are passed over

extension Optimizer {
  /// Joins all literals that stand side by side.
  mutating func joinLiterals() {
    var pc = 1
    let count = isTarget.count - 1
    while pc < count {
      // A unit belongs to its repeat.
      pc += code[pc].isRepeat ? 2 : max(joinLiterals(at: pc), 1)
    }
  }

  /// Joins the literals from a place on; gives how many slots they have.
  private mutating func joinLiterals(at start: Int) -> Int {
    var text: UInt64 = 0
    var folds: UInt64 = 0
    var count = 0
    var pc = start
    while pc == start || !isTarget[pc] && pc < isTarget.count - 1, let literal = literal(code[pc]),
      count + literal.count <= 8
    {
      text |= UInt64(literal.packed) << UInt64(8 * count)
      folds |= UInt64(literal.fold) << UInt64(8 * count)
      count += literal.count
      pc += 1
    }
    guard pc - start > 1 || count > 1 else { return pc - start }
    code[start] = Instruction(
      folds == 0 ? .string : .stringEither, literal: UInt16(count),
      a: UInt32(truncatingIfNeeded: text), b: UInt32(truncatingIfNeeded: text >> 32),
      c: UInt32(pc - start))
    if folds != 0 {
      code[start + 1] = Instruction(
        .jump, a: UInt32(truncatingIfNeeded: folds), b: UInt32(truncatingIfNeeded: folds >> 32))
    }
    return pc - start
  }

  /// The text of a literal, and the bit that makes its cases equal.
  func literal(_ instruction: Instruction) -> Literal? {
    let low = UInt8(truncatingIfNeeded: instruction.literal)
    switch instruction.operation {
    case .byte: return Literal(packed: UInt32(low), count: 1, fold: 0)
    case .byteEither where low ^ UInt8(truncatingIfNeeded: instruction.literal >> 8) == 0x20:
      return Literal(packed: UInt32(low | 0x20), count: 1, fold: 0x20)
    case .bytes:
      return Literal(packed: instruction.a, count: Int(instruction.flags), fold: 0)
    default: return nil
    }
  }
}

/// One to four bytes that an instruction asks for.
struct Literal {
  /// The bytes, the first one lowest, with the fold bit set.
  var packed: UInt32
  /// How many there are.
  var count: Int
  /// The bit that makes the cases of a single byte equal; 0 if case counts.
  var fold: UInt8

  /// The byte at an index from 0.
  subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed >> UInt32(8 * index)) }

  /// The bytes.
  var text: [UInt8] { (0..<count).map { self[$0] } }
}

extension Instruction {
  /// Whether a unit stands in the next slot.
  var isRepeat: Bool {
    switch operation {
    case .repeatGreedy, .repeatLazy, .repeatPossessive, .takeSet, .takeNot, .takeAny, .giveSet,
      .giveNot, .giveAny, .lazySet:
      true
    default: false
    }
  }
}
