// SPDX-License-Identifier: MIT
// A line of a script or of a person at a prompt: most are commands of the session, some are for whoever reads
// the lines.
//
//     ScriptLine.parse("display captures")     // .display(.info(.captures))
//     ScriptLine.parse("# a remark")           // .comment
//
// Tested in RegexDebuggingTests/InterpreterTests.swift and fixtures/sessions/scripting.txt.

/// A line as its reader understands it.
public enum ScriptLine: Hashable, Sendable {
  /// A command of the session.
  case command(Command)
  /// A command whose answer is wanted as JSON.
  case json(Command)
  /// Carries out a command at every stop.
  case display(Command)
  /// Forgets the commands that are carried out at every stop.
  case undisplay
  /// Reads lines from a file.
  case source(String)
  /// Writes the session to a file.
  case save(String)
  /// Writes a picture of the screen to a file.
  case export(String)
  /// Nothing to do: a line that begins with #.
  case comment
  /// Nothing at all: a person means the last command again.
  case blank

  /// Reads a line.
  ///
  /// - Throws: `CommandError`, whose `description` is meant for the user.
  public static func parse(_ line: String) throws(CommandError) -> ScriptLine {
    let (word, rest) = Command.firstWord(of: line)
    if word.isEmpty { return .blank }
    if word.hasPrefix("#") { return .comment }
    let verb = try CommandVerb.find(word)
    switch verb.name {
    case "source", "save", "export":
      guard !rest.isEmpty else {
        throw .missingArgument(verb: verb.name, expected: "the name of a file")
      }
      return switch verb.name {
      case "save": .save(rest)
      case "export": .export(rest)
      default: .source(rest)
      }
    case "undisplay": return .undisplay
    case "json":
      guard !rest.isEmpty else {
        throw .missingArgument(verb: verb.name, expected: "a command")
      }
      return .json(try Command.parse(rest))
    case "display":
      guard !rest.isEmpty else {
        throw .missingArgument(verb: verb.name, expected: "a command that shows something")
      }
      let command = try Command.parse(rest)
      guard command.onlyTells else {
        throw .badArgument(
          verb: verb.name, argument: rest, expected: "a command that only shows something")
      }
      return .display(command)
    default: return .command(try Command.parse(line))
    }
  }
}

extension Command {
  /// Whether the command shows something and changes nothing.
  var onlyTells: Bool {
    switch self {
    case .info, .where, .frames, .why, .list, .events, .ahead, .history, .print, .show, .diff,
      .matches,
      .replacement:
      true
    default: false
    }
  }

  /// Whether the command goes somewhere.
  var moves: Bool {
    switch self {
    case .step, .back, .nextFail, .previousFail, .nextMatch, .previousMatch, .nextAttempt,
      .previousAttempt, .run, .reverseContinue, .next, .reverseNext, .finish, .reverseFinish,
      .goto, .until, .search, .reverseSearch, .nextSearch, .previousSearch:
      true
    default: false
    }
  }
}
