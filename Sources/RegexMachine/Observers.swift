// SPDX-License-Identifier: MIT
// The observers that are called on every step.

public import SourceText

/// Sees nothing: for matching only.
public struct NullObserver: MachineObserver {
  /// No steps.
  public static var wantsSteps: Bool { false }
  /// Makes one.
  public init() {}
}

/// Counts steps and backtracks.
public struct CountingObserver: MachineObserver {
  /// Steps seen.
  public private(set) var steps: UInt64 = 0
  /// Times that something failed and the machine went back.
  public private(set) var backtracks: UInt64 = 0

  /// Makes one that has seen nothing.
  public init() {}

  /// Counts it.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    steps &+= 1
    return false
  }

  /// Counts it.
  @inline(__always)
  public mutating func backtrack() { backtracks &+= 1 }
}

/// Hashes steps as the case format does, and keeps their rows if wanted, up to a cap.
public struct RowObserver: MachineObserver {
  /// The hash of the rows so far.
  public private(set) var hash = TraceHash()
  /// Rows seen.
  public private(set) var count = 0
  /// The rows kept: pattern position, item length, position, attempt start, flags, capture top, capture
  /// last, then start and end of each group below the top (-1 = unset).
  public private(set) var rows: [[Int]] = []
  private let cap: Int
  private let keepsRows: Bool
  private let items: [(position: Int, length: Int)]

  /// Makes one for a program's items that pauses the machine when `cap` rows have been seen.
  public init(items: [(position: Int, length: Int)], cap: Int, keepsRows: Bool) {
    self.items = items
    self.cap = cap
    self.keepsRows = keepsRows
  }

  /// Adds the row.
  public mutating func step(_ step: StepView) -> Bool {
    var row = [
      items[step.item].position, items[step.item].length, step.position, step.attemptStart,
      Int(step.flags), step.captureTop, step.captureLast,
    ]
    for group in 1..<max(step.captureTop, 1) {
      let capture = step.capture(group)
      row.append(capture?.start ?? -1)
      row.append(capture?.end ?? -1)
    }
    for value in row { hash.add(value) }
    count += 1
    if keepsRows { rows.append(row) }
    return count >= cap
  }
}

/// Keeps all events, up to a cap: for the short stretch that a view shows.
public struct EventObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// The events, in order.
  public private(set) var events: [MachineEvent] = []
  /// The fewest records that the stack held at a step.
  public private(set) var minimumDepth = Int.max
  /// Most events that are kept; what comes later is counted in `dropped`.
  private let cap: Int
  /// Events not kept.
  public private(set) var dropped = 0

  /// Makes one that keeps at most `cap` events.
  public init(cap: Int = 100_000) { self.cap = cap }

  /// Keeps the step as an event.
  public mutating func step(_ step: StepView) -> Bool {
    event(.step(number: step.number, item: step.item, position: step.position))
    minimumDepth = min(minimumDepth, step.depth)
    return false
  }

  /// Keeps the event.
  public mutating func event(_ event: MachineEvent) {
    if events.count < cap { events.append(event) } else { dropped += 1 }
  }
}

/// Pauses before steps whose item or position is flagged.
public struct BreakObserver: MachineObserver {
  private let items: [Bool]
  private let positions: Set<Int>

  /// Makes one that pauses before the items flagged true, and at the positions given.
  public init(items: [Bool], positions: Set<Int>) {
    self.items = items
    self.positions = positions
  }

  /// Looks at the flags.
  public mutating func step(_ step: StepView) -> Bool {
    items[step.item] || (!positions.isEmpty && positions.contains(step.position))
  }
}
