// SPDX-License-Identifier: MIT
// Why a line is no command.

/// Why a line is no command.
public enum CommandError: Error, Hashable, Sendable {
  /// There is nothing in it. (A debugger repeats the last command then.)
  case empty
  /// There is no such verb.
  case unknownVerb(String, suggestions: [String])
  /// The beginning of more than one verb.
  case ambiguousVerb(String, candidates: [String])
  /// Something is missing behind a verb.
  case missingArgument(verb: String, expected: String)
  /// The verb is one for whoever reads lines (`Interpreter`), not for a session.
  case onlyAsLine(String)
  /// The verb cannot be among the commands of a breakpoint.
  case notAttached(String)
  /// Something behind a verb is not what belongs there.
  case badArgument(verb: String, argument: String, expected: String)
}

extension CommandError: CustomStringConvertible {
  /// What is wrong and what to do, one or two sentences.
  public var description: String {
    switch self {
    case .empty: "No command."
    case .unknownVerb(let word, let suggestions) where suggestions.isEmpty:
      "There is no command \"\(word)\". Try help."
    case .unknownVerb(let word, let suggestions):
      "There is no command \"\(word)\". Did you mean \(CommandError.list(suggestions))?"
    case .ambiguousVerb(let word, let candidates):
      "\"\(word)\" could be \(CommandError.list(candidates))."
    case .missingArgument(let verb, let expected):
      "\(verb) needs \(expected)."
    case .onlyAsLine(let verb):
      "\(verb) has to stand at the beginning of a line."
    case .notAttached(let verb):
      "\(verb) cannot be among the commands of a breakpoint."
    case .badArgument(let verb, let argument, let expected):
      "\(verb) takes \(expected), not \"\(argument)\"."
    }
  }

  private static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
