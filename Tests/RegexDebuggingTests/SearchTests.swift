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

@Suite struct SearchTests {
  @Test(arguments: pairs.indices) func listsWhatIsFound(_ index: Int) throws {
    let (pattern, subject) = pairs[index]
    var session = try searching(pattern, subject)
    _ = session.say("goto search 1000000")
    _ = session.say("continue")
    guard case .matches(let rows, let total, let isComplete) = session.execute(.matches).body
    else { return #expect(Bool(false)) }
    let found = try findAll(program(pattern), in: Array(subject.utf8))
    #expect(rows.map(\.captures) == found.matches.map(\.captures))
    #expect(total == found.matches.count)
    #expect(isComplete)
  }

  @Test(arguments: pairs.indices) func replacesAsAWhole(_ index: Int) throws {
    let (pattern, subject) = pairs[index]
    let text = "\\u$0${1:+!}<$*MARK>\\Q."
    var session = try searching(pattern, subject, replacement: text)
    _ = session.say("continue")
    guard case .matches(let rows, _, true) = session.execute(.matches).body else {
      return #expect(Bool(false))
    }
    let program = try program(pattern)
    let template = try parseReplacement(
      Array(text.utf8), options: [.extended, .global, .unsetEmpty, .unknownUnset],
      for: program.tree)
    let result = substitute(template, program, in: Array(subject.utf8))
    #expect(rows.map(\.captures) == result.replacements.map(\.captures))
    #expect(rows.map(\.replacement) == result.replacements.map { Array(result.text[$0.output]) })
  }

  @Test(arguments: pairs.indices) func looksTheSameFromEitherSide(_ index: Int) throws {
    var session = try searching(pairs[index].pattern, pairs[index].subject)
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
    #expect(backward.reversed() == forward)
  }

  @Test(arguments: pairs.indices) func stopsAreTheSameBothWays(_ index: Int) throws {
    for target in ["break pos 1", "break pos 2", "catch fail", "catch attempt", "catch backtrack"] {
      var session = try searching(pairs[index].pattern, pairs[index].subject)
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
      #expect(forward == backward, "\(target)")
    }
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
