// SPDX-License-Identifier: MIT
// The observer of a debugger on ground that it knows: whoever goes back in a match has noted before what is to be
// seen there, and only keeps count of the attempts. Half the time of a run with SearchObserver.
//
// Tested by RegexDebuggingTests/TimelineTests.swift, whose timelines tell the attempt of every step.

/// Counts attempts.
public struct AttemptObserver: MachineObserver {
  /// Attempts begun.
  public private(set) var attempts = 0

  /// Makes one that has seen nothing.
  public init() {}

  /// Counts it if it is the first of an attempt.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    attempts &+= Int(step.flags & 1)
    return false
  }
}

extension Machine {
  /// Runs on and counts attempts.
  @discardableResult
  public mutating func run(
    _ observer: inout AttemptObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
