// SPDX-License-Identifier: MIT
// Counts as CountingObserver does and keeps the deepest backtrack stack as well: `rxdebug match --limits`. Apart
// from it so that plain counting costs nothing more. Tested in Tests/CaseCheckingTests/LimitSearchTests.swift.

/// Counts steps and backtracks, and keeps how deep the backtrack stack has been.
public struct DepthObserver: MachineObserver {
  /// Steps seen.
  public private(set) var steps: UInt64 = 0
  /// Times that something failed and the machine went back.
  public private(set) var backtracks: UInt64 = 0
  /// The most records that the backtrack stack held at a step, trail included.
  public private(set) var deepest = 0

  /// The same in bytes.
  public var deepestBytes: Int { deepest * MemoryLayout<Choice>.stride }

  /// Makes one that has seen nothing.
  public init() {}

  /// Counts it, and looks how deep the stack is.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    steps &+= 1
    if step.depth > deepest { deepest = step.depth }
    return false
  }

  /// Counts it.
  @inline(__always)
  public mutating func backtrack() { backtracks &+= 1 }
}

extension Machine {
  /// Runs on, counts and keeps the depth.
  @discardableResult
  public mutating func run(
    _ observer: inout DepthObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
