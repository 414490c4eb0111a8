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

/// An item that failed at a position, for the first time.
public struct FailedItem: Hashable, Sendable {
  /// The step.
  public var step: TriedStep
  /// Where it failed: for a repeat that falls short where its units end.
  public var position: Int
  /// The instruction that failed.
  public var instruction: Int
  /// The items that ended at the position before, the latest first: one of them could have taken more.
  public var previous: [Int]
  /// Of a back reference: the text that it asks for; nil if none of its groups is set.
  public var expected: CaptureRange?
}

extension FailedItem {
  /// Makes one.
  public init(step: TriedStep, position: Int, instruction: Int) {
    self.init(step: step, position: position, instruction: instruction, previous: [])
  }
}

/// Looks for the attempt that comes furthest, and keeps what failed where.
public struct MissObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// Most failures that are kept.
  public static let capacity = 16

  /// The attempt that came furthest; nil if nothing has failed.
  public private(set) var best: AttemptMiss?
  /// Whether at least one attempt is over.
  public private(set) var hasFinishedOne = false

  /// What failed where, each item once at a position, in order; at most `totalCapacity`.
  public private(set) var failures: [FailedItem] = []
  /// Most failures that are kept of a whole search.
  public static let totalCapacity = 16_384

  private var known: Set<UInt64> = []
  private let isInLookaround: [Bool]
  private let ends: [Bool]
  /// By item: whether it is the closing bracket of a group.
  private let isClosing: [Bool]
  private let staysInAttempt: Bool
  private var latest: TriedStep?
  private var latestFailed = false
  /// Where the units of a repeat end that falls short.
  private var shortEnd: Int?
  private var outer = Failures()
  /// Failures of the lookaround in hand.
  private var inner = Failures()
  private var lookaroundHolds = false
  private var innerItems: [FailedItem] = []
  /// By item: the groups that a back reference can mean.
  private let referenced: [[Int]]
  /// The text that the item in hand asks for.
  private var expected: CaptureRange?
  /// The items that have ended last, and where they ended.
  private var taken: [Int] = []
  private var takenEnd = -1
  private static let takenCapacity = 4

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
    let tree = program.tree
    referenced = tree.items.map { item in
      guard case .backreference(let target) = tree[item.node].kind else { return [] }
      switch target {
      case .number(let number): return [number]
      case .name(let index): return tree.names[index].groups
      }
    }
    isClosing = tree.items.indices.map { index in
      guard case .group(let group) = tree[tree.items[index].node].kind else { return false }
      return group.closeItem == ItemID(index)
    }
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
    if let latest, !latestFailed, latest.position == step.position, isClosing[latest.item] {
      take(latest.item, upTo: step.position)
    }
    latest = TriedStep(
      number: step.number, item: step.item, position: step.position,
      attemptStart: step.attemptStart)
    latestFailed = false
    shortEnd = nil
    expected = referenced[step.item].lazy.compactMap { step.value(of: $0) }.first
    return false
  }

  /// Looks at the event.
  public mutating func event(_ event: MachineEvent) {
    switch event {
    case .fellShort(_, let position): if !latestFailed { shortEnd = position }
    case .matched(_, _, let to): if let latest { take(latest.item, upTo: to) }
    case .failed(let instruction, _):
      guard !latestFailed, let latest else { return }
      latestFailed = true
      let position = shortEnd ?? latest.position
      let failure = FailedItem(
        step: latest, position: position, instruction: instruction,
        previous: takenEnd == position ? taken.filter { $0 != latest.item } : [],
        expected: expected)
      takenEnd = -1
      if isInLookaround[latest.item] && !ends[instruction] {
        inner.keep(latest, at: position)
        if innerItems.count < Self.capacity * 4 { innerItems.append(failure) }
      } else {
        outer.keep(latest, at: position)
        keep(failure)
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

  private mutating func take(_ item: Int, upTo end: Int) {
    if end != takenEnd { taken = [] }
    takenEnd = end
    if taken.count < Self.takenCapacity { taken.insert(item, at: 0) }
  }

  private mutating func keep(_ failure: FailedItem) {
    guard failures.count < Self.totalCapacity else { return }
    let key = UInt64(failure.step.item) << 32 | UInt64(max(failure.position, 0))
    if known.insert(key).inserted { failures.append(failure) }
  }

  /// Decides about the failures of a lookaround that has been left.
  private mutating func keepInner() {
    defer {
      inner = Failures()
      innerItems = []
    }
    guard !lookaroundHolds else { return }
    for failure in innerItems { keep(failure) }
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
