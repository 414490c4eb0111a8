// SPDX-License-Identifier: MIT
// "Decided before matching": libpcre2 says that it would not begin if and only if it calls no callout when it is
// compiled with one before every item and its optimisations are on; and there is a reason each time. Over all
// shipped cases, with cut subjects too, so that many are decided, random ones, and patterns made for each reason.

import CaseChecking
import CaseCorpus
import DifferentialTesting
import PCRE2Oracle
import RegexMachine
import TestThreads
import Testing

@Suite @ComputingTests struct StartTests {
  private func input(
    _ pattern: String, _ subject: String, _ options: [String] = [], offset: Int = 0,
    match: [String] = []
  ) -> CaseInput {
    CaseInput(
      pattern: Array(pattern.utf8), options: options, subject: Array(subject.utf8),
      matchOptions: match, offset: offset)
  }

  nonisolated static let rejected: [(String, String, [String], Int, StartRejection)] = [
    ("abcde", "abc", [], 0, .tooShort(needed: 5, available: 3)),
    ("a\\d{4}", "xa12", [], 0, .tooShort(needed: 5, available: 3)),
    ("ab+", "xyz", [], 0, .firstMissing(NeededUnit(0x61))),
    ("ab+", "xyz", ["CASELESS"], 0, .firstMissing(NeededUnit(0x61, otherCase: 0x41))),
    ("ab+", "aab", [], 3, .firstMissing(NeededUnit(0x61))),
    ("A", "ab", [], 0, .firstMissing(NeededUnit(0x41))),
    ("a.*a", "AA", [], 0, .firstMissing(NeededUnit(0x61))),
    ("a.*a", "xAx", ["CASELESS"], 0, .requiredMissing(NeededUnit(0x61, otherCase: 0x41))),
    ("^ab+", "xab", [], 0, .firstDiffers(NeededUnit(0x61), at: 0)),
    ("ab+", "xab", ["ANCHORED"], 0, .firstDiffers(NeededUnit(0x61), at: 0)),
    ("[ab]x?", "cde", [], 0, .noFirst), ("[ab]x?", "cab", ["ANCHORED"], 0, .noFirstThere(at: 0)),
    ("a+b", "xaax", [], 0, .requiredMissing(NeededUnit(0x62))),
    ("a+b", "xaax", ["CASELESS"], 0, .requiredMissing(NeededUnit(0x62, otherCase: 0x42))),
    ("(?:[ab]|\\d)x*Z", "a1xz", [], 0, .requiredMissing(NeededUnit(0x5A))),
    ("\\w+é", "abé", ["UTF"], 4, .noFirst),
    ("é+x", "axb", ["UTF"], 0, .firstMissing(NeededUnit(0xC3))),
  ]

  @Test(arguments: rejected) func reasons(
    _ pattern: String, _ subject: String, _ options: [String], _ offset: Int,
    _ reason: StartRejection
  ) throws {
    let input = input(pattern, subject, options, offset: offset)
    let facts = try #require(try StartFacts(input))
    let found = facts.rejection(of: input.subject, from: offset)
    #expect(found == reason)
    #expect(try isDecided(input) == !facts.begins)
  }

  nonisolated static let begun: [(String, String, [String])] = [
    ("abc", "abc", []), ("", "", []), ("a+b", "ab", []), ("a?", "", []), ("a", "A", ["CASELESS"]),
    ("a+b", "xaax", ["NO_START_OPTIMIZE"]), ("^b", "ab", ["MULTILINE"]),
  ]

  @Test(arguments: begun) func begins(
    _ pattern: String, _ subject: String, _ options: [String]
  ) throws {
    let input = input(pattern, subject, options)
    let facts = try #require(try StartFacts(input))
    #expect(facts.begins)
    #expect(facts.rejection(of: input.subject, from: 0) == nil)
  }

  /// Whether the library ends without a match before it calls a callout.
  private func isDecided(_ input: CaseInput) throws -> Bool {
    var pattern = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), autoCallout: true)
    var isCalled = false
    let match = try pattern.trace(
      subject: input.subject, options: OracleMatchOptions(input, isLimited: true)
    ) { _ in
      isCalled = true
      return false
    }
    return !isCalled && match.rc == -1
  }

  /// The reason that is given, after a look at whether the library really decides so.
  private func checkedReason(_ input: CaseInput) throws -> StartRejection? {
    guard let facts = StartFacts.asking(input) else { return nil }
    let text = String(decoding: input.pattern, as: UTF8.self)
    let isDecided = try isDecided(input)
    if !facts.begins { #expect(isDecided, "\(text) on \(input.subject) \(input.options)") }
    // These options put something in front of the first callout: an attempt may fail there.
    let hasFrame = input.options.contains { $0 == "EXTRA_MATCH_WORD" || $0 == "EXTRA_MATCH_LINE" }
    if facts.begins && !hasFrame {
      #expect(!isDecided, "\(text) on \(input.subject) \(input.options)")
    }
    return facts.rejection(of: input.subject, from: input.offset)
  }

  /// What the reasons are called, and how often each was given.
  private func count(_ reasons: [StartRejection]) -> [String: Int] {
    reasons.reduce(into: [:]) { counts, reason in
      counts[String("\(reason)".prefix { $0 != "(" }), default: 0] += 1
    }
  }

  @Test func shippedCasesAreDecidedAsTheLibraryDecides() throws {
    var reasons: [StartRejection] = []
    for case var input in try Corpus.fileNames.flatMap({ try Corpus.cases(in: $0) }).map(\.input) {
      let whole = input.subject
      for subject in [whole, Array(whole.dropLast(2)), Array(whole.prefix(1))] {
        input.subject = subject
        if let reason = try checkedReason(input) { reasons.append(reason) }
      }
    }
    let counts = count(reasons)
    #expect(reasons.count > 500)
    // The rest are offset limits and pieces of invalid UTF-8.
    #expect(counts["other", default: 0] * 100 <= reasons.count, "\(counts)")
    #expect(counts.count >= 6, "\(counts)")
  }

  @Test func randomPatternsAreDecidedAsTheLibraryDecides() throws {
    let seed: UInt64 = 20_260_404
    var reasons: [StartRejection] = []
    for round in 0..<1500 {
      for input in randomTrial(seed: seed &+ UInt64(round)) {
        if let reason = try checkedReason(input) { reasons.append(reason) }
      }
    }
    let counts = count(reasons)
    print("decided before matching: seed \(seed), \(counts)")
    #expect(counts["other", default: 0] * 20 <= reasons.count, "\(counts)")
  }
}
