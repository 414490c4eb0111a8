// SPDX-License-Identifier: MIT
// The observer of a debugger on ground that it knows: whoever goes back in a match has noted before what is to be
// seen there, and only keeps count. Half the time of a run with SearchObserver.
//
// Tested by RegexDebuggingTests/TimelineTests.swift, whose timelines tell the attempt of every step.

/// Counts attempts and failures.
public struct ProgressObserver: MachineObserver {
  /// What has happened so far.
  public private(set) var progress: Progress

  /// Makes one that counts on.
  public init(_ progress: Progress) { self.progress = progress }

  /// Counts it if it is the first of an attempt.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    progress.attempts &+= Int(step.flags & 1)
    return false
  }

  /// Counts it.
  @inline(__always)
  public mutating func backtrack() { progress.backtracks &+= 1 }
}

extension Machine {
  /// Runs on and counts attempts and failures.
  @discardableResult
  public mutating func run(
    _ observer: inout ProgressObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
