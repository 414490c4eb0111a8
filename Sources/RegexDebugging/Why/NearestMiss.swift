// SPDX-License-Identifier: MIT
// The nearest miss of a search without a match: the attempt that came furthest from its start, and what
// failed there. The attempt is run once more, with every event, to tell failures that count from those
// of lookarounds that did what they should.
//
// Example: for `(?:cat|car)s` on `a cap` the attempt is that from 2, the position 4; there `t` and `r`
// failed. Tested by fixtures/sessions/misses.txt.

public import RegexMachine
import RegexProgram
public import RegexSyntax
public import SourceText

/// Something that failed where an attempt had come furthest.
public struct DeadEnd: Hashable, Sendable {
  /// The step.
  public var step: TriedStep
  /// The item that failed.
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

/// How a search that found nothing came nearest to a match.
public struct NearestMiss: Hashable, Sendable {
  /// Where the attempt began, in bytes.
  public var start: Int
  /// How far it came, in bytes.
  public var position: Int
  /// What failed there, in the order of the search; one entry for each item.
  public var deadEnds: [DeadEnd]
  /// Whether the whole attempt was looked at; else there may be more that failed there.
  public var isComplete: Bool
}

extension Timeline {
  /// Steps that are run again at most to look at an attempt.
  private static let missBudget: UInt64 = 1_000_000

  /// The nearest miss, as far as the match was run; nil if nothing has failed.
  ///
  /// A short search is looked at in full, of a long one only the attempts that seemed to come furthest.
  mutating func nearestMiss(_ map: PatternMap) -> NearestMiss? {
    let home = mark()
    defer { restore(home) }
    var best: (miss: AttemptMiss, isComplete: Bool)?
    if let total = end?.steps, total <= Self.missBudget {
      restore(store.marks[0])
      best = miss(from: nil, staysInAttempt: false)
    } else {
      for step in [furthestFailure, furthestOutside].compactMap({ $0 }) {
        restore(home)
        let candidate = missOfAttempt(of: step)
        if candidate.miss.reach > best?.miss.reach ?? -1 { best = candidate }
      }
    }
    guard let best else { return nil }
    let ends = best.miss.failures.compactMap { deadEnd($0, map, at: best.miss.position) }
    return NearestMiss(
      start: best.miss.start, position: best.miss.position, deadEnds: ends,
      isComplete: best.isComplete)
  }

  private mutating func miss(
    from step: TriedStep?, staysInAttempt: Bool
  ) -> (miss: AttemptMiss, isComplete: Bool)? {
    var observer = MissObserver(
      from: step, isInLookaround: lookaroundItems, machine.program, staysInAttempt: staysInAttempt)
    machine.run(&observer, until: machine.steps + Self.missBudget + 1)
    let isComplete = staysInAttempt ? observer.hasFinishedOne : machine.outcome != nil
    observer.finish()
    return observer.best.map { ($0, isComplete || machine.outcome != nil) }
  }

  /// What failed where the attempt of a step came furthest.
  private mutating func missOfAttempt(
    of step: TriedStep
  ) -> (miss: AttemptMiss, isComplete: Bool) {
    let alone = AttemptMiss(start: step.attemptStart, position: step.position, failures: [step])
    var query = StepQuery()
    query.attempts = true
    var search = StepSearch(query, .backward, from: .step(step.number + 1))
    move(to: .step(step.number), budget: .max)
    guard look(for: &search, budget: 4 * Self.missBudget) == .found, let first = current,
      let found = miss(from: first, staysInAttempt: true)
    else { return (alone, false) }
    return found.isComplete || found.miss.reach >= step.reach ? found : (alone, false)
  }

  private mutating func deadEnd(
    _ step: TriedStep, _ map: PatternMap, at furthest: Int
  ) -> DeadEnd? {
    move(to: .step(step.number), budget: .max)
    guard let info = stepInfo else { return nil }
    let event = eventsToNextStep().first { event in
      if case .failed = event { true } else { false }
    }
    guard case .failed(let instruction, let position)? = event else { return nil }
    return DeadEnd(
      step: step, item: info.item, span: map.labels[info.item.index],
      reason: reason(instruction, at: position, map),
      found: found(at: furthest), alternatives: map.alternatives(around: info.item))
  }
}

extension PatternMap {
  /// The groups with more than one branch around an item, outermost first, and its branch in each.
  func alternatives(around item: ItemID) -> [BranchPlace] {
    let position = tree[item].position
    return (groups(around: item) + [tree.root]).reversed().compactMap { node in
      guard let group = group(node), group.branches.count > 1 else { return nil }
      let branch = group.branches.lastIndex { $0.span.start <= position } ?? 0
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
