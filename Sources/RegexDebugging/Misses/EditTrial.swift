// SPDX-License-Identifier: MIT
// Tries edits: runs the edited pair and tells how much of the subject the match explains.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Steps and runs that may still be spent.
struct TrialBudget {
  /// Steps left.
  var steps: UInt64
  /// Runs left.
  var runs: Int
  /// The most steps of one run.
  let perRun: UInt64

  /// Whether there is nothing left.
  var isSpent: Bool { steps == 0 || runs <= 0 }

  mutating func spend(_ count: UInt64) {
    steps -= min(steps, count)
    runs -= 1
  }
}

/// A match after an edit.
struct TrialMatch {
  /// Where the attempt began, in the edited subject.
  var start: Int
  /// Bits that it tells, without what the edit has written.
  var bits: Double
}

/// Runs edited pairs.
struct EditTrial {
  let program: Program
  let subject: [UInt8]
  let options: MatchOptions
  let patternOptions: PatternOptions
  private let weights: [Double]

  init(
    _ program: Program, _ subject: [UInt8], _ options: MatchOptions,
    _ patternOptions: PatternOptions
  ) {
    self.program = program
    self.subject = subject
    self.options = options
    self.patternOptions = patternOptions
    weights = EvidenceObserver.weights(of: program)
  }

  /// Runs the attempt from one start on the edited subject; nil if it does not match.
  func run(text edit: Edit, from start: Int, _ budget: inout TrialBudget) -> TrialMatch? {
    let text = edit.applied(to: subject)
    let written = edit.replacements.first.map {
      SourceSpan($0.span.start, $0.span.start + $0.bytes.count)
    }
    let isCut = edit.replacements.contains { $0.span.end <= start && $0.span.start < start }
    let first = edit.replacements.first?.span.start ?? 0
    let start = isCut ? first : min(start, text.count)
    return run(program, weights, text, from: start, isAnchored: true, &budget, without: written)
  }

  /// Searches the subject with the edited pattern; nil if it does not match, or is none.
  func run(pattern edit: Edit, _ budget: inout TrialBudget) -> TrialMatch? {
    guard let program = compiled(edit) else { return nil }
    // Compiling costs about as much as this many steps.
    budget.spend(UInt64(20 * program.code.count))
    return run(
      program, nil, subject, from: options.startOffset, isAnchored: false, &budget, without: nil)
  }

  /// The program of the edited pattern; nil if it is none.
  func compiled(_ edit: Edit) -> Program? {
    let source = edit.applied(to: program.tree.source)
    guard let tree = try? parsePattern(source, options: patternOptions) else { return nil }
    return try? compileTraced(tree)
  }

  private func run(
    _ program: Program, _ weights: [Double]?, _ text: [UInt8], from start: Int, isAnchored: Bool,
    _ budget: inout TrialBudget, without written: SourceSpan?
  ) -> TrialMatch? {
    var options = options
    options.limits.steps = min(budget.perRun, max(budget.steps, 1))
    options.startOffset = start
    if isAnchored { options.flags.insert(.anchored) }
    guard var machine = try? Machine(program: program, subject: text, options: options) else {
      return nil
    }
    machine.run()
    budget.spend(machine.steps + 50 + UInt64(text.count / 32))
    guard machine.outcome == .match else { return nil }
    // Once more, from where it began, to see what it tells.
    options.startOffset = machine.attemptStart
    options.flags.insert(.anchored)
    guard var again = try? Machine(program: program, subject: text, options: options) else {
      return nil
    }
    var observer = EvidenceObserver(
      weights: weights ?? EvidenceObserver.weights(of: program), count: text.count)
    again.run(&observer)
    budget.spend(again.steps + 50)
    guard again.outcome == .match, let range = again.captures[0] else { return nil }
    var bits = 0.0
    for offset in options.startOffset..<max(options.startOffset, range.end)
    where written.map({ offset < $0.start || offset >= $0.end }) ?? true {
      bits += observer.bits[offset]
    }
    return TrialMatch(start: options.startOffset, bits: bits)
  }
}
