// SPDX-License-Identifier: MIT
// Two runs: how far they are the same, beside a comparison of all rows of both; which items and groups pair up.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import TestThreads
import Testing

@Suite @ComputingTests struct ComparingTests {
  private func setup(_ pattern: String, _ subject: String, _ options: CompileOptions = [])
    -> RunSetup
  {
    RunSetup(
      pattern: Array(pattern.utf8), subject: Array(subject.utf8),
      options: PatternOptions(compile: options))
  }

  /// All rows of a run without what depends on the pattern: position, start, flags, groups.
  private func rows(_ setup: RunSetup) throws -> [[Int]] {
    let program = try compileTraced(try parsePattern(setup.pattern, options: setup.options))
    var machine = try Machine(program: program, subject: setup.subject, options: setup.matchOptions)
    var observer = RowObserver(
      items: program.tree.items.map { ($0.position, $0.length) }, cap: 100_000, keepsRows: true)
    machine.run(&observer)
    return observer.rows
  }

  nonisolated static let subjects = [
    "", "a", "ab", "aab", "aaac", "abab", "xabc", "ababab", "aaaaab", "cab\nab", "bca", "aabbcc",
  ]
  nonisolated static let patterns = [
    "(a+)+b", "a+b", "(a|ab)(b|c)?", "^(?:a|b)*c", "(?<!a)b+(a)?", "(a)(?1)?b", #"(a|b)\1+c?"#,
    "(?>a+|b)c*", "a(*MARK:x)b|(*PRUNE)a", "(?=(a))a*?b",
  ]

  /// One pattern, two subjects: the rows are compared as they are.
  @Test(arguments: patterns) func subjectsPartWhereRowsDiffer(_ pattern: String) throws {
    for left in Self.subjects {
      for right in Self.subjects {
        let (first, second) = (setup(pattern, left), setup(pattern, right))
        let found = try #require(try compareRuns(first, second))
        let (ours, theirs) = (try rows(first), try rows(second))
        let equal = zip(ours, theirs).prefix { $0 == $1 }.count
        #expect(Int(found.equalSteps) == equal, "\(pattern) \(left) \(right)")
        if equal < max(ours.count, theirs.count) { #expect(!found.isSame) }
        if left == right { #expect(found.isSame) }
        #expect(found.first.end.end.steps == UInt64(ours.count))
        #expect(found.second.end.end.steps == UInt64(theirs.count))
        if case .parted(_, let step) = found.result { #expect(Int(step) == equal + 1) }
      }
    }
  }

  /// A comment in front moves all offsets: the runs stay the same.
  @Test(arguments: patterns) func offsetsDoNotMatter(_ pattern: String) throws {
    for subject in Self.subjects {
      let found = try #require(
        try compareRuns(setup(pattern, subject), setup("(?#moved)" + pattern, subject)))
      #expect(found.isSame, "\(pattern) \(subject)")
      let inGroup = try #require(
        try compareRuns(
          setup("(?:" + pattern + ")", subject), setup("(?:" + pattern + ")", subject)))
      #expect(inGroup.isSame)
    }
  }

  /// What is found from one side is found from the other.
  @Test func theSameFromBothSides() throws {
    for left in Self.patterns {
      for right in Self.patterns {
        for subject in Self.subjects {
          let (first, second) = (setup(left, subject), setup(right, subject))
          let there = try #require(try compareRuns(first, second))
          let back = try #require(try compareRuns(second, first))
          #expect(there.equalSteps == back.equalSteps, "\(left) \(right) \(subject)")
          #expect(there.isSame == back.isSame)
        }
      }
    }
  }

  nonisolated static let pairs: [(String, String, groups: [[Int]], replaced: Int)] = [
    ("(a)b(c)", "(a)x+b(c)", [[1, 1], [2, 2]], 0), ("a+b", "a*b", [], 1),
    ("(a)(b)", "(c)(a)(b)", [[1, 1], [2, 3]], 0), ("(a)(b)", "(?:a)(b)", [[2, 1]], 1),
    ("(a)(b)", "(a)(b)", [[1, 1], [2, 2]], 0), ("aa", "aaa", [], 0), ("abc", "axy", [], 2),
    ("(a|b)", "(a)b", [[1, 1]], 0), ("", "a", [], 0),
    ("(?|(a)|(b))(c)", "(?|(a)|(b))x(c)", [[1, 1], [2, 2]], 0),
  ]

  @Test(arguments: pairs) func pairsUp(
    _ first: String, _ second: String, _ groups: [[Int]], _ replaced: Int
  ) throws {
    let found = try #require(try compareRuns(setup(first, "ab"), setup(second, "ab")))
    #expect(found.groups.map { [$0.first, $0.second] } == groups)
    #expect(found.replaced.count == replaced)
  }

  @Test func longRunsAreComparedInBoundedMemory() throws {
    let subject = String(repeating: "a", count: 19)
    var (first, second) = (setup("(?:a+)+b", subject + "c"), setup("(?:a+)+b", subject + "d"))
    (first.checkpointBytes, second.checkpointBytes) = (1 << 20, 1 << 20)
    let found = try #require(try compareRuns(first, second))
    #expect(found.isSame)
    #expect(found.equalSteps > 1_000_000)
    var slices = 0
    let stopped = try compareRuns(first, second) {
      slices += 1
      return slices < 2
    }
    #expect(stopped == nil)
  }

  @Test func limits() throws {
    var first = setup("(a+)+b", "aaaaaac")
    first.matchOptions.limits = MatchLimits(steps: 50)
    var second = setup("(a+)+b", "aaaaaad")
    let found = try #require(try compareRuns(first, second))
    #expect(found.result == .limited)
    #expect(found.equalSteps == 50)
    second.subject = Array("aaaaaab".utf8)
    let other = try #require(try compareRuns(first, second))
    #expect(other.result == .parted(.item, step: 6))
  }
}
