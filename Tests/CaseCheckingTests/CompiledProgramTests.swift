// SPDX-License-Identifier: MIT
// What a program finds does not depend on the searches that it made before.

import CaseCorpus
import RegexMachine
import Testing

@testable import CaseChecking

@Suite struct CompiledProgramTests {
  @Test(arguments: [
    "a", "(a+)+$", "(a)|(b)", "a(*MARK:m)b|c", "(*COMMIT)b", "\\Ka", "(?=(a))", "(?1)(a)", "a*?",
    "(?<=b)a|$", "^(?:a|b)*+b", "\\p{L}\\X",
  ])
  func runsAreThoseOfAMachine(pattern: String) throws {
    var input = CaseInput(pattern: Array(pattern.utf8), options: ["UTF"])
    let compiled = try PatternCache().pattern(for: input).compiled()
    let flags: [MatchFlags] = [[], [.partialSoft], [.notEmpty], [.anchored], [.endAnchored]]
    for subject in ["", "aab", "b", "xaaaaaaaaaaaaaaaab", "äa", "\u{301}aa"] {
      for flags in flags {
        for (start, steps) in [(0, 1_000_000), (1, 1_000_000), (0, 3), (0, 400), (9, 9)] {
          input.subject = Array(subject.utf8)
          let options = MatchOptions(
            flags: flags, startOffset: start, limits: MatchLimits(steps: UInt64(steps)))
          let run = compiled.run(input.subject, options)
          let alone = EngineRun(compiled.program, input.subject, options)
          #expect(run.result == alone.result, "\(subject) \(flags) \(start)")
          #expect(run.steps == alone.steps && run.limit == alone.limit, "\(subject) \(start)")
        }
      }
    }
  }

  @Test func invalidSubjectsAreRefused() throws {
    let input = CaseInput(pattern: [0x61], options: ["UTF"], subject: [0x61, 0xff])
    let compiled = try PatternCache().pattern(for: input).compiled()
    for subject: [UInt8] in [[0x61, 0xff], [0x61], [0xff]] {
      let run = compiled.run(subject, MatchOptions())
      #expect(run.result == EngineRun(compiled.program, subject, MatchOptions()).result)
    }
  }
}
