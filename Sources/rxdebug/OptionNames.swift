// SPDX-License-Identifier: MIT
// PCRE2's options by name, as a person may write them: with or without PCRE2_, in any case, with - for _.
// An unknown name is answered with the nearest ones.

import RegexMachine
import RegexSyntax

/// Option names from the command line.
enum OptionNames {
  private static let matchNames = [
    "NOTBOL", "NOTEOL", "NOTEMPTY", "NOTEMPTY_ATSTART", "PARTIAL_HARD", "PARTIAL_SOFT",
  ]

  /// What an option belongs to.
  enum Kind {
    case compile(String)
    case match(String)
  }

  /// Finds an option.
  static func find(_ argument: String) throws(Failure) -> Kind {
    var name = argument.uppercased()
    name = String(name.map { $0 == "-" ? "_" : $0 })
    if name.hasPrefix("PCRE2_") { name.removeFirst("PCRE2_".count) }
    if matchNames.contains(name) { return .match(name) }
    if CompileOptions(pcre2Name: name) != nil, name != "NO_UTF_CHECK" { return .compile(name) }
    let known = matchNames + CompileOptions.pcre2Names.filter { $0 != "NO_UTF_CHECK" }
    let suggestion = nearest(to: name, in: known)
    let shown = RawArguments.display(argument)
    throw .input(
      "there is no option \(shown)"
        + (suggestion.isEmpty
          ? ": see pcre2api(3) for the names"
          : ": did you mean \(suggestion.joined(separator: " or "))?"))
  }

  /// Finds one of a few words in any case.
  static func word(
    _ argument: String?, of words: [String], what: String
  ) throws(Failure) -> String? {
    guard let argument else { return nil }
    let name = argument.uppercased()
    guard words.contains(name) else {
      throw .input(
        "there is no \(what) \(RawArguments.display(argument)): "
          + "use \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")")
    }
    return name
  }

  /// At most three names that are near to a misspelt one, the nearest first.
  static func nearest(to name: String, in names: [String]) -> [String] {
    guard name.utf8.count <= 64 else { return [] }
    let word = Array(name.utf8)
    let ranked = names.map { (name: $0, distance: distance(word, Array($0.utf8))) }
      .filter { $0.distance <= max(2, min(word.count, $0.name.utf8.count) / 3) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return ranked.prefix(3).map(\.name)
  }

  /// How many letters must be added, dropped or changed to make one word of the other.
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (line, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in second.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[second.count]
  }
}
