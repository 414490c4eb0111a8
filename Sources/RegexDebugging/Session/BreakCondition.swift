// SPDX-License-Identifier: MIT
// The condition of a breakpoint as it is written, and what the machine's observer makes of it.
//
//     pos > 10 and group year = "2024"
//
// Tested in RegexDebuggingTests/CommandTests.swift and BreakpointTests.swift.

public import RegexMachine
import RegexSyntax

/// One comparison of a condition, names not yet looked up.
public struct BreakCondition: Hashable, Sendable {
  /// The left sides.
  public enum Operand: Hashable, Sendable {
    /// The position in the subject, written pos.
    case position
    /// Where the attempt began.
    case start
    /// The number of the step.
    case step
    /// The number of the attempt.
    case attempt
    /// The number of active calls, written depth.
    case callDepth
    /// How often the search has gone back so far.
    case backtracks
    /// A group, by number or name.
    case group(String)
  }
  /// The left side.
  public var operand: Operand
  /// The comparison.
  public var comparison: StepCondition.Comparison
  /// The right side.
  public var value: StepCondition.Value

  /// Makes one.
  public init(
    _ operand: Operand, _ comparison: StepCondition.Comparison, _ value: StepCondition.Value
  ) {
    self.operand = operand
    self.comparison = comparison
    self.value = value
  }
}

/// What a breakpoint is set with besides its target.
public struct BreakOptions: Hashable, Sendable {
  /// Whether it goes when it is hit.
  public var isTemporary: Bool
  /// Comparisons that have to be true.
  public var conditions: [BreakCondition]
  /// How many hits are passed over first.
  public var ignore: Int
  /// Whether a run tells of its hits and goes on.
  public var isTracepoint: Bool

  /// Makes options.
  public init(
    isTemporary: Bool = false, conditions: [BreakCondition] = [], ignore: Int = 0,
    isTracepoint: Bool = false
  ) {
    self.isTemporary = isTemporary
    self.isTracepoint = isTracepoint
    self.conditions = conditions
    self.ignore = ignore
  }
}

extension PatternMap {
  /// The numbers of the groups that a name or number means; empty if there is none.
  func groupNumbers(_ name: String) -> [Int] {
    if let number = Int(name) {
      return number > 0 && number <= tree.captureCount ? [number] : []
    }
    return tree.names.first { $0.name == Array(name.utf8) }?.groups ?? []
  }

  /// A condition for the observer; nil if its group does not exist.
  func resolve(_ condition: BreakCondition) -> StepCondition? {
    let operand: StepCondition.Operand
    switch condition.operand {
    case .position: operand = .position
    case .start: operand = .start
    case .step: operand = .step
    case .attempt: operand = .attempt
    case .callDepth: operand = .callDepth
    case .backtracks: operand = .backtracks
    case .group(let name):
      let groups = groupNumbers(name)
      guard !groups.isEmpty else { return nil }
      operand = .group(groups)
    }
    return StepCondition(operand, condition.comparison, condition.value)
  }

  /// Flags of the items that are backtracking verbs.
  var verbItems: [Bool] {
    roles.map { role in
      guard case .single(let node) = role, case .verb = tree[node].kind else { return false }
      return true
    }
  }
}
