// SPDX-License-Identifier: MIT
// PCRE2's options by name, as a person may write them: with or without PCRE2_, in any case, with - for _; or by
// the letter that the command line has for some. An unknown name is answered with the nearest ones. One table
// for the command line and for `set option`.
//
//     OptionName("not-empty")?.name     // "NOTEMPTY" is near: nil, and nearest gives it
//     OptionName("i")?.name             // "CASELESS"
//
// Tested in RegexDebuggingTests/SettingTests.swift.

public import RegexMachine
public import RegexSyntax

/// An option of pattern or match.
public struct OptionName: Hashable, Sendable {
  /// What an option belongs to.
  public enum Kind: Hashable, Sendable {
    /// The pattern.
    case compile(CompileOptions)
    /// The match.
    case match(MatchFlags)
  }
  /// PCRE2's name without `PCRE2_`.
  public let name: String
  /// What it belongs to.
  public let kind: Kind

  /// The option that somebody means; nil if there is none.
  ///
  /// With `letters` the letters of the command line count too: i m s x n U J.
  public init?(_ text: String, letters: Bool = true) {
    let letter = letters ? OptionName.letters.first { $0.letter == text }?.name : nil
    let name = letter ?? OptionName.normalised(text)
    guard let found = OptionName.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  private init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// All options; a name that pattern and match both have means the pattern's.
  public static let all: [OptionName] =
    matchNames.compactMap { name in
      MatchFlags(pcre2Name: name).map { OptionName(name, .match($0)) }
    }
    // Whether the caller vouches for the text is not for a user to say.
    + CompileOptions.pcre2Names.filter { $0 != "NO_UTF_CHECK" }.compactMap { name in
      CompileOptions(pcre2Name: name).map { OptionName(name, .compile($0)) }
    }

  private static let matchNames = [
    "NOTBOL", "NOTEOL", "NOTEMPTY", "NOTEMPTY_ATSTART", "PARTIAL_HARD", "PARTIAL_SOFT",
  ]

  private static let letters: [(letter: String, name: String)] = [
    ("i", "CASELESS"), ("m", "MULTILINE"), ("s", "DOTALL"), ("x", "EXTENDED"),
    ("xx", "EXTENDED_MORE"), ("n", "NO_AUTO_CAPTURE"), ("U", "UNGREEDY"), ("J", "DUPNAMES"),
  ]

  private static func normalised(_ text: String) -> String {
    var name = String(text.uppercased().map { $0 == "-" ? "_" : $0 })
    if name.hasPrefix("PCRE2_") { name.removeFirst("PCRE2_".count) }
    return name
  }

  /// At most three names that are near to a misspelt one, the nearest first.
  public static func nearest(to text: String) -> [String] {
    let name = normalised(text)
    guard name.utf8.count <= 64 else { return [] }
    let word = Array(name.utf8)
    let ranked = all.map { (name: $0.name, distance: distance(word, Array($0.name.utf8))) }
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
