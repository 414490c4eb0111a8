// SPDX-License-Identifier: MIT
// Repeats whose giving back is futile become possessive: if what follows cannot begin with anything that the repeat
// takes, then it fails behind every shorter run as well.
//
//     \w+@       \w+ gives nothing back, an @ is no word character
//     \d+$       nor here, $ does not hold before a digit
//     \w+\b      nor here: between two word characters there is no boundary
//     (?>a+)     is a possessive repeat and no group
//
// Source: pcre2api(3), PCRE2_AUTO_POSSESS; the rule is worked out anew.

extension Optimizer {
  /// Makes every greedy repeat possessive that can be.
  mutating func makePossessive() {
    for pc in code.indices where code[pc].operation == .repeatGreedy {
      let unit = code[pc + 1]
      let bytes = bytes(of: unit)
      let isFutile = first[pc + 2].bytes.isDisjoint(with: bytes) && !isComposite(unit)
      if isFutile || endsAtWordEdge(pc, bytes) { code[pc].operation = .repeatPossessive }
      unwrapAtomic(pc)
    }
  }

  /// Whether a repeat gives back something else than the units it took.
  func isComposite(_ unit: Instruction) -> Bool {
    unit.operation == .newlineSequence || unit.operation == .graphemeCluster
  }

  /// Whether a repeat of word characters, or of others, stands before `\b`.
  private func endsAtWordEdge(_ pc: Int, _ bytes: ByteSet) -> Bool {
    let unit = code[pc + 1]
    let behind = code[pc + 2]
    guard behind.operation == .wordBoundary, behind.flags == 0, code[pc].b > 0,
      isSingleByte(unit)
    else { return false }
    return bytes.isSubset(of: .word) || bytes.isDisjoint(with: .word)
  }

  /// `(?>X+)` with nothing else in it.
  private mutating func unwrapAtomic(_ pc: Int) {
    guard pc > 0, code[pc - 1].operation == .atomicBegin, code[pc + 2].operation == .atomicEnd,
      code[pc + 2].flags == 0, !isTarget[pc], !isTarget[pc + 1], !isTarget[pc + 2]
    else { return }
    code[pc - 1] = code[pc]
    code[pc - 1].operation = .repeatPossessive
    code[pc] = code[pc + 1]
    code[pc + 1] = Instruction(.jump, a: UInt32(pc + 3))
  }
}
