// SPDX-License-Identifier: MIT
// A random pattern with random options, and searches with it: subjects are made partly of what parts of
// the pattern match, so that matches get far before they fail.

public import CaseCorpus

/// Makes the inputs of one seed: one pattern with its options, some subjects.
///
/// - Parameters:
///   - seed: Decides everything.
///   - searches: How many subjects.
/// - Returns: Inputs that differ only in subject, match options and offsets.
public func randomTrial(seed: UInt64, searches: Int = 4) -> [CaseInput] {
  var generator = TrialGenerator(seed: seed)
  return generator.trial(searches)
}

struct TrialGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func trial(_ searches: Int) -> [CaseInput] {
    var input = CaseInput()
    input.options = compileOptions()
    if random.oneIn(4) {
      input.newline = random.pick(["CR", "LF", "CRLF", "CRLF", "ANY", "ANYCRLF", "NUL"])
    }
    if random.oneIn(12) { input.bsr = random.pick(["ANYCRLF", "UNICODE"]) }
    var taste = PatternTaste(random: &random)
    taste.isUTF = input.options.contains("UTF") || input.options.contains("MATCH_INVALID_UTF")
    let alphabet =
      !taste.isUTF
      ? Alphabet.narrow : random.oneIn(2) ? Alphabet.wide : random.pick(Alphabet.special)
    taste.letters = alphabet.map { Array($0.utf8) }
    taste.isExtended =
      input.options.contains("EXTENDED") || input.options.contains("EXTENDED_MORE")
    taste.allowsSameNames = input.options.contains("DUPNAMES")
    taste.allowsKeepOutInLooks = input.options.contains("EXTRA_ALLOW_LOOKAROUND_BSK")
    var generator = PatternGenerator(random: random, taste: taste)
    generator.generate()
    random = generator.random
    input.pattern = generator.text
    return (0..<searches).map { _ in search(input, generator.samples, taste) }
  }

  private static let optionChances: [(name: String, oneIn: Int)] = [
    ("UTF", 4), ("UCP", 9), ("CASELESS", 6), ("MULTILINE", 7), ("DOTALL", 8), ("EXTENDED", 12),
    ("EXTENDED_MORE", 30), ("UNGREEDY", 14), ("DUPNAMES", 4), ("ANCHORED", 24),
    ("ENDANCHORED", 20), ("FIRSTLINE", 16), ("DOLLAR_ENDONLY", 24), ("NO_AUTO_CAPTURE", 50),
    ("MATCH_UNSET_BACKREF", 14), ("ALLOW_EMPTY_CLASS", 24), ("ALT_CIRCUMFLEX", 30),
    ("ALT_BSUX", 60), ("EXTRA_ALT_BSUX", 80), ("ALT_VERBNAMES", 50), ("USE_OFFSET_LIMIT", 24),
    ("NEVER_BACKSLASH_C", 90), ("EXTRA_MATCH_WORD", 24), ("EXTRA_MATCH_LINE", 24),
    ("EXTRA_BAD_ESCAPE_IS_LITERAL", 60), ("EXTRA_ESCAPED_CR_IS_LF", 60),
    ("EXTRA_ALLOW_LOOKAROUND_BSK", 8), ("EXTRA_ALLOW_SURROGATE_ESCAPES", 90),
    ("MATCH_INVALID_UTF", 40), ("NO_START_OPTIMIZE", 90), ("NO_AUTO_POSSESS", 90),
  ]

  private mutating func compileOptions() -> [String] {
    if random.oneIn(100) {
      return ["LITERAL"]
        + ["CASELESS", "UTF", "ANCHORED", "FIRSTLINE"].filter { _ in random.oneIn(4) }
    }
    if random.oneIn(4) { return [] }
    return Self.optionChances.filter { random.oneIn($0.oneIn) }.map(\.name)
  }

  // MARK: Subjects

  private mutating func search(
    _ pattern: CaseInput, _ samples: [[UInt8]], _ taste: PatternTaste
  ) -> CaseInput {
    var input = pattern
    input.subject = subject(samples, taste)
    if random.oneIn(6) {
      let names = [
        "ANCHORED", "ENDANCHORED", "NOTBOL", "NOTEOL", "NOTEMPTY", "NOTEMPTY_ATSTART",
        "PARTIAL_SOFT", "PARTIAL_HARD",
      ]
      input.matchOptions = names.filter { _ in random.oneIn(4) }
    }
    if random.oneIn(6) {
      input.offset = random.below(input.subject.count + (random.oneIn(30) ? 3 : 1))
      if taste.isUTF, !random.oneIn(20) { alignOffset(&input) }
    }
    if pattern.options.contains("USE_OFFSET_LIMIT"), random.oneIn(2) {
      input.offsetLimit = random.below(input.subject.count + 1)
    }
    return input
  }

  private func alignOffset(_ input: inout CaseInput) {
    while input.offset < input.subject.count, input.subject[input.offset] & 0xC0 == 0x80 {
      input.offset += 1
    }
  }

  private mutating func subject(_ samples: [[UInt8]], _ taste: PatternTaste) -> [UInt8] {
    let newlines: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D], [0x0D, 0x0A, 0x0A], [0x00], [0x20]]
    var subject: [UInt8] = []
    let pieces = random.below(random.pick([4, 8, 12, 12, 24, 40]))
    var place = random.oneIn(2) ? 0 : random.below(samples.count)
    let noise = random.pick([4, 8, 8, 24])
    for _ in 0..<pieces {
      switch random.below(noise) {
      case 3...:
        // A stretch of the samples in their order is likely to match a stretch of the pattern.
        guard !samples.isEmpty else {
          subject += random.pick(taste.letters)
          continue
        }
        subject += samples[place]
        place = random.oneIn(6) ? random.below(samples.count) : (place + 1) % samples.count
      case 1, 2: subject += random.pick(taste.letters)
      default: subject += random.pick(newlines)
      }
    }
    if random.oneIn(taste.isUTF ? 40 : 12), !subject.isEmpty {
      subject[random.below(subject.count)] = UInt8(random.below(256))
    }
    return subject
  }
}
