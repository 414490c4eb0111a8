// SPDX-License-Identifier: MIT
// What follows set, unset and show.
//
//     set pattern (\d+)-(\w+)$
//     set subject "two\nlines"
//     set option caseless -multiline
//
// Tested in RegexDebuggingTests/SettingTests.swift.

import RegexMachine
import RegexSyntax

extension Command {
  static func setting(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let (word, rest) = firstWord(of: text)
    let expected = "pattern TEXT, subject TEXT, option NAME, newline NAME, bsr NAME or offset N"
    guard !word.isEmpty else { throw .missingArgument(verb: verb.name, expected: expected) }
    switch word {
    case "pattern": return .set([.pattern(try quoted(rest, verb))])
    case "subject": return .set([.subject(try quoted(rest, verb))])
    case "option", "options": return .set(try options(rest, verb, turnsOn: true))
    case "newline":
      guard let newline = NewlineConvention(rawValue: rest.uppercased()) else {
        throw .badArgument(
          verb: verb.name, argument: text, expected: "newline CR, LF, CRLF, ANY, ANYCRLF or NUL")
      }
      return .set([.newline(newline)])
    case "bsr":
      guard let bsr = BSRConvention(rawValue: rest.uppercased()) else {
        throw .badArgument(verb: verb.name, argument: text, expected: "bsr UNICODE or ANYCRLF")
      }
      return .set([.bsr(bsr)])
    case "offset":
      guard let offset = Int(rest), offset >= 0 else {
        throw .badArgument(
          verb: verb.name, argument: text, expected: "offset and a number of bytes")
      }
      return .set([.startOffset(offset)])
    default: throw .badArgument(verb: verb.name, argument: text, expected: expected)
    }
  }

  static func unsetting(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let (word, rest) = firstWord(of: text)
    guard word == "option" || word == "options" else {
      throw text.isEmpty
        ? .missingArgument(verb: verb.name, expected: "option and a name")
        : .badArgument(verb: verb.name, argument: text, expected: "option and a name")
    }
    return .set(try options(rest, verb, turnsOn: false))
  }

  static func showing(_ text: String, _ verb: CommandVerb) throws(CommandError) -> Command {
    let names = "pattern, subject or options"
    guard !text.isEmpty else { throw .missingArgument(verb: verb.name, expected: names) }
    let found = ShowTopic.allCases.filter { $0.rawValue.hasPrefix(text) }
    guard found.count == 1, let topic = found.first else {
      throw .badArgument(verb: verb.name, argument: text, expected: names)
    }
    return .show(topic)
  }

  private static func quoted(_ text: String, _ verb: CommandVerb) throws(CommandError) -> [UInt8] {
    guard !text.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: "a text, \"\" for an empty one")
    }
    guard let bytes = QuotedText.bytes(of: text) else {
      throw .badArgument(
        verb: verb.name, argument: text,
        expected: #"a text, or one in quotes with \n \r \t \\ \" \xHH only"#)
    }
    return bytes
  }

  private static func options(
    _ text: String, _ verb: CommandVerb, turnsOn: Bool
  ) throws(CommandError) -> [Setting] {
    guard !text.isEmpty else {
      throw .missingArgument(verb: verb.name, expected: "the name of an option")
    }
    var result: [Setting] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard let setting = Setting(option: String(word), turnsOn: turnsOn) else {
        let nearest = OptionName.nearest(to: String(word.drop { $0 == "-" }))
        throw .badArgument(
          verb: verb.name, argument: String(word),
          expected: nearest.isEmpty
            ? "names of options as pcre2api(3) has them"
            : "names of options such as " + nearest.joined(separator: " or "))
      }
      result.append(setting)
    }
    return result
  }
}
