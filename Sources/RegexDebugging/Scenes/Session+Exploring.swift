// SPDX-License-Identifier: MIT
// What takes longer than a screen can wait, in slices for the time in which nobody asks for anything: the first pass
// over a match, and how often each item is tried in it. Nothing of it changes what a session answers.
//
//     if !session.explore(steps: 200_000) { /* call it again when there is time */ }
//
// Tested in RegexDebuggingTests/ExploringTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// How far the match has been run: the steps, and how it ends if that is known.
  public var explored: (steps: UInt64, end: MatchEnd?) {
    (current.timeline.end?.steps ?? current.timeline.frontier, current.timeline.end)
  }

  /// Runs the match further than it has been run, so that every place in it is known later; the session stays where
  /// it is.
  ///
  /// - Parameter budget: The most steps.
  /// - Returns: Whether the end of the match is known.
  @discardableResult
  public mutating func explore(steps budget: UInt64) -> Bool {
    let wasKnown = current.timeline.end != nil
    let isKnown = current.timeline.explore(budget)
    if isKnown, !wasKnown { current.isEndExplored = true }
    return isKnown
  }

  /// Counts how often the items are tried, and how often they fail, in the whole match.
  ///
  /// This is a run of its own that begins at the first step, whether or not the match has been run so far, and goes
  /// on where it was left. After `set`, and in another search, it begins anew.
  ///
  /// - Parameter budget: The most steps that are run.
  /// - Returns: What has been counted, and whether that is all.
  public mutating func profileAll(
    steps budget: UInt64
  ) -> (profile: Profile, isComplete: Bool) {
    if let profile = current.wholeProfile { return (profile, true) }
    if current.heat == nil { current.heat = HeatRun(current.timeline.machine) }
    current.heat?.run(budget)
    guard let (profile, isComplete) = current.heat?.result else {
      return (Profile(itemCount: text.map.tree.items.count), false)
    }
    if isComplete {
      current.wholeProfile = profile
      // Its stack may be large.
      current.heat = nil
    }
    return (profile, isComplete)
  }
}

/// A run that counts tries and failures from the first step on.
struct HeatRun: ~Copyable {
  private var machine: Machine
  private var observer: ProfileObserver

  /// Prepares a run of the same search; nil if that cannot be, which would be a fault of ours.
  init?(_ other: borrowing Machine) {
    guard
      let machine = try? Machine(
        program: other.program, subject: other.subject, options: other.options)
    else { return nil }
    self.machine = machine
    observer = ProfileObserver(itemCount: other.program.tree.items.count)
  }

  mutating func run(_ budget: UInt64) {
    let from = machine.steps
    machine.run(&observer, until: UInt64.max - from > budget ? from + budget : .max)
  }

  var result: (profile: Profile, isComplete: Bool) {
    (Profile(observer, steps: machine.steps), machine.outcome != nil)
  }
}

extension Profile {
  /// What an observer has counted.
  init(_ observer: ProfileObserver, steps: UInt64) {
    self.init(
      visits: observer.visits, failures: observer.failures, position: max(observer.furthest, 0),
      step: observer.furthestStep, steps: steps)
  }

  /// Nothing counted yet.
  init(itemCount: Int) { self.init(ProfileObserver(itemCount: itemCount), steps: 0) }
}
