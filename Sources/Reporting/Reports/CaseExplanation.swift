// SPDX-License-Identifier: MIT
// Why a case went as it did, found out by running it again in this process: the first and the last steps, and
// how near the search came. Bounded in steps, so that it ends for every pattern.
//
//     explainCase(CaseInput(pattern: Array("a+b".utf8), subject: Array("aac".utf8)))?.steps.count    // 7
//
// Tested in Tests/ReportingTests/ExplanationTests.swift.

public import CaseChecking
public import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax

/// Steps of a case, and reasons.
public struct CaseExplanation: Hashable, Sendable {
  /// One step with its number, from 1.
  public struct Step: Hashable, Sendable {
    /// The number of the step, from 1.
    public var number: Int
    /// What is tried where.
    public var row: StepRow

    /// Makes a step.
    public init(number: Int, row: StepRow) {
      self.number = number
      self.row = row
    }
  }

  /// The first and the last steps, ascending.
  public var steps: [Step]
  /// Steps in all; if the run was not finished, as many as were made.
  public var total: Int
  /// Whether the run was given up before its end.
  public var isCut: Bool
  /// Why there is no match, as lines; empty if there is one.
  public var why: [String]

  /// Makes an explanation.
  public init(steps: [Step], total: Int, isCut: Bool = false, why: [String] = []) {
    self.steps = steps
    self.total = total
    self.isCut = isCut
    self.why = why
  }
}

/// How much of a case is explained.
public struct ExplanationLimits: Hashable, Sendable {
  /// Steps from the beginning.
  public var first = 40
  /// Steps before the end.
  public var last = 40
  /// Steps before the run is given up.
  public var steps: UInt64 = 1_000_000
  /// Steps of a run without a match of which reasons are told; finding them takes several runs.
  public var mostForReasons = 50_000
  /// Bytes of subjects that all steps may look at, as far as that can be told beforehand.
  public var subjectBytes: UInt64 = 1_000_000_000
  /// Memory for going back, in bytes.
  public var stackBytes = 1 << 28

  /// Makes the usual limits.
  public init() {}
}

/// Runs a case again and tells its steps, and why there is no match.
///
/// - Parameters:
///   - input: What the engine is given.
///   - limits: How much is told, and when the run is given up.
/// - Returns: The explanation; nil if the engine refuses pattern, options or subject.
public func explainCase(
  _ input: CaseInput, limits: ExplanationLimits = ExplanationLimits()
) -> CaseExplanation? {
  // A step can look at the whole subject.
  let most = max(1000, limits.subjectBytes / UInt64(max(1, input.subject.count)))
  let matchLimits = MatchLimits(steps: min(limits.steps, most), stackBytes: limits.stackBytes)
  guard let program = try? program(for: input),
    let options = try? matchOptions(input, limits: matchLimits),
    var machine = try? Machine(program: program, subject: input.subject, options: options)
  else { return nil }
  var explanation = CaseExplanation(steps: [], total: 0)
  // The last steps, from the oldest on; `next` is the place of the next one.
  var latest: [CaseExplanation.Step] = []
  var next = 0
  var window = StepWindow(program: program)
  var result = RunResult.paused
  while result == .paused {
    window.removeAll()
    result = machine.run(&window)
    for index in 0..<window.count {
      explanation.total += 1
      // Of a window only its own last rows can be among the last of all.
      guard explanation.total <= limits.first || index >= window.count - limits.last else {
        continue
      }
      let step = CaseExplanation.Step(
        number: explanation.total, row: StepRow(Array(window.row(index))))
      if explanation.total <= limits.first {
        explanation.steps.append(step)
      } else if latest.count < limits.last {
        latest.append(step)
      } else {
        latest[next] = step
        next = (next + 1) % limits.last
      }
    }
  }
  explanation.steps += latest[next...] + latest[..<next]
  if case .limit = machine.outcome { explanation.isCut = true }
  if machine.outcome == .noMatch, explanation.total <= limits.mostForReasons {
    explanation.why = missLines(input, options)
  }
  return explanation
}

/// How near a search without a match came, as lines.
private func missLines(_ input: CaseInput, _ options: MatchOptions) -> [String] {
  guard let patternOptions = try? patternOptions(input),
    var session = try? Session(
      pattern: input.pattern, subject: input.subject, options: patternOptions,
      matchOptions: options)
  else { return [] }
  session.askLibrary()
  _ = session.execute(.goto(.end))
  return renderText(session.execute(.why)).split(separator: "\n").map(String.init)
}
