// SPDX-License-Identifier: MIT
// What the panes show besides the place: what costs little is brought up to date with every message, the rest is found
// out while nobody types.
//
// Tested in StepperUITests/UpdateTests.swift and ScreenGoldenTests.swift; `rxbench screen` has what a slice takes.

import RegexDebugging
import RegexMachine

extension Stepper {
  /// Steps of the match that are run in advance at most: what the default limit allows.
  private static let mostExplored: UInt64 = 100_000_000
  /// Steps in one slice of background work: 1 ms, or 5 where the stack grows with every step.
  private static let slice: UInt64 = 50_000

  /// Brings up to date what costs little.
  mutating func refresh() {
    let scene = model.scene
    if background.begin(scene) { model.details.heat = nil }
    if let overview = model.details.overview, overview.steps < interpreter.session.explored.steps {
      background.needsOverview = true
    }
    let center = model.selectedStep ?? model.number
    let around = UInt64(max(20, model.rows))
    let wanted = max(1, center > around ? center - around : 1)...(center + around)
    let known = interpreter.session.explored.steps
    let hasGrown = known > background.linesKnown && background.linesKnown < wanted.upperBound
    if !background.lines.contains(wanted) || hasGrown {
      let first = wanted.lowerBound > around ? wanted.lowerBound - around : 1
      let range = first...(wanted.upperBound + around)
      model.details.lines = interpreter.session.stepLines(from: first, count: range.count)
      background.lines = range
      background.linesKnown = known
    }
  }

  /// Does a little of what takes longer; false if nothing is left to do.
  ///
  /// What it finds shows on the screen; the place where the session stands stays as it is.
  ///
  /// - Parameter goesOn: asked in what may take some tenths of a second; false puts that off.
  /// - Returns: whether there is more to do.
  public mutating func idle(goesOn: () -> Bool = { true }) -> Bool {
    if background.needsEnd {
      var isPutOff = false
      let end = interpreter.session.completeEnd {
        isPutOff = isPutOff || !goesOn()
        return !isPutOff
      }
      background.needsEnd = isPutOff
      if end != nil { model.take(interpreter.session.scene()) }
      return true
    }
    if background.needsExploring {
      background.explorations += 1
      let isComplete = interpreter.session.explore(steps: Self.slice)
      background.needsExploring =
        !isComplete && interpreter.session.explored.steps < Self.mostExplored
      background.needsOverview = true
      if !background.needsExploring {
        model.take(interpreter.session.scene())
        // Something else may have been told since.
        if isComplete, let change = background.change, change == model.notice {
          model.announceEnd()
        }
        background.change = nil
      }
      if background.needsExploring, background.explorations % 16 != 0 { return true }
    }
    if background.needsOverview || background.columns != model.columns {
      background.needsOverview = false
      background.columns = model.columns
      model.details.overview = interpreter.session.overview(columns: model.overviewColumns)
      refresh()
      return true
    }
    if background.needsSettings {
      background.needsSettings = false
      model.details.settingSteps = interpreter.session.settingSteps(within: Self.slice) { true }
      return true
    }
    if background.needsVerdict {
      background.needsVerdict = false
      model.details.verdict = oracle?(interpreter.session)
      return true
    }
    if background.needsHeat {
      let heat = interpreter.session.profileAll(steps: Self.slice)
      background.needsHeat = !heat.isComplete
      if heat.isComplete || model.details.heat == nil { model.details.heat = heat }
      return true
    }
    return false
  }
}

/// What of a run is still to be found out.
struct Background {
  var needsExploring = true
  var needsOverview = true
  var needsHeat = true
  var needsVerdict = true
  var needsSettings = true
  var needsEnd = false
  /// What was told to the user, who has changed something; how the match ends now is to be added.
  var change: Notice?
  /// The steps that are listed, and how many the match was known to have then.
  var lines: ClosedRange<UInt64> = 0...0
  var linesKnown: UInt64 = 0
  /// The columns for which the overview was made.
  var columns = 0
  private var setup: RunSetup?
  private var search = 0
  private var place: Place?

  /// How many slices of the first pass there were.
  var explorations = 0

  /// Notes what is new at a place; true if another run has begun.
  mutating func begin(_ scene: Scene) -> Bool {
    let isNew = scene.setup != setup || scene.search?.number ?? 0 != search
    if isNew {
      let change = change
      self = Background()
      self.change = change
      setup = scene.setup
      search = scene.search?.number ?? 0
    }
    if place != scene.place {
      place = scene.place
      needsSettings = true
      if case .end(let end) = scene.view, end.end.outcome != .match, end.miss == nil {
        needsEnd = true
      }
    }
    return isNew
  }
}

extension ClosedRange<UInt64> {
  fileprivate func contains(_ other: ClosedRange<UInt64>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
