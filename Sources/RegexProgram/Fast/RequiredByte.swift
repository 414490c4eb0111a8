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

  /// The rarest byte that every match has, if it is rare enough.
  mutating func requiredByte(_ search: StartPlan.Search) -> StartPlan.RequiredByte? {
    let isSearched: Bool
    switch search {
    case .none, .set, .ranges, .lineStart: isSearched = false
    case .byte, .either, .pairs: isSearched = true
    }
    guard let found = rarestByte(below: isSearched ? Self.mostWeightBesides : Self.mostWeight)
    else { return nil }
    // What the search for the start has looked at.
    if isSearched && found.least == 0 { return nil }
    return StartPlan.RequiredByte(
      byte: found.byte, otherCase: found.otherCase, before: table(of: found.before),
      leastDistance: found.least, mostDistance: found.most)
  }

  private struct Candidate {
    var byte: UInt8
    var otherCase: UInt8
    var before: ByteSet
    var least: Int
    var most: Int
    var weight: Int
  }

  private func rarestByte(below limit: Int) -> Candidate? {
    var best: Candidate?
    var before = ByteSet.none
    var least = 0
    var most = 0
    // Up to here an instruction before leads past what stands there.
    var passed = 0
    var pc = 1
    // The number of slots that the longest loop, seen from here, goes round again.
    while pc < isTarget.count - 1 {
      let instruction = code[pc]
      if let target = instruction.target, target > pc { passed = max(passed, target) }
      let isOnEveryWay = pc >= passed
      if instruction.isLookaround { (pc, passed) = (Int(instruction.a), passed); continue }
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
        if weight < min(limit, best?.weight ?? limit) {
          best = Candidate(
            byte: found.0, otherCase: found.1, before: before, least: least, most: most,
            weight: weight)
        }
      }
      note(instruction, unit, isOnEveryWay, &before, &least, &most)
      pc += instruction.isRepeat ? 2 : 1
    }
    return best
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
    case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF, .dotCRLFByte,
      .dotCRLFUTF,
      .newlineSequence, .graphemeCluster:
      true
    default: false
    }
  }
}
