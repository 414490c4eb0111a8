// SPDX-License-Identifier: MIT
// The nearest miss of a search without a match: the place that most likely kept it from one, and what failed
// there. Which place that is, `MissSearch` finds; here it is looked at step by step. Of a search too long
// for that, it is the attempt that came furthest from its start.
//
// Example: for `(?:cat|car)s` on `a cap` the attempt is that from 2, the position 4; there `t` and `r`
// failed. Tested by fixtures/sessions/misses.txt.

public import RegexMachine
import RegexProgram
public import RegexSyntax
public import SourceText

/// Something that failed, or took no more, where an attempt was stopped.
public struct DeadEnd: Hashable, Sendable {
  /// The step.
  public var step: TriedStep
  /// The item that failed, or took no more.
  public var item: ItemID
  /// The text of the item in the pattern, quantifier included.
  public var span: SourceSpan
  /// Why.
  public var reason: FailureReason
  /// What stood at the position.
  public var found: Found
  /// The alternatives that the item stands in, outermost first: a group, and which branch, from 0.
  public var alternatives: [BranchPlace]
}

/// A branch of a group.
public struct BranchPlace: Hashable, Sendable {
  /// The group.
  public var group: NodeID
  /// Which branch, from 0.
  public var branch: Int
}

/// A place that kept a search from a match.
public struct NearestMiss: Hashable, Sendable {
  /// Where the attempt began, in bytes.
  public var start: Int
  /// How far it came, in bytes.
  public var position: Int
  /// What failed there, the likeliest first, else in the order of the search; one entry for each item.
  public var deadEnds: [DeadEnd]
  /// Whether the whole search was looked at; else there may be more that failed there, or a nearer miss.
  public var isComplete: Bool
  /// Whether there is a small edit at this place that makes a match.
  public var hasEdit = false

  /// How far the attempt came from its start, in bytes.
  public var reach: Int { position - start }
}

extension Timeline {
  /// Steps that are run again at most to look at an attempt.
  private static let missBudget: UInt64 = 1_000_000
  /// Steps after which the caller is asked whether to go on.
  private static let missSlice: UInt64 = 100_000

  /// The attempt that came furthest from its start in a long search; nil if nothing has failed.
  ///
  /// If the caller stops it there may be less to tell of.
  mutating func furthestMiss(
    _ map: PatternMap, _ shouldContinue: () -> Bool
  ) -> NearestMiss? {
    let home = mark()
    defer { restore(home) }
    var best: (miss: AttemptMiss, isComplete: Bool)?
    for step in [furthestFailure, furthestOutside].compactMap({ $0 }) {
      restore(home)
      let candidate = missOfAttempt(of: step, shouldContinue)
      if candidate.miss.reach > best?.miss.reach ?? -1 { best = candidate }
    }
    guard let best else { return nil }
    let ends = best.miss.failures.compactMap {
      deadEnd($0, of: ItemID($0.item), map, at: best.miss.position)
    }
    return NearestMiss(
      start: best.miss.start, position: best.miss.position, deadEnds: ends,
      isComplete: best.isComplete)
  }

  /// A place that `MissSearch` has found, looked at closely.
  mutating func miss(_ ranked: RankedMiss, _ search: MissSearch, _ map: PatternMap) -> NearestMiss {
    let home = mark()
    defer { restore(home) }
    var ends: [DeadEnd] = []
    for entry in ranked.items.prefix(Self.mostDeadEnds) {
      let step = search.failures[entry.failure].step
      let end =
        step.number == 0
        ? anchor(step, map, at: ranked.position)
        : deadEnd(step, of: ItemID(entry.item), map, at: ranked.position)
      if let end { ends.append(end) }
    }
    return NearestMiss(
      start: ranked.start, position: ranked.position, deadEnds: ends,
      isComplete: search.sawAll, hasEdit: ranked.score != nil)
  }

  /// Most items that are told of one place.
  private static let mostDeadEnds = 8

  /// An anchor that holds at the start of the search, where there is no match.
  private mutating func anchor(
    _ tried: TriedStep, _ map: PatternMap, at position: Int
  ) -> DeadEnd? {
    restore(store.marks[0])
    var query = StepQuery()
    query.items = Array(repeating: false, count: map.tree.items.count)
    query.items[tried.item] = true
    var search = StepSearch(query, .forward, from: .step(0))
    guard look(for: &search) == .found, let step = current else { return nil }
    let item = ItemID(tried.item)
    return DeadEnd(
      step: step, item: item, span: map.labels[item.index], reason: .holdsAtStartOnly,
      found: found(at: position), alternatives: map.alternatives(around: item))
  }

  /// What failed in the attempt that begins here.
  private mutating func missOfAttempt(
    from step: TriedStep, _ shouldContinue: () -> Bool
  ) -> (miss: AttemptMiss, isComplete: Bool)? {
    var observer = MissObserver(
      from: step, isInLookaround: lookaroundItems, machine.program, staysInAttempt: true)
    let last = machine.steps + Self.missBudget + 1
    while machine.steps < last {
      machine.run(&observer, until: min(last, machine.steps + Self.missSlice))
      // The observer pauses at the next attempt.
      if machine.outcome != nil || machine.stepFlags & 1 != 0 || !shouldContinue() { break }
    }
    let isComplete = observer.hasFinishedOne
    observer.finish()
    return observer.best.map { ($0, isComplete || machine.outcome != nil) }
  }

  /// What failed where the attempt of a step came furthest.
  private mutating func missOfAttempt(
    of step: TriedStep, _ shouldContinue: () -> Bool
  ) -> (miss: AttemptMiss, isComplete: Bool) {
    let alone = AttemptMiss(start: step.attemptStart, position: step.position, failures: [step])
    var query = StepQuery()
    query.attempts = true
    var search = StepSearch(query, .backward, from: .step(step.number + 1))
    move(to: .step(step.number), budget: .max)
    var effort = 4 * Self.missBudget
    guard look(for: &search, within: &effort, shouldContinue) == .found, let first = current,
      let found = missOfAttempt(from: first, shouldContinue)
    else { return (alone, false) }
    return found.isComplete || found.miss.reach >= step.reach ? found : (alone, false)
  }

  private mutating func deadEnd(
    _ step: TriedStep, of item: ItemID, _ map: PatternMap, at furthest: Int
  ) -> DeadEnd? {
    move(to: .step(step.number), budget: .max)
    var result = DeadEnd(
      step: step, item: item, span: map.labels[item.index], reason: .takesNoMore,
      found: found(at: furthest), alternatives: map.alternatives(around: item))
    if item.index != step.item { return result }
    let event = eventsToNextStep().first { event in
      if case .failed = event { true } else { false }
    }
    guard case .failed(let instruction, let position)? = event else { return nil }
    result.reason = reason(instruction, at: position, map)
    return result
  }
}

extension PatternMap {
  /// The groups with more than one branch around an item, outermost first, and its branch in each.
  func alternatives(around item: ItemID) -> [BranchPlace] {
    let position = tree[item].position
    return (groups(around: item) + [tree.root]).reversed().compactMap { node in
      guard let group = group(node), group.branches.count > 1 else { return nil }
      let branch = branchIndex(of: group, at: position)
      return BranchPlace(group: node, branch: branch)
    }
  }

  /// Flags of the items inside lookarounds, closing brackets included.
  var lookaroundItems: [Bool] {
    tree.items.indices.map { index in
      groups(around: ItemID(index)).contains { node in
        switch group(node)?.kind {
        case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind: true
        default: false
        }
      }
    }
  }
}
