// SPDX-License-Identifier: MIT
// What a case is: a pattern, its options, and the text in which all matches are found.
//
//     SpeedCase("sherlock", #"Sherlock Holmes"#, in: .english())

import RegexSyntax

/// A pattern and a text to time.
struct SpeedCase: Sendable {
  /// Which cases are told together.
  var group = ""
  var name: String
  var pattern: [UInt8]
  var letters: OptionLetters
  var text: Text
}

extension SpeedCase {
  init(_ name: String, _ pattern: String, _ letters: OptionLetters = [], in text: Text) {
    self.init(name: name, pattern: Array(pattern.utf8), letters: letters, text: text)
  }

  /// The options as our compiler takes them.
  var options: PatternOptions { PatternOptions(compile: letters.compileOptions) }
}

/// Compile options; the bits are those of CLibraryLoops.h.
struct OptionLetters: OptionSet, Sendable {
  let rawValue: UInt32
  static let caseless = OptionLetters(rawValue: 1)
  static let multiline = OptionLetters(rawValue: 2)
  static let dotAll = OptionLetters(rawValue: 4)
  static let utf = OptionLetters(rawValue: 8)
  static let ucp = OptionLetters(rawValue: 16)
  static let extended = OptionLetters(rawValue: 32)
  static let anchored = OptionLetters(rawValue: 64)

  /// The options with PCRE2's names; nil if there is one that no case has.
  init?(names: [Substring]) {
    var letters = OptionLetters()
    for name in names {
      switch name {
      case "CASELESS": letters.insert(.caseless)
      case "MULTILINE": letters.insert(.multiline)
      case "DOTALL": letters.insert(.dotAll)
      case "UTF": letters.insert(.utf)
      case "UCP": letters.insert(.ucp)
      case "EXTENDED": letters.insert(.extended)
      case "ANCHORED": letters.insert(.anchored)
      default: return nil
      }
    }
    self = letters
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  var compileOptions: CompileOptions {
    let pairs: [(OptionLetters, CompileOptions)] = [
      (.caseless, .caseless), (.multiline, .multiline), (.dotAll, .dotAll), (.utf, .utf),
      (.ucp, .ucp), (.extended, .extended), (.anchored, .anchored),
    ]
    return pairs.reduce(into: CompileOptions()) { options, pair in
      if contains(pair.0) { options.formUnion(pair.1) }
    }
  }
}

/// Subjects, made or read when a case is run.
struct Text: Sendable {
  /// The subjects; each is searched on its own.
  let make: @Sendable () -> [[UInt8]]

  /// One subject.
  static func just(_ text: String) -> Text { Text { [Array(text.utf8)] } }
  /// A text repeated.
  static func repeated(_ text: String, _ count: Int, then end: String = "") -> Text {
    Text { [Array((String(repeating: text, count: count) + end).utf8)] }
  }
  /// English-like prose.
  static func english(_ bytes: Int = 400_000) -> Text { Text { [Prose.english.text(bytes)] } }
  /// Russian-like prose.
  static func russian(_ bytes: Int = 400_000) -> Text { Text { [Prose.russian.text(bytes)] } }
  /// Python source.
  static func source(_ bytes: Int = 400_000) -> Text { Text { [sourceText(bytes)] } }
  /// What `write` makes of a generator, until there are so many bytes.
  static func lines(
    _ bytes: Int = 400_000, _ write: @escaping @Sendable (inout Dice) -> String
  ) -> Text {
    Text {
      var dice = Dice(seed: 42)
      var text: [UInt8] = []
      while text.count < bytes { text += write(&dice).utf8 }
      return [text]
    }
  }
  /// The same lines, each a subject of its own.
  var splitAtNewlines: Text {
    Text { [make] in
      make().flatMap { $0.split(separator: 0x0A).map { Array($0) } }
    }
  }
}

/// Numbers that look random and are the same in every run.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// A number from 0 to below `limit`.
  mutating func roll(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  mutating func pick<Element>(_ values: [Element]) -> Element { values[roll(values.count)] }
}
