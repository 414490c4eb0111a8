// SPDX-License-Identifier: MIT
// What breakpoints, watchpoints and catchpoints ask of a step, as plain data that an observer can look at
// while the machine runs: no closure, no text that has still to be read.
//
//     var rule = StepRule()
//     rule.event = .fail
//     rule.conditions = [StepCondition(.position, .greater, .number(10))]    // catch fail if pos > 10
//
// Tested in RegexDebuggingTests/BreakpointTests.swift against a filter over all steps.

/// A comparison that a condition makes.
public struct StepCondition: Hashable, Sendable {
  /// What is compared.
  public enum Operand: Hashable, Sendable {
    /// The position in the subject, in bytes.
    case position
    /// Where the attempt began, in bytes.
    case start
    /// The number of the step.
    case step
    /// The number of the attempt.
    case attempt
    /// The number of active calls.
    case callDepth
    /// How often the search has gone back so far.
    case backtracks
    /// A group: the first of these numbers that is set.
    case group([Int])
  }
  /// How it is compared.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// Not more and not less.
    case equal = "="
    /// More or less.
    case notEqual = "!="
    /// Less.
    case less = "<"
    /// Not more.
    case atMost = "<="
    /// More.
    case greater = ">"
    /// Not less.
    case atLeast = ">="
  }
  /// What it is compared with.
  public enum Value: Hashable, Sendable {
    /// A number.
    case number(Int)
    /// A text; a group that is not set equals none.
    case text([UInt8])
    /// Not set.
    case unset
  }
  /// The left side.
  public var operand: Operand
  /// The comparison.
  public var comparison: Comparison
  /// The right side.
  public var value: Value

  /// Makes a condition.
  public init(_ operand: Operand, _ comparison: Comparison, _ value: Value) {
    self.operand = operand
    self.comparison = comparison
    self.value = value
  }
}

/// What makes a step one to stop at; everything that is asked for has to be true.
public struct StepRule: Hashable, Sendable {
  /// What can be caught.
  public enum Event: String, Hashable, Sendable, CaseIterable {
    /// The item fails.
    case fail
    /// The item does not fail.
    case match
    /// Something was undone before the step.
    case backtrack
    /// The item is a verb, or its failure makes the search come back to one.
    case verb
    /// The first step of an attempt.
    case attempt
    /// The search ends at a limit: no step at all.
    case limit
  }
  /// Flags by item; empty = every item.
  public var items: [Bool] = []
  /// The position in the subject, in bytes.
  public var position: Int?
  /// A stretch of the subject, in bytes, that the step before was outside of.
  public var entered: Range<Int>?
  /// What happens at the step.
  public var event: Event?
  /// Items that count as verbs, flags by item, for `Event.verb`.
  public var verbItems: [Bool] = []
  /// Groups one of which has another value than at the step before.
  public var groups: [Int] = []
  /// Whether the position has to be another one than at the step before.
  public var watchesPosition = false
  /// Comparisons.
  public var conditions: [StepCondition] = []

  /// A rule that every step meets.
  public init() {}

  /// Whether it compares a step with the one before.
  var comparesSteps: Bool { !groups.isEmpty || watchesPosition || entered != nil }

  /// Whether it is known only after the step whether it is met.
  var isKnownLater: Bool { event == .fail || event == .match || event == .verb }

  /// Whether a stretch of steps can have one that meets the rule.
  public func canBeMet(in notes: SearchNotes) -> Bool {
    if event == .limit { return false }
    if let entered,
      notes.maximumPosition < entered.lowerBound || notes.minimumPosition >= entered.upperBound
    {
      return false
    }
    if let position, position < notes.minimumPosition || position > notes.maximumPosition {
      return false
    }
    return items.isEmpty || notes.hasAny(of: items)
  }
}

extension SearchNotes {
  /// Whether an item was tried that is flagged.
  public func hasAny(of items: [Bool]) -> Bool {
    items.indices.contains { items[$0] && itemBits[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
  }
}

/// What a watchpoint compares with: the step before.
struct WatchedValues {
  var position: Int?
  var captures: [CaptureRange?]
}

extension StepView {
  /// Whether the step meets a rule, as far as that can be known before the item is tried.
  func meets(
    _ rule: StepRule, before: WatchedValues?, _ progress: Progress, subject: [UInt8]
  ) -> Bool {
    guard rule.items.isEmpty || rule.items[item] else { return false }
    if let position = rule.position, position != self.position { return false }
    if let entered = rule.entered {
      guard entered.contains(position) else { return false }
      if let old = before?.position, entered.contains(old) { return false }
    }
    switch rule.event {
    case .backtrack: guard flags & 2 != 0 else { return false }
    case .attempt: guard flags & 1 != 0 else { return false }
    case .limit: return false
    case .fail, .match, .verb, nil: break
    }
    if rule.watchesPosition {
      guard let old = before?.position, old != position else { return false }
    }
    if !rule.groups.isEmpty {
      let changes = rule.groups.contains { group in
        value(of: group) != before?.captures[group - 1]
      }
      guard changes else { return false }
    }
    return rule.conditions.allSatisfy { holds($0, progress, subject) }
  }

  /// The value of any group.
  func value(of group: Int) -> CaptureRange? { group < captureTop ? capture(group) : nil }

  private func holds(
    _ condition: StepCondition, _ progress: Progress, _ subject: [UInt8]
  ) -> Bool {
    switch condition.operand {
    case .position: condition.holds(for: position)
    case .start: condition.holds(for: attemptStart)
    case .step: condition.holds(for: Int(clamping: number))
    case .attempt: condition.holds(for: progress.attempts)
    case .callDepth: condition.holds(for: callDepth)
    case .backtracks: condition.holds(for: Int(clamping: progress.backtracks))
    case .group(let groups):
      condition.holds(for: groups.lazy.compactMap { value(of: $0) }.first, in: subject)
    }
  }
}

extension StepCondition {
  /// Whether a number is as asked for.
  public func holds(for number: Int) -> Bool {
    guard case .number(let other) = value else { return false }
    return compare(number < other, number == other)
  }

  /// Whether a group is as asked for.
  public func holds(for range: CaptureRange?, in subject: [UInt8]) -> Bool {
    guard let range else {
      switch comparison {
      case .equal: return value == .unset
      case .notEqual: return value != .unset
      default: return false
      }
    }
    switch value {
    case .unset: return comparison == .notEqual
    case .number: return false
    case .text(let text):
      // A lookbehind with \K can leave a group that ends before it begins.
      let found = subject[min(range.start, range.end)..<range.end]
      return compare(found.lexicographicallyPrecedes(text), found.elementsEqual(text))
    }
  }

  private func compare(_ isLess: Bool, _ isEqual: Bool) -> Bool {
    switch comparison {
    case .equal: isEqual
    case .notEqual: !isEqual
    case .less: isLess
    case .atMost: isLess || isEqual
    case .greater: !isLess && !isEqual
    case .atLeast: !isLess
    }
  }
}
