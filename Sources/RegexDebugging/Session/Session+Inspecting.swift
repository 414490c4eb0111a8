// SPDX-License-Identifier: MIT
// The commands that tell something about the place.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Most choices that are listed.
  static let listedChoices = 50

  mutating func placeView() -> PlaceView {
    if let why = current.timeline.why(text.map, current.choices) { return .step(why) }
    var end = current.end()
    if end.end.outcome == .noMatch { end.start = startRejection() }
    return .end(end)
  }

  /// Why libpcre2 would not even begin; nil if it would, or if nobody can tell.
  private mutating func startRejection() -> StartRejection? {
    if let known = current.start { return known }
    // One of several searches has a start and options of its own.
    var setup = current.setup
    setup.matchOptions = current.timeline.machine.options
    let rejection = startFacts?(setup)?.rejection(
      of: setup.subject, from: setup.matchOptions.startOffset)
    current.start = .some(rejection)
    return rejection
  }

  mutating func info(_ topic: InfoTopic, _ shouldContinue: () -> Bool) -> Response {
    switch topic {
    case .breaks: return respond(.breakpoints(breakpoints))
    case .captures: return respond(captures(shouldContinue))
    case .choices: return openChoices()
    case .items:
      return respond(.items(current: current.timeline.machine.item, breakpoints: breakpoints))
    case .profile: return respond(.fault(.interrupted))
    case .program:
      let instruction = place == .end ? nil : current.timeline.machine.instruction
      return respond(.program(current.timeline.machine.program, current: instruction))
    }
  }

  private mutating func captures(_ shouldContinue: () -> Bool) -> Response.Body {
    let outcome = current.timeline.machine.outcome
    let isKnown = outcome == nil || outcome == .match
    let last = current.timeline.machine.lastClosedGroup
    var rows = current.timeline.machine.captures.enumerated().map { group, range in
      CaptureRow(
        group: group, range: isKnown ? range : nil,
        isLatest: isKnown && group > 0 && group == last, setAt: nil)
    }
    let setting = settingSteps(within: Timeline.historyEffort, shouldContinue: shouldContinue)
    for (group, step) in setting { rows[group].setAt = step }
    return .captures(rows, isComplete: outcome != nil, mark: current.timeline.machine.mark)
  }

  private mutating func openChoices() -> Response {
    guard place != .end else { return respond(.fault(.atEnd)) }
    let pending = current.timeline.machine.pendingChoices()
    let rows = pending.prefix(Self.listedChoices).map { row(of: $0) }
    return respond(.choices(rows, total: pending.count))
  }

  mutating func events() -> Response {
    guard place != .end else { return respond(.fault(.atEnd)) }
    return respond(.events(current.timeline.eventsToNextStep(), current.timeline.machine.program))
  }
}
