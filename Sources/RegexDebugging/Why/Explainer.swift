// SPDX-License-Identifier: MIT
// Explains a step: runs from it to the next one with an observer that is told everything, and goes back.
//
// Example: for step 2 of `(\d+)` on `x1` the trial is "one or more digits, as many as possible", found is
// `x`, the verdict `failed(.needs("a digit"))`, the retreat the next attempt at 1.
// Tested by the goldens in fixtures/sessions.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// What lies between a step and the next one.
private struct Stretch {
  var events: [MachineEvent]
  var next: Continuation
  var captures: [CaptureRange?]
  var position: Int
}

extension Timeline {
  /// Steps that are run again at most to find which step left a choice.
  private static let ownerBudget: UInt64 = 20_000_000

  /// The step before which the timeline stands; nil at the end and before the first step.
  var stepInfo: StepInfo? {
    guard let item = machine.item else { return nil }
    return StepInfo(
      number: machine.steps, item: item, position: machine.position, attempt: progress.attempts,
      attemptStart: machine.attemptStart, flags: machine.stepFlags)
  }

  /// The events between this step and the next one.
  mutating func eventsToNextStep(limit: Int = 10_000) -> [MachineEvent] {
    runToNextStep(limit).events
  }

  private mutating func runToNextStep(_ limit: Int) -> Stretch {
    let home = machine.checkpoint()
    let attempts = progress.attempts
    var observer = EventObserver(cap: limit)
    var next = Continuation.end(
      MatchEnd(outcome: .noMatch, steps: machine.steps, attempts: attempts))
    switch machine.run(&observer, until: machine.steps + 1) {
    case .finished(let outcome):
      next = .end(MatchEnd(outcome: outcome, steps: machine.steps, attempts: attempts))
    case .paused:
      progress.attempts += machine.stepFlags & 1 != 0 ? 1 : 0
      if let info = stepInfo { next = .step(info) }
      progress.attempts = attempts
    }
    let stretch = Stretch(
      events: observer.events, next: next, captures: machine.captures,
      position: machine.position)
    machine.restore(home)
    return stretch
  }

  /// Explains the step before which the timeline stands; nil where there is none.
  ///
  /// With `findsStep` it also looks for the step that left the choice to which the search goes back.
  mutating func why(_ map: PatternMap, _ choices: ChoiceMap, findsStep: Bool = true) -> Why? {
    guard let step = stepInfo else { return nil }
    let captures = machine.captures
    let pending = machine.pendingChoices(limit: 256)
    let stretch = runToNextStep(10_000)
    let role = map.roles[step.item.index]
    var result = Why(
      step: step, role: role, trial: trial(role, map), found: found(at: step.position),
      verdict: .passed, closed: [], repeats: false, retreat: nil, next: stretch.next)
    for event in stretch.events {
      switch event {
      case .matched(_, let from, let to):
        guard case .single = role, result.verdict == .passed else { continue }
        result.verdict = .matched(SourceSpan(from, to))
      case .close(let group, let old, let new):
        result.closed.append(CaptureChange(group: group, old: old, new: new))
      case .failed(let instruction, let position):
        result.verdict = .failed(reason(instruction, at: position, map))
      default: continue
      }
      if case .failed = result.verdict { break }
    }
    if case .failed = result.verdict {
      result.retreat = retreat(stretch, pending, captures, choices)
      if findsStep { findOwner(&result, stretch, pending) }
    } else {
      result.repeats = repeats(role, stretch.next, map)
    }
    return result
  }

  private func trial(_ role: ItemRole, _ map: PatternMap) -> String {
    switch role {
    case .single(let node), .callout(let node): map.fullDescription(of: node)
    case .open, .separator, .close, .end: ""
    }
  }

  /// What stands at a position.
  func found(at position: Int) -> Found {
    guard position < machine.subject.count else { return .end }
    guard machine.program.isUTF else { return .character(UInt32(machine.subject[position])) }
    return .character(decodeUTF8(machine.subject, at: position).value)
  }

  private func repeats(_ role: ItemRole, _ next: Continuation, _ map: PatternMap) -> Bool {
    guard case .step(let next) = next else { return false }
    let node: NodeID
    switch role {
    case .close(let id), .separator(let id, _): node = id
    default: return false
    }
    guard map.repetition(around: node) != nil, let group = map.group(node) else { return false }
    let position = map.tree[next.item].position
    return position >= group.openSpan.end && position <= group.closeSpan.start
  }
}

// MARK: Going back

extension Timeline {
  private mutating func retreat(
    _ stretch: Stretch, _ pending: [PendingChoice], _ captures: [CaptureRange?],
    _ choices: ChoiceMap
  ) -> Retreat? {
    var target: ChoiceTarget?
    var position = stretch.position
    for event in stretch.events {
      switch event {
      case .backtrack(let kind, let instruction, let at):
        position = at
        let known = pending.first {
          $0.kind == kind && $0.instruction == instruction && $0.position == at
        }
        target = self.target(of: kind, instruction, at, bound: known?.bound ?? at, choices)
      case .gaveBack(_, let to), .tookMore(_, let to): position = to
      case .attempt(let start, _):
        position = start
        target = .nextAttempt(start)
      case .reject: target = .nextAttempt(nil)
      default: break
      }
    }
    if case .giveBack(let node, let taken, _) = target {
      target = .giveBack(node, taken: taken, kept: SourceSpan(taken.start, position))
    }
    guard let target else { return nil }
    var restored: [CaptureChange] = []
    for group in captures.indices.dropFirst() where captures[group] != stretch.captures[group] {
      restored.append(
        CaptureChange(group: group, old: captures[group], new: stretch.captures[group]))
    }
    return Retreat(step: nil, item: nil, target: target, position: position, restored: restored)
  }

  /// Finds the step that left the choice to which the search goes back.
  private mutating func findOwner(
    _ why: inout Why, _ stretch: Stretch, _ pending: [PendingChoice]
  ) {
    let backtracks = stretch.events.compactMap { event -> (ChoiceKind, Int, Int)? in
      guard case .backtrack(let kind, let instruction, let position) = event else { return nil }
      return (kind, instruction, position)
    }
    guard let last = backtracks.last, last.0 != .attempt, why.retreat != nil else { return }
    if case .nextAttempt = why.retreat?.target { return }
    let record = pending.first {
      $0.kind == last.0 && $0.instruction == last.1 && $0.position == last.2
    }?.record
    guard let record else {
      // The choice is not older than this step.
      why.retreat?.step = why.step.number
      why.retreat?.item = why.step.item
      return
    }
    // A choice that was there before the first step of the attempt has no step.
    guard let owner = owner(ofRecord: record), owner.attemptStart == why.step.attemptStart
    else { return }
    why.retreat?.step = owner.number
    why.retreat?.item = owner.item
  }

  /// The last step before which the stack did not yet reach a record: the step that left it there.
  mutating func owner(ofRecord record: Int) -> StepInfo? {
    let home = mark()
    defer { restore(home) }
    var query = StepQuery()
    query.maximumDepth = record
    var search = StepSearch(query, .backward, from: place)
    return look(for: &search, budget: Self.ownerBudget) == .found ? stepInfo : nil
  }
}
