// SPDX-License-Identifier: MIT
// What Tab offers: verbs, the words that a verb's usage names, and the names of groups.
//
// Example: after `info p` these are `profile` and `program`, after `watch ` the groups and `pos`.
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift.

import RegexDebugging

/// Words that a command can go on with.
enum CommandCompletion {
  /// The words that can stand where a line ends, whatever of it is typed already.
  static func candidates(for line: String, groupNames: [String]) -> [String] {
    let words = line.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" }
    let before = words.dropLast().filter { !$0.isEmpty }
    guard let first = before.first else { return verbs }
    guard let verb = try? CommandVerb.find(String(first)) else { return [] }
    let usage = verb.arguments.split { !$0.isLetter }.map(String.init)
    var result = usage.filter { $0.allSatisfy(\.isLowercase) }
    if usage.contains("VERB") || usage.contains("COMMAND") { result += verbs }
    // The one setting that is no affair of the session.
    if verb.name == "set" { result.append("editing") }
    if usage.contains("GROUP") || usage.contains("group") { result += groupNames }
    return result.sorted()
  }

  /// The verbs, and those of their other names that are words too.
  private static let verbs: [String] = CommandVerb.all.flatMap { verb in
    [verb.name] + verb.aliases.filter { $0.count > 2 && !verb.name.hasPrefix($0) }
  }.sorted()
}
