// SPDX-License-Identifier: MIT
// Groups of random patterns.

extension PatternGenerator {
  /// Writes a group.
  mutating func group(_ construct: Construct, depth: Int) {
    switch construct {
    case .capture:
      groupCount += 1
      body("(", depth)
    case .named: named(depth)
    case .plainGroup: body("(?:", depth)
    case .settingGroup: body("(?" + setting() + ":", depth)
    case .atomic: body(random.pick(["(?>", "(?>", "(*atomic:"]), depth)
    case .branchReset: branchReset(depth)
    case .lookahead: look(random.pick(["(?=", "(?!", "(?=", "(*pla:", "(*nla:"]), depth)
    case .nonAtomicLook:
      if random.oneIn(3) {
        lookbehind(random.pick(["(*naplb:", "(?<*"]), depth)
      } else {
        look(random.pick(["(*napla:", "(?*"]), depth)
      }
    case .lookbehind: lookbehind(random.pick(["(?<=", "(?<!", "(?<=", "(*plb:", "(*nlb:"]), depth)
    case .condition: condition(depth)
    case .define: body("(?(DEFINE)", depth, isDefinition: true)
    case .scriptRun: body(random.pick(["(*sr:", "(*asr:"]), depth)
    default: body("(?:", depth)
    }
  }

  private mutating func body(_ opening: String, _ depth: Int, isDefinition: Bool = false) {
    emit(opening)
    if isDefinition { sequence(depth: depth) } else { expression(depth: depth) }
    emit(")")
  }

  private mutating func named(_ depth: Int) {
    groupCount += 1
    let name: String
    if taste.allowsSameNames {
      name = random.pick(["n", "m"])
    } else {
      name = "n\(groupCount)"
    }
    names.append(name)
    body(random.pick(["(?<\(name)>", "(?P<\(name)>", "(?'\(name)'"]), depth)
  }

  private mutating func branchReset(_ depth: Int) {
    emit("(?|")
    let start = groupCount
    var highest = start
    for branch in 0..<(1 + random.below(3)) {
      if branch > 0 { emit("|") }
      groupCount = start
      sequence(depth: depth)
      highest = max(highest, groupCount)
    }
    groupCount = highest
    emit(")")
  }

  private mutating func look(_ opening: String, _ depth: Int) {
    lookDepth += 1
    body(opening, depth)
    lookDepth -= 1
  }

  /// Writes a lookbehind whose branches are mostly of a fixed length.
  private mutating func lookbehind(_ opening: String, _ depth: Int) {
    guard !random.oneIn(8) else { return look(opening, depth) }
    lookDepth += 1
    emit(opening)
    for branch in 0..<(1 + random.below(3)) {
      if branch > 0 { emit("|") }
      for _ in 0..<random.below(4) { fixedItem(depth) }
    }
    emit(")")
    lookDepth -= 1
  }

  private mutating func fixedItem(_ depth: Int) {
    switch random.below(9) {
    case 0: _ = write(.set, depth: depth)
    case 1: _ = write(.dot, depth: depth)
    case 2: _ = write(.type, depth: depth)
    case 3: _ = item(random.pick([.anchor, .boundary, .callout, .setting, .verb]))
    case 4 where depth < 4:
      if random.oneIn(2) { groupCount += 1 }
      emit("(")
      fixedItem(depth + 1)
      emit(random.pick(["", "|"]))
      fixedItem(depth + 1)
      emit(")")
    case 5 where depth < 4: group(random.pick([.lookahead, .lookbehind]), depth: depth + 1)
    default:
      _ = write(.literal, depth: depth)
      if random.oneIn(5) { emit("{\(1 + random.below(3))}") }
    }
  }

  private mutating func condition(_ depth: Int) {
    switch random.below(10) {
    case 0...3: emit("(?(\(groupNumber()))")
    case 4:
      if let name = names.randomElement(using: &random) {
        emit(random.pick(["(?(<\(name)>)", "(?('\(name)')", "(?(\(name))", "(?(R&\(name))"]))
      } else {
        emit("(?(\(groupNumber()))")
      }
    case 5: emit(random.pick(["(?(R)", "(?(R)", "(?(R1)", "(?(VERSION>=10)", "(?(-1)", "(?(+1)"]))
    default:
      emit("(?")
      if random.oneIn(10) { emit("(?C1)") }
      lookDepth += 1
      let negation = random.oneIn(3)
      if random.oneIn(4) {
        lookbehind(negation ? "(?<!" : "(?<=", depth)
      } else {
        look(random.pick(negation ? ["(?!", "(*nla:"] : ["(?=", "(*pla:", "(*napla:"]), depth)
      }
      lookDepth -= 1
    }
    sequence(depth: depth)
    if !random.oneIn(4) {
      emit("|")
      sequence(depth: depth)
    }
    emit(")")
  }
}
