// SPDX-License-Identifier: MIT
// Sessions over all matches against the plain search: what is listed is what is found, a search looks the
// same from either side, and breakpoints met going back are those met going forward.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import Testing

/// Patterns and subjects that are searched for all matches.
private let pairs: [(pattern: String, subject: String)] = [
  ("a|(b)", "xabba"), ("x*", "axxb"), ("", "ab"), ("(?=b)|a", "abab"), ("a\\Kb", "ababab"),
  ("(?<=a)b|(?:a)", "aabb"), ("\\b", "ab cd"), ("(a)?b", "abb"), ("x", "y"), ("(?<=\\Ga)", "aaa"),
  ("a(*:m)|b(*SKIP)c", "abcbc"), ("^", "a\nb\n"),
]

private func searching(
  _ pattern: String, _ subject: String, replacement: String? = nil
) throws -> Session {
  var setup = RunSetup(
    pattern: Array(pattern.utf8), subject: Array(subject.utf8),
    options: PatternOptions(compile: [.multiline]))
  setup.plan = SearchPlan(
    findsAll: true, replacement: replacement.map { Array($0.utf8) },
    options: [.extended, .unsetEmpty, .unknownUnset])
  return try Session(setup)
}

private func program(_ pattern: String) throws -> Program {
  try compileTraced(
    parsePattern(Array(pattern.utf8), options: PatternOptions(compile: [.multiline])))
}

/// What stands in a response about its search and place, without what led there.
private func whereabouts(_ session: inout Session) -> String { session.say("where") }

/// Random patterns of a few pieces, which match often and also nothing.
private func randomPairs(_ count: Int, seed: UInt64) -> [(pattern: String, subject: String)] {
  var state = seed
  func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  let pieces = [
    "a", "b", "(a)", "a?", "b*", "|", "(?=b)", "(?<=a)", "\\b", "^", "(b|ab)", "\\K", "a+?", "",
  ]
  return (0..<count).map { _ in
    let pattern = (0..<(1 + below(4))).map { _ in pieces[below(pieces.count)] }.joined()
    let subject = (0..<below(8)).map { _ in ["a", "b", "c", "\n"][below(4)] }.joined()
    return (pattern, subject)
  }
}

@Suite struct SearchTests {
  @Test func randomSessions() throws {
    let seed: UInt64 = 20_261_122
    for (pattern, subject) in randomPairs(150, seed: seed) {
      let words = Comment(rawValue: "seed \(seed): \(pattern) on \(subject)")
      #expect(try isListedAsFound(pattern, subject), words)
      #expect(try looksTheSameFromEitherSide(pattern, subject), words)
      #expect(try stopsAreTheSameBothWays(pattern, subject), words)
      #expect(try isReplacedAsAWhole(pattern, subject), words)
    }
  }

  @Test(arguments: pairs.indices) func chosenSessions(_ index: Int) throws {
    let (pattern, subject) = pairs[index]
    #expect(try isListedAsFound(pattern, subject))
    #expect(try looksTheSameFromEitherSide(pattern, subject))
    #expect(try stopsAreTheSameBothWays(pattern, subject))
    #expect(try isReplacedAsAWhole(pattern, subject))
  }

  private func isListedAsFound(_ pattern: String, _ subject: String) throws -> Bool {
    var session = try searching(pattern, subject)
    _ = session.say("goto search 1000000")
    _ = session.say("continue")
    guard case .matches(let rows, let total, let isComplete) = session.execute(.matches).body
    else { return false }
    let found = try findAll(program(pattern), in: Array(subject.utf8))
    return isComplete && total == found.matches.count
      && rows.map(\.captures) == found.matches.map(\.captures)
  }

  /// Whether what each match is replaced by is what a substitution puts in its place.
  private func isReplacedAsAWhole(_ pattern: String, _ subject: String) throws -> Bool {
    let text = "\\u$0${1:+!}<$*MARK>\\Q."
    var session = try searching(pattern, subject, replacement: text)
    _ = session.say("continue")
    guard case .matches(let rows, _, true) = session.execute(.matches).body else { return false }
    let program = try program(pattern)
    let template = try parseReplacement(
      Array(text.utf8), options: [.extended, .global, .unsetEmpty, .unknownUnset],
      for: program.tree)
    let result = substitute(template, program, in: Array(subject.utf8))
    return rows.map(\.captures) == result.replacements.map(\.captures)
      && rows.map(\.replacement) == result.replacements.map { Array(result.text[$0.output]) }
  }

  private func looksTheSameFromEitherSide(_ pattern: String, _ subject: String) throws -> Bool {
    var session = try searching(pattern, subject)
    var forward = [whereabouts(&session)]
    while true {
      let before = forward.last
      _ = session.say("step")
      let here = whereabouts(&session)
      if here == before { break }
      forward.append(here)
    }
    var backward = [whereabouts(&session)]
    for _ in forward.dropFirst() {
      _ = session.say("back")
      backward.append(whereabouts(&session))
    }
    return backward.reversed() == forward
  }

  private func stopsAreTheSameBothWays(_ pattern: String, _ subject: String) throws -> Bool {
    for target in ["break pos 1", "break pos 2", "catch fail", "catch attempt", "catch backtrack"] {
      var session = try searching(pattern, subject)
      guard session.say(target).hasPrefix("Breakpoint") else { continue }
      /// All stops up to where nothing is met.
      func stops(_ command: Command) -> [String] {
        var result: [String] = []
        while case .stopped(.breakpoints, _) = session.execute(command).body {
          result.append(whereabouts(&session))
        }
        return result
      }
      // Running forward begins behind the first step, running back ends with it.
      let first = whereabouts(&session)
      let forward = stops(.run)
      var backward = Array(stops(.reverseContinue).reversed())
      if backward.first == first, forward.first != first { backward.removeFirst() }
      guard forward == backward else { return false }
    }
    return true
  }

  @Test func manySearchesNeedFewSetups() throws {
    let count = 5000
    var session = try searching("(a)|b", String(repeating: "ab", count: count / 2))
    _ = session.say("continue")
    for number in [count, 1, 4321, 1234, 1025, 2, 4999] {
      _ = session.say("goto search \(number)")
      #expect(
        whereabouts(&session).hasPrefix(
          "Search \(number), from \(number - 1) (\(number == 1 ? "no" : "\(number - 1)") match"))
    }
    #expect(session.say("matches").hasPrefix("\(count) matches, the latest 100:\n  4901  "))
  }

  @Test func interruptionLeavesTheSessionUsable() throws {
    var session = try searching("a", "aaaa")
    _ = session.say("break pos 4")
    let response = session.execute(.run) { false }
    guard case .stopped(.interrupted, _) = response.body else { return #expect(Bool(false)) }
    #expect(session.say("continue").contains("Breakpoint 1."))
  }

  @Test func badReplacementIsRefused() throws {
    var setup = RunSetup(
      pattern: [0x61], subject: [0x61], options: PatternOptions(compile: [.utf]))
    setup.plan = SearchPlan(findsAll: true, replacement: [0xFF])
    #expect(throws: SessionError.self) { _ = try Session(setup) }
  }
}
