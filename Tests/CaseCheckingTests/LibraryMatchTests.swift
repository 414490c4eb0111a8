// SPDX-License-Identifier: MIT
// The library's yes or no with the engine's own options.

import CaseChecking
import RegexMachine
import RegexSyntax
import Testing

@Suite struct LibraryMatchTests {
  private func matches(
    _ pattern: String, _ subject: String, _ compile: CompileOptions = [],
    _ options: MatchOptions = MatchOptions()
  ) -> Bool {
    libraryMatches(
      Array(pattern.utf8), Array(subject.utf8), PatternOptions(compile: compile), options)
  }

  @Test func optionsCount() {
    #expect(matches("a+b", "xaab"))
    #expect(!matches("a+b", "xAAB"))
    #expect(matches("a+b", "xAAB", .caseless))
    #expect(!matches("^b", "ab", [], MatchOptions(startOffset: 1)))
    #expect(!matches("a+b", "xaab", [], MatchOptions(flags: .anchored)))
    #expect(!matches("a", "ab", [], MatchOptions(flags: .endAnchored)))
  }

  @Test func badPatternsAndPartialMatchesAreNone() {
    #expect(!matches("a(", "a("))
    #expect(!matches("abc", "ab", [], MatchOptions(flags: .partialSoft)))
    #expect(!matches("é", "\u{FF}"))
  }
}
