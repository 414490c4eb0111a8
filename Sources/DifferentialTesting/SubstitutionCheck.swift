// SPDX-License-Identifier: MIT
// A pattern, a subject and a template on both engines: the new text, the number of replacements, or the
// error with its number and offset.
//
//     var tally = PairTally()
//     compareSubstitutions(seed: 7, tally: &tally)      // nil, or what differs
//
// Tested in Tests/DifferentialTests.

import CaseChecking
import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Compares the engines over random templates for the pattern and the subjects of a seed.
///
/// - Parameters:
///   - seed: Decides everything.
///   - bounds: How far each search is followed.
///   - tally: Counts the templates that were compared as pairs.
/// - Returns: The first difference, made small; nil if there is none.
public func compareSubstitutions(
  seed: UInt64, bounds: PairBounds = PairBounds(), tally: inout PairTally
) -> Finding? {
  var random = SeededGenerator(seed: seed ^ 0x5375_6273)
  let inputs = randomTrial(seed: seed)
  guard let first = inputs.first, var engines = SubstitutionEngines(first, bounds) else {
    tally.refused += 1
    return nil
  }
  tally.patterns += 1
  let letters = Array("abcAB1éÉßσς-_ǅ".map { Array(String($0).utf8) })
  for var input in inputs {
    if !random.oneIn(50) { input.matchOptions.removeAll { $0.hasPrefix("PARTIAL") } }
    for _ in 0..<4 {
      var item = SubstitutionCase(input: input)
      item.replacement = random.template(for: engines.program.tree, letters: letters)
      item.options = random.substituteOptions()
      tally.pairs += 1
      guard let words = engines.difference(item, &tally) else { continue }
      return finding(seed, shrunk(item, words, bounds))
    }
  }
  return nil
}

extension SeededGenerator {
  fileprivate mutating func substituteOptions() -> [String] {
    let chances = [
      ("EXTENDED", 5), ("GLOBAL", 4), ("UNSET_EMPTY", 3), ("UNKNOWN_UNSET", 2),
      ("REPLACEMENT_ONLY", 1),
    ]
    var names = chances.filter { below(6) < $0.1 }.map { "SUBSTITUTE_\($0.0)" }
    if oneIn(40) { names.append("SUBSTITUTE_LITERAL") }
    return names
  }
}

// MARK: - One template

/// Both engines with one pattern.
private struct SubstitutionEngines: ~Copyable {
  let program: Program
  private var oracle: OraclePattern
  private let bounds: PairBounds

  /// Compiles a pattern; nil if that is not possible.
  init?(_ input: CaseInput, _ bounds: PairBounds) {
    guard let program = try? CaseChecking.program(for: input),
      let oracle = try? OraclePattern(
        pattern: input.pattern, options: OracleOptions(input), plain: true)
    else { return nil }
    self.program = program
    self.oracle = oracle
    self.bounds = bounds
  }

  /// What differs in words; nil if nothing does.
  mutating func difference(_ item: SubstitutionCase, _ tally: inout PairTally) -> String? {
    do {
      let limits = MatchLimits(steps: UInt64(bounds.steps), stackBytes: bounds.stackBytes)
      let options = try matchOptions(item.input, limits: limits)
      guard let ours = answer(to: item, program, options) else {
        tally.bounded += 1
        return nil
      }
      let theirs = try oracle.substitute(
        subject: item.input.subject, replacement: item.replacement, names: item.options,
        options: OracleMatchOptions(
          names: item.input.matchOptions, offset: item.input.offset,
          offsetLimit: item.input.offsetLimit, matchLimit: bounds.libraryMatchLimit))
      // Limits of the library, and its internal errors.
      if [-44, -47, -48, -53, -63, -999].contains(theirs.rc) {
        tally.bounded += 1
        return nil
      }
      let expected = SubstitutionAnswer(theirs)
      return ours == expected ? nil : "libpcre2 has \(expected), rxdebug has \(ours)"
    } catch {
      return "cannot be asked: \(error)"
    }
  }
}

private func finding(_ seed: UInt64, _ found: (item: SubstitutionCase, words: String)) -> Finding {
  Finding(
    seed: seed,
    discrepancy: Discrepancy(
      stage: .substitution, input: found.item.input, words: found.words),
    substitution: found.item)
}

/// Leaves out what can be left out of template, options and input.
private func shrunk(
  _ item: SubstitutionCase, _ words: String, _ bounds: PairBounds
) -> (item: SubstitutionCase, words: String) {
  var best = (item: item, words: words)
  func difference(_ item: SubstitutionCase) -> String? {
    var ignored = PairTally()
    guard var engines = SubstitutionEngines(item.input, bounds) else { return nil }
    return engines.difference(item, &ignored)
  }
  func improves(_ item: SubstitutionCase) -> Bool {
    guard item != best.item, let words = difference(item) else { return false }
    best = (item, words)
    return true
  }
  for _ in 0..<2 {
    for name in best.item.options {
      var item = best.item
      item.options.removeAll { $0 == name }
      _ = improves(item)
    }
    var start = 0
    while start < best.item.replacement.count {
      var item = best.item
      item.replacement.remove(at: start)
      if !improves(item) { start += 1 }
    }
    var item = best.item
    let large = Discrepancy(stage: .substitution, input: item.input, words: "")
    item.input =
      shrink(large) { input in
        var candidate = item
        candidate.input = input
        return difference(candidate).map {
          Discrepancy(stage: .substitution, input: input, words: $0)
        }
      }.input
    _ = improves(item)
  }
  return best
}
