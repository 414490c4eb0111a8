// SPDX-License-Identifier: MIT
// Random patterns over all constructs of PCRE2: small alphabets, so that things match, a taste of its
// own for each pattern, so that constructs meet each other often, and mostly valid.
//
//     var generator = PatternGenerator(random: SeededGenerator(seed: 7), options: options)
//     generator.generate()
//     generator.text, generator.samples      // the pattern, and pieces that it is likely to match
//
// Units are in PatternGenerator+Units.swift, groups in +Groups.swift, the rest in +Items.swift.

/// What a pattern is made of.
enum Construct: CaseIterable {
  case literal, dot, type, set, posixSet, property, reference, cluster, newlineSequence
  case anchor, boundary, keepOut, quote, comment, callout, setting, codeEscape, verb, call
  case capture, named, plainGroup, settingGroup, atomic, branchReset, lookahead, lookbehind
  case nonAtomicLook, condition, define, scriptRun

  /// How often it comes up where everything is allowed.
  var weight: Int {
    switch self {
    case .literal: 60
    case .dot, .set, .type: 12
    case .capture, .plainGroup: 18
    case .reference, .lookahead, .anchor, .boundary: 7
    case .named, .atomic, .lookbehind, .condition, .call, .verb: 6
    case .posixSet, .property, .codeEscape, .settingGroup, .branchReset, .setting: 3
    case .newlineSequence, .keepOut, .quote, .callout, .nonAtomicLook: 3
    case .cluster, .comment, .define, .scriptRun: 2
    }
  }
}

/// What decides how a pattern is written.
struct PatternTaste {
  /// Whether pattern and subject are UTF-8.
  var isUTF = false
  /// Whether white space in the pattern means nothing.
  var isExtended = false
  /// Whether names may be used twice.
  var allowsSameNames = false
  /// Whether `\K` may stand in lookarounds.
  var allowsKeepOutInLooks = false
  /// The characters of literals and subjects.
  var letters: [[UInt8]] = []
  /// The constructs with their weights.
  var weights: [(weight: Int, value: Construct)]

  /// A taste in which some constructs are frequent and some are missing.
  init(random: inout SeededGenerator) {
    weights = []
    let strength = random.pick([[1], [1, 1, 0], [0, 0, 1, 4], [0, 0, 0, 0, 2, 8]])
    for construct in Construct.allCases {
      let factor = construct == .literal ? 1 : random.pick(strength)
      if factor > 0 { weights.append((construct.weight * factor, construct)) }
    }
  }
}

/// Small alphabets, so that patterns and subjects have characters in common.
enum Alphabet {
  /// For bytes.
  static let narrow = ["a", "a", "a", "b", "b", "c", "A", "1"]
  /// A bit of everything in UTF.
  static let wide = [
    "a", "a", "b", "c", "A", "é", "É", "σ", "ς", "k", "\u{212A}", "ß", "\u{301}", "漢", "😀", "1",
  ]
  /// Alphabets in UTF of which some patterns take one.
  static let special = [
    // Letters whose cases are more than two, or of different length.
    ["s", "S", "ſ", "ß", "ẞ", "k", "K", "\u{212A}", "σ", "Σ", "ς", "ⱥ", "Ⱥ", "ı", "I", "i", "İ"],
    ["θ", "ϑ", "Θ", "ϴ", "µ", "μ", "ǆ", "ǅ", "Ǆ", "Ω", "ω", "\u{2126}", "\u{345}", "ι", "å", "Å"],
    // What grapheme clusters are made of.
    [
      "a", "\u{301}", "\u{200D}", "👩", "👍", "🏽", "🇩", "🇪", "🇫", "\r", "\n", "\u{1100}",
      "\u{1161}", "\u{11A8}", "한", "\u{E33}", "\u{600}", "\u{FE0F}", "\u{903}", "❤",
    ],
    // Scripts and digits.
    [
      "a", "1", "٣", "४", "か", "カ", "漢", "ー", "한", "ㄅ", "β", "в", "א", "\u{301}", "\u{483}", ".",
      "\u{3001}",
    ],
    // White space and newlines.
    [
      "a", "\u{85}", "\u{2028}", "\u{2029}", "\r", "\n", "\u{B}", "\u{C}", "\u{A0}", "\u{2003}",
      " ", "\u{180E}", "\u{1680}", "-", "b",
    ],
    // The ends of the lengths of UTF-8.
    [
      "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "\u{FF}",
      "a",
    ],
  ]
}

/// Writes one random pattern.
struct PatternGenerator {
  var random: SeededGenerator
  let taste: PatternTaste
  /// The pattern so far.
  var text: [UInt8] = []
  /// Pieces that parts of the pattern are likely to match.
  var samples: [[UInt8]] = []
  /// Capturing groups so far.
  var groupCount = 0
  /// Names so far.
  var names: [String] = []
  /// Items that may still be written.
  var budget: Int
  /// Lookarounds around the place where the text goes on.
  var lookDepth = 0

  init(random: SeededGenerator, taste: PatternTaste) {
    self.random = random
    self.taste = taste
    budget = 2 + self.random.below(self.random.pick([5, 12, 20, 40]))
  }

  mutating func emit(_ string: String) { text += Array(string.utf8) }

  mutating func letter() -> [UInt8] {
    random.pick(taste.letters)
  }

  /// Writes a whole pattern.
  mutating func generate() {
    if random.oneIn(24) { emit(startSetting()) }
    guard random.oneIn(5) else { return expression(depth: 0) }
    // A loop over everything, with something behind it that may fail: the search goes back a lot.
    groupCount += 1
    emit("(")
    expression(depth: 1)
    emit(")")
    quantifier()
    sequence(depth: 0)
  }

  private mutating func startSetting() -> String {
    random.pick([
      "(*CR)", "(*LF)", "(*CRLF)", "(*ANY)", "(*ANYCRLF)", "(*NUL)", "(*BSR_ANYCRLF)",
      "(*BSR_UNICODE)", "(*NOTEMPTY)", "(*NOTEMPTY_ATSTART)", "(*UCP)", "(*NO_START_OPT)",
      "(*UTF)", "(*NO_AUTO_POSSESS)", "(*NO_DOTSTAR_ANCHOR)", "(*CRLF)(*UCP)",
    ])
  }

  /// Writes alternatives.
  mutating func expression(depth: Int) {
    let branches = random.weighted([(60, 1), (30, 2), (10, 3)])
    for branch in 0..<branches {
      if branch > 0 { emit("|") }
      sequence(depth: depth)
    }
  }

  /// Writes the items of one branch.
  mutating func sequence(depth: Int) {
    let count = random.weighted([(4, 0), (22, 1), (35, 2), (25, 3), (14, 5)])
    if budget <= 0, count > 0, !random.oneIn(4) { _ = write(.literal, depth: depth) }
    for _ in 0..<count where budget > 0 {
      budget -= 1
      if taste.isExtended, random.oneIn(4) { emit(random.pick([" ", "\n", "\t", "#a\n", "  "])) }
      item(depth: depth)
    }
  }

  /// Writes an item with its quantifier.
  mutating func item(depth: Int) {
    var construct = random.weighted(taste.weights)
    if depth > 5, construct.isGroup { construct = .literal }
    let canRepeat = write(construct, depth: depth)
    if canRepeat, random.oneIn(3) { quantifier() }
  }

  mutating func quantifier() {
    if taste.isExtended, random.oneIn(8) { emit(" ") }
    if random.oneIn(40) { emit("(?#)") }
    let low = random.below(3)
    let high = low + random.below(3)
    emit(
      random.weighted([
        (10, "*"), (10, "+"), (10, "?"), (4, "{\(low)}"), (4, "{\(low),}"), (8, "{\(low),\(high)}"),
        (1, "{,\(high)}"), (1, "{\(1 + random.below(12))}"),
      ]))
    emit(random.weighted([(12, ""), (5, "?"), (4, "+")]))
  }
}

extension Construct {
  var isGroup: Bool {
    switch self {
    case .capture, .named, .plainGroup, .settingGroup, .atomic, .branchReset, .lookahead,
      .lookbehind, .nonAtomicLook, .condition, .define, .scriptRun:
      true
    default: false
    }
  }
}
