// SPDX-License-Identifier: MIT
// A program of our engine with what it needs to run, kept from one subject to the next:
//
//   let run = compiled.run(subject, options)      // run.result, run.steps
//
// Tested in Tests/CaseCheckingTests/CompiledProgramTests.swift.

import RegexMachine
import RegexProgram
import SourceText

/// A program that is handed around without being copied.
final class CompiledProgram {
  let program: Program
  private var finder: Finder?
  /// Steps after which nothing is kept: the stack may have grown with them.
  private static let mostSteps: UInt64 = 1000

  init(_ program: Program) { self.program = program }

  /// Searches a subject once.
  func run(_ subject: [UInt8], _ options: MatchOptions) -> EngineRun {
    // A finder shows neither marks nor partial matches.
    guard program.markNames.isEmpty, !options.isPartial else {
      return EngineRun(program, subject, options)
    }
    var groups: [SourceSpan?]?
    do throws(SubjectError) {
      if finder == nil { finder = Finder(program) }
      guard
        let (outcome, steps) = try finder?.forEachMatch(
          in: subject, options: options,
          {
            groups = $0.captures.map { $0.map { SourceSpan($0.start, $0.end) } }
            return false
          })
      else { return EngineRun(program, subject, options) }
      if steps > Self.mostSteps { finder = nil }
      return EngineRun(groups.map { MatchResult(.match, groups: $0) }, outcome, steps)
    } catch {
      return EngineRun(error)
    }
  }
}
