// SPDX-License-Identifier: MIT
// The commands that go somewhere.

import RegexMachine
import RegexSyntax

extension Session {
  mutating func travel(_ command: Command, _ shouldContinue: () -> Bool) -> Response {
    let target: Place
    switch (command, place) {
    case (.step(let count), .step(let now)):
      target = .step(now.addingReportingOverflow(count).overflow ? .max : now + count)
    case (.step, .end): return stopped(.noFurther)
    case (.back(let count), _):
      let now = place == .end ? (end?.steps ?? 0) + 1 : number
      if now <= 1 { return stopped(.noFurther) }
      target = .step(now > count ? now - count : 1)
    case (.goto(.step(let step)), _): target = .step(max(1, step))
    case (.goto(.end), _): target = .end
    case (.goto(.mark(let name)), _):
      guard let place = marks[name]?.place else { return respond(.fault(.noSuchMark(name))) }
      target = place
    default: target = .step(1)
    }
    return stopped(move(to: target, shouldContinue))
  }

  private var number: UInt64 {
    if case .step(let number) = place { return number }
    return 0
  }

  private mutating func move(to target: Place, _ shouldContinue: () -> Bool) -> StopReason {
    while true {
      switch current.timeline.move(to: target) {
      case .arrived, .ended: return .arrived
      case .unfinished: if !shouldContinue() { return .interrupted }
      }
    }
  }

  // MARK: Searching

  mutating func find(_ command: Command, _ shouldContinue: () -> Bool) -> Response {
    var query = StepQuery()
    var direction = StepSearch.Direction.forward
    switch command {
    case .nextFail: query.failures = true
    case .nextMatch: query.successes = true
    case .nextAttempt: query.attempts = true
    case .previousFail: (query.failures, direction) = (true, .backward)
    case .previousMatch: (query.successes, direction) = (true, .backward)
    default: (query.attempts, direction) = (true, .backward)
    }
    switch look(for: query, direction, shouldContinue) {
    case .found: return stopped(.arrived)
    case .none: return stopped(.nothingFound(command))
    case .unfinished: return stopped(.interrupted)
    }
  }

  mutating func look(
    for query: StepQuery, _ direction: StepSearch.Direction, _ shouldContinue: () -> Bool
  ) -> SearchResult {
    var search = StepSearch(query, direction, from: place)
    var result = current.timeline.look(for: &search)
    while result == .unfinished && shouldContinue() { result = current.timeline.look(for: &search) }
    if place == .step(0) { current.timeline.move(to: .step(1)) }
    return result
  }

  // MARK: Running

  mutating func run(
    _ direction: StepSearch.Direction, _ command: Command, _ shouldContinue: () -> Bool
  ) -> Response {
    if direction == .forward && place == .end { return stopped(.noFurther) }
    if direction == .backward && place <= .step(1) { return stopped(.noFurther) }
    while true {
      let query = query(for: breakpoints.filter(\.isActive))
      switch look(for: query, direction, shouldContinue) {
      case .found:
        guard let hits = countHits(shouldContinue) else { return stopped(.interrupted) }
        if !hits.isEmpty { return stopped(reason(hits, command)) }
        if !shouldContinue() { return stopped(.interrupted) }
      case .none:
        let hits = direction == .forward ? countHits(shouldContinue) ?? [] : []
        if !hits.isEmpty { return stopped(reason(hits, command)) }
        return stopped(breakpoints.isEmpty ? .arrived : .nothingFound(command))
      case .unfinished: return stopped(.interrupted)
      }
    }
  }

  private func reason(_ hits: [BreakpointHit], _ command: Command) -> StopReason {
    let goesOn = place != .end && hits.allSatisfy(\.isTracepoint)
    return goesOn ? .traced(hits, command) : .breakpoints(hits)
  }

  mutating func until(_ target: BreakTarget, _ shouldContinue: () -> Bool) -> Response {
    let breakpoint: Breakpoint
    switch resolve(target) {
    case .failure(let fault): return respond(.fault(fault.fault))
    case .success(let resolved): breakpoint = resolved
    }
    if place == .end { return stopped(.noFurther) }
    switch look(for: query(for: [breakpoint]), .forward, shouldContinue) {
    case .found: return stopped(.arrived)
    case .none: return stopped(.nothingFound(.until(target)))
    case .unfinished: return stopped(.interrupted)
    }
  }
}
