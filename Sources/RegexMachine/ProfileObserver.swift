// SPDX-License-Identifier: MIT
// Counts for each item how often it is tried and how often it fails. Tested in RegexDebuggingTests.

/// Counts the tries and the failures of every item.
public struct ProfileObserver: MachineObserver {
  /// Tries by item.
  public private(set) var visits: [UInt64]
  /// Failures by item.
  public private(set) var failures: [UInt64]
  /// The greatest position that was reached, -1 before the first step.
  public private(set) var furthest = -1
  /// The first step at that position.
  public private(set) var furthestStep: UInt64 = 0
  private var latest = -1

  /// Makes one that has counted nothing.
  public init(itemCount: Int) {
    visits = Array(repeating: 0, count: itemCount)
    failures = visits
  }

  /// Counts the try.
  public mutating func step(_ step: StepView) -> Bool {
    visits[step.item] &+= 1
    latest = step.item
    if step.position > furthest {
      furthest = step.position
      furthestStep = step.number
    }
    return false
  }

  /// Counts the failure, once for a step.
  public mutating func backtrack() {
    guard latest >= 0 else { return }
    failures[latest] &+= 1
    latest = -1
  }
}

extension Machine {
  /// Runs on and counts for every item.
  @discardableResult
  public mutating func run(
    _ observer: inout ProfileObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
