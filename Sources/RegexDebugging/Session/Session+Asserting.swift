// SPDX-License-Identifier: MIT
// Looking into assertions. The session stands afterwards where it stood before.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Finds out whether an assertion holds.
  mutating func check(_ assertion: Assertion, _ shouldContinue: () -> Bool) -> Response {
    let home = current.timeline.mark()
    defer { current.timeline.restore(home) }
    let result: AssertionResult?
    switch assertion {
    case .here(let conditions): return check(conditions)
    case .reaches(let target, let isNever):
      switch resolve(target) {
      case .failure(let fault): return respond(.fault(fault.fault))
      case .success(let breakpoint):
        let step = firstStep(at: breakpoint, shouldContinue)
        result = step.map { found(assertion, at: $0, isNever: isNever) }
      }
    case .backtracksInto(let target, let isNever):
      switch resolve(target) {
      case .failure(let fault): return respond(.fault(fault.fault))
      case .success(let breakpoint):
        let step = firstReturn(into: breakpoint.items, shouldContinue)
        result = step.map { found(assertion, at: $0, isNever: isNever) }
      }
    case .capture(let name, _, _) where text.map.allGroupNumbers(name).isEmpty:
      return respond(.fault(.noSuchItem(.group(name))))
    case .ends, .capture, .count:
      result = end(shouldContinue).map { atEnd(assertion, $0) }
    }
    guard let result else { return respond(.fault(.interrupted)) }
    return respond(.asserted(result))
  }

  private func found(
    _ assertion: Assertion, at step: UInt64, isNever: Bool
  ) -> AssertionResult {
    AssertionResult(
      assertion, isTrue: (step > 0) != isNever, finding: .step(step > 0 ? step : nil))
  }

  // MARK: At the end

  /// Goes to the end; nil if the caller stopped it on the way.
  private mutating func end(_ shouldContinue: () -> Bool) -> MatchEnd? {
    while current.timeline.move(to: .end) == .unfinished {
      guard shouldContinue() else { return nil }
    }
    return current.timeline.end
  }

  private func atEnd(_ assertion: Assertion, _ end: MatchEnd) -> AssertionResult {
    switch assertion {
    case .ends(let ending):
      return AssertionResult(assertion, isTrue: end.outcome.ending == ending, finding: .end(end))
    case .count(let counter, let comparison, let number):
      let count =
        switch counter {
        case .steps: end.steps
        case .attempts: UInt64(end.attempts)
        case .backtracks: current.timeline.backtracks
        }
      let condition = StepCondition(.step, comparison, .number(Int(clamping: number)))
      return AssertionResult(
        assertion, isTrue: condition.holds(for: Int(clamping: count)), finding: .count(count))
    case .capture(let name, let comparison, let value):
      let captures = end.outcome == .match ? current.timeline.machine.captures : []
      let range = text.map.allGroupNumbers(name).lazy.compactMap { group in
        group < captures.count ? captures[group] : nil
      }.first
      let condition = StepCondition(.group([]), comparison, value)
      return AssertionResult(
        assertion, isTrue: condition.holds(for: range, in: text.subject),
        finding: .capture(range))
    case .reaches, .backtracksInto, .here:
      preconditionFailure("not a claim about the end")
    }
  }

  // MARK: On the way

  /// The first step at which a breakpoint would stop, 0 = none; nil if the caller stopped the search.
  private mutating func firstStep(
    at breakpoint: Breakpoint, _ shouldContinue: () -> Bool
  ) -> UInt64? {
    current.timeline.move(to: .step(0))
    var search = StepSearch(query(for: [breakpoint]), .forward, from: .step(0))
    while true {
      switch current.timeline.look(for: &search) {
      case .found: return current.timeline.machine.steps
      case .none: return 0
      case .unfinished: if !shouldContinue() { return nil }
      }
    }
  }

  /// The first step whose failure leads back into one of some items, 0 = none; nil if the caller stopped
  /// the search.
  private mutating func firstReturn(
    into items: [ItemID], _ shouldContinue: () -> Bool
  ) -> UInt64? {
    current.timeline.restore(current.timeline.store.marks[0])
    let choices = current.choices.choices(
      of: text.map.nodes(of: items), in: current.timeline.machine.program)
    var observer = ReturnObserver(choices: choices, latest: 0)
    while current.timeline.machine.outcome == nil && observer.step == nil {
      let stop = current.timeline.machine.steps + Timeline.sliceSteps
      current.timeline.machine.run(&observer, until: stop)
      if observer.step == nil && !shouldContinue() { return nil }
    }
    return observer.step ?? 0
  }

  // MARK: Here

  private func check(_ conditions: [BreakCondition]) -> Response {
    var isTrue = true
    for condition in conditions {
      guard let resolved = text.map.resolve(condition) else {
        guard case .group(let name) = condition.operand else { continue }
        return respond(.fault(.noSuchItem(.group(name))))
      }
      isTrue = isTrue && current.timeline.holds(resolved, in: text.subject)
    }
    return respond(.asserted(AssertionResult(.here(conditions), isTrue: isTrue, finding: .none)))
  }

  /// The value of one thing here.
  func value(of operand: BreakCondition.Operand) -> Response {
    if case .group(let name) = operand {
      let groups = text.map.allGroupNumbers(name)
      guard !groups.isEmpty else { return respond(.fault(.noSuchItem(.group(name)))) }
      return respond(.value(operand, current.timeline.value(of: .group(groups))))
    }
    guard let resolved = text.map.resolve(BreakCondition(operand, .equal, .number(0))) else {
      preconditionFailure("only a group can be missing")
    }
    return respond(.value(operand, current.timeline.value(of: resolved.operand)))
  }
}

extension PatternMap {
  /// The numbers of the groups that a name or number means, the whole match (0) among them.
  fileprivate func allGroupNumbers(_ name: String) -> [Int] {
    name == "0" ? [0] : groupNumbers(name)
  }

  /// The nodes that items stand for, with their quantifiers.
  fileprivate func nodes(of items: [ItemID]) -> Set<NodeID> {
    var result: Set<NodeID> = []
    for item in items {
      switch roles[item.index] {
      case .single(let node), .callout(let node), .open(let node), .close(let node),
        .separator(let node, _):
        result.insert(node)
        if let repetition = repetitions[node.index] { result.insert(repetition) }
      case .end: break
      }
    }
    return result
  }
}

extension Outcome {
  /// The word of an assertion for it; nil for an error.
  fileprivate var ending: Assertion.Ending? {
    switch self {
    case .match: .matches
    case .noMatch: .fails
    case .partial: .partial
    case .limit: .limit
    case .error: nil
    }
  }
}
