// SPDX-License-Identifier: MIT
// What only a look at the past tells: which step gave a group its value, how often items were tried.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Most groups of which the table of captures tells the history.
  static let historyGroups = 16

  mutating func gotoSetting(_ name: String, _ shouldContinue: () -> Bool) -> Response {
    let groups = text.map.groupNumbers(name)
    guard !groups.isEmpty else { return respond(.fault(.noSuchItem(.group(name)))) }
    let captures = current.timeline.machine.captures
    // A partial match has no groups.
    guard let group = groups.first(where: { $0 < captures.count && captures[$0] != nil }) else {
      return respond(.fault(.noSetting(name)))
    }
    var effort = Timeline.historyEffort
    guard
      let step = current.timeline.settingStep(ofGroup: group, within: &effort, shouldContinue)
    else { return respond(.fault(shouldContinue() ? .noSetting(name) : .interrupted)) }
    return travel(.goto(.step(step)), shouldContinue)
  }

  /// Which step gave each group the value that it has here.
  ///
  /// - Parameters:
  ///   - effort: Steps that are run again at most, for all groups together.
  ///   - shouldContinue: Asked between groups and after every million steps; false ends the search for them.
  /// - Returns: Steps by group; of the first 16 groups that are set those that were found.
  public mutating func settingSteps(
    within effort: UInt64, shouldContinue: () -> Bool = { true }
  ) -> [Int: UInt64] {
    var left = effort
    var result: [Int: UInt64] = [:]
    let outcome = current.timeline.machine.outcome
    guard outcome == nil || outcome == .match else { return [:] }
    let captures = current.timeline.machine.captures
    let set = captures.indices.dropFirst().filter { captures[$0] != nil }
    for group in set.prefix(Self.historyGroups) where left > 0 && shouldContinue() {
      result[group] = current.timeline.settingStep(ofGroup: group, within: &left, shouldContinue)
    }
    return result
  }

  mutating func profile(_ shouldContinue: () -> Bool) -> Response {
    guard let profile = current.timeline.profile(shouldContinue) else {
      return respond(.fault(.interrupted))
    }
    return respond(.profile(profile))
  }
}

extension Timeline {
  /// Steps that are run again at most to find what set the groups that a command tells of.
  static let historyEffort: UInt64 = 20_000_000

  /// The step that gave a group the value that it has here; nil if it is not set or cannot be found.
  ///
  /// Searches within a number of steps, of which what is left is written back, and only as long as the caller
  /// wants.
  mutating func settingStep(
    ofGroup group: Int, within effort: inout UInt64, _ shouldContinue: () -> Bool
  ) -> UInt64? {
    guard let value = machine.captures[group] else { return nil }
    let home = mark()
    defer { restore(home) }
    // Where the group was set, a record lies on the stack of what it was before. (A cut moves such
    // records, a return from a call writes others: then the past is searched.)
    if let record = machine.captureRecord(ofGroup: group),
      let owner = owner(ofRecord: record, within: &effort, shouldContinue),
      sets(group, to: value, at: owner.number, shouldContinue)
    {
      return owner.number
    }
    restore(home)
    if place == .end, let last = end?.steps, sets(group, to: value, at: last, shouldContinue) {
      return last
    }
    var rule = StepRule()
    rule.groups = [group]
    var query = StepQuery()
    query.rules = [rule]
    // A step that was left with the group changed is a hit at the next one, which may be this one.
    var origin = place
    if case .step(let number) = place { origin = .step(number + 1) }
    while effort > 0 {
      var search = StepSearch(query, .backward, from: origin)
      guard look(for: &search, within: &effort, shouldContinue) == .found,
        case .step(let number) = place, number > 1
      else { return nil }
      if sets(group, to: value, at: number - 1, shouldContinue) { return number - 1 }
      origin = .step(number)
    }
    return nil
  }

  /// Whether a step closes a group with a value; false if the caller stops it on the way there.
  private mutating func sets(
    _ group: Int, to value: CaptureRange, at step: UInt64, _ shouldContinue: () -> Bool
  ) -> Bool {
    guard move(to: .step(step), shouldContinue) else { return false }
    return eventsToNextStep().contains { event in
      if case .close(group, _, value) = event { true } else { false }
    }
  }

  /// Counts tries and failures from the start to here; nil if the caller stopped it.
  mutating func profile(_ shouldContinue: () -> Bool) -> Profile? {
    let home = mark()
    let last = machine.outcome == nil ? machine.steps : UInt64.max
    defer { restore(home) }
    restore(store.marks[0])
    var observer = ProfileObserver(itemCount: machine.program.tree.items.count)
    while machine.outcome == nil && machine.steps < last {
      let from = machine.steps
      let stop = last - from > Self.sliceSteps ? from + Self.sliceSteps : last
      machine.run(&observer, until: stop)
      if machine.outcome == nil && machine.steps < last && !shouldContinue() { return nil }
    }
    return Profile(observer, steps: machine.steps)
  }
}
