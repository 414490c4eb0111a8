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

extension MachineEvent {
  /// Whether the search goes back to a choice.
  fileprivate var isBacktrack: Bool {
    if case .backtrack = self { true } else { false }
  }
}

extension Stretch {
  /// The calls that begin or end before anything fails.
  func calls(_ program: Program) -> [CallChange] {
    var result: [CallChange] = []
    for event in events {
      switch event {
      case .failed: return result
      case .called(let group, let instruction, _, let depth):
        result.append(
          CallChange(
            group: group, node: program.origins[instruction], begins: true, depth: depth))
      case .returned(let group, let instruction, _, let depth):
        result.append(
          CallChange(
            group: group, node: program.origins[instruction], begins: false, depth: depth))
      default: continue
      }
    }
    return result
  }

  /// The name of the mark that is set before anything fails.
  func mark(_ program: Program) -> [UInt8]? {
    for event in events {
      if case .failed = event { return nil }
      guard case .verb(let instruction, _, triggered: false) = event else { continue }
      let code = program.code[instruction]
      guard code.operation != .skip, code.b != 0 else { continue }
      return program.markNames[Int(code.b) - 1]
    }
    return nil
  }
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
    let stretch = runToNextStep(10_000)
    let role = map.roles[step.item.index]
    var result = Why(
      step: step, role: role, trial: trial(role, map), found: found(at: step.position),
      verdict: .passed, closed: [], calls: stretch.calls(machine.program), restored: [],
      callDepth: machine.callDepth, mark: stretch.mark(machine.program),
      isIgnored: isIgnoredSkip(role, map), repeats: false, retreat: nil, next: stretch.next)
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
      result.retreat = retreat(stretch, captures, choices)
      if findsStep { findOwner(&result, stretch) }
    } else {
      if result.calls.contains(where: { !$0.begins }) {
        result.restored = changes(captures, stretch.captures)
      }
      result.repeats = repeats(role, stretch.next, map)
    }
    return result
  }

  private func isIgnoredSkip(_ role: ItemRole, _ map: PatternMap) -> Bool {
    guard case .single(let node) = role, case .verb(let verb) = map.tree[node].kind,
      verb.kind == .skip, verb.name != nil
    else { return false }
    return machine.ignoresNamedSkip
  }

  /// Groups whose values differ; a partial match has none.
  private func changes(_ old: [CaptureRange?], _ new: [CaptureRange?]) -> [CaptureChange] {
    old.indices.dropFirst().filter { $0 < new.count && old[$0] != new[$0] }.map {
      CaptureChange(group: $0, old: old[$0], new: new[$0])
    }
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
    _ stretch: Stretch, _ captures: [CaptureRange?], _ choices: ChoiceMap
  ) -> Retreat? {
    var target: ChoiceTarget?
    var position = stretch.position
    // What a choice is good for takes a look into the stack, so only the last one is looked up.
    let last = stretch.events.lastIndex { $0.isBacktrack } ?? 0
    for event in stretch.events[last...] {
      switch event {
      case .backtrack(let kind, let instruction, let at):
        position = at
        let known = machine.pendingChoice(kind, at: instruction, at)
        target = self.target(of: kind, instruction, at, bound: known?.bound, choices)
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
    return Retreat(
      step: nil, item: nil, verbs: machine.program.verbEffects(stretch.events), target: target,
      position: position, restored: changes(captures, stretch.captures))
  }

  /// Finds the step that left the choice to which the search goes back.
  private mutating func findOwner(_ why: inout Why, _ stretch: Stretch) {
    let index = stretch.events.lastIndex { $0.isBacktrack }
    guard let index, why.retreat != nil,
      case .backtrack(let kind, let instruction, let position) = stretch.events[index]
    else { return }
    if case .nextAttempt = why.retreat?.target { return }
    let pushed = MachineEvent.choice(kind: kind, instruction: instruction, position: position)
    guard !stretch.events[..<index].contains(pushed),
      let record = machine.pendingChoice(kind, at: instruction, position)?.record
    else {
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
    var effort = Self.ownerBudget
    return owner(ofRecord: record, within: &effort) { true }
  }

  /// The same within a number of steps, and only as long as the caller wants.
  mutating func owner(
    ofRecord record: Int, within effort: inout UInt64, _ shouldContinue: () -> Bool
  ) -> StepInfo? {
    let home = mark()
    defer { restore(home) }
    var query = StepQuery()
    query.maximumDepth = record
    var search = StepSearch(query, .backward, from: place)
    return look(for: &search, within: &effort, shouldContinue) == .found ? stepInfo : nil
  }
}
