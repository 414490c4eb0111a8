// SPDX-License-Identifier: MIT
// What to search for to find the places where a match can begin: the rarest two literals at fixed distances from the
// start, or a first byte.
//
//     Sherlock Holmes     the pair 'k', 'H' at offsets 7 and 9
//     [a-z]shing          the pair 's', 'g' at offsets 1 and 5
//     Tom|Finn|Huck       three pairs of first bytes
//     \d+-\d+             a digit
//     (?m)^\w+            the start of a line
//
// Source of the idea: pcre2api(3), PCRE2_NO_START_OPTIMIZE; the pairs are our own.

/// One place of a beginning.
private enum Element: Hashable {
  case literal(UInt8, fold: UInt8)
  case any
}

extension Optimizer {
  /// More beginnings than this are not searched for one by one.
  private static let mostBeginnings = 8
  /// Longer beginnings are cut.
  private static let longestBeginning = 16
  /// With more weight than this in first bytes every other place or so can be one.
  private static let commonWeight = 350

  /// The plan for the whole program.
  mutating func startPlan() -> StartPlan {
    var plan = StartPlan()
    var whole = outlook[1]
    // No attempt begins within a character.
    if program.isUTF { whole.bytes = whole.bytes.intersection(ByteSet.continuation.inverted) }
    plan.minimumLength = whole.minimum < 1 << 30 ? whole.minimum : 0
    if optimizations.contains(.startSearch) { plan.choose(self, whole) }
    if optimizations.contains(.startSearch), !whole.atEnd, whole.bytes != .all {
      plan.firstBytes = table(of: whole.bytes)
    }
    if optimizations.contains(.requiredByte) { requireBytes(&plan) }
    if optimizations.contains(.leadingRun) { markLeadingRun() }
    return plan
  }

  /// The beginnings of all ways through the pattern from a place on; nil if there are too many.
  fileprivate func beginnings(at start: Int, depth: Int = 0) -> [[Element]]? {
    var elements: [Element] = []
    var pc = start
    while elements.count < Self.longestBeginning {
      let instruction = code[pc]
      switch instruction.operation {
      case .open, .atomicBegin, .wordBoundary, .wordEdge, .subjectStart, .absoluteStart,
        .lineStart, .lineStartLF, .matchingStart, .counterReset, .markIteration:
        pc += 1
      case .closePlain, .atomicEnd:
        pc += 1
      case .lookBegin, .lookNotBegin: pc = Int(instruction.a)
      case .aheadSet, .behindSet: pc += Int(instruction.c)
      case .jump where Int(instruction.a) > pc: pc = Int(instruction.a)
      case .byte, .byteEither, .bytes, .setByte, .setUTF:
        guard let added = places(of: instruction) else { return [elements] }
        elements += added
        pc += 1
      case .repeatGreedy, .repeatLazy, .repeatPossessive:
        guard let added = places(of: code[pc + 1]), added.count == 1 else { return [elements] }
        for _ in 0..<min(Int(instruction.b), Self.longestBeginning) { elements += added }
        guard instruction.b == instruction.c else { return [elements] }
        pc += 2
      case .split where Int(instruction.a) > pc && depth < Self.mostBeginnings:
        guard let one = beginnings(at: pc + 1, depth: depth + 1),
          let other = beginnings(at: Int(instruction.a), depth: depth + 1),
          one.count + other.count <= Self.mostBeginnings
        else { return elements.isEmpty ? nil : [elements] }
        return (one + other).map { elements + $0 }
      default: return [elements]
      }
    }
    return [elements]
  }

  /// The places of a unit; nil if it takes no fixed number of bytes.
  private func places(of unit: Instruction) -> [Element]? {
    if let literal = literal(unit) {
      return literal.text.map { .literal($0, fold: literal.fold) }
    }
    guard isSingleByte(unit) else { return nil }
    let bytes = bytes(of: unit)
    // [Aa] is a letter in both cases.
    let members = bytes.count == 2 ? bytes.members : []
    if let upper = members.first, let lower = members.last, upper ^ lower == 0x20,
      (0x61...0x7A).contains(lower)
    {
      return [.literal(lower, fold: 0x20)]
    }
    return [.any]
  }

  // MARK: The run that begins

  /// Flags the repeat that begins every match, if it does so just once in each and is unlimited.
  ///
  /// An attempt within its run would try a part of the same ends, with the same state; where something asks what an
  /// earlier group took, the state is not the same.
  private mutating func markLeadingRun() {
    guard !facts.hasReferences else { return }
    var pc = 1
    while !isTarget[pc] {
      switch code[pc].operation {
      case .open, .wordBoundary, .wordEdge: pc += 1
      case .aheadSet, .behindSet: pc += Int(code[pc].c)
      case .repeatGreedy, .repeatPossessive:
        if code[pc].c == Instruction.none { code[pc].flags |= RunFlags.leading }
        return
      default: return
      }
    }
  }
}

// MARK: - The choice

extension StartPlan {
  /// Chooses what is searched for.
  fileprivate mutating func choose(_ optimizer: Optimizer, _ whole: First) {
    if optimizer.code[1].operation == .lineStartLF {
      search = .lineStart
      return
    }
    guard !whole.atEnd else { return }
    let beginnings = optimizer.beginnings(at: 1) ?? []
    if beginnings.count == 1, choosePair(beginnings[0]) { return }
    if beginnings.count > 1, choosePairs(beginnings) { return }
    chooseByte(whole.bytes)
  }

  /// The two rarest literals of a beginning; false if there are none.
  private mutating func choosePair(_ beginning: [Element]) -> Bool {
    let literals = beginning.enumerated().compactMap { index, element in
      if case .literal(let byte, let fold) = element {
        (index: index, byte: byte, fold: fold, weight: ByteFrequency.weight(of: byte, fold: fold))
      } else {
        nil
      }
    }
    let rarest = literals.sorted { ($0.weight, $0.index) < ($1.weight, $1.index) }
    guard let one = rarest.first else { return false }
    guard rarest.count > 1 else {
      // One literal behind others is worth no more than the first byte unless it is rare.
      guard one.index == 0 || one.weight < 20 else { return false }
      offset = one.index
      search = one.fold == 0 ? .byte(one.byte) : .either(one.byte, one.byte & ~one.fold)
      return true
    }
    let (first, second) = one.index < rarest[1].index ? (one, rarest[1]) : (rarest[1], one)
    offset = first.index
    let pair = BytePair(
      first: first.byte, firstFold: first.fold, second: second.byte, secondFold: second.fold)
    search = .pairs([pair], distance: second.index - first.index)
    return true
  }

  /// Pairs of neighbours that all beginnings have at the same place; false if they have not.
  private mutating func choosePairs(_ beginnings: [[Element]]) -> Bool {
    for place in 0..<2 {
      var pairs: Set<BytePair> = []
      for beginning in beginnings {
        guard place + 1 < beginning.count,
          case .literal(let first, let firstFold) = beginning[place],
          case .literal(let second, let secondFold) = beginning[place + 1]
        else {
          pairs = []
          break
        }
        pairs.insert(
          BytePair(first: first, firstFold: firstFold, second: second, secondFold: secondFold))
      }
      guard !pairs.isEmpty else { continue }
      offset = place
      search = .pairs(pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }, distance: 1)
      return true
    }
    return false
  }

  private mutating func chooseByte(_ bytes: ByteSet) {
    let members = bytes.count <= 2 ? bytes.members : []
    if let low = members.first, let high = members.last {
      search = low == high ? .byte(low) : .either(low, high)
      return
    }
    guard bytes != .all else { return }
    let weight = bytes.members.reduce(0) { $0 + ByteFrequency.weight(of: $1) }
    let ranges = bytes.ranges
    search = (1...3).contains(ranges.count) && weight < Self.commonWeight ? .ranges(ranges) : .set
  }

  /// See `Optimizer`.
  private static let commonWeight = 350
}

/// How common bytes are in texts, logs and programs, in thousandths: a guess that decides only what is fast.
enum ByteFrequency {
  /// The weight of a byte; with fold bits, in both cases.
  static func weight(of byte: UInt8, fold: UInt8 = 0) -> Int {
    fold == 0 ? weight(of: byte) : weight(of: byte) + weight(of: byte & ~fold)
  }

  /// The weight of a byte.
  static func weight(of byte: UInt8) -> Int {
    switch byte {
    case 0x20: 120
    case 0x61...0x7A: letters[Int(byte) - 0x61]
    case 0x41...0x5A: max(1, letters[Int(byte) - 0x41] / 12)
    case 0x30...0x39: 10
    case 0x0A: 25
    case 0x2C, 0x2E, 0x5F: 11
    case 0x22, 0x27, 0x28, 0x29, 0x2D, 0x2F, 0x3A, 0x3D: 7
    case 0x21...0x7E: 3
    case 0x80...0xBF: 12
    case 0xC3, 0xD0, 0xD1, 0xE2...0xE9: 8
    default: 1
    }
  }

  /// a to z.
  private static let letters = [
    62, 12, 28, 32, 90, 18, 16, 38, 58, 1, 6, 33, 21, 56, 60, 19, 1, 50, 53, 70, 24, 9, 14, 3, 15, 1,
  ]
}
