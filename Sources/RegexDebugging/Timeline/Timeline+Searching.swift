// SPDX-License-Identifier: MIT
// Looking for a step forward or backward. Backward means: run the segments before this place again, the
// latest first, and take the last hit; segments in which nothing was seen that can be a hit are passed over.

public import RegexMachine
import RegexProgram
import RegexSyntax

/// A search under way, so that it can be done in slices.
public struct StepSearch: Sendable {
  /// The directions.
  public enum Direction: Hashable, Sendable {
    /// To higher numbers.
    case forward
    /// To lower numbers.
    case backward
  }
  /// What is looked for.
  public let query: StepQuery
  /// Where to look.
  public let direction: Direction
  /// The place from which it began, which itself is no hit.
  public let origin: Place
  /// What the segment in hand has shown so far.
  var hit: UInt64?
  /// Backward: the steps from here on are done.
  var done: UInt64?
  /// Backward: where the segment in hand ends.
  var segmentEnd: UInt64?

  /// Prepares a search from a place.
  public init(_ query: StepQuery, _ direction: Direction, from origin: Place) {
    self.query = query
    self.direction = direction
    self.origin = origin
  }
}

/// What a slice of a search came to.
public enum SearchResult: Hashable, Sendable {
  /// The timeline stands before the step that was looked for.
  case found
  /// There is none; the timeline stands at the end, or at the beginning, of the match.
  case none
  /// The budget is used up; the same call again goes on.
  case unfinished
}

extension Timeline {
  /// Goes on with a search; the timeline may be moved by nobody else until it is finished.
  public mutating func look(
    for search: inout StepSearch, budget: UInt64 = Timeline.sliceSteps
  ) -> SearchResult {
    var left = budget
    return look(for: &search, left: &left)
  }

  private mutating func look(for search: inout StepSearch, left: inout UInt64) -> SearchResult {
    switch search.direction {
    case .forward: lookForward(&search, &left)
    case .backward: lookBackward(&search, &left)
    }
  }

  /// Goes on with a search in slices until it ends, a number of steps is used up, or the caller stops it.
  ///
  /// What is left of the number is written back.
  mutating func look(
    for search: inout StepSearch, within effort: inout UInt64, _ shouldContinue: () -> Bool
  ) -> SearchResult {
    while effort > 0 {
      let slice = min(effort, Self.sliceSteps)
      var left = slice
      let result = look(for: &search, left: &left)
      effort -= slice - left
      if result != .unfinished || !shouldContinue() { return result }
    }
    return .unfinished
  }

  private mutating func lookForward(
    _ search: inout StepSearch, _ left: inout UInt64
  ) -> SearchResult {
    guard case .step(let origin) = search.origin else { return .none }
    while machine.outcome == nil {
      guard left > 0 else { return .unfinished }
      let from = machine.steps
      let stop = UInt64.max - from > left ? from + left : .max
      var observer = observer(
        for: search.query, between: (origin, .max), pausesAtHit: true)
      runStretch(&observer, until: stop)
      left -= min(left, max(1, machine.steps - from))
      if let hit = observer.lastHit {
        move(to: .step(hit))
        return .found
      }
    }
    return .none
  }

  // MARK: Backward

  private mutating func lookBackward(
    _ search: inout StepSearch, _ left: inout UInt64
  ) -> SearchResult {
    while left > 0 {
      if search.segmentEnd == nil {
        guard enterSegment(&search) else {
          move(to: .step(0))
          return .none
        }
      }
      let segmentEnd = search.segmentEnd ?? 0
      let before = search.origin == .end ? UInt64.max : originSteps(search)
      let from = machine.steps
      if machine.outcome == nil && from < segmentEnd {
        var observer = observer(for: search.query, between: (0, before), pausesAtHit: false)
        let stop = segmentEnd - from > left ? from + left : segmentEnd
        runStretch(&observer, until: stop)
        left -= min(left, max(1, machine.steps - from))
        search.hit = observer.lastHit ?? search.hit
      }
      guard machine.outcome != nil || machine.steps >= segmentEnd else { continue }
      search.segmentEnd = nil
      if let hit = search.hit {
        move(to: .step(hit), budget: .max)
        return .found
      }
    }
    return .unfinished
  }

  private func originSteps(_ search: StepSearch) -> UInt64 {
    if case .step(let number) = search.origin { return number }
    return .max
  }

  /// Goes to the start of the latest segment not yet searched; false if there is none.
  private mutating func enterSegment(_ search: inout StepSearch) -> Bool {
    var bound = search.done ?? originSteps(search)
    while bound > 0 {
      let index = store.index(atOrBefore: bound - 1)
      var mark = store.marks[index]
      if canHold(search.query, mark.notes) || index == store.marks.count - 1 {
        // From the latest checkpoint of any kind: what is looked for is mostly close by.
        if let latest = latestMark(atOrBefore: bound - 1), latest.steps > mark.steps {
          mark = latest
        }
        search.done = mark.steps
        restore(mark)
        search.segmentEnd = bound
        return true
      }
      search.done = mark.steps
      bound = mark.steps
    }
    return false
  }

  /// Whether a stretch with such notes can have a hit in it.
  private func canHold(_ query: StepQuery, _ notes: SearchNotes) -> Bool {
    if query.failures || query.successes || query.attempts || query.exit != nil { return true }
    if query.rules.contains(where: { $0.canBeMet(in: notes) }) { return true }
    if notes.minimumDepth <= query.maximumDepth { return true }
    for position in query.positions
    where position >= notes.minimumPosition && position <= notes.maximumPosition {
      return true
    }
    return notes.hasAny(of: query.items)
  }
}
