// SPDX-License-Identifier: MIT
// What a group was before: its changes up to here, the latest first, found by going back from one to the next.
//
// Tested by fixtures/sessions/moving.txt and RegexDebuggingTests/HistoryTests.swift.

import RegexMachine

/// A group that has another value at a step than at the one before.
public struct DatedChange: Hashable, Sendable {
  /// The step, the first one with the new value.
  public var step: UInt64
  /// The values.
  public var change: CaptureChange
}

extension Session {
  /// Most changes that are listed.
  static let mostChanges: UInt64 = 1000

  /// The latest changes of a group up to this place.
  mutating func history(
    of name: String, _ count: UInt64, _ shouldContinue: () -> Bool
  ) -> Response {
    let groups = text.map.groupNumbers(name)
    guard !groups.isEmpty else { return respond(.fault(.noSuchItem(.group(name)))) }
    let home = current.timeline.mark()
    defer { current.timeline.restore(home) }
    var rule = StepRule()
    rule.groups = groups
    var query = StepQuery()
    query.rules = [rule]
    // A change that is seen at this very step counts.
    var origin = place
    if case .step(let number) = place { origin = .step(number + 1) }
    var changes: [DatedChange] = []
    while changes.count < Int(min(count, Self.mostChanges)) {
      var search = StepSearch(query, .backward, from: origin)
      var result = current.timeline.look(for: &search)
      while result == .unfinished && shouldContinue() {
        result = current.timeline.look(for: &search)
      }
      guard result != .unfinished else {
        return respond(.history(name, changes, isComplete: false))
      }
      guard result == .found, case .step(let step) = place, step > 1 else {
        return respond(.history(name, changes, isComplete: true))
      }
      let new = current.timeline.machine.captures
      current.timeline.move(to: .step(step - 1), budget: .max)
      let old = current.timeline.machine.captures
      for group in groups where old[group] != new[group] {
        changes.append(
          DatedChange(
            step: step, change: CaptureChange(group: group, old: old[group], new: new[group])))
      }
      origin = .step(step)
    }
    return respond(.history(name, changes, isComplete: false))
  }
}
