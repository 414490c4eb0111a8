// SPDX-License-Identifier: MIT
// The observer of a debugger that goes where nobody has been before and looks for nothing: it takes the notes that
// let later searches pass over whole stretches, as SearchObserver does, in half the time. All it holds are numbers.
//
// Tested in RegexDebuggingTests and by `rxfuzz --breakpoints`.

/// Takes notes of all steps.
public struct SurveyObserver: MachineObserver {
  /// What has happened so far, counted on from the start.
  public private(set) var progress: Progress
  private var bits: UInt64 = 0
  private var furtherBits: [UInt64]
  private var minimumDepth = Int.max
  private var minimumPosition = Int.max
  private var maximumPosition = -1
  private var number: UInt64 = 0
  private var item = 0
  private var position = -1
  private var start = 0
  private var reach = -1
  private var reachOutside = -1
  private let lookaroundItems: [Bool]
  private let hasLookarounds: Bool
  /// The first of the failures at which an attempt had come furthest from its start.
  public private(set) var furthestFailure: TriedStep?
  /// The same, of items that are not inside lookarounds; nil if the pattern has none.
  public private(set) var furthestOutside: TriedStep?

  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - itemCount: The number of items of the pattern.
  ///   - lookaroundItems: Flags of the items inside lookarounds; empty = none.
  ///   - resumedAt: The step before which the machine stands, which is not reported again.
  ///   - progress: What has happened so far.
  public init(itemCount: Int, lookaroundItems: [Bool], resumedAt: TriedStep?, progress: Progress) {
    self.progress = progress
    self.lookaroundItems = lookaroundItems
    hasLookarounds = lookaroundItems.contains(true)
    furtherBits = SearchNotes(itemCount: itemCount).itemBits
    if let step = resumedAt {
      number = step.number
      item = step.item
      position = step.position
      start = step.attemptStart
    }
  }

  /// What was seen.
  public var notes: SearchNotes {
    var notes = SearchNotes(itemCount: 64 * furtherBits.count)
    notes.itemBits = furtherBits
    if !notes.itemBits.isEmpty { notes.itemBits[0] |= bits }
    notes.minimumDepth = minimumDepth
    notes.minimumPosition = minimumPosition
    notes.maximumPosition = maximumPosition
    return notes
  }

  /// Notes the step.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    if step.flags & 1 != 0 {
      progress.attempts &+= 1
      start = step.attemptStart
    }
    if step.item < 64 { bits |= 1 << UInt64(step.item) } else { noteFurtherItem(step.item) }
    if step.depth < minimumDepth { minimumDepth = step.depth }
    if step.position < minimumPosition { minimumPosition = step.position }
    if step.position > maximumPosition { maximumPosition = step.position }
    number = step.number
    item = step.item
    position = step.position
    return false
  }

  @inline(never)
  private mutating func noteFurtherItem(_ item: Int) {
    furtherBits[item >> 6] |= 1 << UInt64(item & 63)
  }

  /// Notes the failure; a second one at the same step has come no further.
  @inline(__always)
  public mutating func backtrack() {
    progress.backtracks &+= 1
    let came = position &- start
    if came > reach || (hasLookarounds && came > reachOutside) { noteFailure(came) }
  }

  @inline(never)
  private mutating func noteFailure(_ came: Int) {
    let step = TriedStep(number: number, item: item, position: position, attemptStart: start)
    if came > reach {
      reach = came
      furthestFailure = step
    }
    guard hasLookarounds, came > reachOutside, !lookaroundItems[item] else { return }
    reachOutside = came
    furthestOutside = step
  }
}

extension Machine {
  /// Runs on and takes notes.
  @discardableResult
  public mutating func run(
    _ observer: inout SurveyObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
