// SPDX-License-Identifier: MIT
// What Tab offers: verbs, the words that a verb's usage names, and the names of groups.
//
// Example: after `info p` these are `profile` and `program`, after `watch ` the groups and `pos`.
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift.

/// Words that a command can go on with.
public enum CommandCompletion {
  /// The words that can stand where a line ends, whatever of it is typed already.
  ///
  /// - Parameters:
  ///   - line: the line up to the cursor.
  ///   - groupNames: the names of the pattern's groups.
  ///   - settings: what can be set besides what the session knows.
  ///   - others: verbs that are no affair of the session, with the words that can follow them.
  /// - Returns: words in alphabetical order.
  public static func candidates(
    for line: String, groupNames: [String], settings: [String] = [],
    others: [String: [String]] = [:]
  ) -> [String] {
    let words = line.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" }
    let before = words.dropLast().filter { !$0.isEmpty }
    guard let first = before.first else { return (verbs + others.keys).sorted() }
    if let words = others[String(first)] { return words.sorted() }
    guard let verb = try? CommandVerb.find(String(first)) else { return [] }
    let usage = verb.arguments.split { !$0.isLetter }.map(String.init)
    var result = usage.filter { $0.allSatisfy(\.isLowercase) }
    if usage.contains("VERB") || usage.contains("COMMAND") { result += verbs }
    if verb.name == "set" { result += settings }
    if usage.contains("GROUP") || usage.contains("group") { result += groupNames }
    return result.sorted()
  }

  /// The verbs, and those of their other names that are words too.
  private static let verbs: [String] = CommandVerb.all.flatMap { verb in
    [verb.name] + verb.aliases.filter { $0.count > 2 && !verb.name.hasPrefix($0) }
  }.sorted()
}
