// SPDX-License-Identifier: MIT
// Rows of 16 bytes, one for each step, in memory that is used again and again: for those who look at many
// steps, or at the last ones of a run of any length. Full, it pauses the machine, or goes on in its first row.
//
//     var recorder = StepRecorder(capacity: 4096, whenFull: .pauses)
//     repeat {
//       recorder.removeAll()
//       result = machine.run(&recorder)
//       for index in recorder.indices { use(recorder[index]) }
//     } while result == .paused
//
// Tested by ConformanceTests/StepRecorderTests.swift, against the steps that other observers see.

import RegexProgram

/// What is kept of a step, 16 bytes.
public struct StepRecord: Hashable, Sendable, BitwiseCopyable {
  /// Where in the subject, in bytes.
  public let position: UInt32
  /// Where the attempt began, in bytes.
  public let attemptStart: UInt32
  /// Records on the backtrack stack, trail included.
  public let depth: UInt32
  private let code: UInt32

  /// Index of the item in `Tree.items`.
  public var item: Int { Int(code >> 2) }
  /// 1 = first step of an attempt, 2 = something was undone since the step before; both may be set.
  public var flags: UInt8 { UInt8(truncatingIfNeeded: code & 3) }

  @inline(__always)
  init(_ step: StepView) {
    position = UInt32(truncatingIfNeeded: step.position)
    attemptStart = UInt32(truncatingIfNeeded: step.attemptStart)
    depth = UInt32(truncatingIfNeeded: step.depth)
    code = UInt32(truncatingIfNeeded: step.item) << 2 | UInt32(step.flags & 3)
  }
}

/// Keeps the rows of steps: all until it is full, or the latest ones.
public struct StepRecorder: ~Copyable {
  /// What happens when there is no room for another row.
  public enum WhenFull: Hashable, Sendable {
    /// The machine pauses at the step of the last row; rows have to be removed before it runs on.
    case pauses
    /// The oldest row makes room.
    case dropsOldest
  }

  /// Most rows that it holds.
  public var capacity: Int { observer.rows.count }
  /// Steps seen since the rows were removed.
  public var stepCount: Int { observer.count }
  /// The rows it holds, the oldest first.
  public var indices: Range<Int> { 0..<min(observer.count, capacity) }
  fileprivate var observer: RecordingObserver

  /// Makes an empty one.
  ///
  /// - Parameters:
  ///   - capacity: Most rows that it holds; rounded up to a power of two.
  ///   - whenFull: What happens when there is no room for another row.
  public init(capacity: Int = 4096, whenFull: WhenFull) {
    var rows = 1
    while rows < capacity { rows *= 2 }
    observer = RecordingObserver(rows: Memory(count: rows), pauses: whenFull == .pauses)
  }

  deinit { observer.rows.free() }

  /// A row; `index` is one of `indices`.
  public subscript(index: Int) -> StepRecord {
    precondition(indices.contains(index), "a row that the recorder does not hold")
    return observer.rows[(max(observer.count - capacity, 0) + index) & (capacity - 1)]
  }

  /// Forgets the rows and keeps the memory.
  public mutating func removeAll() { observer.count = 0 }
}

/// The side of a recorder that the loop sees.
struct RecordingObserver: MachineObserver {
  let rows: Memory<StepRecord>
  fileprivate let pauses: Bool
  fileprivate(set) var count = 0

  fileprivate init(rows: Memory<StepRecord>, pauses: Bool) {
    self.rows = rows
    self.pauses = pauses
  }

  @inline(__always)
  mutating func step(_ step: StepView) -> Bool {
    let mask = rows.count &- 1
    rows[count & mask] = StepRecord(step)
    count &+= 1
    return pauses && count & mask == 0
  }
}

extension Machine {
  /// Runs on and keeps rows of the steps.
  @discardableResult
  public mutating func run(
    _ recorder: inout StepRecorder, until stop: UInt64 = .max
  ) -> RunResult { execute(&recorder.observer, until: stop) }
}

extension Finder {
  /// Calls a function for each match, and keeps the rows of the latest steps of all searches.
  ///
  /// - Precondition: the recorder drops the oldest rows when it is full: a search of many cannot be paused.
  /// - Throws: `SubjectError` as `Machine.init`.
  @discardableResult
  public mutating func forEachMatch(
    in subject: [UInt8], options: MatchOptions = MatchOptions(),
    recording recorder: inout StepRecorder, _ body: (MatchView) -> Bool
  ) throws(SubjectError) -> (outcome: Outcome, steps: UInt64) {
    precondition(!recorder.observer.pauses, "a search of many cannot be paused")
    return try find(subject, options, &recorder.observer, body)
  }
}
