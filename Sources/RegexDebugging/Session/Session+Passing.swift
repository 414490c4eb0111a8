// SPDX-License-Identifier: MIT
// Over and out: `next` goes on over what the item begins, `finish` out of the innermost group or call. A
// step is outside once the search has left the items of the group in the same call, or the call itself,
// forward or by going back (`StepExit` in RegexMachine).
//
// Backward there is nothing to look for directly: the latest steps at which the thing can have begun are
// tried one after another by running forward from them, until one of them really leads here.
// Tested in RegexDebuggingTests/PassingTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Beginnings that are tried for one group on the way back.
  private static let tries = 4
  /// Groups and calls that are tried on the way back.
  private static let triedFrames = 8

  mutating func pass(_ command: Command, _ shouldContinue: () -> Bool) -> Response {
    switch command {
    case .next, .finish:
      guard place != .end else { return stopped(.noFurther) }
      let exit =
        command == .next
        ? current.timeline.exitOfItem(text.map) : current.timeline.exitAround(text.map)
      guard let exit else { return travel(.step(1), shouldContinue) }
      var query = StepQuery()
      query.exit = exit
      return stopped(
        look(for: query, .forward, shouldContinue) == .unfinished ? .interrupted : .arrived)
    default:
      guard place > .step(1) else { return stopped(.noFurther) }
      return command == .reverseNext ? reverseNext(shouldContinue) : reverseFinish(shouldContinue)
    }
  }

  // MARK: Backward

  private mutating func reverseNext(_ shouldContinue: () -> Bool) -> Response {
    let here = place
    let target = current.timeline.mark()
    let frames = current.timeline.frames(text.map)
    _ = travel(.back(1), shouldContinue)
    let previous = current.timeline.mark()
    let ended = current.timeline.frames(text.map).filter { frame in
      !frames.contains { $0.isSame(as: frame) }
    }
    for frame in ended.reversed().prefix(Self.triedFrames) {
      guard let item = opening(of: frame) else { continue }
      current.timeline.restore(target)
      switch findOpening(item, shouldContinue, leadsTo: here, exactly: true) {
      case .found: return stopped(.arrived)
      case .unfinished: return stopped(.interrupted)
      case .none: continue
      }
    }
    current.timeline.restore(previous)
    return stopped(.arrived)
  }

  private mutating func reverseFinish(_ shouldContinue: () -> Bool) -> Response {
    let here = place
    let home = current.timeline.mark()
    let frames = current.timeline.frames(text.map)
    for index in frames.indices.prefix(Self.triedFrames) {
      // A group that was called began with the call.
      if index + 1 < frames.count, case .call = frames[index + 1].kind { continue }
      guard let item = opening(of: frames[index]) else { continue }
      current.timeline.restore(home)
      switch findOpening(item, shouldContinue, leadsTo: here, exactly: false) {
      case .found: return stopped(.arrived)
      case .unfinished: return stopped(.interrupted)
      case .none: continue
      }
    }
    current.timeline.restore(home)
    return find(.previousAttempt, shouldContinue)
  }

  /// The item at which a frame begins; nil for the whole pattern.
  private func opening(of frame: Frame) -> ItemID? {
    switch frame.kind {
    case .group(let node, _): node == text.map.tree.root ? nil : text.map.tree[node].item
    case .call(let node, _): text.map.tree[node].item
    }
  }

  /// Goes to the latest step with an item from which `next` leads to a place (exactly), or at least does
  /// not stop before it.
  private mutating func findOpening(
    _ item: ItemID, _ shouldContinue: () -> Bool, leadsTo here: Place, exactly: Bool
  ) -> SearchResult {
    var query = StepQuery()
    query.items = Array(repeating: false, count: text.map.tree.items.count)
    query.items[item.index] = true
    for _ in 0..<Self.tries {
      let result = look(for: query, .backward, shouldContinue)
      guard result == .found else { return result }
      let candidate = current.timeline.mark()
      guard let exit = current.timeline.exitOfItem(text.map) else { continue }
      let stop = current.timeline.firstExit(exit, upTo: here, shouldContinue)
      current.timeline.restore(candidate)
      switch stop {
      case .interrupted: return .unfinished
      case .step(let number) where .step(number) == here: return .found
      case .nowhere where here == .end || !exactly: return .found
      case .step, .nowhere: continue
      }
    }
    return .none
  }
}

/// Where something was left.
private enum FirstExit {
  case step(UInt64), nowhere, interrupted
}

extension Timeline {
  /// What the item at this step begins; nil if it is neither a group nor a call.
  fileprivate func exitOfItem(_ map: PatternMap) -> StepExit? {
    guard let item = machine.item else { return nil }
    let record = machine.callRecord
    switch map.roles[item.index] {
    case .open(let node):
      guard let items = map.items(of: node) else { return nil }
      return StepExit(
        items: items, callRecord: record, depth: machine.stackDepth, endsAtOpening: true)
    case .single(let node):
      guard case .call = map.tree[node].kind else { return nil }
      return StepExit(
        items: nil, callRecord: record, depth: machine.stackDepth, endsAtOpening: true)
    case .separator, .close, .end, .callout: return nil
    }
  }

  /// What the step is in: a group, a call of the whole pattern, or the attempt.
  fileprivate func exitAround(_ map: PatternMap) -> StepExit? {
    guard let item = machine.item else { return nil }
    let record = machine.callRecord
    let inner = map.groups(around: item).lazy.compactMap { map.items(of: $0) }.first
    return StepExit(
      items: inner ?? 0...map.tree.items.count, callRecord: record, depth: record + 1,
      endsAtOpening: inner != nil)
  }

  /// The first step, not behind a place, at which something that begins here is left.
  fileprivate mutating func firstExit(
    _ exit: StepExit, upTo place: Place, _ shouldContinue: () -> Bool
  ) -> FirstExit {
    var query = StepQuery()
    query.exit = exit
    let origin = machine.steps
    let last: UInt64
    if case .step(let number) = place { last = number } else { last = .max }
    while machine.outcome == nil && machine.steps < last {
      let from = machine.steps
      let stop = last - from > Self.sliceSteps ? from + Self.sliceSteps : last
      while machine.outcome == nil && machine.steps < stop {
        var observer = observer(for: query, between: (origin, .max), pausesAtHit: true)
        runStretch(&observer, until: stop)
        if let hit = observer.lastHit { return .step(hit) }
      }
      if machine.steps < last && machine.outcome == nil && !shouldContinue() {
        return .interrupted
      }
    }
    return .nowhere
  }
}
