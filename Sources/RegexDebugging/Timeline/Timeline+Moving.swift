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
      let recent = limit == .max ? nil : recentDue(before: limit)
      if let recent { stop = min(stop, recent) }
      if from < frontier {
        runAgain(until: min(stop, frontier))
      } else {
        survey(until: stop)
      }
      left -= min(left, machine.steps - from)
      leaveNearby()
      if machine.steps == recent || machine.steps == limit { leaveRecent() }
      if machine.steps == from && machine.outcome == nil { break }
    }
    if place == target { return .arrived }
    return place == .end ? .ended : .unfinished
  }

  /// Goes to a place in slices; false if the caller stops it on the way.
  mutating func move(to target: Place, _ shouldContinue: () -> Bool) -> Bool {
    while move(to: target) == .unfinished {
      if !shouldContinue() { return false }
    }
    return true
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
    let result = machine.run(&observer, until: nextStop(stop))
    if case .finished = result { observer.settle() }
    progress = observer.progress
    if isNew {
      note(observer.notes, observer.furthestFailure, observer.furthestOutside)
    }
    closeStretch(result, isNew: isNew)
  }

  /// The same on new ground where nothing is looked for.
  mutating func survey(until stop: UInt64) {
    guard machine.outcome == nil, machine.steps < stop else { return }
    var observer = SurveyObserver(
      itemCount: machine.program.tree.items.count, lookaroundItems: lookaroundItems,
      resumedAt: current, progress: progress)
    let result = machine.run(&observer, until: nextStop(stop))
    progress = observer.progress
    note(observer.notes, observer.furthestFailure, observer.furthestOutside)
    closeStretch(result, isNew: true)
  }

  /// A step, or the nearest before it at which a checkpoint is due.
  private func nextStop(_ stop: UInt64) -> UInt64 {
    let isNew = machine.steps >= store.lastSteps
    let due = isNew ? store.nextDue(depth: machine.stackDepth) : store.lastSteps
    return min(stop, max(due, machine.steps + 1))
  }

  private mutating func note(
    _ notes: SearchNotes, _ failure: TriedStep?, _ outside: TriedStep?
  ) {
    store.note(notes)
    if let failure, failure.reach > furthestFailure?.reach ?? -1 { furthestFailure = failure }
    if let outside, outside.reach > furthestOutside?.reach ?? -1 { furthestOutside = outside }
  }

  private mutating func closeStretch(_ result: RunResult, isNew: Bool) {
    frontier = max(frontier, machine.steps)
    if case .finished(let outcome) = result {
      end = MatchEnd(outcome: outcome, steps: machine.steps, attempts: progress.attempts)
    } else if isNew && machine.steps == frontier
      && machine.steps >= store.nextDue(depth: machine.stackDepth)
    {
      keepCheckpoint()
    }
  }

  /// Goes to a step that has been run before and leaves no checkpoints there: for a look from which the caller
  /// comes back, and which is not to cost those near its own place.
  mutating func seek(_ number: UInt64) {
    var best = store.marks[store.index(atOrBefore: number)]
    if let latest = latestMark(atOrBefore: number), latest.steps > best.steps { best = latest }
    if machine.outcome != nil || machine.steps > number || machine.steps < best.steps {
      restore(best)
    }
    if machine.steps < number { runAgain(until: number) }
  }

  /// Runs to a step not beyond those that have been run before: there is nothing to note.
  private mutating func runAgain(until stop: UInt64) {
    var observer = ProgressObserver(progress)
    machine.run(&observer, until: stop)
    progress = observer.progress
  }

  /// Leaves a checkpoint of the whole match here if there is room, for which others may have to go.
  private mutating func keepCheckpoint() {
    let generation = store.generation
    defer { if store.generation != generation { forgetNearby() } }
    guard machine.stackBytes <= store.byteBudget else {
      store.doubleInterval()
      return
    }
    let added = machine.checkpointCost + markBytes
    while store.isFull || storeBytes + added > store.byteBudget {
      guard store.marks.count > 1 else {
        store.doubleInterval()
        return
      }
      store.thin()
    }
    // After thinning this place may be too near to the last.
    if machine.steps >= store.lastSteps + store.interval { store.append(mark()) }
  }

  /// Memory that the checkpoints of the whole match take, and what others take beyond their own share.
  private var storeBytes: Int { checkpointBytes - min(nearbyBudget, nearbyBytes + recentBytes) }

  /// What a mark of this place takes at most besides the stack's records, in bytes.
  private var markBytes: Int { 4 * machine.program.registerCount + machine.stackDepth / 64 + 512 }

  /// Whether there is memory for another checkpoint near by, with so much of it in use by its kind.
  func hasRoom(besides bytes: Int) -> Bool {
    let added = machine.checkpointCost + markBytes
    return bytes + added <= nearbyBudget / 2
      && checkpointBytes + added <= store.byteBudget + nearbyBudget
  }

  /// This place as a mark that nothing is known behind.
  mutating func mark() -> Mark {
    let added = machine.checkpointCost
    return Mark(
      checkpoint: machine.checkpoint(), progress: progress, stackBytes: added,
      notes: SearchNotes(itemCount: machine.program.tree.items.count))
  }

  /// Goes to a place that was marked.
  mutating func restore(_ mark: Mark) {
    machine.restore(mark.checkpoint)
    progress = mark.progress
  }

  // MARK: Checkpoints near by

  mutating func forgetNearby() {
    nearby = []
    nearbyBytes = 0
  }

  /// Goes to the checkpoint nearest before a step, unless it is nearer from here.
  private mutating func jump(near number: UInt64, isBehind: Bool) {
    let base = store.marks[store.index(atOrBefore: number)]
    if let first = nearby.first, !isSegment(of: first, base) { forgetNearby() }
    var best = base
    if let latest = latestMark(atOrBefore: number), latest.steps > base.steps { best = latest }
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
    let gap = max((last - base) / 64, 64, UInt64(machine.stackDepth) / 512)
    let latest = nearby.last { $0.steps <= machine.steps }?.steps ?? base
    return latest + gap
  }

  private mutating func leaveNearby() {
    guard machine.outcome == nil, let due = nearbyDue() else { return }
    let base = store.marks[store.index(atOrBefore: machine.steps)]
    if let first = nearby.first, !isSegment(of: first, base) { forgetNearby() }
    guard machine.steps >= due, machine.steps > nearby.last?.steps ?? 0 else { return }
    guard hasRoom(besides: nearbyBytes) else { return }
    let mark = mark()
    nearby.append(mark)
    nearbyBytes += mark.addedBytes
  }
}
