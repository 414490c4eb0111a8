// SPDX-License-Identifier: MIT
// The course of a match in a few columns of equal length: how deep the stack was in each, and which attempt was the
// last one. Tested in RegexDebuggingTests/OverviewTests.swift.

/// Keeps for every so many steps the deepest stack, and the attempt at the last of them.
public struct CourseObserver: MachineObserver {
  /// The columns that are over: the most records on the stack at a step, and the attempts begun.
  public private(set) var columns: [(depth: Int, attempts: Int)] = []
  /// The fewest records that the stack held at a step.
  public private(set) var minimumDepth = Int.max
  private let columnSteps: UInt64
  private var nextColumn: UInt64
  private var depth = 0
  private var attempts = 0

  /// Makes an observer for a match from its first step on.
  ///
  /// - Parameter columnSteps: Steps in a column, at least 1.
  public init(columnSteps: UInt64) {
    self.columnSteps = columnSteps
    nextColumn = 1 + columnSteps
  }

  /// Looks how deep the stack is.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    if _slowPath(step.number >= nextColumn) { endColumn() }
    depth = max(depth, step.depth)
    minimumDepth = min(minimumDepth, step.depth)
    attempts &+= Int(step.flags & 1)
    return false
  }

  @inline(never)
  private mutating func endColumn() {
    columns.append((depth, attempts))
    depth = 0
    nextColumn += columnSteps
  }

  /// Ends the last column, where the run is over; it has a step in it.
  public mutating func finish() { endColumn() }
}

extension Machine {
  /// Runs on and keeps the course.
  @discardableResult
  public mutating func run(
    _ observer: inout CourseObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
