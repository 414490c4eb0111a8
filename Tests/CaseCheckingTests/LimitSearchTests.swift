// SPDX-License-Identifier: MIT
// The smallest limits against those that pcre2test found (fixtures/limits/find-limits.txt), and the ends of the
// search.

import CaseChecking
import CaseCorpus
import FoundationEssentials
import RegexMachine
import Testing

/// A row of fixtures/limits/find-limits.txt.
struct LimitRow: CustomTestStringConvertible, Sendable {
  var pattern: String
  var subject: String
  var limits: SmallestLimits

  var testDescription: String { "/\(pattern)/ on \(subject)" }

  /// Every row; a line that is none is a row that no search finds.
  static let all: [LimitRow] = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/fixtures/limits/find-limits.txt"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let numbers = fields.dropFirst(2).map { Int($0) ?? -1 }
      guard numbers.count == 3 else {
        return LimitRow(pattern: String(line), subject: "", limits: .init(-1, -1, -1))
      }
      return LimitRow(
        pattern: fields[0], subject: fields[1], limits: .init(numbers[0], numbers[1], numbers[2]))
    }
  }()
}

extension SmallestLimits {
  init(_ match: Int, _ depth: Int, _ heapKiB: Int) {
    self.init(match: match, depth: depth, heapKiB: heapKiB)
  }
}

/// Searches for a pattern and a subject.
private func find(
  _ pattern: String, _ subject: String, _ bounds: LimitSearchBounds = LimitSearchBounds()
) throws -> LimitFinding {
  try findLimits(CaseInput(pattern: bytes(pattern), subject: bytes(subject)), within: bounds)
}

@Suite struct LimitSearchTests {
  @Test func tableIsThere() { #expect(LimitRow.all.count >= 20) }

  @Test(arguments: LimitRow.all)
  func sameAsPCRE2Test(_ row: LimitRow) throws {
    guard case .found(let limits) = try find(row.pattern, row.subject) else {
      Issue.record("nothing found")
      return
    }
    #expect(limits.match == row.limits.match)
    #expect(limits.depth == row.limits.depth)
    // How much heap a match takes depends on how the library was built.
    #expect(limits.heapKiB >= 1)
  }

  @Test func ends() throws {
    let (pattern, subject) = ("(a+)+$", "aaaaaaaaaaaac")
    #expect(
      try find(pattern, subject, .init(match: 10_239, lastMatch: 10_239))
        == .moreThan(.match, 10_239))
    #expect(
      try find(pattern, subject, .init(match: 100, lastMatch: 10_239))
        == .moreThan(.match, 10_239))
    #expect(
      try find(pattern, subject, .init(match: 100, lastMatch: 10_240)) == .moreThan(.match, 100))
    #expect(
      try find(pattern, subject, .init(searches: false))
        == .atMost(SmallestLimits(10_000_000, 10_000_000, 1 << 20)))
  }

  @Test func aboveTheDefault() throws {
    // 2^n for each a more: pcre2test needs a minute for this one.
    #expect(
      try find("(a+)+$", String(repeating: "a", count: 24) + "c")
        == .moreThan(.match, 10_000_000))
  }

  @Test(arguments: [
    ("(*LIMIT_MATCH=9)", LimitKind.match, 9), ("(*LIMIT_DEPTH=3)", .depth, 3),
    ("(*LIMIT_HEAP=0)", .heap, 0),
  ])
  func ownLimits(_ start: String, _ kind: LimitKind, _ limit: Int) throws {
    #expect(try find(start + "(a+)+$", "aaaaaaaac") == .ownLimit(kind, limit))
  }

  @Test func errors() throws {
    let input = CaseInput(pattern: bytes("a"), subject: bytes("a"), offset: 9)
    #expect(try findLimits(input) == .error(-33))
  }

  @Test func profiles() throws {
    let php = try #require(LimitProfile.all.first { $0.id == "php" })
    let library = try #require(LimitProfile.all.first { $0.id == "pcre2" })
    #expect(php.holds(.found(SmallestLimits(1_000_000, 100_000, 20_000_000))) == true)
    #expect(php.holds(.found(SmallestLimits(1_000_001, 1, 1))) == false)
    #expect(php.holds(.found(SmallestLimits(1, 100_001, 1))) == false)
    #expect(php.holds(.found(SmallestLimits(1, 1, 20_000_001))) == false)
    #expect(php.holds(.moreThan(.match, 10_000_000)) == false)
    #expect(library.holds(.moreThan(.match, 10_000_000)) == false)
    #expect(library.holds(.moreThan(.heap, 1 << 20)) == nil)
    #expect(library.holds(.atMost(SmallestLimits(10_000_000, 10_000_000, 1))) == true)
    #expect(php.holds(.atMost(SmallestLimits(10_000_000, 10_000_000, 1))) == nil)
    #expect(php.holds(.ownLimit(.match, 9)) == nil)
  }

  @Test func depth() throws {
    var machine = try Machine(program: compile("(a|b)*c"), subject: bytes("ababab"))
    var deep = DepthObserver()
    machine.run(&deep)
    var again = try Machine(program: compile("(a|b)*c"), subject: bytes("ababab"))
    var counter = CountingObserver()
    again.run(&counter)
    #expect(deep.steps == counter.steps && deep.backtracks == counter.backtracks)
    // At least one choice for each turn of the loop.
    #expect(deep.deepest > 6 && deep.deepestBytes == 16 * deep.deepest)
  }
}
