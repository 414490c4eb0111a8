// SPDX-License-Identifier: MIT
// Keys as a fixture writes them: names between blanks, and text to type in quotes.
//
//     s S right C-l space ":goto 5" enter

import TerminalScreen

/// Keys that somebody presses.
enum TypedKeys {
  /// A word that is no key.
  struct Fault: Error {
    let word: String
  }

  /// The keys of a line.
  static func parse(_ line: some StringProtocol) throws -> [TerminalInput] {
    var keys: [TerminalInput] = []
    var rest = line[...]
    while let first = rest.first {
      if first == " " {
        rest = rest.dropFirst()
      } else if first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
        keys += rest[rest.index(after: rest.startIndex)..<end].unicodeScalars.map { .key(Key($0)) }
        rest = rest[rest.index(after: end)...]
      } else {
        let word = rest.prefix { $0 != " " }
        keys.append(.key(try key(word)))
        rest = rest[word.endIndex...]
      }
    }
    return keys
  }

  private static func key(_ word: some StringProtocol) throws -> Key {
    if let key = names[String(word)] { return key }
    if word.hasPrefix("C-"), word.unicodeScalars.count == 3, let last = word.unicodeScalars.last {
      return Key(last, .control)
    }
    guard word.unicodeScalars.count == 1, let scalar = word.unicodeScalars.first else {
      throw Fault(word: String(word))
    }
    return Key(scalar)
  }

  private static let names: [String: Key] = [
    "space": Key(" "), "quote": Key("\""), "enter": Key(.enter), "esc": Key(.escape),
    "tab": Key(.tab), "S-tab": Key(.tab, .shift), "backspace": Key(.backspace),
    "up": Key(.up), "down": Key(.down), "left": Key(.left), "right": Key(.right),
    "home": Key(.home), "end": Key(.end), "pageUp": Key(.pageUp), "pageDown": Key(.pageDown),
    "f1": Key(.function(1)),
  ]
}
