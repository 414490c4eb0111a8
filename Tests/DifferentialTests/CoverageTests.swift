// SPDX-License-Identifier: MIT
// Coverage of random patterns against libpcre2: the items that are tried are its callouts, each as often. Programs that
// count make the same steps as those that do not. RXDEBUG_SEED=n takes other patterns.

import CaseChecking
import CaseCorpus
import DifferentialTesting
import PCRE2Oracle
import RegexCoverage
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText
import TestThreads
import Testing

@Suite @ComputingTests struct CoverageTests {
  private static let limits = MatchLimits(steps: 5_000, stackBytes: 64 << 20)

  @Test func itemsTriedAreCallouts() throws {
    var pairs = 0
    var round: UInt64 = 0
    while pairs < 4000 {
      for input in randomTrial(seed: seed &+ round) where try compare(input, seed &+ round) {
        pairs += 1
      }
      round += 1
    }
    print("coverage: seed \(seed), \(pairs) pairs")
  }

  /// Compares one input; false if it could not be.
  private func compare(_ input: CaseInput, _ seed: UInt64) throws -> Bool {
    guard let tree = try? parsePattern(input.pattern, options: patternOptions(input)),
      let plan = try? CoveragePlan(tree), let plain = try? compileTraced(tree)
    else { return false }
    let options = try matchOptions(input, limits: Self.limits)
    guard let run = try? plan.run(subject: input.subject, options: options),
      run.outcome == .match || run.outcome == .noMatch
    else { return false }
    let comment = Comment(
      rawValue: "RXDEBUG_SEED=\(seed): \(String(decoding: input.pattern, as: UTF8.self)) on "
        + String(decoding: input.subject, as: UTF8.self))
    #expect(
      try digest(plan.program, input, options) == digest(plain, input, options), comment)
    var oracle = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), plain: true, autoCallout: true)
    var rows: [Place: UInt32] = [:]
    let match = try oracle.trace(
      subject: input.subject, options: OracleMatchOptions(input, isLimited: true)
    ) { row in
      rows[Place(row.patternPosition, row.nextItemLength), default: 0] += 1
      return true
    }
    guard match.rc > -2 else { return false }
    for (index, point) in plan.points.enumerated() where point.kind == .item {
      guard let item = tree[point.node].item else { continue }
      let place = Place(tree[item].position, tree[item].length)
      // A written callout and the end of the pattern can have one place.
      let isShared = tree.items.count { Place($0.position, $0.length) == place } > 1
      if isShared { continue }
      #expect(run.counts[index] == rows[place] ?? 0, comment)
    }
    return true
  }

  private struct Place: Hashable {
    var position: Int
    var length: Int

    init(_ position: Int, _ length: Int) {
      self.position = position
      self.length = length
    }
  }

  /// The fingerprint of all steps.
  private func digest(
    _ program: Program, _ input: CaseInput, _ options: MatchOptions
  ) throws -> String {
    let items = program.tree.items.map { (position: $0.position, length: $0.length) }
    var machine = try Machine(program: program, subject: input.subject, options: options)
    var observer = RowObserver(items: items, cap: .max, keepsRows: false)
    machine.run(&observer)
    return observer.hash.hexDigits
  }

  /// A group around a unit changes nothing of how often it runs, but is counted in another way.
  @Test func roundsOfUnitsAreRoundsOfGroups() throws {
    var random = SeededGenerator(seed: seed)
    let quantifiers = ["*", "+", "?", "{2,4}", "{0,2}", "{1,3}", "{2,}", "{0,1}"]
    let units = ["a", "[ab]", ".", "b", #"\R"#, #"\X"#, "é", "[^a]", #"\w"#]
    for _ in 0..<600 {
      let mode = random.pick(["", "?", "+"])
      let parts = (0..<3).map { _ in (random.pick(units), random.pick(quantifiers) + mode) }
      let end = random.pick(["a", "b", "$", "é"])
      let subject = (0..<random.below(9)).map { _ in random.pick(["a", "b", "é", "\n", "\r\n"]) }
        .joined()
      let plain = parts.map { $0.0 + $0.1 }.joined() + end
      let grouped = parts.map { "(?:" + $0.0 + ")" + $0.1 }.joined() + end
      let counts = try [plain, grouped].map { try rounds($0, subject) }
      #expect(
        counts[0] == counts[1], "RXDEBUG_SEED=\(seed): \(plain) on \(subject.debugDescription)")
    }
  }

  private func rounds(_ pattern: String, _ subject: String) throws -> [UInt32] {
    let tree = try parsePattern(
      Array(pattern.utf8), options: PatternOptions(compile: [.utf, .caseless]))
    let plan = try CoveragePlan(tree)
    let run = try plan.run(subject: Array(subject.utf8))
    return plan.points(in: .repeats).map { run.counts[$0] }
  }
}
