// SPDX-License-Identifier: MIT
// From a line to a command.
//
//     Command.parse("s 3")         // .step(3)
//     Command.parse("b pos 7")     // .setBreak(.position(7), BreakOptions())
//     Command.parse("br \\d+")     // .setBreak(.text("\\d+"), BreakOptions())
//
// Tested in RegexDebuggingTests/CommandTests.swift.

extension Command {
  /// Reads a line.
  ///
  /// - Throws: `CommandError`, whose `description` is meant for the user.
  public static func parse(_ line: String) throws(CommandError) -> Command {
    let (word, rest) = firstWord(of: line)
    guard !word.isEmpty else { throw .empty }
    if word.utf8.count > 1 && word.hasPrefix("/") { return .search(text(behindSlash: line)) }
    let verb = try CommandVerb.find(word)
    switch verb.name {
    case "step": return .step(try count(rest, verb))
    case "back": return .back(try count(rest, verb))
    case "goto": return .goto(try destination(rest, verb))
    case "search": return .search(try searchText(rest, verb))
    case "reverse-search": return .reverseSearch(try searchText(rest, verb))
    case "until": return .until(try target(rest, verb))
    case "break", "tbreak": return try breakpoint(rest, verb)
    case "watch": return try watch(rest, verb)
    case "catch": return try catching(rest, verb)
    case "trace": return try tracepoint(rest, verb)
    case "commands": return .attach(try identifier(rest, verb), [])
    case "assert": return .assert(try assertion(rest, verb))
    case "print": return .print(try operand(rest, verb))
    case "history": return try history(rest, verb)
    case "ahead": return .ahead(rest.isEmpty ? 20 : try count(rest, verb))
    case "ignore": return try ignoring(rest, verb)
    case "where" where !rest.isEmpty: return .goto(try settingStep(rest, verb))
    case "up": return .selectFrame(Int(clamping: try count(rest, verb)))
    case "down": return .selectFrame(-Int(clamping: try count(rest, verb)))
    case "delete": return .delete(try identifiers(rest, verb))
    case "enable": return .enable(try identifiers(rest, verb))
    case "disable": return .disable(try identifiers(rest, verb))
    case "info": return .info(try topic(rest, verb))
    case "set": return try setting(rest, verb)
    case "unset": return try unsetting(rest, verb)
    case "show": return try showing(rest, verb)
    case "mark":
      guard !rest.isEmpty else { throw .missingArgument(verb: verb.name, expected: "a name") }
      return .mark(rest)
    case "display", "undisplay", "json", "source", "save", "export": throw .onlyAsLine(verb.name)
    case "help":
      return .help(rest.isEmpty ? nil : try CommandVerb.find(firstWord(of: rest).word).name)
    default:
      guard rest.isEmpty else {
        throw .badArgument(verb: verb.name, argument: rest, expected: "nothing")
      }
      return plain(verb.name)
    }
  }

  /// The command of a verb without arguments.
  private static func plain(_ name: String) -> Command {
    switch name {
    case "next-fail": .nextFail
    case "previous-fail": .previousFail
    case "next-match": .nextMatch
    case "previous-match": .previousMatch
    case "next-attempt": .nextAttempt
    case "previous-attempt": .previousAttempt
    case "next": .next
    case "reverse-next": .reverseNext
    case "finish": .finish
    case "reverse-finish": .reverseFinish
    case "bt": .frames
    case "next-search": .nextSearch
    case "previous-search": .previousSearch
    case "matches": .matches
    case "replacement": .replacement
    case "continue": .run
    case "reverse-continue": .reverseContinue
    case "why": .why
    case "suggest": .suggest
    case "where": .where
    case "list": .list
    case "captures": .info(.captures)
    case "choices": .info(.choices)
    case "events": .events
    case "undo": .undo
    case "diff": .diff
    case "quit": .quit
    default: .help(nil)
    }
  }

  // MARK: Arguments

  static func firstWord(of line: String) -> (word: String, rest: String) {
    let bytes = Array(line.utf8)
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let end = bytes[start...].firstIndex(where: isBlank) ?? bytes.count
    var next = bytes[end...].firstIndex { !isBlank($0) } ?? bytes.count
    var last = bytes.count
    while last > next && isBlank(bytes[last - 1]) { last -= 1 }
    next = min(next, last)
    return (
      String(decoding: bytes[start..<end], as: UTF8.self),
      String(decoding: bytes[next..<last], as: UTF8.self)
    )
  }

  private static func count(_ text: String, _ verb: CommandVerb) throws(CommandError) -> UInt64 {
    guard !text.isEmpty else { return 1 }
    guard let number = UInt64(text), number > 0 else {
      throw .badArgument(verb: verb.name, argument: text, expected: "a number of steps from 1")
    }
    return number
  }

  private static func destination(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> Destination {
    switch text {
    case "":
      throw .missingArgument(
        verb: verb.name, expected: "a step number, start, end, search N, diff or a mark")
    case "start": return .start
    case "diff": return .parting
    case "end": return .end
    default: break
    }
    let (word, rest) = firstWord(of: text)
    if word == "search", let number = UInt64(rest) { return .search(number) }
    let digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
    if let number = UInt64(digits) { return .step(number) }
    return .mark(text)
  }

  private static func searchText(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> String {
    guard !text.isEmpty else {
      throw .missingArgument(
        verb: verb.name, expected: "a text of the pattern, fail, match, backtrack, verb or attempt")
    }
    return text
  }

  /// What follows the slash of `/TEXT`.
  private static func text(behindSlash line: String) -> String {
    let (word, rest) = firstWord(of: line)
    let bytes = Array(line.utf8)
    guard !rest.isEmpty, let slash = bytes.firstIndex(of: 0x2F) else {
      return String(word.dropFirst())
    }
    // The blanks between the words count.
    var end = bytes.count
    while let last = bytes[..<end].last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { end -= 1 }
    return String(decoding: bytes[(slash + 1)..<end], as: UTF8.self)
  }

  private static func settingStep(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> Destination {
    let (word, name) = firstWord(of: text)
    guard word == "set", !name.isEmpty else {
      throw .badArgument(verb: verb.name, argument: text, expected: "nothing, or set and a group")
    }
    return .setting(groupName(name))
  }

  static func target(_ text: String, _ verb: CommandVerb) throws(CommandError)
    -> BreakTarget
  {
    let expected = "an item, LINE:COL, pos N, line N or group NAME"
    guard !text.isEmpty else { throw .missingArgument(verb: verb.name, expected: expected) }
    let (word, rest) = firstWord(of: text)
    if word == "pos" && !rest.isEmpty {
      guard let position = Int(rest), position >= 0 else {
        throw .badArgument(verb: verb.name, argument: text, expected: "pos and an offset")
      }
      return .position(position)
    }
    if word == "line", let line = Int(rest), line > 0 { return .subjectLine(line) }
    if word == "group" && !rest.isEmpty { return .group(rest) }
    if let offset = Int(text), offset >= 0 { return .offset(offset) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, let line = Int(parts[0]), let column = Int(parts[1]) {
      return .lineColumn(line: line, column: column)
    }
    return .text(text)
  }

  private static func identifiers(_ text: String, _ verb: CommandVerb) throws(CommandError) -> [Int]
  {
    var result: [Int] = []
    for part in text.split(separator: " ") {
      guard let number = Int(part), number > 0 else {
        throw .badArgument(
          verb: verb.name, argument: String(part), expected: "numbers of breakpoints")
      }
      result.append(number)
    }
    return result
  }

  private static func identifier(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> Int {
    guard !text.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: "the number of a breakpoint")
    }
    guard let id = Int(text), id > 0 else {
      throw .badArgument(
        verb: verb.name, argument: text, expected: "the number of a breakpoint")
    }
    return id
  }

  private static func history(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> Command {
    let (name, rest) = firstWord(of: groupName(text))
    guard !name.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: "a group's number or name")
    }
    return .history(name, rest.isEmpty ? 10 : try count(rest, verb))
  }

  private static func operand(
    _ text: String, _ verb: CommandVerb
  ) throws(CommandError) -> BreakCondition.Operand {
    guard !text.isEmpty else {
      throw .missingArgument(
        verb: verb.name,
        expected: "a group's number or name, or one of "
          + operands.keys.sorted().joined(separator: ", "))
    }
    return operands[text] ?? .group(groupName(text))
  }

  private static func topic(_ text: String, _ verb: CommandVerb) throws(CommandError) -> InfoTopic {
    let names = "breaks, captures, choices, items, profile or program"
    guard !text.isEmpty else { throw .missingArgument(verb: verb.name, expected: names) }
    if text.hasPrefix("break") { return .breaks }
    let found = InfoTopic.allCases.filter { $0.rawValue.hasPrefix(text) }
    guard found.count == 1, let topic = found.first else {
      throw .badArgument(verb: verb.name, argument: text, expected: names)
    }
    return topic
  }
}
