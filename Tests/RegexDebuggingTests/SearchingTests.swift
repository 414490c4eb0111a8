// SPDX-License-Identifier: MIT
// Searching for steps finds what a look at all steps finds, in both directions.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import Testing

@Suite struct SearchingTests {
  @Test(arguments: StepLineTests.matches)
  func searchesFindWhatIsThere(_ match: ListedMatch) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func roll(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var session = try session(match.pattern, match.subject, [.utf])
    session.findsMisses = false
    session.execute(.goto(.end))
    let steps = session.stepLines(from: 1, count: 10_000)
    let map = session.text.map
    for _ in 0..<60 {
      let label = map.text(of: ItemID(roll(map.tree.items.count)))
      let from = roll(label.count + 1)
      let part = Array(label[from..<(from + roll(label.count - from + 1))])
      let words =
        roll(3) == 0
        ? ["fail", "match", "attempt"][roll(3)] : String(decoding: part, as: UTF8.self)
      // Half a character is no text.
      guard !words.isEmpty, !words.contains("\u{FFFD}") else { continue }
      let hits = steps.filter { isHit($0, words, map) }.map(\.number)
      let start = UInt64(1 + roll(steps.count + 1))
      session.execute(.goto(start > UInt64(steps.count) ? .end : .step(start)))
      let isForward = roll(2) == 0
      let expected = isForward ? hits.first { $0 > start } : hits.last { $0 < start }
      let response = session.execute(isForward ? .search(words) : .reverseSearch(words))
      let note: Comment = "\(words) from \(start), forward: \(isForward), seed \(seed)"
      if let expected {
        #expect(session.place == .step(expected), note)
      } else if case .stopped(.nothingFound, _) = response.body {
        #expect(session.place == (isForward ? .end : .step(1)), note)
      } else if case .fault(.nothingContains(words)) = response.body {
        #expect(hits.isEmpty, note)
      } else {
        Issue.record("\(response.body): \(note)")
      }
    }
  }

  private func isHit(_ step: StepLine, _ words: String, _ map: PatternMap) -> Bool {
    var isFailure = false
    if case .failed = step.result { isFailure = true }
    switch words {
    case "fail": return isFailure
    case "match": return !isFailure
    case "attempt": return step.isFirstOfAttempt
    default:
      let (text, words) = (map.text(of: step.item), Array(words.utf8))
      return text.indices.contains { text[$0...].starts(with: words) }
    }
  }

  @Test func eventsAreThoseOfCatchpoints() throws {
    for event in ["backtrack", "verb"] {
      var session = try session("(?:a(*PRUNE)b|a)+c", "aabac")
      var other = try Session(session.setup)
      _ = other.say("catch \(event)")
      for _ in 0..<4 {
        _ = session.say("search \(event)")
        _ = other.say("continue")
        #expect(session.place == other.place)
      }
      _ = session.say("reverse-search \(event)")
      _ = other.say("rc")
      #expect(session.place == other.place)
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    var session = try session(#"a\d+|b"#, "a1b")
    #expect(session.say("/x") == "No item of the pattern has \"x\" in it. See info items.")
    #expect(session.say("/\\d").hasPrefix("#2 "))
    #expect(session.say("/\\d").hasPrefix("No later step is found for \"\\d\"."))
    #expect(session.say("reverse-search b").hasPrefix("No earlier step is found for \"b\"."))
    #expect(session.sayJSON("search x").contains(#""fault":"nothing_contains""#))
  }

  @Test func allSearchesAreLookedThrough() throws {
    var setup = RunSetup(pattern: Array("a|b(c)".utf8), subject: Array("aabc".utf8))
    setup.plan = SearchPlan(findsAll: true)
    var session = try Session(setup)
    let response = session.execute(.search("("))
    #expect(response.search?.number == 3)
    #expect(session.execute(.reverseSearch("|")).search?.number == 2)
  }
}
