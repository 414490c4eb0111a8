// SPDX-License-Identifier: MIT
// Setting, finding and changing breakpoints.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// A fault that a `Result` can carry.
struct FaultError: Error {
  var fault: SessionFault
}

extension Session {
  /// Most breakpoints that are switched on at a time and are not plain ones.
  static let maximumRules = 64

  /// The breakpoint that a target stands for, with number 0.
  func resolve(
    _ target: BreakTarget, _ options: BreakOptions = BreakOptions()
  ) -> Result<Breakpoint, FaultError> {
    var rule = StepRule()
    var items: [ItemID] = []
    switch target {
    case .position(let position):
      guard position <= text.subject.count else {
        return .failure(FaultError(fault: .positionBeyondEnd(position)))
      }
      rule.position = position
    case .subjectLine(let number):
      let lines = LineMap(text.subject)
      guard let start = lines.offset(of: .init(line: number, column: 1)) else {
        return .failure(FaultError(fault: .lineBeyondEnd(number, count: lines.count)))
      }
      let next = lines.offset(of: .init(line: number + 1, column: 1))
      rule.entered = start..<(next ?? text.subject.count + 1)
    case .watch(.position): rule.watchesPosition = true
    case .watch(.group(let name)):
      rule.groups = text.map.groupNumbers(name)
      guard !rule.groups.isEmpty else {
        return .failure(FaultError(fault: .noSuchItem(.group(name))))
      }
    case .event(let event):
      rule.event = event
      if event == .verb { rule.verbItems = text.map.verbItems }
    case .offset, .lineColumn, .text, .group:
      items = text.map.items(of: target)
      guard !items.isEmpty else { return .failure(FaultError(fault: .noSuchItem(target))) }
      rule.items = Array(repeating: false, count: text.map.tree.items.count)
      for item in items { rule.items[item.index] = true }
    }
    for condition in options.conditions {
      guard let resolved = text.map.resolve(condition) else {
        guard case .group(let name) = condition.operand else { continue }
        return .failure(FaultError(fault: .noSuchItem(.group(name))))
      }
      rule.conditions.append(resolved)
    }
    return .success(
      Breakpoint(id: 0, target: target, options: options, rule: rule, items: items))
  }

  mutating func setBreakpoint(_ target: BreakTarget, _ options: BreakOptions) -> Response {
    switch resolve(target, options) {
    case .failure(let error): return respond(.fault(error.fault))
    case .success(var breakpoint):
      guard breakpoint.isPlain || breakpoints.count(where: { !$0.isPlain }) < Self.maximumRules
      else { return respond(.fault(.tooManyBreakpoints)) }
      breakpoint.id = nextBreakpoint
      nextBreakpoint += 1
      breakpoints.append(breakpoint)
      return respond(.breakpointSet(breakpoint))
    }
  }

  mutating func attach(_ lines: [String], to id: Int) -> Response {
    guard let index = breakpoints.firstIndex(where: { $0.id == id }) else {
      return respond(.fault(.noSuchBreakpoint(id)))
    }
    breakpoints[index].commands = lines
    return respond(.attached(id, commands: lines.count))
  }

  /// Removes, enables or disables breakpoints.
  mutating func change(_ command: Command, _ ids: [Int]) -> Response {
    for id in ids where !breakpoints.contains(where: { $0.id == id }) {
      return respond(.fault(.noSuchBreakpoint(id)))
    }
    let chosen = ids.isEmpty ? breakpoints.map(\.id) : ids
    for index in breakpoints.indices where chosen.contains(breakpoints[index].id) {
      switch command {
      case .enable: breakpoints[index].isEnabled = true
      case .ignore(_, let count): breakpoints[index].options.ignore = count
      case .disable: breakpoints[index].isEnabled = false
      default: break
      }
    }
    if case .delete = command { breakpoints.removeAll { chosen.contains($0.id) } }
    return respond(.breakpointsChanged(command, chosen))
  }

  // MARK: Hits

  /// What to look for to meet one of these breakpoints.
  func query(for breakpoints: [Breakpoint]) -> StepQuery {
    var query = StepQuery()
    query.subject = text.subject
    for breakpoint in breakpoints {
      guard breakpoint.isPlain else {
        query.rules.append(breakpoint.rule)
        continue
      }
      if let position = breakpoint.position { query.positions.insert(position) }
      guard !breakpoint.items.isEmpty else { continue }
      if query.items.isEmpty {
        query.items = Array(repeating: false, count: text.map.tree.items.count)
      }
      for item in breakpoint.items { query.items[item.index] = true }
    }
    return query
  }

  /// Counts a hit for every breakpoint that stops here, and gives those that are not to be ignored; nil if the
  /// caller stops the search for them, in which case nothing is counted.
  ///
  /// Temporary ones go.
  mutating func countHits(_ shouldContinue: () -> Bool) -> [BreakpointHit]? {
    let past: PastStep?
    switch current.timeline.stepBefore(
      isWanted: breakpoints.contains { $0.isActive && !$0.isPlain }, shouldContinue)
    {
    case .interrupted: return nil
    case .none: past = nil
    case .step(let step): past = step
    }
    var result: [BreakpointHit] = []
    for index in breakpoints.indices where breakpoints[index].isActive {
      guard isMet(breakpoints[index], past) else { continue }
      breakpoints[index].hits += 1
      guard breakpoints[index].options.ignore == 0 else {
        breakpoints[index].options.ignore -= 1
        continue
      }
      let breakpoint = breakpoints[index]
      result.append(
        BreakpointHit(
          id: breakpoint.id, target: breakpoint.target, changes: changes(breakpoint.rule, past),
          isTracepoint: breakpoint.options.isTracepoint))
    }
    breakpoints.removeAll { breakpoint in
      breakpoint.isTemporary && result.contains { $0.id == breakpoint.id }
    }
    return result
  }

  /// Whether this place is one at which a breakpoint stops.
  private mutating func isMet(_ breakpoint: Breakpoint, _ past: PastStep?) -> Bool {
    guard case .step(let number) = place else {
      guard case .limit = current.timeline.machine.outcome, breakpoint.rule.event == .limit else {
        return false
      }
      return breakpoint.rule.conditions.allSatisfy { current.timeline.holds($0, in: text.subject) }
    }
    guard breakpoint.isPlain else {
      guard let past else { return false }
      return current.timeline.isHit(query(for: [breakpoint]), at: number, from: past.mark)
    }
    let item = current.timeline.machine.item
    return item.map { breakpoint.items.contains($0) } ?? false
      || breakpoint.position == current.timeline.machine.position
  }

  /// What has changed since the step before.
  private func changes(_ rule: StepRule, _ past: PastStep?) -> [WatchChange] {
    guard let past, rule.watchesPosition || !rule.groups.isEmpty else { return [] }
    if rule.watchesPosition {
      return [.position(old: past.position, new: current.timeline.machine.position)]
    }
    let new = current.timeline.machine.captures
    return rule.groups.filter { past.captures[$0] != new[$0] }.map {
      .capture(CaptureChange(group: $0, old: past.captures[$0], new: new[$0]))
    }
  }
}

/// The step before the one at which a run has stopped.
private struct PastStep {
  var mark: Mark
  var position: Int
  var captures: [CaptureRange?]
}

/// What going back to it came to.
private enum PastResult {
  case step(PastStep), none, interrupted
}

extension Timeline {
  /// The step before this one; none at the end, or if it is not wanted.
  fileprivate mutating func stepBefore(
    isWanted: Bool, _ shouldContinue: () -> Bool
  ) -> PastResult {
    guard isWanted, case .step(let number) = place else { return .none }
    let home = mark()
    defer { restore(home) }
    guard move(to: .step(number - 1), shouldContinue) else { return .interrupted }
    return .step(
      PastStep(mark: mark(), position: machine.position, captures: machine.captures))
  }

  /// Whether a step is one that a query looks for, seen from the step before it.
  ///
  /// The timeline stands before the step, and afterwards again.
  fileprivate mutating func isHit(
    _ query: StepQuery, at number: UInt64, from past: Mark
  ) -> Bool {
    let home = mark()
    defer { restore(home) }
    restore(past)
    var last: UInt64?
    // Some of it is seen on reaching the step, the rest on leaving it.
    while machine.outcome == nil && machine.steps <= number && last == nil {
      var observer = observer(
        for: query, between: (number - 1, number + 1), pausesAtHit: false)
      runStretch(&observer, until: machine.steps + 1)
      last = observer.lastHit
    }
    return last != nil
  }
}
