// SPDX-License-Identifier: MIT
// The observer of a debugger that goes where nobody has been before and looks for nothing: it takes the notes that
// let later searches pass over whole stretches, as SearchObserver does, in half the time. All it holds are numbers.
//
// Tested in RegexDebuggingTests and by `rxfuzz --breakpoints`.

/// Takes notes of all steps.
public struct SurveyObserver: MachineObserver {
  /// What has happened, counted on from the start.
  public private(set) var progress: Progress
  private var bits: UInt64 = 0
  private var furtherBits: [UInt64]
  /// The fewest records on the stack.
  public private(set) var minimumDepth = Int.max
  private var minimumPosition = Int.max
  private var maximumPosition = -1
  private var ceiling = -1
  /// The latest step's number.
  private var number: UInt64 = 0
  /// The latest step whose failure may be the furthest.
  private var furthest = TriedStep(number: .max, item: 0, position: -1, attemptStart: 0)
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
  public init(
    itemCount: Int, lookaroundItems: [Bool], resumedAt: TriedStep?, progress: Progress
  ) {
    self.progress = progress
    self.lookaroundItems = lookaroundItems
    hasLookarounds = lookaroundItems.contains(true)
    furtherBits = SearchNotes(itemCount: itemCount).itemBits
    if let step = resumedAt {
      number = step.number
      furthest = step
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
  ///
  /// What few steps do (to begin an attempt, to go further or deeper down than any before) is asked with few
  /// comparisons and told to be rare: else the loop keeps its variables in memory because of what is called then.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    number = step.number
    if _slowPath(step.item > 63) {
      noteFurtherItem(step.item)
    } else {
      bits |= 1 &<< UInt64(truncatingIfNeeded: step.item)
    }
    let isRare =
      step.flags & 1 != 0 || step.depth < minimumDepth || step.position > ceiling
      || step.position < minimumPosition
    if _slowPath(isRare) {
      noteRareStep(
        TriedStep(
          number: step.number, item: step.item, position: step.position,
          attemptStart: step.attemptStart), step.depth, isFirst: step.flags & 1 != 0)
    }
    return false
  }

  @inline(never)
  private mutating func noteRareStep(_ step: TriedStep, _ depth: Int, isFirst: Bool) {
    if isFirst {
      progress.attempts &+= 1
      start = step.attemptStart
    }
    minimumDepth = min(minimumDepth, depth)
    minimumPosition = min(minimumPosition, step.position)
    maximumPosition = max(maximumPosition, step.position)
    furthest = step
    furthest.attemptStart = start
    setCeiling()
  }

  /// Beyond this position a step either is the furthest of all, or its failure would be.
  private mutating func setCeiling() {
    let known = hasLookarounds ? min(reach, reachOutside) : reach
    ceiling = min(maximumPosition, start + known)
  }

  @inline(never)
  private mutating func noteFurtherItem(_ item: Int) {
    furtherBits[item >> 6] |= 1 << UInt64(item & 63)
  }

  /// Notes the failure; a second one at the same step has come no further.
  @inline(__always)
  public mutating func backtrack() {
    progress.backtracks &+= 1
    if _slowPath(number == furthest.number) { noteFailure() }
  }

  @inline(never)
  private mutating func noteFailure() {
    let came = furthest.reach
    if came > reach {
      reach = came
      furthestFailure = furthest
    }
    if hasLookarounds && came > reachOutside && !lookaroundItems[furthest.item] {
      reachOutside = came
      furthestOutside = furthest
    }
    setCeiling()
  }
}

extension Machine {
  /// Runs on and takes notes.
  @discardableResult
  public mutating func run(
    _ observer: inout SurveyObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
