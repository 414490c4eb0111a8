// SPDX-License-Identifier: MIT
// Changing pattern, subject or options while the session goes on: another run takes the place of the one in hand
// and goes to the same step if both are the same up to there, else to the first step at which they part.
//
// Breakpoints are looked up again in the new pattern. One that was set by its place in the pattern goes with its
// item; one that means nothing there any more is kept and does not stop until it means something again. Marks
// keep their step numbers. In a session over all matches the searches before have to be the same, too.
// Tested in RegexDebuggingTests/SettingTests.swift and fixtures/sessions/settings.txt.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// What came of a change.
public struct RunChange: Hashable, Sendable {
  /// Where the new run was put.
  public enum Arrival: Hashable, Sendable {
    /// At the step where the old one stood; everything up to there is the same.
    case samePlace
    /// At the first step that differs.
    case parting
    /// At the first step, because the comparison was stopped.
    case interrupted
  }
  /// What was changed; empty for `undo`.
  public var settings: [Setting]
  /// Whether a change was taken back.
  public var isUndo: Bool
  /// Where the session stands now.
  public var arrival: Arrival
  /// Steps from the first on that were found to be the same.
  public var equalSteps: UInt64
  /// Breakpoints that mean nothing in the new run.
  public var lost: [Int]
  /// Breakpoints that mean something again.
  public var found: [Int]
}

extension Session {
  /// Most changes that can be taken back.
  private static let undoDepth = 100

  mutating func change(_ settings: [Setting], _ shouldContinue: () -> Bool) -> Response {
    var setup = current.setup
    for setting in settings { setup.apply(setting) }
    guard setup != current.setup else { return respond(.unchanged) }
    let old = current.setup
    let response = replace(with: setup, settings, isUndo: false, shouldContinue)
    guard case .changed = response.body else { return response }
    past.append(old)
    if past.count > Self.undoDepth { past.removeFirst() }
    return response
  }

  mutating func undo(_ shouldContinue: () -> Bool) -> Response {
    guard let setup = past.popLast() else { return respond(.fault(.nothingToUndo)) }
    let response = replace(with: setup, [], isUndo: true, shouldContinue)
    if case .fault = response.body { past.append(setup) }
    return response
  }

  /// Puts another run into the place of the one in hand; nothing happens if it cannot be made.
  private mutating func replace(
    with setup: RunSetup, _ settings: [Setting], isUndo: Bool, _ shouldContinue: () -> Bool
  ) -> Response {
    var new: Session
    do { new = try Session(setup) } catch {
      return respond(.fault(.cannotRun(error, pattern: setup.pattern)))
    }
    let alignment = ItemAlignment(current.text.map, new.text.map)
    let (target, arrival, equalSteps) = place(in: &new, shouldContinue)
    let isThere = new.current.go(to: target, shouldContinue)
    let oldMap = current.text.map
    base = current.setup
    current = new.current
    selectedFrame = 0
    let (lost, found) = resolveAgain(alignment, oldMap)
    let change = RunChange(
      settings: settings, isUndo: isUndo, arrival: isThere ? arrival : .interrupted,
      equalSteps: equalSteps, lost: lost, found: found)
    return respond(.changed(change, placeView()))
  }

  /// The place in a new session that corresponds to this one; it is left in the right search.
  private func place(
    in new: inout Session, _ shouldContinue: () -> Bool
  ) -> (Place, RunChange.Arrival, equalSteps: UInt64) {
    let last: UInt64
    if case .step(let number) = place { last = number } else { last = .max }
    guard var former = try? Session(current.setup),
      let found = former.commonSearches(
        with: &new, upTo: (searchNumber, last), shouldContinue)
    else { return (.step(1), .interrupted, 0) }
    switch found.common.result {
    case .parted(_, let step) where found.search < searchNumber || step <= last:
      return (.step(step), .parting, found.common.equalSteps)
    case .same, .sameSoFar, .limited, .parted, .unfinished:
      return (place, .samePlace, found.common.equalSteps)
    }
  }

  // MARK: Breakpoints

  /// Looks up all breakpoints in the run in hand; gives those that lost, and that got back, their meaning.
  private mutating func resolveAgain(
    _ alignment: ItemAlignment, _ oldMap: PatternMap
  ) -> (lost: [Int], found: [Int]) {
    var lost: [Int] = []
    var found: [Int] = []
    for index in breakpoints.indices {
      var breakpoint = breakpoints[index]
      let wasResolved = breakpoint.isResolved
      breakpoint.isResolved = false
      if let target = follow(breakpoint, alignment, oldMap),
        case .success(let resolved) = resolve(target, breakpoint.options)
      {
        breakpoint.target = target
        (breakpoint.rule, breakpoint.items) = (resolved.rule, resolved.items)
        breakpoint.isResolved = true
        breakpoint.lostPattern = nil
      } else {
        if wasResolved { breakpoint.lostPattern = oldMap.tree.source }
        (breakpoint.rule, breakpoint.items) = (StepRule(), [])
      }
      breakpoints[index] = breakpoint
      if wasResolved && !breakpoint.isResolved { lost.append(breakpoint.id) }
      if !wasResolved && breakpoint.isResolved { found.append(breakpoint.id) }
    }
    return (lost, found)
  }

  /// The target of a breakpoint in the new pattern: one that is a place goes with its item.
  ///
  /// An item that is no longer there may have been replaced: then the item that begins at its offset now is
  /// meant. nil if there is none, or if it belongs to an earlier pattern than the last one.
  private func follow(
    _ breakpoint: Breakpoint, _ alignment: ItemAlignment, _ oldMap: PatternMap
  ) -> BreakTarget? {
    switch breakpoint.target {
    case .offset, .lineColumn: break
    case .text, .group, .position, .subjectLine, .watch, .event: return breakpoint.target
    }
    if let pattern = breakpoint.lostPattern {
      return pattern == text.map.tree.source ? breakpoint.target : nil
    }
    guard let item = oldMap.items(of: breakpoint.target).first else { return nil }
    let offset: Int
    if let partner = alignment.partner(of: item) {
      offset = text.map.tree[partner].position
    } else {
      offset = oldMap.tree[item].position
      guard text.map.tree.items.contains(where: { $0.position == offset && $0.length > 0 }) else {
        return nil
      }
    }
    guard case .lineColumn = breakpoint.target else { return .offset(offset) }
    let place = text.map.lines.place(of: offset)
    return .lineColumn(line: place.line, column: place.column)
  }
}
