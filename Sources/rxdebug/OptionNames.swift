// SPDX-License-Identifier: MIT
// Options and other names from the command line; an unknown one is answered with the nearest ones.

import RegexDebugging

/// Option names from the command line.
enum OptionNames {
  /// Finds an option.
  static func find(_ argument: String) throws(Failure) -> OptionName {
    if let option = OptionName(argument, letters: false) { return option }
    let suggestion = OptionName.nearest(to: argument)
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
}
