// SPDX-License-Identifier: MIT
// Rounds of differential testing: each has a seed of its own, so that any of them can be run again
// alone. Round by round: a pattern with some subjects on both engines, and on our fast program; now and
// then the machine's other paths, and edits of the pattern's text on both parsers.
//
//     var campaign = Campaign(seed: 7)
//     for round in 0..<1000 { if let found = campaign.run(round) { print(found.report) } }

import CaseChecking
public import CaseCorpus
import RegexMachine
import RegexSyntax

/// Differences found by the round of a seed.
public struct Finding: Hashable, Sendable {
  /// The seed of the round.
  public var seed: UInt64
  /// The difference, made small.
  public var discrepancy: Discrepancy
  /// The substitution that differs; nil if it is something else.
  public var substitution: SubstitutionCase?

  /// The difference in words, and as a case that can be added to fixtures/cases.
  public var report: String { "\(discrepancy.stage.rawValue): \(discrepancy.words)\n  \(line)" }

  /// The small input as a line of a case file; its expectation is still to be recorded.
  public var line: String {
    if let substitution { return String(decoding: substitution.line, as: UTF8.self) }
    var item = Case(id: "fuzz:\(seed)", input: discrepancy.input)
    if discrepancy.stage == .compiling { item.kind = .compile }
    var writer = JSONWriter()
    item.write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Finding {
  /// What similar differences have in common: the stage and the shape of the small pattern.
  public var kind: String {
    var shape = discrepancy.stage.rawValue + " "
    var isEscaped = false
    for byte in discrepancy.input.pattern {
      let character = Character(Unicode.Scalar(byte))
      let isWord = character.isLetter || character.isNumber || byte >= 0x80
      // Escapes of letters mean something; other escapes are plain characters.
      if isEscaped {
        shape.append(isWord ? character : "a")
        isEscaped = false
      } else {
        isEscaped = character == "\\"
        shape.append(isWord ? "a" : character)
      }
    }
    return shape
  }
}

/// A run of many rounds.
public struct Campaign: Sendable {
  /// What was done so far.
  public private(set) var tally = PairTally()
  private let seed: UInt64
  private let bounds: PairBounds

  /// Makes a campaign.
  ///
  /// - Parameters:
  ///   - seed: Decides all rounds.
  ///   - bounds: How far each pair is followed.
  public init(seed: UInt64, bounds: PairBounds = PairBounds()) {
    self.seed = seed
    self.bounds = bounds
  }

  /// The seed of a round.
  public func seed(ofRound round: Int) -> UInt64 {
    var generator = SeededGenerator(seed: seed &+ UInt64(round) &* 0xD134_2543_DE82_EF95)
    return generator.next()
  }

  /// Runs one round; a difference is made small.
  public mutating func run(_ round: Int) -> Finding? {
    run(seed: seed(ofRound: round))
  }

  /// Runs the round of a seed.
  public mutating func run(seed: UInt64) -> Finding? {
    var random = SeededGenerator(seed: ~seed)
    let inputs = randomTrial(seed: seed)
    if let found = compareEngines(inputs, bounds: bounds, tally: &tally) {
      return Finding(seed: seed, discrepancy: shrink(found, check: check))
    }
    let switches = [FastSwitches.all, .random(seed: seed)]
    if let found = checkFast(inputs, switches) {
      return Finding(
        seed: seed, discrepancy: shrink(found) { checkFast([$0], switches) })
    }
    if random.oneIn(8), let input = inputs.first, let found = checkPaths(input) {
      return Finding(seed: seed, discrepancy: shrink(found, check: checkPaths))
    }
    guard random.oneIn(2), var input = inputs.first else { return nil }
    input.subject = []
    input.matchOptions = []
    input.offset = 0
    input.offsetLimit = nil
    input.pattern = random.mutated(input.pattern)
    if let found = compareParsers(input, tally: &tally) {
      return Finding(seed: seed, discrepancy: shrink(found, check: checkText))
    }
    return nil
  }

  /// Runs one round of substitutions; a difference is made small.
  public mutating func runSubstitutions(_ round: Int) -> Finding? {
    compareSubstitutions(seed: seed(ofRound: round), bounds: bounds, tally: &tally)
  }

  private func check(_ input: CaseInput) -> Discrepancy? {
    var ignored = PairTally()
    return compareEngines([input], bounds: bounds, tally: &ignored)
  }

  private func checkText(_ input: CaseInput) -> Discrepancy? {
    var ignored = PairTally()
    return compareParsers(input, tally: &ignored)
  }

  /// Runs inputs that share a pattern on fast programs.
  private func checkFast(_ inputs: [CaseInput], _ switches: [FastSwitches]) -> Discrepancy? {
    guard let first = inputs.first, let options = try? patternOptions(first),
      let tree = try? parsePattern(first.pattern, options: options),
      let check = FastCheck(tree, switches: switches)
    else { return nil }
    let limits = MatchLimits(steps: UInt64(bounds.steps), stackBytes: bounds.stackBytes)
    for input in inputs {
      guard let options = try? matchOptions(input, limits: limits) else { continue }
      if let words = check.difference(subject: input.subject, options: options) {
        return Discrepancy(stage: .fast, input: input, words: words)
      }
    }
    return nil
  }

  /// Runs an input on every path of the machine.
  private func checkPaths(_ input: CaseInput) -> Discrepancy? {
    do {
      let program = try CaseChecking.program(for: input)
      let limits = MatchLimits(steps: 5000, stackBytes: bounds.stackBytes)
      let words = try DifferentialTesting.checkPaths(
        of: program, subject: input.subject, options: try matchOptions(input, limits: limits),
        seed: UInt64(input.subject.count))
      return words.map { Discrepancy(stage: .path, input: input, words: $0) }
    } catch {
      return nil
    }
  }
}
