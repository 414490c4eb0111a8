// SPDX-License-Identifier: MIT
// The observer of a debugger on ground that it knows: whoever goes back in a match has noted before what is to be
// seen there, and only keeps count of attempts and backtracks. Half the time of a run with SearchObserver.
//
// Tested by RegexDebuggingTests/TimelineTests.swift and `rxfuzz --breakpoints`, which compare the counts at every
// step that they visit.

/// What has happened on the way to a step, besides what the machine itself keeps.
public struct Progress: Hashable, Sendable {
  /// Attempts begun.
  public var attempts = 0
  /// How often the search has gone back because something failed.
  public var backtracks: UInt64 = 0

  /// At the start.
  public init() {}
}

/// Counts attempts and backtracks.
public struct ProgressObserver: MachineObserver {
  /// What has happened, counted on from the start.
  public private(set) var progress: Progress
  /// The fewest records on the stack.
  public private(set) var minimumDepth = Int.max

  /// Makes one that counts on.
  public init(_ progress: Progress) { self.progress = progress }

  /// Counts the attempt if the step is its first.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    progress.attempts &+= Int(step.flags & 1)
    if step.depth < minimumDepth { minimumDepth = step.depth }
    return false
  }

  /// Counts it.
  @inline(__always)
  public mutating func backtrack() { progress.backtracks &+= 1 }
}

extension Machine {
  /// Runs on and counts attempts and backtracks.
  @discardableResult
  public mutating func run(
    _ observer: inout ProgressObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
