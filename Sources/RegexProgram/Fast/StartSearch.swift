// SPDX-License-Identifier: MIT
// What to search for to find the places where a match can begin: the rarest two literals at fixed distances from the
// start, or a first byte.
//
//     Sherlock Holmes     the pair 'k', 'H' at offsets 7 and 9
//     [a-z]shing          the pair 's', 'g' at offsets 1 and 5
//     Tom|Finn|Huck       three pairs of first bytes
//     \d+-\d+             a digit
//     (?m)^\w+            the start of a line
//     (?<=id=)\d+         the pair 'i', '=' at the offsets -3 and -1
//
// Source of the idea: pcre2api(3), PCRE2_NO_START_OPTIMIZE; the pairs are our own.

/// One place of a beginning.
enum BeginningElement: Hashable {
  case literal(UInt8, fold: UInt8)
  case any
}

import SourceText

extension Optimizer {
  /// More beginnings than this are not looked at.
  private static let mostBeginnings = 64
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
    if optimizations.contains(.requiredByte) {
      plan.minimumLength = whole.minimum < 1 << 30 ? whole.minimum : 0
    }
    let beginnings =
      optimizations.contains(.startSearch) && !whole.atEnd ? beginnings(at: 1) : []
    if optimizations.contains(.startSearch) { plan.choose(&self, whole, beginnings) }
    if optimizations.contains(.startSearch), !whole.atEnd, whole.bytes != .all {
      plan.firstBytes = table(of: whole.bytes)
    }
    if optimizations.contains(.requiredByte) { requireBytes(&plan, beginnings) }
    if optimizations.contains(.leadingRun) { markLeadingRun() }
    return plan
  }

  /// The beginnings of all ways through the pattern from a place on, none if there are too many.
  func beginnings(at start: Int) -> [[BeginningElement]] {
    var splits = Self.mostBeginnings
    return beginnings(at: start, &splits) ?? []
  }

  /// The same, following so many splits; nil if there are too many beginnings.
  private func beginnings(at start: Int, _ splits: inout Int) -> [[BeginningElement]]? {
    var elements: [BeginningElement] = []
    var pc = start
    while elements.count < Self.longestBeginning {
      let instruction = code[pc]
      switch instruction.operation {
      case .open, .atomicBegin, .wordBoundary, .wordEdge, .subjectStart, .absoluteStart,
        .lineStart, .lineStartLF, .matchingStart, .counterReset, .markIteration:
        pc += 1
      case .closePlain, .atomicEnd:
        pc += 1
      case .lookBegin where !facts.hasVerbs, .lookNotBegin where !facts.hasVerbs:
        pc = Int(instruction.a)
      case .aheadSet, .behindSet: pc += Int(instruction.c)
      case .jump where Int(instruction.a) > pc: pc = Int(instruction.a)
      case .setUTF where literals(of: instruction) != nil:
        guard let texts = literals(of: instruction) else { return [elements] }
        return texts.map { elements + $0.map { .literal($0, fold: 0) } }
      case .byte, .byteEither, .bytes, .setByte, .setUTF:
        guard addPlaces(of: instruction, to: &elements) else { return [elements] }
        pc += 1
      case .repeatGreedy, .repeatLazy, .repeatPossessive:
        let unit = code[pc + 1]
        guard isSingleByte(unit) else { return [elements] }
        for _ in 0..<min(Int(instruction.b), Self.longestBeginning) {
          _ = addPlaces(of: unit, to: &elements)
        }
        guard instruction.b == instruction.c else { return [elements] }
        pc += 2
      case .split where Int(instruction.a) > pc:
        splits -= 1
        guard splits > 0, let one = beginnings(at: pc + 1, &splits),
          let other = beginnings(at: Int(instruction.a), &splits),
          one.count + other.count <= Self.mostBeginnings
        else { return elements.isEmpty ? nil : [elements] }
        return (one + other).map { elements + $0 }
      default: return [elements]
      }
    }
    return [elements]
  }

  /// Adds the places of a unit; false if it takes no fixed number of bytes.
  private func addPlaces(of unit: Instruction, to elements: inout [BeginningElement]) -> Bool {
    if let literal = literal(unit) {
      for index in 0..<literal.count {
        elements.append(.literal(literal[index], fold: literal.fold))
      }
      return true
    }
    guard isSingleByte(unit) else { return false }
    let bytes = bytes(of: unit)
    // [Aa] is a letter in both cases.
    if bytes.count == 2, let upper = bytes.first, let lower = bytes.last, upper ^ lower == 0x20,
      (0x61...0x7A).contains(lower)
    {
      elements.append(.literal(lower, fold: 0x20))
    } else {
      elements.append(.any)
    }
    return true
  }

  /// The texts behind which every match begins, each from its last byte to its first: those of a lookbehind.
  fileprivate func endingsBehind(_ pc: Int) -> [[BeginningElement]]? {
    guard code[pc].operation == .lookBegin, !facts.hasVerbs, !program.isUTF else { return nil }
    var endings: [[BeginningElement]] = []
    var branch = pc + 1
    while endings.count < Self.mostBeginnings {
      let isLast = code[branch].operation != .split
      let start = isLast ? branch : branch + 1
      guard code[start].operation == .stepBack else { return nil }
      let texts = beginnings(at: start + 1)
      guard texts.count == 1, texts[0].count == Int(code[start].a)
      else { return nil }
      endings.append(texts[0].reversed())
      if isLast { return endings }
      branch = Int(code[branch].a)
    }
    return nil
  }

  /// The members of a set of a few characters that are not all ASCII, encoded; nil for another set.
  private func literals(of unit: Instruction) -> [[UInt8]]? {
    let set = program.sets[Int(unit.a)]
    guard unit.flags == 0, set.rules.isEmpty, !set.isNegated, !set.ranges.isEmpty else {
      return nil
    }
    var members = setBytes[Int(unit.a)].intersection(.ascii).members.map { UInt32($0) }
    for index in stride(from: 0, to: set.ranges.count, by: 2) {
      guard members.count + Int(set.ranges[index + 1] - set.ranges[index]) < 4 else { return nil }
      members += set.ranges[index]...set.ranges[index + 1]
    }
    return members.map {
      var text: [UInt8] = []
      appendUTF8($0, to: &text)
      return text
    }
  }

  // MARK: The run that begins

  /// Flags the repeat that begins every match, if it does so just once in each and is unlimited.
  ///
  /// An attempt within its run would try a part of the same ends, with the same state; where something asks what an
  /// earlier group took, the state is not the same. A call of the whole pattern counts as that, too.
  private mutating func markLeadingRun() {
    guard !facts.hasReferences else { return }
    var pc = 1
    while !isTarget[pc] {
      switch code[pc].operation {
      case .open, .wordBoundary, .wordEdge: pc += 1
      case .aheadSet, .behindSet: pc += Int(code[pc].c)
      case .repeatGreedy, .repeatPossessive:
        // What is a cluster depends on where one begins to look.
        if code[pc].c == Instruction.none && !isComposite(code[pc + 1]) {
          code[pc].flags |= RunFlags.leading
        }
        return
      default: return
      }
    }
  }
}

// MARK: - The choice

/// A literal at a place of a beginning.
private struct PlacedLiteral {
  var index: Int
  var byte: UInt8
  var fold: UInt8
  var weight: Int
}

extension StartPlan {
  /// Chooses what is searched for.
  fileprivate mutating func choose(
    _ optimizer: inout Optimizer, _ whole: First, _ beginnings: [[BeginningElement]]
  ) {
    if optimizer.code[1].operation == .lineStartLF {
      search = .lineStart
      return
    }
    guard !whole.atEnd else { return }
    if let behind = optimizer.endingsBehind(1), chooseBehind(behind) { return }
    if beginnings.count == 1, choosePair(beginnings[0]) { return }
    if beginnings.count > 1, let pairs = Self.bestPairs(of: beginnings) {
      if pairs.pairs.count <= Self.mostPairs { return choose(pairs) }
      return chooseBuckets(pairs, &optimizer)
    }
    chooseByte(whole.bytes)
  }

  /// The two rarest literals of a beginning; false if there are none.
  private mutating func choosePair(_ beginning: [BeginningElement]) -> Bool {
    var rarest: PlacedLiteral?
    var next: PlacedLiteral?
    for (index, element) in beginning.enumerated() {
      guard case .literal(let byte, let fold) = element else { continue }
      let literal = PlacedLiteral(
        index: index, byte: byte, fold: fold, weight: ByteFrequency.weight(of: byte, fold: fold))
      if literal.weight < rarest?.weight ?? Int.max {
        (rarest, next) = (literal, rarest)
      } else if literal.weight < next?.weight ?? Int.max {
        next = literal
      }
    }
    guard let one = rarest else { return false }
    guard let other = next else {
      // One literal behind others is worth no more than the first byte unless it is rare.
      guard one.index == 0 || one.weight < 20 else { return false }
      offset = one.index
      search = one.fold == 0 ? .byte(one.byte) : .either(one.byte, one.byte & ~one.fold)
      return true
    }
    let (first, second) = one.index < other.index ? (one, other) : (other, one)
    offset = first.index
    let pair = BytePair(
      first: first.byte, firstFold: first.fold, second: second.byte, secondFold: second.fold)
    search = .pairs(
      [pair], distance: second.index - first.index,
      isRare: first.fold == 0 && first.weight <= Self.rareWeight)
    return true
  }

  /// Pairs of literals that stand at the same two places of several beginnings.
  private struct PlacedPairs {
    var pairs: [BytePair]
    var weight: Int
    var place: Int
    var distance: Int
  }

  /// More pairs than this are not searched for one by one.
  private static let mostPairs = 8

  /// The rarest pairs that all beginnings have at the same places; nil if there are none.
  private static func bestPairs(of beginnings: [[BeginningElement]]) -> PlacedPairs? {
    var best: PlacedPairs?
    let length = min(beginnings.map(\.count).min() ?? 0, comparedLength)
    for place in 0..<length {
      for other in (place + 1)..<max(length, place + 1) {
        guard let pairs = pairs(of: beginnings, place, other) else { continue }
        let weight = pairs.reduce(0) { $0 + ByteFrequency.weight(of: $1) }
        guard weight < best?.weight ?? Int.max else { continue }
        best = PlacedPairs(
          pairs: pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }, weight: weight,
          place: place, distance: other - place)
      }
    }
    return best
  }

  private mutating func choose(_ pairs: PlacedPairs) {
    offset = pairs.place
    search = .pairs(pairs.pairs, distance: pairs.distance, isRare: false)
  }

  /// Many pairs in eight buckets: a bit for each in two tables.
  private mutating func chooseBuckets(_ pairs: PlacedPairs, _ optimizer: inout Optimizer) {
    var first = [UInt8](repeating: 0, count: 256)
    var second = first
    for (index, pair) in pairs.pairs.enumerated() {
      let bit: UInt8 = 1 << UInt8(index % 8)
      for byte in [pair.first, pair.first & ~pair.firstFold] { first[Int(byte)] |= bit }
      for byte in [pair.second, pair.second & ~pair.secondFold] { second[Int(byte)] |= bit }
    }
    offset = pairs.place
    search = .buckets(
      first: optimizer.add(table: first), second: optimizer.add(table: second),
      distance: pairs.distance)
  }

  /// The same for texts that stand before the match and are given from behind.
  private mutating func chooseBehind(_ endings: [[BeginningElement]]) -> Bool {
    guard let found = Self.bestPairs(of: endings), found.pairs.count <= Self.mostPairs else {
      return false
    }
    let turned = found.pairs.map {
      BytePair(
        first: $0.second, firstFold: $0.secondFold, second: $0.first, secondFold: $0.firstFold)
    }
    search = .pairs(turned, distance: found.distance, isRare: false)
    offset = -(found.place + found.distance + 1)
    return true
  }

  /// So far are beginnings compared.
  private static let comparedLength = 6

  /// The literals at two places of all beginnings; nil if there is something else at one of them.
  private static func pairs(
    of beginnings: [[BeginningElement]], _ place: Int, _ other: Int
  ) -> [BytePair]? {
    var pairs: [BytePair] = []
    for beginning in beginnings {
      guard case .literal(let first, let firstFold) = beginning[place],
        case .literal(let second, let secondFold) = beginning[other]
      else { return nil }
      let pair = BytePair(
        first: first, firstFold: firstFold, second: second, secondFold: secondFold)
      if !pairs.contains(pair) { pairs.append(pair) }
    }
    return pairs
  }

  private mutating func chooseByte(_ bytes: ByteSet) {
    if bytes.count <= 2, let low = bytes.first, let high = bytes.last {
      search = low == high ? .byte(low) : .either(low, high)
      return
    }
    guard bytes != .all else { return }
    let ranges = bytes.ranges
    let isSearchable =
      (1...3).contains(ranges.count)
      && bytes.members.reduce(0) { $0 + ByteFrequency.weights[Int($1)] } < Self.commonWeight
    search = isSearchable ? .ranges(ranges) : .set
  }

  /// See `Optimizer`.
  private static let commonWeight = 350
  /// Bytes of this weight come some times in a thousand bytes, or less often.
  private static let rareWeight = 4
}

/// How common bytes are in texts, logs and programs, in thousandths: a guess that decides only what is fast.
enum ByteFrequency {
  /// The weight of a byte; with fold bits, in both cases.
  static func weight(of byte: UInt8, fold: UInt8 = 0) -> Int {
    fold == 0 ? weight(of: byte) : weight(of: byte) + weight(of: byte & ~fold)
  }

  /// The weight of a pair.
  static func weight(of pair: BytePair) -> Int {
    weight(of: pair.first, fold: pair.firstFold) * weight(of: pair.second, fold: pair.secondFold)
  }
  /// The weights of all bytes.
  static let weights = (UInt8.min...UInt8.max).map { weight(of: $0) }

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
    // Who looks for one has a text of such characters.
    case 0xC2...0xEF: 150
    default: 1
    }
  }

  /// a to z.
  private static let letters = [
    62, 12, 28, 32, 90, 18, 16, 38, 58, 1, 6, 33, 21, 56, 60, 19, 1, 50, 53, 70, 24, 9, 14, 3, 15,
    1,
  ]
}
