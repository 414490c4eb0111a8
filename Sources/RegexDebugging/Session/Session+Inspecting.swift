// SPDX-License-Identifier: MIT
// The commands that tell something about the place.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Most choices that are listed.
  static let listedChoices = 50

  mutating func placeView() -> PlaceView {
    if let why = timeline.why(text.map, choices) { return .step(why) }
    let end =
      timeline.end ?? MatchEnd(outcome: .noMatch, steps: 0, attempts: 0)
    if end.outcome != .match && miss == nil { miss = timeline.nearestMiss(text.map) }
    return .end(
      EndInfo(
        end: end, captures: end.outcome == .match ? timeline.machine.captures : [],
        mark: timeline.machine.mark, miss: end.outcome == .match ? nil : miss))
  }

  mutating func info(_ topic: InfoTopic, _ shouldContinue: () -> Bool) -> Response {
    switch topic {
    case .breaks: return respond(.breakpoints(breakpoints))
    case .captures: return respond(captures(shouldContinue))
    case .choices: return openChoices()
    case .items:
      return respond(.items(current: timeline.machine.item, breakpoints: breakpoints))
    case .profile: return respond(.fault(.interrupted))
    case .program:
      let current = place == .end ? nil : timeline.machine.instruction
      return respond(.program(timeline.machine.program, current: current))
    }
  }

  private mutating func captures(_ shouldContinue: () -> Bool) -> Response.Body {
    let outcome = timeline.machine.outcome
    let isKnown = outcome == nil || outcome == .match
    let last = timeline.machine.lastClosedGroup
    var rows = timeline.machine.captures.enumerated().map { group, range in
      CaptureRow(
        group: group, range: isKnown ? range : nil,
        isLatest: isKnown && group > 0 && group == last, setAt: nil)
    }
    let set = rows.indices.dropFirst().filter { rows[$0].range != nil }
    // One budget for all: what cannot be found within it, or was interrupted, has no step.
    var effort = Timeline.historyEffort
    for group in set.prefix(Self.historyGroups) where effort > 0 && shouldContinue() {
      rows[group].setAt = timeline.settingStep(ofGroup: group, within: &effort, shouldContinue)
    }
    return .captures(rows, isComplete: outcome != nil, mark: timeline.machine.mark)
  }

  private mutating func openChoices() -> Response {
    guard place != .end else { return respond(.fault(.atEnd)) }
    let pending = timeline.machine.pendingChoices()
    var rows: [ChoiceRow] = []
    for choice in pending.prefix(Self.listedChoices) {
      let target = timeline.target(
        of: choice.kind, choice.instruction, choice.position, bound: choice.bound, choices)
      rows.append(ChoiceRow(target: target, position: choice.position))
    }
    return respond(.choices(rows, total: pending.count))
  }

  mutating func events() -> Response {
    guard place != .end else { return respond(.fault(.atEnd)) }
    return respond(.events(timeline.eventsToNextStep(), timeline.machine.program))
  }
}
