// SPDX-License-Identifier: MIT
// Random walks through random searches: whichever way a step is reached, the machine's state there is that of
// the plain run, and searches for failures, matches and attempts end where a look at all steps says.
//
// `rxfuzz --breakpoints` runs it together with BreakpointCheck; tested in Tests/DifferentialTests.

import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexProgram

/// Walks through the searches of one random pattern.
///
/// - Parameters:
///   - seed: Decides everything.
///   - moves: Counts the moves that were made.
/// - Returns: The first difference in words; nil if there is none, or nothing to check.
public func checkTravel(seed: UInt64, moves: inout Int) -> String? {
  var random = SeededGenerator(seed: seed ^ 0x7A4E)
  for input in randomTrial(seed: seed, searches: 2) {
    let limits = MatchLimits(steps: UInt64(random.pick([30, 150, 600])))
    guard let program = try? program(for: input),
      let options = try? matchOptions(input, limits: limits),
      let stream = try? StepStream(of: program, subject: input.subject, options: options),
      !stream.steps.isEmpty,
      let machine = try? Machine(program: program, subject: input.subject, options: options)
    else { continue }
    let bytes = random.pick([0, 4096, 64 << 20])
    let interval: UInt64 = random.pick([1, 7, 32, 4096])
    let timeline = Timeline(machine, checkpointBytes: bytes, checkpointInterval: interval)
    var walk = Walk(stream: stream, timeline: timeline, random: random)
    for _ in 0..<20 {
      moves += 1
      if let words = walk.move() {
        let pattern = String(decoding: input.pattern, as: UTF8.self).debugDescription
        let subject = String(decoding: input.subject, as: UTF8.self).debugDescription
        return "seed \(seed): \(words)\n  pattern \(pattern) \(input.options) subject \(subject)"
          + " \(input.matchOptions) from \(input.offset), \(limits.steps) steps, checkpoints every"
          + " \(interval) in \(bytes) bytes"
      }
    }
    random = walk.random
  }
  return nil
}

/// A timeline on its way.
private struct Walk: ~Copyable {
  let stream: StepStream
  var timeline: Timeline
  var random: SeededGenerator

  /// The kinds of steps that can be looked for.
  private enum Aim: CaseIterable { case failure, success, attempt }

  private var last: UInt64 { stream.steps[stream.steps.count - 1].number }

  /// One move; what is wrong at its end.
  mutating func move() -> String? {
    let from = timeline.place
    let target: Place
    let name: String
    switch (random.below(6), from) {
    case (0, .step(let number)) where number > 1:
      (target, name) = (.step(number - 1), "back")
    case (1, .step(let number)) where number > 0:
      (target, name) = (number < last ? .step(number + 1) : .end, "step")
    case (2, _), (3, _):
      let direction: StepSearch.Direction = random.oneIn(2) ? .forward : .backward
      let aim = random.pick(Aim.allCases)
      return search(aim, direction, from)
    case (4, _) where random.oneIn(3): (target, name) = (.end, "to the end")
    default:
      let number = 1 + UInt64(random.below(stream.steps.count))
      (target, name) = (.step(number), "goto")
    }
    go(target)
    return difference(at: target, "\(name) from \(from)")
  }

  private mutating func go(_ target: Place) {
    let budget = UInt64(1 + random.below(200))
    while timeline.move(to: target, budget: budget) == .unfinished {}
  }

  private mutating func search(
    _ aim: Aim, _ direction: StepSearch.Direction, _ from: Place
  ) -> String? {
    var query = StepQuery()
    query.failures = aim == .failure
    query.successes = aim == .success
    query.attempts = aim == .attempt
    var search = StepSearch(query, direction, from: from)
    let budget = UInt64(1 + random.below(200))
    while timeline.look(for: &search, budget: budget) == .unfinished {}
    let hits = stream.steps.filter { step in
      switch aim {
      case .failure: step.hasFailed
      case .success: !step.hasFailed
      case .attempt: step.flags & 1 != 0
      }
    }.map { Place.step($0.number) }
    let target =
      direction == .forward
      ? hits.first { $0 > from } ?? .end : hits.last { $0 < from } ?? .step(0)
    return difference(at: target, "\(direction) to \(aim) from \(from)")
  }

  /// What is wrong at a place where the timeline should stand.
  private mutating func difference(at target: Place, _ name: String) -> String? {
    guard timeline.place == target else {
      return "\(name): at \(timeline.place) instead of \(target)"
    }
    let attempts = timeline.attempts
    var found = timeline.inspect { machine, _, _, _ in RecordedStep(machine, attempt: attempts) }
    found?.backtracks = timeline.backtracks
    guard case .step(let number) = target, number > 0 else { return nil }
    var expected = stream.steps[Int(number) - 1]
    expected.hasFailed = false
    expected.metVerb = false
    guard found != expected else { return nil }
    return "\(name): \(found.map { "\($0)" } ?? "no step") instead of \(expected)"
  }
}
