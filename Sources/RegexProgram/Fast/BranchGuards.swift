// SPDX-License-Identifier: MIT
// Where there are two ways to go on, a look at the next byte often leaves one of them, or none: then no choice point
// is pushed. Where there are many, as at the alternatives of a group, the byte leads to the first that can match.
//
//     (?:foo|bar)   'f' goes to foo for good, 'b' to bar, anything else fails
//     (?:ab|c)*d    the loop's way back and its way out are told apart by the byte
//
// A loop over a body that always takes something is a choice between its start and what follows: a split.

import RegexSyntax

extension Optimizer {
  /// With fewer alternatives than this one guard after the other is as good.
  private static let fewestDispatched = 4
  /// More entries than this, and four for each alternative, are not worth it.
  private static let mostChoices = 512

  /// Guards every split and every loop.
  mutating func guardBranches() {
    var pc = 0
    var isLink = Array(repeating: false, count: code.count)
    // What is appended on the way is not looked at.
    let count = code.count
    while pc < count {
      switch code[pc].operation {
      case .split where isLink[pc]: break
      case .split: if !dispatch(pc, &isLink) { guardSplit(pc, isLazy: false) }
      case .splitLazy: guardSplit(pc, isLazy: true)
      case .loop where code[pc].b == Instruction.none:
        guardSplit(pc, isLazy: code[pc].flags & 1 == 0)
      default: break
      }
      pc += code[pc].isRepeat ? 2 : 1
    }
  }

  /// A choice between the next slot and another place; lazy = the other place comes first.
  private mutating func guardSplit(_ pc: Int, isLazy: Bool) {
    let next = first[pc + 1]
    let other = first[Int(code[pc].a)]
    let ending: UInt8 = (next.atEnd ? 1 : 0) | (other.atEnd ? 2 : 0)
    guard next.bytes != .all || other.bytes != .all || ending != 3 else { return }
    let table = table(ByteTable(bit0: next.bytes, bit1: other.bytes))
    code[pc] = Instruction(
      .splitGuarded, flags: ending | (isLazy ? 4 : 0), a: code[pc].a, b: table)
  }

  // MARK: Many alternatives

  /// Rewrites the first split of a chain; false if there are not many, or the byte does not tell them apart.
  private mutating func dispatch(_ pc: Int, _ isLink: inout [Bool]) -> Bool {
    var links: [Int] = []
    var last = Int(code[pc].a)
    while code[last].operation == .split {
      links.append(last)
      last = Int(code[last].a)
    }
    let bodies = ([pc] + links).map { $0 + 1 } + [last]
    guard bodies.count >= Self.fewestDispatched else { return false }
    // The bodies for each byte, and for the end of the subject.
    var possible: [[UInt32]] = Array(repeating: [], count: 257)
    var choices = 0
    for body in bodies {
      let set = first[body]
      choices += set.bytes.count
      guard choices <= Self.mostChoices + 4 * bodies.count else { return false }
      for byte in set.bytes.members { possible[Int(byte)].append(UInt32(body)) }
      if set.atEnd { possible[256].append(UInt32(body)) }
    }
    for link in links { isLink[link] = true }
    let failure = append(Instruction(.fail))
    var chains: [[UInt32]: UInt32] = [:]
    let table = UInt32(program.dispatches.count)
    program.dispatches += possible.map { $0.isEmpty ? failure : chain($0, &chains) }
    code[pc] = Instruction(.dispatch, a: table)
    return true
  }

  /// A place that tries bodies in order.
  private mutating func chain(_ bodies: [UInt32], _ chains: inout [[UInt32]: UInt32]) -> UInt32 {
    if bodies.count == 1 { return bodies[0] }
    if let known = chains[bodies] { return known }
    let start = UInt32(code.count)
    for body in bodies.dropLast() { _ = append(Instruction(.splitLazy, a: body)) }
    if let last = bodies.last { _ = append(Instruction(.jump, a: last)) }
    chains[bodies] = start
    return start
  }

  /// Adds an instruction at the end; gives its place.
  private mutating func append(_ instruction: Instruction) -> UInt32 {
    code.append(instruction)
    program.origins.append(program.tree.root)
    return UInt32(code.count - 1)
  }
}
