// SPDX-License-Identifier: MIT
// Follows one attempt that fails and tells how far it came and what failed there.
//
// A failure inside a lookaround counts only if the lookaround itself is not what the pattern wants: of a
// positive one that holds in the end, or a negative one that does not match, nothing is kept.
// Tested by fixtures/sessions/misses.txt.

public import RegexProgram
import RegexSyntax

/// The failures at the greatest position of one attempt.
public struct MissObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// Most failures that are kept.
  public static let capacity = 16

  /// The greatest position at which something failed, -1 if nothing has.
  public private(set) var position = -1
  /// The steps that failed there, the first one of each item, in order.
  public private(set) var failures: [TriedStep] = []
  /// Whether the attempt is over.
  public private(set) var isOver = false

  private let isInLookaround: [Bool]
  private let ends: [Bool]
  private var latest: TriedStep
  private var latestFailed = false
  /// Failures of the lookaround in hand, and the greatest position among them.
  private var inner: [TriedStep] = []
  private var innerPosition = -1
  private var lookaroundHolds = false

  /// Makes an observer of the attempt of a step, before which the machine stands.
  ///
  /// - Parameters:
  ///   - step: The first step of the attempt.
  ///   - isInLookaround: Flags by item: inside a lookaround, its closing bracket included.
  ///   - program: The program.
  public init(from step: TriedStep, isInLookaround: [Bool], _ program: Program) {
    latest = step
    self.isInLookaround = isInLookaround
    ends = program.code.map { $0.operation == .lookNotEnd }
  }

  /// Looks at the step.
  public mutating func step(_ step: StepView) -> Bool {
    if step.flags & 1 != 0 {
      isOver = true
      keepInner()
      return true
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
    return false
  }

  /// Looks at the event.
  public mutating func event(_ event: MachineEvent) {
    switch event {
    case .failed(let instruction, _):
      guard !latestFailed else { return }
      latestFailed = true
      if isInLookaround[latest.item] && !ends[instruction] {
        keep(latest, in: &inner, &innerPosition)
      } else {
        keep(latest, in: &failures, &position)
      }
    case .leave, .backtrack(.lookNot, _, _), .backtrack(.condition, _, _): lookaroundHolds = true
    case .reject:
      isOver = true
      keepInner()
    default: break
    }
  }

  /// Decides about the failures of a lookaround that has been left.
  private mutating func keepInner() {
    guard !inner.isEmpty else { return }
    if !lookaroundHolds { for failure in inner { keep(failure, in: &failures, &position) } }
    inner = []
    innerPosition = -1
  }

  private func keep(_ step: TriedStep, in list: inout [TriedStep], _ furthest: inout Int) {
    guard step.position >= furthest else { return }
    if step.position > furthest {
      list = []
      furthest = step.position
    }
    guard list.count < Self.capacity, !list.contains(where: { $0.item == step.item }) else {
      return
    }
    list.append(step)
  }
}

extension Machine {
  /// Runs on and looks for how far the attempt comes.
  @discardableResult
  public mutating func run(_ observer: inout MissObserver, until stop: UInt64 = .max) -> RunResult {
    execute(&observer, until: stop)
  }
}
