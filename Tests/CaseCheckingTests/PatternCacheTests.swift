// SPDX-License-Identifier: MIT
// What the cache holds makes no difference, and it stays small.

import CaseCorpus
import Testing

@testable import CaseChecking

@Suite struct PatternCacheTests {
  private func input(_ number: Int) -> CaseInput {
    CaseInput(pattern: Array("a{\(number)}".utf8), subject: Array("aaaa".utf8))
  }

  @Test func itStaysSmall() throws {
    let cache = PatternCache()
    for number in 0..<2000 {
      _ = try cache.pattern(for: input(number)).compiled()
      _ = try cache.pattern(for: input(number)).libraryPattern()
      #expect(cache.count <= 1024)
    }
    _ = try cache.pattern(for: CaseInput(pattern: Array(repeating: 0x61, count: 5000))).compiled()
    #expect(cache.count <= 1024)
  }

  @Test func whatIsUsedIsKept() throws {
    let cache = PatternCache()
    let kept = try cache.pattern(for: input(1)).libraryPattern()
    for number in 2..<2000 {
      _ = try cache.pattern(for: input(number)).libraryPattern()
      #expect(try cache.pattern(for: input(1)).libraryPattern() === kept)
    }
  }

  /// A pattern that comes once is not kept for long, but it is known when it comes again.
  @Test func whatComesTwiceIsKept() throws {
    let cache = PatternCache()
    for number in 1...500 { _ = try cache.pattern(for: input(number)).compiled() }
    #expect(cache.count < 20)
    let again = try (1...100).map { try cache.pattern(for: input($0)).compiled() }
    for number in 501...1000 { _ = try cache.pattern(for: input(number)).compiled() }
    // Some have lost their place in what is remembered to another: one in eight.
    let kept = try (1...100).count {
      try cache.pattern(for: input($0)).compiled() === again[$0 - 1]
    }
    #expect(kept > 50)
  }

  @Test func optionsMakeAnotherPattern() throws {
    let cache = PatternCache()
    var other = input(1)
    other.options = ["CASELESS"]
    #expect(
      try cache.pattern(for: input(1)).libraryPattern()
        !== cache.pattern(for: other).libraryPattern())
    other = input(1)
    other.newline = "CR"
    #expect(
      try cache.pattern(for: input(1)).libraryPattern()
        !== cache.pattern(for: other).libraryPattern())
    other = input(1)
    other.subject = []
    #expect(
      try cache.pattern(for: input(1)).libraryPattern()
        === cache.pattern(for: other).libraryPattern())
  }

  /// The verdicts of one checker over many cases are those of a checker for each.
  @Test(arguments: Engines.allCases) func verdictsDoNotDependOnIt(_ engines: Engines) {
    var options = CheckOptions()
    options.engines = engines
    let checker = CaseChecker(options: options)
    let patterns = ["a+", "(", "(a|b)*c", "a{2}", "(?<n>x)?y", "[[:foo:]]", "a+"]
    let expectations = ["", #","expected":{"rc":1,"ovector":[[0,2]]}"#, #","expected":{"rc":-1}"#]
    for round in 0..<3 {
      for pattern in patterns {
        for (subject, expectation) in zip(["aa", "y", "bbc"], expectations) {
          let line = Array(
            #"{"id":"\#(round)","pattern":"\#(pattern)","subject":"\#(subject)"\#(expectation)}"#
              .utf8)
          #expect(checker.check(line: line) == check(line: line, options: options))
        }
      }
    }
  }

  @Test func theLibraryAlone() {
    var options = CheckOptions()
    options.engines = .pcre2
    func verdict(_ fields: String) -> CaseVerdict {
      check(line: Array("{\(fields)}".utf8), options: options)
    }
    let input = #""pattern":"a+","subject":"xaa","expected":"#
    #expect(verdict(input + #"{"rc":1,"ovector":[[1,3]]}"#).kind == .passed)
    #expect(
      verdict(input + #"{"rc":1,"ovector":[[0,3]]}"#).detail
        == "whole match: expected [0,3), got [1,3)")
    #expect(verdict(#""pattern":"(","expected":{"compile_error":114}"#).kind == .passed)
    #expect(verdict(#""pattern":"(","expected":{"rc":1}"#).kind == .failed)
    #expect(
      verdict(#""kind":"compile","pattern":"()","expected":{"capture_count":2}"#).kind == .failed)
  }
}
