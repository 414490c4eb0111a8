// SPDX-License-Identifier: MIT
// A byte that every match has, and what can stand before it: where the byte does not come no attempt is made, and
// where it comes attempts begin no further ahead than what can stand before it reaches back.
//
//     \w+@\w+      an @; before it word characters: attempts begin in the word before an @
//     .*=.*        a =; before it no newline: attempts begin in lines with a =
//
// An instruction is on every way through the pattern if no instruction before it leads past it.
//
// Source of the idea: pcre2api(3), PCRE2_INFO_LASTCODETYPE.

extension Optimizer {
  /// With more weight a byte is no news; less will do where the start of a match is searched for already.
  private static let (mostWeight, mostWeightBesides) = (40, 12)
  /// So many bytes are only asked whether they come at all.
  private static let mostOthers = 3

  /// Plans to look for the rarest byte that every match has, if it is rare enough, and for some others.
  mutating func requireBytes(_ plan: inout StartPlan) {
    let isSearched: Bool
    switch plan.search {
    case .none, .set, .ranges, .lineStart: isSearched = false
    case .byte, .either, .pairs: isSearched = true
    }
    let all = bytesOnEveryWay().sorted { ($0.weight, $0.least) < ($1.weight, $1.least) }
    let best = all.first { candidate in
      candidate.weight <= (isSearched ? Self.mostWeightBesides : Self.mostWeight)
        // What the search for the start has looked at is known.
        && !(isSearched && candidate.least == 0)
    }
    if let best {
      plan.required = StartPlan.RequiredByte(
        byte: best.byte, otherCase: best.otherCase, before: table(of: best.before),
        leastDistance: best.least, mostDistance: best.most)
    }
    var others: [UInt8] = []
    for candidate in all where candidate.byte == candidate.otherCase {
      guard candidate.byte != best?.byte, !others.contains(candidate.byte) else { continue }
      others.append(candidate.byte)
    }
    plan.alsoRequired = Array(others.prefix(Self.mostOthers))
  }

  private struct Candidate {
    var byte: UInt8
    var otherCase: UInt8
    var before: ByteSet
    var least: Int
    var most: Int
    var weight: Int
  }

  /// The single bytes that every match has.
  private func bytesOnEveryWay() -> [Candidate] {
    var all: [Candidate] = []
    var before = ByteSet.none
    var least = 0
    var most = 0
    // Up to here an instruction before leads past what stands there.
    var passed = 0
    var pc = 1
    while pc < isTarget.count - 1 {
      let instruction = code[pc]
      if let target = instruction.target, target > pc { passed = max(passed, target) }
      let isOnEveryWay = pc >= passed
      if instruction.isLookaround {
        pc = Int(instruction.a)
        continue
      }
      if instruction.operation == .aheadSet || instruction.operation == .behindSet {
        pc += Int(instruction.c)
        continue
      }
      let unit = instruction.isRepeat ? code[pc + 1] : instruction
      let count = instruction.isRepeat ? Int(instruction.b) : 1
      if isOnEveryWay && count > 0, let found = literalByte(unit) {
        let weight =
          ByteFrequency.weight(of: found.0)
          + (found.0 == found.1 ? 0 : ByteFrequency.weight(of: found.1))
        all.append(
          Candidate(
            byte: found.0, otherCase: found.1, before: before, least: least, most: most,
            weight: weight))
      }
      note(instruction, unit, isOnEveryWay, &before, &least, &most)
      pc += instruction.isRepeat ? 2 : 1
    }
    return all
  }

  /// Adds what an instruction can take to what stands before the next one.
  private func note(
    _ instruction: Instruction, _ unit: Instruction, _ isOnEveryWay: Bool, _ before: inout ByteSet,
    _ least: inout Int, _ most: inout Int
  ) {
    switch instruction.operation {
    case .reference, .referenceRepeat, .call:
      (before, most) = (.all, Int.max)
    case .loop, .counterLoop, .possessiveEnd:
      most = Int.max
    default:
      guard unit.isUnit else { return }
      before.formUnion(allBytes(of: unit))
      if isOnEveryWay { least += instruction.isRepeat ? Int(instruction.b) : 1 }
      let times = instruction.isRepeat ? Int(instruction.c) : 1
      let isLong = instruction.isRepeat && instruction.c == Instruction.none || !isBounded(unit)
      most = isLong || most > 1 << 20 || times > 1 << 16 ? Int.max : most + 4 * times
    }
  }

  /// All bytes of what a unit can take.
  private func allBytes(of unit: Instruction) -> ByteSet {
    if isSingleByte(unit) { return bytes(of: unit) }
    if unit.operation == .bytes, let literal = literal(unit) { return ByteSet(literal.text) }
    // Not one character with bytes beyond ASCII is told from another.
    return bytes(of: unit).union(ByteSet.ascii.inverted)
  }

  private func isBounded(_ unit: Instruction) -> Bool { unit.operation != .graphemeCluster }

  private func literalByte(_ unit: Instruction) -> (UInt8, UInt8)? {
    let low = UInt8(truncatingIfNeeded: unit.literal)
    switch unit.operation {
    case .byte: return (low, low)
    case .byteEither: return (low, UInt8(truncatingIfNeeded: unit.literal >> 8))
    default: return nil
    }
  }
}

extension Instruction {
  /// Whether a body follows that looks and takes nothing; a = behind it.
  fileprivate var isLookaround: Bool {
    switch operation {
    case .lookBegin, .lookNotBegin, .softLookBegin: true
    default: false
    }
  }

  /// Whether it takes one thing of the subject.
  var isUnit: Bool {
    switch operation {
    case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF, .dotCRLFByte, .dotCRLFUTF,
      .newlineSequence, .graphemeCluster:
      true
    default: false
    }
  }
}
