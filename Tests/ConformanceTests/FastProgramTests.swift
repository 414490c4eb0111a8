// SPDX-License-Identifier: MIT
// Every case of fixtures/cases on the fast program: with all optimisations, with none, with each alone and with all
// but each it finds what the traced program finds, and what the case expects. Cases with partial matching are left
// out: they need the traced program.

import CaseChecking
import CaseCorpus
import DifferentialTesting
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText
import TestThreads
import Testing

@Suite @ComputingTests struct FastProgramTests {
  /// As those of the traced program in Checks.swift.
  private let limits = MatchLimits(steps: 20_000_000, stackBytes: 256 << 20)

  @Test("cases of a file", arguments: Corpus.fileNames)
  func cases(file: String) throws {
    let known = try Corpus.knownFailures()
    var checks: [[UInt8]: (input: CaseInput, check: FastCheck)] = [:]
    for item in try Corpus.cases(in: file) where item.kind == .match && known[item.id] == nil {
      guard item.expected.compileError == nil, !isPartial(item.input) else { continue }
      let options = try matchOptions(item.input, limits: limits)
      let check: FastCheck
      if let last = checks[item.input.pattern], isSamePattern(last.input, item.input) {
        check = last.check
      } else {
        let tree = try parsePattern(item.input.pattern, options: try patternOptions(item.input))
        check = try #require(FastCheck(tree, switches: FastSwitches.each))
        checks = [item.input.pattern: (item.input, check)]
      }
      if let words = check.difference(subject: item.input.subject, options: options)
        ?? expectationDifference(item, check.fast[0].program, options)
      {
        Issue.record("\(item.id): \(words)")
      }
    }
  }

  private func isPartial(_ input: CaseInput) -> Bool {
    input.matchOptions.contains { $0.hasPrefix("PARTIAL") }
  }

  private func isSamePattern(_ one: CaseInput, _ other: CaseInput) -> Bool {
    one.options == other.options && one.newline == other.newline && one.bsr == other.bsr
      && one.parensNestLimit == other.parensNestLimit
      && one.maxPatternLength == other.maxPatternLength
  }

  /// How the fast program differs from what the case expects.
  private func expectationDifference(
    _ item: Case, _ program: Program, _ options: MatchOptions
  ) -> String? {
    guard let expected = MatchResult(item.expected) else { return "nothing expected" }
    var result: MatchResult
    do throws(SubjectError) {
      var machine = try Machine(program: program, subject: item.input.subject, options: options)
      machine.run()
      result = MatchResult(machine)
      if let words = try allDifference(item, program, options) { return words }
    } catch {
      result = MatchResult(.error(error.code))
    }
    guard let words = result.difference(from: expected) else { return nil }
    let plain = item.expectedPlain.flatMap { MatchResult($0) }
    return plain.map { result.difference(from: $0) == nil } == true ? nil : words
  }

  private func allDifference(
    _ item: Case, _ program: Program, _ options: MatchOptions
  ) throws(SubjectError) -> String? {
    guard let expected = item.globalMatches else { return nil }
    let found = try findAll(program, in: item.input.subject, options: options)
    let ours = found.matches.map { match in
      match.captures.map { $0.map { SourceSpan($0.start, $0.end) } }
    }
    return ours == expected ? nil : "all matches: expected \(expected.count), got \(ours.count)"
  }
}
