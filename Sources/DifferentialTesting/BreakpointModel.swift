// SPDX-License-Identifier: MIT
// What breakpoints mean, as a filter over all steps: every breakpoint is asked at every step. Slow, and too
// simple to be wrong.

import RegexDebugging
import RegexMachine
import RegexSyntax

/// A stop of a run: where, and which breakpoints.
struct Stop: Hashable {
  var place: Place
  var hits: [Hit]

  struct Hit: Hashable {
    var id: Int
    /// Group (-1 = the position), value before, value after.
    var changes: [Change]
  }

  struct Change: Hashable {
    var group: Int
    var old: CaptureRange?
    var new: CaptureRange?
  }
}

extension Stop.Change {
  init(_ change: WatchChange) {
    switch change {
    case .capture(let change): self.init(group: change.group, old: change.old, new: change.new)
    case .position(let old, let new): self.init(from: old, to: new)
    }
  }

  /// A change of the position.
  init(from old: Int, to new: Int) {
    self.init(
      group: -1, old: CaptureRange(start: old, end: old), new: CaptureRange(start: new, end: new))
  }
}

/// Breakpoints over the steps of a search.
struct BreakpointModel {
  let stream: StepStream
  let tree: Tree
  let map: PatternMap
  let subject: [UInt8]
  /// The breakpoints that are left, with how many hits they still pass over.
  var points: [(id: Int, target: BreakTarget, options: BreakOptions)]

  /// The stops of running from the first step to the end, again and again.
  mutating func forward() -> [Stop] {
    var stops: [Stop] = []
    // A run does not stop where it begins.
    for index in stream.steps.indices.dropFirst() {
      visit(.step(stream.steps[index].number), at: index, &stops)
    }
    visit(.end, at: nil, &stops)
    return stops
  }

  /// The stops of running back from the end.
  mutating func backward() -> [Stop] {
    var stops: [Stop] = []
    for index in stream.steps.indices.reversed() {
      visit(.step(stream.steps[index].number), at: index, &stops)
    }
    return stops
  }

  private mutating func visit(_ place: Place, at index: Int?, _ stops: inout [Stop]) {
    var hits: [Stop.Hit] = []
    for number in points.indices where isMet(points[number].target, points[number].options, index) {
      if points[number].options.ignore > 0 {
        points[number].options.ignore -= 1
        continue
      }
      hits.append(.init(id: points[number].id, changes: changes(points[number].target, index)))
    }
    points.removeAll { point in
      point.options.isTemporary && hits.contains { $0.id == point.id }
    }
    if !hits.isEmpty { stops.append(Stop(place: place, hits: hits)) }
  }

  // MARK: The filter

  private func isMet(_ target: BreakTarget, _ options: BreakOptions, _ index: Int?) -> Bool {
    if index == nil {
      guard case .limit = stream.outcome, target == .event(.limit) else { return false }
    }
    guard options.conditions.allSatisfy({ holds($0, index) }) else { return false }
    guard let index else { return true }
    let step = stream.steps[index]
    switch target {
    case .offset(let offset):
      let exact = tree.items.lastIndex { $0.position == offset }
      let around = tree.items.lastIndex {
        $0.position <= offset && offset < $0.position + $0.length
      }
      return step.item == exact ?? around
    case .lineColumn: return false
    case .text(let text): return map.text(of: ItemID(step.item)) == Array(text.utf8)
    case .group(let name):
      guard case .group(let group) = tree[tree.items[step.item].node].kind,
        case .capture(let number, _) = group.kind
      else { return false }
      return group.closeItem?.index != step.item && numbers(name).contains(number)
        && !tree[group.branches].contains { $0.separator?.index == step.item }
    case .position(let position): return step.position == position
    case .subjectLine(let number):
      let before = index > 0 ? line(of: stream.steps[index - 1].position) : 0
      return line(of: step.position) == number && before != number
    case .watch: return !changes(target, index).isEmpty
    case .event(let event): return meets(event, step)
    }
  }

  private func meets(_ event: StepRule.Event, _ step: RecordedStep) -> Bool {
    switch event {
    case .fail: return step.hasFailed
    case .match: return !step.hasFailed
    case .backtrack: return step.flags & 2 != 0
    case .verb:
      if case .verb = tree[tree.items[step.item].node].kind, tree.items[step.item].number == 255 {
        return true
      }
      return step.metVerb
    case .attempt: return step.flags & 1 != 0
    case .limit: return false
    }
  }

  private func changes(_ target: BreakTarget, _ index: Int?) -> [Stop.Change] {
    guard let index, case .watch(let watched) = target else { return [] }
    let step = stream.steps[index]
    let before = index > 0 ? stream.steps[index - 1] : nil
    switch watched {
    case .position:
      guard let old = before?.position, old != step.position else { return [] }
      return [.init(from: old, to: step.position)]
    case .group(let name):
      return numbers(name).compactMap { group in
        let old = before?.captures[group] ?? nil
        let new = step.captures[group]
        return old == new ? nil : .init(group: group, old: old, new: new)
      }
    }
  }

  /// The line of the subject that a position is in; its line end belongs to it.
  private func line(of position: Int) -> Int {
    var line = 1
    for index in subject.indices.prefix(position) where subject[index] == 0x0A { line += 1 }
    for index in subject.indices.prefix(position) where subject[index] == 0x0D {
      if index + 1 == subject.count || subject[index + 1] != 0x0A { line += 1 }
    }
    return line
  }

  private func numbers(_ name: String) -> [Int] {
    Int(name).map { [$0] } ?? tree.names.first { $0.name == Array(name.utf8) }?.groups ?? []
  }

  // MARK: Conditions

  private func holds(_ condition: BreakCondition, _ index: Int?) -> Bool {
    let step = index.map { stream.steps[$0] } ?? stream.steps.last
    let left: Int
    switch condition.operand {
    case .position: left = index == nil ? stream.end.position : step?.position ?? 0
    case .start: left = index == nil ? stream.end.start : step?.start ?? 0
    case .step: left = Int(step?.number ?? 0)
    case .attempt: left = step?.attempt ?? 0
    case .callDepth: left = index == nil ? stream.end.callDepth : step?.callDepth ?? 0
    case .backtracks:
      left = Int(index == nil ? stream.end.backtracks : step?.backtracks ?? 0)
    case .group(let name):
      let captures = index == nil ? stream.end.captures : step?.captures ?? []
      return holds(condition, numbers(name).compactMap { captures[$0] }.first)
    }
    guard case .number(let right) = condition.value else { return false }
    return isTrue(left, condition.comparison, right) { $0 < $1 }
  }

  private func holds(_ condition: BreakCondition, _ range: CaptureRange?) -> Bool {
    guard let range else {
      return condition.comparison == (condition.value == .unset ? .equal : .notEqual)
    }
    switch condition.value {
    case .number: return false
    case .unset: return condition.comparison == .notEqual
    case .text(let text):
      let left = range.start > range.end ? [] : Array(subject[range.start..<range.end])
      return isTrue(left, condition.comparison, text) { $0.lexicographicallyPrecedes($1) }
    }
  }

  private func isTrue<Value: Equatable>(
    _ left: Value, _ comparison: StepCondition.Comparison, _ right: Value,
    _ precedes: (Value, Value) -> Bool
  ) -> Bool {
    switch comparison {
    case .equal: left == right
    case .notEqual: left != right
    case .less: precedes(left, right)
    case .atMost: !precedes(right, left)
    case .greater: precedes(right, left)
    case .atLeast: !precedes(left, right)
    }
  }
}
