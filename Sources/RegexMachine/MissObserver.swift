// SPDX-License-Identifier: MIT
// Follows attempts that fail and keeps the one that came furthest from its start, with what failed there.
//
// A failure inside a lookaround counts only if the lookaround itself is not what the pattern wants: of a
// positive one that holds in the end, or a negative one that does not match, nothing is kept. A repeat
// that falls short counts up to where its units end.
// Tested by fixtures/sessions/misses.txt.

public import RegexProgram
import RegexSyntax

/// How far an attempt came, and what failed there.
public struct AttemptMiss: Hashable, Sendable {
  /// Where the attempt began.
  public var start: Int
  /// The greatest position at which something failed.
  public var position: Int
  /// The steps that failed there, the first one of each item, in order.
  public var failures: [TriedStep]

  /// Makes one.
  public init(start: Int, position: Int, failures: [TriedStep]) {
    self.start = start
    self.position = position
    self.failures = failures
  }

  /// How far it came, in bytes.
  public var reach: Int { position - start }
}

/// Looks for the attempt that comes furthest.
public struct MissObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// Most failures that are kept.
  public static let capacity = 16

  /// The attempt that came furthest; nil if nothing has failed.
  public private(set) var best: AttemptMiss?
  /// Whether at least one attempt is over.
  public private(set) var hasFinishedOne = false

  private let isInLookaround: [Bool]
  private let ends: [Bool]
  private let staysInAttempt: Bool
  private var latest: TriedStep?
  private var latestFailed = false
  /// Where the units of a repeat end that falls short.
  private var shortEnd: Int?
  private var outer = Failures()
  /// Failures of the lookaround in hand.
  private var inner = Failures()
  private var lookaroundHolds = false

  private struct Failures {
    var position = -1
    var steps: [TriedStep] = []

    mutating func keep(_ step: TriedStep, at position: Int) {
      guard position >= self.position else { return }
      if position > self.position {
        steps = []
        self.position = position
      }
      guard steps.count < MissObserver.capacity, !steps.contains(where: { $0.item == step.item })
      else { return }
      steps.append(step)
    }
  }

  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - step: The step before which the machine stands, which is not reported again.
  ///   - isInLookaround: Flags by item: inside a lookaround, its closing bracket included.
  ///   - program: The program.
  ///   - staysInAttempt: Whether the machine pauses when the next attempt begins.
  public init(
    from step: TriedStep?, isInLookaround: [Bool], _ program: Program, staysInAttempt: Bool
  ) {
    latest = step
    self.isInLookaround = isInLookaround
    self.staysInAttempt = staysInAttempt
    ends = program.code.map { $0.operation == .lookNotEnd }
  }

  /// Looks at the step.
  public mutating func step(_ step: StepView) -> Bool {
    if step.flags & 1 != 0 {
      finish()
      if staysInAttempt { return true }
    }
    if isInLookaround[step.item] {
      lookaroundHolds = false
    } else {
      keepInner()
    }
    latest = TriedStep(
      number: step.number, item: step.item, position: step.position,
      attemptStart: step.attemptStart)
    latestFailed = false
    shortEnd = nil
    return false
  }

  /// Looks at the event.
  public mutating func event(_ event: MachineEvent) {
    switch event {
    case .fellShort(_, let position): if !latestFailed { shortEnd = position }
    case .failed(let instruction, _):
      guard !latestFailed, let latest else { return }
      latestFailed = true
      let position = shortEnd ?? latest.position
      if isInLookaround[latest.item] && !ends[instruction] {
        inner.keep(latest, at: position)
      } else {
        outer.keep(latest, at: position)
      }
    case .leave, .backtrack(.lookNot, _, _), .backtrack(.condition, _, _): lookaroundHolds = true
    case .reject: finish()
    default: break
    }
  }

  /// Ends the attempt in hand; has to be called when the run is over.
  public mutating func finish() {
    keepInner()
    defer { outer = Failures() }
    guard let first = outer.steps.first else { return }
    hasFinishedOne = true
    let miss = AttemptMiss(
      start: first.attemptStart, position: outer.position, failures: outer.steps)
    if miss.reach > best?.reach ?? -1 { best = miss }
  }

  /// Decides about the failures of a lookaround that has been left.
  private mutating func keepInner() {
    defer { inner = Failures() }
    guard !lookaroundHolds else { return }
    for failure in inner.steps { outer.keep(failure, at: inner.position) }
  }
}

extension Machine {
  /// Runs on and looks for how far attempts come.
  @discardableResult
  public mutating func run(_ observer: inout MissObserver, until stop: UInt64 = .max) -> RunResult {
    execute(&observer, until: stop)
  }
}
