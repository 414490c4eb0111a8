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
  /// With more weight a byte is no news.
  private static let mostWeight = 40
  /// So many bytes are only asked whether they come at all.
  private static let mostOthers = 2

  /// Plans to look for the rarest byte that every match has, if it is rare enough, and for some others.
  mutating func requireBytes(_ plan: inout StartPlan, _ beginnings: [[BeginningElement]]) {
    var all = bytesOnEveryWay()
    switch plan.search {
    case .none, .set, .ranges, .lineStart:
      all.sort { ($0.weight, $0.least) < ($1.weight, $1.least) }
      if let best = all.first, best.weight <= Self.mostWeight {
        plan.required = StartPlan.RequiredByte(
          byte: best.byte, otherCase: best.otherCase, before: table(of: best.before),
          leastDistance: best.least, mostDistance: best.most)
        all.removeFirst()
      }
    case .byte, .either, .pairs, .buckets:
      // Where the start is searched for more bytes are only asked whether they come, and not those with which
      // every match begins: they come where that search finds something.
      let beginning = beginnings.map(\.count).min() ?? 0
      all.removeAll { $0.least < max(beginning, 1) }
      all.sort { ($0.weight, $0.least) < ($1.weight, $1.least) }
    }
    var others: [UInt8] = []
    for candidate in all where candidate.byte == candidate.otherCase {
      guard candidate.byte != plan.required?.byte, !others.contains(candidate.byte) else {
        continue
      }
      guard others.count < Self.mostOthers else { break }
      others.append(candidate.byte)
    }
    if others.count < Self.mostOthers, code.contains(where: { $0.operation == .split }) {
      let common = bytesOfAllWays().members.filter {
        $0 != plan.required?.byte && !others.contains($0)
      }
      let rarest = common.min { ByteFrequency.weight(of: $0) < ByteFrequency.weight(of: $1) }
      if let rarest { others.append(rarest) }
    }
    plan.alsoRequired = others
  }

  /// The bytes that every match has, whichever way it goes: `a` of `ba|ca`.
  ///
  /// One sweep backwards: what stands behind a loop is all that is known at its end.
  private func bytesOfAllWays() -> ByteSet {
    var bytes = Array(repeating: ByteSet.none, count: isTarget.count)
    for pc in (1..<isTarget.count - 1).reversed() {
      let instruction = code[pc]
      let target = instruction.target ?? 0
      switch instruction.operation {
      case .split, .splitLazy, .alternative, .ifSet, .ifRecursion:
        bytes[pc] = target > pc ? bytes[pc + 1].intersection(bytes[target]) : bytes[pc + 1]
      case .jump, .lookBegin, .lookNotBegin, .softLookBegin, .possessiveBegin:
        bytes[pc] = target > pc ? bytes[target] : .none
      case .possessiveEnd: bytes[pc] = bytes[Int(code[Int(instruction.a)].a)]
      case .aheadSet, .behindSet: bytes[pc] = bytes[pc + Int(instruction.c)]
      case .fail: bytes[pc] = .all
      case .accept, .conditionBegin, .conditionEnd, .lookEnd, .lookNotEnd, .softLookEnd:
        bytes[pc] = .none
      case .repeatGreedy, .repeatLazy, .repeatPossessive:
        bytes[pc] = bytes[pc + 2]
        if instruction.b > 0 { note(code[pc + 1], in: &bytes[pc]) }
      default:
        bytes[pc] = bytes[pc + 1]
        note(instruction, in: &bytes[pc])
      }
    }
    return bytes[1]
  }

  /// Adds the byte that a unit has to take.
  private func note(_ unit: Instruction, in bytes: inout ByteSet) {
    if unit.operation == .byte { bytes.insert(UInt8(truncatingIfNeeded: unit.literal)) }
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
    all.reserveCapacity(8)
    // Of the same byte further on nothing better can be said, so that there are never many.
    var seen = ByteSet.none
    var seenInBothCases = ByteSet.none
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
      if isOnEveryWay && count > 0, let found = literalByte(unit),
        !(found.0 == found.1 ? seen : seenInBothCases).contains(found.0)
      {
        if least > 0 {
          if found.0 == found.1 { seen.insert(found.0) } else { seenInBothCases.insert(found.0) }
        }
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
    case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF, .dotCRLFByte,
      .dotCRLFUTF,
      .newlineSequence, .graphemeCluster:
      true
    default: false
    }
  }
}
