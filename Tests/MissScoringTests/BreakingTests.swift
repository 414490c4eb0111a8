// SPDX-License-Identifier: MIT
// Pairs broken at a known place: they no longer match, the place lies in what was changed, and a seed
// decides everything.

import CaseCorpus
import DifferentialTesting
import MissScoring
import SourceText
import Testing

@Suite struct BreakingTests {
  static let inputs = [
    (#"(\d{4})-(\d\d)-(\d\d)"#, "on 2024-05-17, at noon"),
    (#"^(\w+)\s*=\s*"([^"]*)";?$"#, #"name = "value";"#),
    ("(?i)colou?r|gr[ae]y", "the Color"),
  ].map { CaseInput(pattern: Array($0.0.utf8), subject: Array($0.1.utf8)) }

  @Test func textIsBrokenWhereItSays() {
    var random = SeededGenerator(seed: 3)
    for round in 0..<60 {
      let input = Self.inputs[round % Self.inputs.count]
      guard let pair = random.broken(input, breaksText: true) else { continue }
      #expect(pair.input.pattern == input.pattern)
      guard case .text(let span) = pair.place else {
        Issue.record("a broken pattern was not asked for")
        continue
      }
      let (old, new) = (input.subject, pair.input.subject)
      #expect(old.starts(with: new[..<span.start]))
      #expect(old.reversed().starts(with: new[span.end...].reversed()))
    }
  }

  @Test func patternIsBrokenWhereItSays() {
    var random = SeededGenerator(seed: 4)
    for round in 0..<60 {
      let input = Self.inputs[round % Self.inputs.count]
      guard let pair = random.broken(input, breaksText: false) else { continue }
      #expect(pair.input.subject == input.subject)
      guard case .pattern(let span) = pair.place else {
        Issue.record("a broken text was not asked for")
        continue
      }
      #expect(input.pattern.starts(with: pair.input.pattern[..<span.start]))
    }
  }

  @Test func seedDecidesEverything() {
    var (left, right) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    for input in Self.inputs {
      #expect(left.broken(input, breaksText: true) == right.broken(input, breaksText: true))
    }
  }
}
