// SPDX-License-Identifier: MIT
// Going to a place: from the nearest checkpoint before it, or from here if that is nearer.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Timeline {
  /// Goes to a place, or part of the way if the budget does not suffice.
  ///
  /// - Parameters:
  ///   - target: The place.
  ///   - budget: Most steps that are run by this call.
  /// - Returns: Whether the place is reached, or how else the slice ended.
  @discardableResult
  public mutating func move(
    to target: Place, budget: UInt64 = Timeline.sliceSteps
  ) -> MoveResult {
    if place == target { return .arrived }
    let limit: UInt64
    if case .step(let number) = target { limit = number } else { limit = .max }
    jump(near: limit, isBehind: target < place)
    var left = budget
    while machine.outcome == nil && machine.steps < limit {
      guard left > 0 else { return .unfinished }
      let from = machine.steps
      var stop = limit - from > left ? from + left : limit
      if let due = nearbyDue(), due > from { stop = min(stop, due) }
      var observer = observer(for: StepQuery(), pausesAtHit: false)
      runStretch(&observer, until: stop)
      left -= min(left, machine.steps - from)
      leaveNearby()
      if machine.steps == from && machine.outcome == nil { break }
    }
    if place == target { return .arrived }
    return place == .end ? .ended : .unfinished
  }

  // MARK: Running

  /// An observer for a run from here.
  func observer(
    for query: StepQuery, between range: (after: UInt64, before: UInt64) = (0, .max),
    pausesAtHit: Bool
  ) -> SearchObserver {
    var observer = SearchObserver(
      query, between: range, pausesAtHit: pausesAtHit,
      itemCount: machine.program.tree.items.count, resumedAt: current,
      progress: progress, captures: query.rules.isEmpty ? [] : machine.captures)
    if lookaroundItems.contains(true) { observer.lookaroundItems = lookaroundItems }
    return observer
  }

  /// The step before which the machine stands.
  var current: TriedStep? {
    guard let item = machine.item else { return nil }
    return TriedStep(
      number: machine.steps, item: item.index, position: machine.position,
      attemptStart: machine.attemptStart)
  }

  /// Runs at most to a step, or less far where a checkpoint is due; keeps all books.
  mutating func runStretch(_ observer: inout SearchObserver, until stop: UInt64) {
    guard machine.outcome == nil, machine.steps < stop else { return }
    let isNew = machine.steps >= store.lastSteps
    let due = isNew ? store.nextDue(depth: machine.stackDepth) : store.lastSteps
    let result = machine.run(&observer, until: min(stop, max(due, machine.steps + 1)))
    if case .finished = result { observer.settle() }
    progress = observer.progress
    frontier = max(frontier, machine.steps)
    if isNew {
      store.note(observer.notes)
      if let failure = observer.furthestFailure,
        failure.reach > furthestFailure?.reach ?? -1
      {
        furthestFailure = failure
      }
      if let failure = observer.furthestOutside,
        failure.reach > furthestOutside?.reach ?? -1
      {
        furthestOutside = failure
      }
    }
    if case .finished(let outcome) = result {
      end = MatchEnd(outcome: outcome, steps: machine.steps, attempts: progress.attempts)
    } else if isNew && machine.steps == frontier
      && machine.steps >= store.nextDue(depth: machine.stackDepth)
    {
      keepCheckpoint()
    }
  }

  private mutating func keepCheckpoint() {
    let generation = store.generation
    store.append(mark())
    if store.generation != generation { forgetNearby() }
  }

  /// This place as a mark that nothing is known behind.
  func mark() -> Mark {
    Mark(
      checkpoint: machine.checkpoint(), progress: progress,
      notes: SearchNotes(itemCount: machine.program.tree.items.count))
  }

  /// Goes to a place that was marked.
  mutating func restore(_ mark: Mark) {
    machine.restore(mark.checkpoint)
    progress = mark.progress
  }

  // MARK: Checkpoints near by

  private mutating func forgetNearby() {
    nearby = []
    nearbyBytes = 0
  }

  /// Goes to the checkpoint nearest before a step, unless it is nearer from here.
  private mutating func jump(near number: UInt64, isBehind: Bool) {
    let base = store.marks[store.index(atOrBefore: number)]
    if let first = nearby.first, !isSegment(of: first, base) { forgetNearby() }
    let best = nearby.last { $0.steps <= number } ?? base
    if isBehind || best.steps > machine.steps { restore(best) }
  }

  private func isSegment(of mark: Mark, _ base: Mark) -> Bool {
    store.marks[store.index(atOrBefore: mark.steps)].steps == base.steps
  }

  /// The step at which another checkpoint near by is due; nil where none is wanted.
  private func nearbyDue() -> UInt64? {
    let index = store.index(atOrBefore: machine.steps)
    let base = store.marks[index].steps
    // Only where the match has been before: a first run leaves checkpoints of its own.
    let last = index + 1 < store.marks.count ? store.marks[index + 1].steps : frontier
    guard machine.steps >= base, machine.steps < last else { return nil }
    let gap = max((last - base) / 64, 64, 4 * UInt64(machine.stackDepth))
    let latest = nearby.last { $0.steps <= machine.steps }?.steps ?? base
    return latest + gap
  }

  private mutating func leaveNearby() {
    guard machine.outcome == nil, let due = nearbyDue() else { return }
    let base = store.marks[store.index(atOrBefore: machine.steps)]
    if let first = nearby.first, !isSegment(of: first, base) { forgetNearby() }
    guard machine.steps >= due, machine.steps > nearby.last?.steps ?? 0 else { return }
    let mark = mark()
    guard nearbyBytes + mark.byteCount <= nearbyBudget else { return }
    nearby.append(mark)
    nearbyBytes += mark.byteCount
  }
}
