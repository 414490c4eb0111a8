// SPDX-License-Identifier: MIT
// Takes the scene of the place where a session stands. It takes no more than a few milliseconds wherever that is:
// what lies deep in the stack, or needs many runs, is left out.
//
// Tested in RegexDebuggingTests/SceneTests.swift.

import RegexMachine
import RegexSyntax

extension Session {
  /// Records of the stack that are looked at to count and list choices: some tenths of a millisecond.
  private static let countedRecords = 20_000

  /// All that there is to show of the place.
  ///
  /// At the end of a search without a match the nearest misses and the edits are in it once they are known; see
  /// `completeEnd`.
  ///
  /// - Parameter choiceLimit: The most choices that are listed.
  /// - Returns: The scene.
  /// - Complexity: Does not depend on how long the match is; some tenths of a millisecond where it has been run.
  public mutating func scene(choiceLimit: Int = 50) -> Scene {
    let view = sceneView()
    let changed = current.timeline.changedGroups()
    let rows = choiceRows(limit: choiceLimit)
    let depth = current.timeline.machine.stackDepth
    let frames = current.timeline.frames(text.map)
    let captures = sceneCaptures
    let stand = stand(captures, view)
    return Scene(
      text: text, setup: setup, place: place, view: view, attempt: current.timeline.attempts,
      attemptStart: stand.start, position: stand.position,
      captures: captures, changedGroups: changed, latestGroup: latestGroup, choices: rows,
      choiceCount: place == .end
        ? 0 : depth <= Self.countedRecords ? current.timeline.machine.pendingChoiceCount : nil,
      stackDepth: depth, frames: frames,
      selectedFrame: frames.isEmpty ? 0 : min(selectedFrame, frames.count - 1),
      furthest: current.timeline.furthestFailure.map { ($0.position, $0.number) },
      backtracks: current.timeline.backtracks, mark: current.timeline.machine.mark,
      search: searchView(before: searchNumber), breakpoints: breakpoints,
      end: current.timeline.end)
  }

  /// Where the attempt began and where the search stands: at the end of one without a match, the nearest it came.
  private func stand(
    _ captures: [CaptureRange?], _ view: PlaceView
  ) -> (start: Int, position: Int) {
    let machine = (current.timeline.machine.attemptStart, current.timeline.machine.position)
    guard case .end(let end) = view else { return machine }
    if let whole = captures.first ?? nil { return (machine.0, whole.end) }
    if let miss = end.miss { return (miss.start, miss.position) }
    return current.timeline.furthestFailure.map { ($0.attemptStart, $0.position) } ?? machine
  }

  /// The place with what is known of it by now.
  private mutating func sceneView() -> PlaceView {
    let view = placeView()
    guard case .end(var end) = view, let report = current.report else { return view }
    end.miss = report.misses.first
    end.otherMisses = Array(report.misses.dropFirst())
    end.edits = report.edits ?? []
    return .end(end)
  }

  /// The groups: of a partial match only the whole, of none nothing.
  private var sceneCaptures: [CaptureRange?] {
    let count = 1 + text.map.tree.captureCount
    switch current.timeline.machine.outcome {
    case nil, .match: return current.timeline.machine.captures
    case .partial:
      let whole = current.timeline.machine.captures.prefix(1)
      return whole + Array(repeating: nil, count: count - whole.count)
    case .noMatch, .limit, .error: return Array(repeating: nil, count: count)
    }
  }

  private var latestGroup: Int? {
    switch current.timeline.machine.outcome {
    case nil, .match:
      let group = current.timeline.machine.lastClosedGroup
      return group == 0 ? nil : group
    case .noMatch, .partial, .limit, .error: return nil
    }
  }

  private mutating func choiceRows(limit: Int) -> [ChoiceRow] {
    guard place != .end else { return [] }
    return current.timeline.machine.pendingChoices(limit: limit, among: Self.countedRecords).map {
      row(of: $0)
    }
  }

  /// A choice as it is shown.
  mutating func row(of choice: PendingChoice) -> ChoiceRow {
    let target = current.timeline.target(
      of: choice.kind, choice.instruction, choice.position, bound: choice.bound, current.choices)
    return ChoiceRow(target: target, position: choice.position)
  }

  /// Looks for the nearest misses and the edits that would make a match, where the session stands at the end of a
  /// search without one.
  ///
  /// - Parameter shouldContinue: Asked after every few runs of an edited pattern or text, at the latest after a
  ///   million steps; false ends the search for them. What was found until then is not kept.
  /// - Returns: The end with all of it; nil if there is nothing to look for here, or if it was interrupted.
  public mutating func completeEnd(shouldContinue: () -> Bool = { true }) -> PlaceView? {
    guard place == .end, let end, end.outcome != .match else { return nil }
    var isInterrupted = false
    func goesOn() -> Bool {
      if !isInterrupted { isInterrupted = !shouldContinue() }
      return !isInterrupted
    }
    let former = current.report
    analyse(goesOn)
    if !isInterrupted { _ = edits(goesOn) }
    guard !isInterrupted else {
      current.report = former
      return nil
    }
    return sceneView()
  }
}

extension Timeline {
  /// The groups, without the whole match, whose value is not that of the step before.
  mutating func changedGroups() -> [Int] {
    let captures: [CaptureRange?]
    let last: UInt64
    switch (machine.outcome, end) {
    case (nil, _):
      guard machine.steps > 1 else { return [] }
      last = machine.steps - 1
      captures = machine.captures
    case (.match, let end?):
      last = end.steps
      captures = machine.captures
    default: return []
    }
    guard captures.count > 1, last > 0 else { return [] }
    let home = mark()
    defer { restore(home) }
    seek(last)
    let former = machine.captures
    return captures.indices.dropFirst().filter { captures[$0] != former[$0] }
  }
}
