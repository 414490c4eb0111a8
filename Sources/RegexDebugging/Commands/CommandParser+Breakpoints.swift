// SPDX-License-Identifier: MIT
// What follows break, watch, catch and ignore.
//
//     break \d+ if pos > 10 and group key = "x" ignore 2
//     watch key
//     catch fail if attempt = 3
//
// Tested in RegexDebuggingTests/CommandTests.swift.

import RegexMachine

extension Command {
  static func breakpoint(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    var (text, options) = try tail(of: text, verb)
    options.isTemporary = verb.name == "tbreak"
    return .setBreak(try target(text, verb), options)
  }

  /// A breakpoint of any kind that tells of its hits and goes on.
  static func tracepoint(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let (word, rest) = firstWord(of: text)
    let command =
      switch word {
      case "watch": try watch(rest, verb)
      case "catch": try catching(rest, verb)
      default: try breakpoint(text, verb)
      }
    guard case .setBreak(let target, var options) = command else { return command }
    options.isTracepoint = true
    return .setBreak(target, options)
  }

  static func watch(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let (text, options) = try tail(of: text, verb)
    guard !text.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: "a group's number or name, or pos")
    }
    return .setBreak(.watch(text == "pos" ? .position : .group(groupName(text))), options)
  }

  static func catching(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let (text, options) = try tail(of: text, verb)
    let names = "fail, match, backtrack, verb, attempt or limit"
    guard !text.isEmpty else { throw .missingArgument(verb: verb.name, expected: names) }
    guard let event = StepRule.Event(rawValue: text) else {
      throw .badArgument(verb: verb.name, argument: text, expected: names)
    }
    return .setBreak(.event(event), options)
  }

  static func ignoring(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let parts = text.split(separator: " ").map { Int($0) }
    let expected = "a breakpoint's number and how many hits to pass over"
    guard !parts.isEmpty else { throw .missingArgument(verb: verb.name, expected: expected) }
    guard parts.count == 2, let id = parts[0], let count = parts[1], id > 0, count >= 0 else {
      throw .badArgument(verb: verb.name, argument: text, expected: expected)
    }
    return .ignore(id, count)
  }

  /// A group's name without the word "group" in front.
  static func groupName(_ text: String) -> String {
    text.hasPrefix("group ") ? String(text.dropFirst(6)) : text
  }

  // MARK: Conditions

  /// What a condition can look at, besides groups.
  static let operands: [String: BreakCondition.Operand] = [
    "pos": .position, "start": .start, "step": .step, "attempt": .attempt, "depth": .callDepth,
    "backtracks": .backtracks,
  ]

  /// Takes "if CONDITION" and "ignore N" off the end.
  private static func tail(
    of text: String, _ verb: CommandVerb
  ) throws(CommandError) -> (text: String, BreakOptions) {
    var options = BreakOptions()
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.count > 2, words[words.count - 2] == "ignore", let count = Int(words[words.count - 1]),
      count >= 0
    {
      options.ignore = count
      words.removeLast(2)
    }
    // A pattern may have the word in it: it counts only in front of what a condition begins with.
    let starts = operands.keys + ["group"]
    let index = words.indices.last { index in
      words[index] == "if" && index > 0 && index + 1 < words.count
        && starts.contains(String(words[index + 1]))
    }
    if let index {
      options.conditions = try conditions(
        words[(index + 1)...].joined(separator: " "), verb,
        expected: "if and a condition like pos > 10, attempt = 2, group 1 = \"x\" or group 1 set")
      words.removeSubrange(index...)
    }
    while words.last?.isEmpty == true { words.removeLast() }
    return (words.joined(separator: " "), options)
  }

  /// Comparisons joined by "and".
  static func conditions(
    _ text: String, _ verb: CommandVerb, expected: String
  ) throws(CommandError) -> [BreakCondition] {
    let bad = CommandError.badArgument(verb: verb.name, argument: text, expected: expected)
    guard let tokens = ConditionTokens(text)?.tokens, !tokens.isEmpty else { throw bad }
    var result: [BreakCondition] = []
    for clause in tokens.split(separator: .word("and"), omittingEmptySubsequences: false) {
      guard let condition = condition(Array(clause)) else { throw bad }
      result.append(condition)
    }
    return result
  }

  private static func condition(_ tokens: [ConditionTokens.Token]) -> BreakCondition? {
    guard case .word(let first)? = tokens.first else { return nil }
    guard first == "group" else {
      guard let operand = operands[first], tokens.count == 3, case .sign(let sign) = tokens[1],
        case .word(let digits) = tokens[2], let number = Int(digits)
      else { return nil }
      return BreakCondition(operand, sign, .number(number))
    }
    guard tokens.count >= 3, case .word(let name) = tokens[1] else { return nil }
    switch (tokens.count, tokens[2]) {
    case (3, .word("set")): return BreakCondition(.group(name), .notEqual, .unset)
    case (3, .word("unset")): return BreakCondition(.group(name), .equal, .unset)
    case (4, .sign(let sign)):
      switch tokens[3] {
      case .word(let text): return BreakCondition(.group(name), sign, .text(Array(text.utf8)))
      case .text(let bytes): return BreakCondition(.group(name), sign, .text(bytes))
      case .sign: return nil
      }
    default: return nil
    }
  }
}

/// The words of a condition.
private struct ConditionTokens {
  enum Token: Hashable {
    case word(String), text([UInt8])
    case sign(StepCondition.Comparison)
  }
  var tokens: [Token] = []

  /// Reads a condition; nil if a text in quotes is not well formed or a sign does not exist.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      switch byte {
      case 0x20, 0x09: rest.removeFirst()
      // No word has one: it would be looked at for ever.
      case 0..<0x20: return nil
      case UInt8(ascii: "\""):
        guard let text = QuotedText.take(from: &rest) else { return nil }
        tokens.append(.text(text))
      case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        let sign = rest.prefix { $0 == 0x21 || (0x3C...0x3E).contains($0) }
        rest = rest.dropFirst(sign.count)
        let name = String(decoding: sign, as: UTF8.self)
        guard let comparison = StepCondition.Comparison(rawValue: name == "==" ? "=" : name) else {
          return nil
        }
        tokens.append(.sign(comparison))
      default:
        let word = rest.prefix { $0 > 0x20 && $0 != 0x21 && !(0x3C...0x3E).contains($0) }
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(decoding: word, as: UTF8.self)))
      }
    }
  }
}
