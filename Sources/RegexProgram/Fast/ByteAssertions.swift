// SPDX-License-Identifier: MIT
// Assertions about one byte become one test, without a record on the stack.
//
//     (?=[A-Z])  (?!\d)     aheadSet
//     (?<=\s)    (?<!\w)    behindSet
//     \b  \B                wordEdge, where words go by ASCII

extension Optimizer {
  /// Rewrites every assertion that is one.
  mutating func testBytes() {
    for pc in code.indices {
      switch code[pc].operation {
      case .wordBoundary where code[pc].flags & ~1 == 0:
        let table = table(of: .word)
        code[pc] = Instruction(.wordEdge, flags: code[pc].flags, a: table)
      case .lookBegin, .lookNotBegin: testByte(pc)
      default: break
      }
    }
  }

  private mutating func testByte(_ pc: Int) {
    let isNegative = code[pc].operation == .lookNotBegin
    let end = Int(code[pc].a) - 1
    guard code[end].operation == (isNegative ? .lookNotEnd : .lookEnd), code[end].flags == 0 else {
      return
    }
    let isBehind = code[pc + 1].operation == .stepBack
    if isBehind && code[pc + 1].a != 1 { return }
    let unit = pc + (isBehind ? 2 : 1)
    // What is one byte here is one character, too: the byte before a position tells as much.
    guard unit + 1 == end, isSingleByte(code[unit]),
      !isBehind || !program.isUTF || bytes(of: code[unit]).isSubset(of: .ascii)
    else { return }
    let table = table(of: bytes(of: code[unit]))
    code[pc] = Instruction(
      isBehind ? .behindSet : .aheadSet, flags: isNegative ? 1 : 0, a: table,
      c: UInt32(end + 1 - pc))
  }
}
