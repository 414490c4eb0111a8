// SPDX-License-Identifier: MIT
// The observer of a debugger that looks for a step: it knows what makes a step a hit, and takes notes on
// the way that let a later search pass over whole stretches.
//
// A step is a hit either at once (its item, its position, its place on the stack) or in hindsight: whether
// its item failed is known when the machine goes back, so the pause comes one step later and `lastHit`
// tells which step was meant. Tested in RegexDebuggingTests.

import RegexSyntax

/// What makes a step one that is looked for; any one of the conditions is enough.
public struct StepQuery: Hashable, Sendable {
  /// Flags by item; empty = no item.
  public var items: [Bool] = []
  /// Positions in the subject, in bytes.
  public var positions: Set<Int> = []
  /// Steps with at most this many records on the stack; -1 = none.
  public var maximumDepth = -1
  /// First steps of attempts.
  public var attempts = false
  /// Steps whose item fails.
  public var failures = false
  /// Steps whose item does not fail.
  public var successes = false
  /// Steps that meet one of these rules, at most 64.
  public var rules: [StepRule] = []
  /// What the rules read.
  public var subject: [UInt8] = []
  /// The first step outside of something.
  public var exit: StepExit?

  /// A query that nothing meets.
  public init() {}
}

/// Something that a step can be inside of: what one item begins, or a group around a step.
public struct StepExit: Hashable, Sendable {
  /// The items of a group from its opening to its closing one; nil = the call that the step begins.
  public var items: ClosedRange<Int>?
  /// Stack index of the call in which it lies, 0 = in none.
  public var callRecord: Int
  /// Calls whose records lie at least so high were made inside.
  public var depth: Int
  /// Whether trying the opening item again is outside.
  public var endsAtOpening: Bool

  /// Makes one.
  public init(items: ClosedRange<Int>?, callRecord: Int, depth: Int, endsAtOpening: Bool) {
    self.items = items
    self.callRecord = callRecord
    self.depth = depth
    self.endsAtOpening = endsAtOpening
  }

  /// Whether a step is outside of it.
  func isLeft(by step: StepView) -> Bool {
    if step.flags & 1 != 0 { return true }
    let call = step.callRecord
    guard call == callRecord else { return call < depth }
    guard let items else { return true }
    return !items.contains(step.item) || (endsAtOpening && step.item == items.lowerBound)
  }
}

/// What was seen in a stretch of steps.
public struct SearchNotes: Hashable, Sendable {
  /// One bit for each item that was tried.
  public var itemBits: [UInt64]
  /// The fewest records on the stack.
  public var minimumDepth = Int.max
  /// The least position.
  public var minimumPosition = Int.max
  /// The greatest position.
  public var maximumPosition = -1

  /// Notes of nothing.
  public init(itemCount: Int) { itemBits = Array(repeating: 0, count: (itemCount + 63) / 64) }

  /// Adds what was seen in another stretch.
  public mutating func merge(_ other: SearchNotes) {
    for index in itemBits.indices { itemBits[index] |= other.itemBits[index] }
    minimumDepth = min(minimumDepth, other.minimumDepth)
    minimumPosition = min(minimumPosition, other.minimumPosition)
    maximumPosition = max(maximumPosition, other.maximumPosition)
  }
}

/// A step with what was tried where.
public struct TriedStep: Hashable, Sendable {
  /// The step's number.
  public var number: UInt64
  /// Index of the item in `Tree.items`.
  public var item: Int
  /// Where in the subject.
  public var position: Int
  /// Where the attempt began.
  public var attemptStart: Int

  /// Makes one.
  public init(number: UInt64, item: Int, position: Int, attemptStart: Int) {
    self.number = number
    self.item = item
    self.position = position
    self.attemptStart = attemptStart
  }

  /// How far the attempt had come, in bytes; below 0 within a lookbehind.
  public var reach: Int { position - attemptStart }
}

/// Looks for steps, counts attempts, and notes how far they came.
public struct SearchObserver: MachineObserver {
  /// The latest hit, or the first one if the machine pauses at it; nil if there was none yet.
  public private(set) var lastHit: UInt64?
  /// What was seen.
  public private(set) var notes: SearchNotes
  /// The fewest records on the stack.
  public var minimumDepth: Int { notes.minimumDepth }
  /// What has happened so far, counted on from the start.
  public private(set) var progress: Progress
  /// The first of the failures at which an attempt had come furthest from its start.
  public private(set) var furthestFailure: TriedStep?
  /// The same, of items that are not inside lookarounds.
  public private(set) var furthestOutside: TriedStep?

  /// Flags of the items inside lookarounds; empty = none.
  public var lookaroundItems: [Bool] = [] {
    didSet { hasLookarounds = lookaroundItems.contains(true) }
  }

  private let query: StepQuery
  // What is asked at every step is one byte each: looking into the query itself made a run 1.8 times as
  // long.
  private let hasRules: Bool
  private let hasExit: Bool
  private var hasLookarounds = false
  private let pausesAtHit: Bool
  private let after: UInt64
  private let before: UInt64
  private var latest: TriedStep?
  private var latestFailed = false
  private var latestActed = false
  /// The rules that the latest step meets as far as could be seen then, one bit each.
  private var latestRules: UInt64 = 0
  /// What watchpoints compare with.
  private var watched: WatchedValues?

  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - query: What is looked for.
  ///   - range: Only steps with numbers strictly between the two bounds are hits.
  ///   - pausesAtHit: Whether the machine pauses once there is a hit.
  ///   - itemCount: The number of items of the pattern.
  ///   - resumedAt: The step before which the machine stands, which is not reported again.
  ///   - progress: What has happened so far.
  ///   - captures: The groups as they are at `resumedAt`, for rules that watch.
  public init(
    _ query: StepQuery, between range: (after: UInt64, before: UInt64), pausesAtHit: Bool,
    itemCount: Int, resumedAt: TriedStep?, progress: Progress,
    captures: [CaptureRange?] = []
  ) {
    self.query = query
    hasRules = !query.rules.isEmpty
    hasExit = query.exit != nil
    self.after = range.after
    self.before = range.before
    self.pausesAtHit = pausesAtHit
    self.progress = progress
    latest = resumedAt
    if query.rules.contains(where: \.comparesSteps) {
      watched = WatchedValues(
        position: resumedAt?.position, captures: Array(captures.dropFirst()))
    }
    notes = SearchNotes(itemCount: itemCount)
  }

  private mutating func hit(_ number: UInt64) {
    guard number > after && number < before else { return }
    // What the step before came to is told at a step that may be a hit itself: the pause is for the first.
    if pausesAtHit && lastHit != nil { return }
    lastHit = number
  }

  /// Looks at the step.
  public mutating func step(_ step: StepView) -> Bool {
    settle()
    latest = TriedStep(
      number: step.number, item: step.item, position: step.position,
      attemptStart: step.attemptStart)
    latestFailed = false
    if step.flags & 1 != 0 { progress.attempts &+= 1 }
    // Written only when it changes: a write to an array asks who else holds it.
    let bit: UInt64 = 1 << UInt64(step.item & 63)
    if notes.itemBits[step.item >> 6] & bit == 0 { notes.itemBits[step.item >> 6] |= bit }
    if step.depth < notes.minimumDepth { notes.minimumDepth = step.depth }
    if step.position < notes.minimumPosition { notes.minimumPosition = step.position }
    if step.position > notes.maximumPosition { notes.maximumPosition = step.position }
    let isHit =
      (!query.items.isEmpty && query.items[step.item])
      || step.depth <= query.maximumDepth
      || (query.attempts && step.flags & 1 != 0)
      || (!query.positions.isEmpty && query.positions.contains(step.position))
    if isHit { hit(step.number) }
    if hasRules { look(at: step) }
    if hasExit { lookForExit(step) }
    return pausesAtHit && lastHit != nil
  }

  @inline(never)
  private mutating func lookForExit(_ step: StepView) {
    if let exit = query.exit, exit.isLeft(by: step) { hit(step.number) }
  }

  /// Looks at the rules.
  @inline(never)
  private mutating func look(at step: StepView) {
    latestRules = 0
    latestActed = false
    for (index, rule) in query.rules.enumerated()
    where step.meets(rule, before: watched, progress, subject: query.subject) {
      if rule.isKnownLater && !(rule.event == .verb && rule.verbItems[step.item]) {
        latestRules |= 1 << UInt64(index)
      } else {
        hit(step.number)
      }
    }
    guard watched != nil else { return }
    watched?.position = step.position
    for group in 0..<(watched?.captures.count ?? 0) {
      watched?.captures[group] = step.value(of: group + 1)
    }
  }

  /// Looks again at the step before which the machine stands: what it will come to is told only now.
  mutating func resume(at step: StepView) {
    latestRules = 0
    for (index, rule) in query.rules.enumerated()
    where rule.isKnownLater && !(rule.event == .verb && rule.verbItems[step.item])
      && step.meets(rule, before: nil, progress, subject: query.subject)
    {
      latestRules |= 1 << UInt64(index)
    }
  }

  /// Whether the latest step, of which more is known now, meets a rule with an event.
  @inline(never)
  private func isMet(_ event: StepRule.Event) -> Bool {
    query.rules.indices.contains {
      latestRules & (1 << UInt64($0)) != 0 && query.rules[$0].event == event
    }
  }

  /// Notes that the search has come back to a verb.
  public mutating func triggerVerb() {
    guard !latestActed, let latest else { return }
    latestActed = true
    if latestRules != 0 && isMet(.verb) { hit(latest.number) }
  }

  /// Notes the failure.
  public mutating func backtrack() {
    progress.backtracks &+= 1
    guard !latestFailed, let latest else { return }
    latestFailed = true
    if query.failures || (latestRules != 0 && isMet(.fail)) { hit(latest.number) }
    if latest.reach > furthestFailure?.reach ?? -1 { furthestFailure = latest }
    guard hasLookarounds, latest.reach > furthestOutside?.reach ?? -1,
      !lookaroundItems[latest.item]
    else { return }
    furthestOutside = latest
  }

  /// Has to be called when the run is over: what the last step came to is known only then.
  public mutating func settle() {
    guard query.successes || latestRules != 0 else { return }
    guard !latestFailed, let latest, query.successes || isMet(.match) else { return }
    hit(latest.number)
  }
}

extension Machine {
  /// Runs on and looks for steps.
  @discardableResult
  public mutating func run(
    _ observer: inout SearchObserver, until stop: UInt64 = .max
  ) -> RunResult {
    if let step = pausedStep { observer.resume(at: step) }
    return execute(&observer, until: stop)
  }

  /// The step before which the machine stands, as it was reported.
  private var pausedStep: StepView? {
    guard let item else { return nil }
    return StepView(
      number: state.steps, item: item.index, position: state.position,
      attemptStart: state.attemptStart, flags: state.stepFlags, depth: state.depth,
      registers: state.registers, stack: state.stack)
  }
}
