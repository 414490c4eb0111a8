// SPDX-License-Identifier: MIT
// The observer of a list of steps: what was tried where, and what came of it, one row for each step. It keeps of the
// events only what a row shows, so that a step which undoes a million things costs no memory.
//
//     var observer = StepListObserver(count: 200, resumedAt: nil)
//     machine.run(&observer, until: 201)
//     observer.rows.last?.hasFailed
//
// Tested in RegexDebuggingTests/StepLineTests.swift, against the explanations of the same steps.

/// A step with what came of it.
public struct ListedStep: Hashable, Sendable {
  /// The step.
  public var step: TriedStep
  /// Its flags: 1 = first of an attempt, 2 = something was undone before it.
  public var flags: UInt8
  /// Where the first thing that matched began and ended, in bytes; nil if nothing has.
  public var taken: (start: Int, end: Int)? {
    isTaken ? (start, end) : nil
  }
  /// Whether something failed.
  public var hasFailed = false
  /// The choice that the search went back to, as its event names it; nil if it began another attempt or ended.
  public var choice: ReturnedChoice?

  private var isTaken = false
  private var start = 0
  private var end = 0

  /// Makes one of which nothing has come yet.
  public init(step: TriedStep, flags: UInt8) {
    self.step = step
    self.flags = flags
  }

  mutating func note(_ event: MachineEvent) {
    switch event {
    case .matched(_, let from, let to):
      guard !isTaken && !hasFailed else { return }
      (isTaken, start, end) = (true, from, to)
    case .failed: hasFailed = true
    case .backtrack(let kind, let instruction, _):
      choice = ReturnedChoice(kind: kind, instruction: instruction)
    case .attempt, .reject: choice = nil
    default: return
    }
  }
}

/// A choice that the search has gone back to.
public struct ReturnedChoice: Hashable, Sendable {
  /// Its kind.
  public var kind: ChoiceKind
  /// The instruction that it names.
  public var instruction: Int
}

/// Keeps rows of steps.
public struct StepListObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// The rows whose steps are over, in order; all of them once `finish` was called.
  public private(set) var rows: [ListedStep] = []
  /// The fewest records that the stack held at a step.
  public private(set) var minimumDepth = Int.max
  private let count: Int
  private var latest: ListedStep?

  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - count: The most rows; the machine pauses at the step behind the last one.
  ///   - first: The step before which the machine stands, which is not reported again; nil if it stands
  ///     before the first.
  public init(count: Int, resumedAt first: ListedStep?) {
    self.count = count
    latest = first
    rows.reserveCapacity(min(count, 1024))
  }

  /// Ends the row of the step before and begins one.
  public mutating func step(_ step: StepView) -> Bool {
    minimumDepth = min(minimumDepth, step.depth)
    finish()
    guard rows.count < count else { return true }
    latest = ListedStep(
      step: TriedStep(
        number: step.number, item: step.item, position: step.position,
        attemptStart: step.attemptStart), flags: step.flags)
    return false
  }

  /// Keeps what a row shows of it.
  public mutating func event(_ event: MachineEvent) { latest?.note(event) }

  /// Ends the last row, where the run is over.
  public mutating func finish() {
    if let latest { rows.append(latest) }
    latest = nil
  }
}

extension Machine {
  /// Runs on and lists the steps.
  @discardableResult
  public mutating func run(
    _ observer: inout StepListObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
