// SPDX-License-Identifier: MIT
// Folds steps that repeat: where the same items are tried again and again with the same result, one round is told and
// then how often it went on like that. Works on a stream, in memory for a few rounds.
//
// Example: `(?:a|b)*c` on `aaab` tries `(?:`, `a`, `|` three times; told are the first three steps and
// "the same 2 times more". Tested in RegexDebuggingTests/FoldingTests.swift.

/// A step as far as folding looks at it.
public struct FoldableStep: Hashable, Sendable {
  /// The step's number.
  public var number: UInt64
  /// Index of the item in `Tree.items`.
  public var item: Int
  /// Where in the subject, in bytes.
  public var position: Int
  /// Whether the item fails.
  public var fails: Bool

  /// Makes one.
  public init(number: UInt64, item: Int, position: Int, fails: Bool) {
    self.number = number
    self.item = item
    self.position = position
    self.fails = fails
  }

  /// Whether another step does the same, wherever.
  func isLike(_ other: FoldableStep) -> Bool { item == other.item && fails == other.fails }
}

/// A step, or rounds of steps like those just told.
public enum FoldedStep: Hashable, Sendable {
  /// A step.
  case step(FoldableStep)
  /// As many steps as a round has, the last ones told, again and again.
  case again(rounds: UInt64, roundLength: Int, steps: ClosedRange<UInt64>, end: Int)
}

/// Folds a stream of steps.
public struct StepFolder: Sendable {
  /// The longest round that is looked for, in steps.
  public static let longestRound = 16
  /// Fewer rounds than these, the first one included, are told in full.
  static let fewestRounds: UInt64 = 3

  /// Steps not yet told, at most two rounds.
  private var pending: [FoldableStep] = []
  /// The round that repeats, once there is one.
  private var round: [FoldableStep] = []
  /// Rounds met after the first, and the steps of the one under way.
  private var rounds: UInt64 = 0
  private var partial: [FoldableStep] = []
  /// The steps of the second round, told in full if there is no third; and the last step of all rounds.
  private var second: [FoldableStep] = []
  private var last: FoldableStep?

  /// Makes one that has seen nothing.
  public init() {}

  /// Takes a step; gives what can be told now.
  public mutating func add(_ step: FoldableStep) -> [FoldedStep] {
    if round.isEmpty {
      pending.append(step)
      return lookForRound()
    }
    guard round[partial.count].isLike(step) else {
      var told = endRounds()
      pending.append(step)
      told += lookForRound()
      return told
    }
    partial.append(step)
    guard partial.count == round.count else { return [] }
    rounds += 1
    last = step
    partial = []
    return []
  }

  /// What is left to tell at the end.
  public mutating func finish() -> [FoldedStep] {
    let told = round.isEmpty ? [] : endRounds()
    defer { pending = [] }
    return told + pending.map { .step($0) }
  }

  /// Begins to fold if the latest steps are twice the same; tells what is too old to be part of a round.
  private mutating func lookForRound() -> [FoldedStep] {
    for length in 1...Self.longestRound where pending.count >= 2 * length {
      let start = pending.count - 2 * length
      let isRound = (0..<length).allSatisfy {
        pending[start + $0].isLike(pending[start + length + $0])
      }
      guard isRound else { continue }
      let told = pending.prefix(start + length).map { FoldedStep.step($0) }
      round = Array(pending[start..<(start + length)])
      second = Array(pending[(start + length)...])
      rounds = 1
      last = second.last
      pending = []
      return told
    }
    guard pending.count > 2 * Self.longestRound else { return [] }
    return [.step(pending.removeFirst())]
  }

  /// Tells of the rounds that are over; what was begun of the next one is pending.
  private mutating func endRounds() -> [FoldedStep] {
    var told: [FoldedStep] = second.map { .step($0) }
    if rounds + 1 >= Self.fewestRounds, let first = second.first, let last {
      told = [
        .again(
          rounds: rounds, roundLength: round.count, steps: first.number...last.number,
          end: last.position)
      ]
    }
    pending = partial
    (round, second, partial, rounds) = ([], [], [], 0)
    return told
  }
}
