// SPDX-License-Identifier: MIT
// What follows assert.
//
//     assert matches
//     assert capture 1 = "x"
//     assert backtracks < 100
//     assert never reaches \w+
//
// Tested in RegexDebuggingTests/AssertionTests.swift.

import RegexMachine

extension Command {
  private static let assertionWords =
    "matches, fails, partial, limit, capture GROUP = \"TEXT\", steps < N, attempts < N, backtracks < N, "
    + "reaches ITEM, backtracks into ITEM, never ... , or a condition like pos = 7"

  static func assertion(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Assertion {
    guard !text.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: assertionWords)
    }
    let (word, rest) = firstWord(of: text)
    if word == "never" {
      guard let assertion = try itemAssertion(rest, isNever: true, verb) else {
        throw .badArgument(
          verb: verb.name, argument: text,
          expected: "never reaches ITEM or never backtracks into ITEM")
      }
      return assertion
    }
    if let assertion = try itemAssertion(text, isNever: false, verb) { return assertion }
    if rest.isEmpty, let ending = Assertion.Ending(rawValue: word) { return .ends(ending) }
    // The sign may touch the word: steps<200.
    let name = String(text.prefix { $0.isLetter })
    if let counter = Assertion.Counter(rawValue: name) {
      return try count(counter, text.dropFirst(name.count), text, verb)
    }
    guard word == "capture" || word == "captures" else {
      return .here(try conditions(text, verb, expected: assertionWords))
    }
    let conditions = try conditions("group " + rest, verb, expected: "capture GROUP = \"TEXT\"")
    guard conditions.count == 1, case .group(let name) = conditions[0].operand else {
      throw .badArgument(verb: verb.name, argument: text, expected: "one capture at a time")
    }
    return .capture(name, conditions[0].comparison, conditions[0].value)
  }

  private static func itemAssertion(
    _ text: String, isNever: Bool, _ verb: CommandVerb
  ) throws(CommandError) -> Assertion? {
    let (word, rest) = firstWord(of: text)
    if word == "reaches" { return .reaches(try target(rest, verb), isNever: isNever) }
    let (next, item) = firstWord(of: rest)
    guard word == "backtracks", next == "into" else { return nil }
    let target = try self.target(item, verb)
    switch target {
    case .offset, .lineColumn, .text, .group: return .backtracksInto(target, isNever: isNever)
    // Nothing goes back into a place of the subject: that it never does would always hold.
    case .position, .subjectLine, .watch, .event:
      throw .badArgument(verb: verb.name, argument: text, expected: "backtracks into an ITEM")
    }
  }

  private static func count(
    _ counter: Assertion.Counter, _ rest: Substring, _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> Assertion {
    let rest = rest.drop { $0 == " " }
    let sign = String(rest.prefix { "=!<>".contains($0) })
    let digits = rest.dropFirst(sign.count).drop { $0 == " " }
    guard let comparison = StepCondition.Comparison(rawValue: sign == "==" ? "=" : sign),
      let number = UInt64(digits)
    else {
      throw .badArgument(
        verb: verb.name, argument: text,
        expected: "\(counter.rawValue) < N, or another of = != <= > >=")
    }
    return .count(counter, comparison, number)
  }
}
