// SPDX-License-Identifier: MIT
// Items of random patterns that take nothing themselves: anchors, references, calls, verbs, settings.

extension PatternGenerator {
  /// Writes such an item; says whether a quantifier may follow.
  mutating func item(_ construct: Construct) -> Bool {
    switch construct {
    case .anchor: emit(random.pick(["^", "$", "^", "$", "\\A", "\\Z", "\\z", "\\G"]))
    case .boundary: emit(random.pick(["\\b", "\\B"]))
    case .keepOut:
      guard lookDepth == 0 || taste.allowsKeepOutInLooks || random.oneIn(20) else { return false }
      emit("\\K")
    case .comment: emit(random.pick(["(?#)", "(?#a)", "\\E", "\\Q\\E"]))
    case .callout: emit(callout())
    case .setting: emit("(?" + setting() + ")")
    case .verb:
      verb()
      return random.oneIn(30)
    case .reference:
      emit(reference())
      return true
    case .call:
      emit(call())
      return true
    default: break
    }
    return random.oneIn(60)
  }

  /// The letters of an option setting.
  mutating func setting() -> String {
    random.pick([
      "i", "i", "-i", "m", "s", "-s", "x", "xx", "U", "-U", "^", "^i", "i-s", "m-i", "n", "J",
      "im", "sU", "-x",
    ])
  }

  private mutating func callout() -> String {
    random.pick(["(?C)", "(?C1)", "(?C255)", "(?C'a')", "(?C{b}})", "(?C9)", "(?C\"\")"])
  }

  /// The number of a group, mostly of one that there is.
  mutating func groupNumber() -> Int {
    if groupCount == 0 || random.oneIn(8) { return groupCount + 1 }
    return 1 + random.below(groupCount)
  }

  private mutating func reference() -> String {
    if let name = names.randomElement(using: &random), random.oneIn(3) {
      return random.pick([
        "\\k<\(name)>", "\\k{\(name)}", "\\k'\(name)'", "(?P=\(name))", "\\g{\(name)}",
      ])
    }
    let number = groupNumber()
    let back = groupCount - number + 1
    return random.pick([
      "\\\(number)", "\\\(number)", "\\g\(number)", "\\g{\(number)}",
      back > 0 ? "\\g{-\(back)}" : "\\\(number)",
    ])
  }

  private mutating func call() -> String {
    if random.oneIn(6) { return random.pick(["(?R)", "(?0)", "\\g<0>"]) }
    if let name = names.randomElement(using: &random), random.oneIn(3) {
      return random.pick(["(?&\(name))", "(?P>\(name))", "\\g<\(name)>", "\\g'\(name)'"])
    }
    let number = groupNumber()
    let back = groupCount - number + 1
    return random.pick([
      "(?\(number))", "(?\(number))", "\\g<\(number)>", "(?+1)", back > 0 ? "(?-\(back))" : "(?1)",
    ])
  }

  private mutating func verb() {
    let name = random.pick(["m", "n", "m"])
    emit(
      random.weighted([
        (3, "(*ACCEPT)"), (3, "(*FAIL)"), (1, "(*F)"), (4, "(*COMMIT)"), (4, "(*PRUNE)"),
        (4, "(*SKIP)"), (6, "(*THEN)"), (3, "(*MARK:\(name))"), (2, "(*:\(name))"),
        (2, "(*PRUNE:\(name))"), (3, "(*SKIP:\(name))"), (2, "(*THEN:\(name))"),
        (1, "(*COMMIT:\(name))"), (1, "(*ACCEPT:\(name))"), (1, "(*FAIL:\(name))"),
      ]))
    // Half of them fail soon, so that the verb is met on the way back.
    if random.oneIn(4) { emit(random.pick(["(*F)", "(?!)", "c"])) }
  }
}
