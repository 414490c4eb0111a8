// SPDX-License-Identifier: MIT
// Where there are two ways to go on, a look at the next byte often leaves one of them, or none: then no choice point
// is pushed. Where there are many, as at the alternatives of a group, the byte leads to the first that can match.
//
//     (?:foo|bar)   'f' goes to foo for good, 'b' to bar, anything else fails
//     (?!foo)       holds at once before anything but 'f'
//     (?:ab|c)*d    the loop's way back and its way out are told apart by the byte
//
// A loop over a body that always takes something is a choice between its start and what follows: a split.

import RegexSyntax

extension Optimizer {
  /// With fewer alternatives than this one guard after the other is as good.
  private static let fewestDispatched = 4
  /// More entries than this, and four for each alternative, are not worth it.
  private static let mostChoices = 512

  /// What a dispatch begins with.
  private static let nowhere = [UInt32](repeating: 0, count: 257)

  /// Guards every split and every loop.
  mutating func guardBranches() {
    var pc = 0
    // Empty as long as there is none.
    var isLink: [Bool] = []
    // What is appended on the way is not looked at.
    let count = code.count
    while pc < count {
      switch code[pc].operation {
      case .split where !isLink.isEmpty && isLink[pc]: break
      case .split: if !dispatch(pc, &isLink) { guardSplit(pc, isLazy: false) }
      case .splitLazy: guardSplit(pc, isLazy: true)
      case .loop where code[pc].b == Instruction.none:
        guardSplit(pc, isLazy: code[pc].flags & 1 == 0)
      case .lookNotBegin: guardLookaround(pc)
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

  /// A negative lookaround whose body cannot begin with the next byte holds.
  private mutating func guardLookaround(_ pc: Int) {
    let body = first[pc + 1]
    guard body.bytes != .all else { return }
    code[pc].operation = .lookNotGuarded
    code[pc].b = table(of: body.bytes)
    code[pc].flags = body.atEnd ? 1 : 0
  }

  /// Lets what leads to a jump lead to where that goes.
  mutating func followJumps() {
    for pc in code.indices {
      switch code[pc].operation {
      case .jump, .split, .splitLazy, .splitGuarded:
        code[pc].a = UInt32(end(ofJumps: Int(code[pc].a)))
      default: break
      }
    }
  }

  /// Where one arrives who goes on at a place.
  private func end(ofJumps start: Int) -> Int {
    var place = start
    // More in a row there are hardly, and none goes back to itself.
    for _ in 0..<8 where code[place].operation == .jump { place = Int(code[place].a) }
    return place
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
    var choices = 0
    for body in bodies { choices += first[body].bytes.count }
    guard choices <= Self.mostChoices + 4 * bodies.count else { return false }
    if isLink.isEmpty { isLink = Array(filled: code.count, with: false) }
    for link in links { isLink[link] = true }
    let failure = append(Instruction(.fail))
    let table = program.dispatches.count
    program.dispatches += Self.nowhere
    // All bytes with the same bodies at once.
    var chains: [(bodies: [UInt32], start: UInt32)] = []
    var left = bodies.reduce(ByteSet.none) { $0.union(first[$1].bytes) }
    for byte in left.inverted.members { program.dispatches[table + Int(byte)] = failure }
    while let byte = left.first {
      var alike = left
      var possible: [UInt32] = []
      for body in bodies {
        let bytes = first[body].bytes
        if bytes.contains(byte) {
          alike = alike.intersection(bytes)
          possible.append(UInt32(body))
        } else {
          alike = alike.subtracting(bytes)
        }
      }
      let start = chain(possible)
      chains.append((possible, start))
      for other in alike.members { program.dispatches[table + Int(other)] = start }
      left = left.subtracting(alike)
    }
    let ending = bodies.filter { first[$0].atEnd }.map { UInt32($0) }
    let known = chains.first { $0.bodies == ending }
    program.dispatches[table + 256] =
      ending.isEmpty ? failure : known?.start ?? chain(ending)
    code[pc] = Instruction(.dispatch, a: UInt32(table))
    return true
  }

  /// A place that tries bodies in order.
  private mutating func chain(_ bodies: [UInt32]) -> UInt32 {
    if bodies.count == 1 { return bodies[0] }
    let start = UInt32(code.count)
    for body in bodies.dropLast() { _ = append(Instruction(.splitLazy, a: body)) }
    if let last = bodies.last { _ = append(Instruction(.jump, a: last)) }
    return start
  }

  /// Adds an instruction at the end; gives its place.
  private mutating func append(_ instruction: Instruction) -> UInt32 {
    code.append(instruction)
    program.origins.append(program.tree.root)
    return UInt32(code.count - 1)
  }
}
