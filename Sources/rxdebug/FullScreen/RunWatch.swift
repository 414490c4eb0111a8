// SPDX-License-Identifier: MIT
// A long run on the full screen: how far it is shows now and then, Ctrl-C stops it.
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import StepperUI
import TerminalDevice

/// Looks after one run.
struct RunWatch {
  /// How often keys are looked at.
  private static let keyPace = Duration.milliseconds(10)
  /// How often the screen shows how far the run is; what is faster shows nothing.
  private static let screenPace = Duration.milliseconds(100)

  /// Why the run was stopped, if not by a key.
  private(set) var failure: TerminalError?
  private let terminal: ScreenTerminal
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var looked: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant

  /// Begins to count the time.
  init(_ terminal: ScreenTerminal) {
    self.terminal = terminal
    start = clock.now
    (looked, shown) = (start, start)
  }

  /// Looks at the keys and shows how far the run is, where it is time; false if it is to be stopped.
  mutating func goesOn(_ pulse: Pulse) -> Bool {
    let now = clock.now
    guard now - looked > Self.keyPace else { return true }
    looked = now
    do throws(TerminalError) {
      if try terminal.isInterrupted() { return false }
      if now - shown > Self.screenPace {
        shown = now
        let model = pulse.screen(rate: rate(pulse.steps, at: now))
        try terminal.show(model.view(), model.settings)
      }
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Steps in a second.
  private func rate(_ steps: UInt64, at now: ContinuousClock.Instant) -> UInt64 {
    let (seconds, attoseconds) = (now - start).components
    let milliseconds = UInt64(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    return steps / max(1, milliseconds) * 1000
  }
}
