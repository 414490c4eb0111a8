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
    var text: [UInt8] = []
    var folds: [UInt8] = []
    var pc = start
    while pc == start || !isTarget[pc] && pc < isTarget.count - 1, let literal = literal(code[pc]),
      text.count + literal.text.count <= 8
    {
      text += literal.text
      for _ in literal.text { folds.append(literal.fold) }
      pc += 1
    }
    guard pc - start > 1 || text.count > 1 else { return pc - start }
    let folded = folds.contains { $0 != 0 }
    let (low, high) = Self.packed(text)
    code[start] = Instruction(
      folded ? .stringEither : .string, literal: UInt16(text.count), a: low, b: high,
      c: UInt32(pc - start))
    if folded {
      let (low, high) = Self.packed(folds)
      code[start + 1] = Instruction(.jump, a: low, b: high)
    }
    return pc - start
  }

  /// The text of a literal, and the bit that makes its cases equal.
  func literal(_ instruction: Instruction) -> (text: [UInt8], fold: UInt8)? {
    let low = UInt8(truncatingIfNeeded: instruction.literal)
    switch instruction.operation {
    case .byte: return ([low], 0)
    case .byteEither where low ^ UInt8(truncatingIfNeeded: instruction.literal >> 8) == 0x20:
      return ([low | 0x20], 0x20)
    case .bytes:
      let bytes = (0..<Int(instruction.flags)).map {
        UInt8(truncatingIfNeeded: instruction.a >> UInt32(8 * $0))
      }
      return (bytes, 0)
    default: return nil
    }
  }

  private static func packed(_ bytes: [UInt8]) -> (low: UInt32, high: UInt32) {
    var value: UInt64 = 0
    for (index, byte) in bytes.enumerated() { value |= UInt64(byte) << UInt64(8 * index) }
    return (UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32))
  }
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
