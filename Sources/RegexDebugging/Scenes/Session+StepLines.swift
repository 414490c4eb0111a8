// SPDX-License-Identifier: MIT
// A list of steps: what was tried where, and what came of it, for a part of a match that has been run.
//
//     let lines = session.stepLines(from: 26, count: 9)
//
// Tested in RegexDebuggingTests/StepLineTests.swift, against the explanations of the same steps.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// A stretch of steps.
  ///
  /// - Parameters:
  ///   - first: The first of them, from 1.
  ///   - count: How many; fewer are given where the match ends, or has not been run further.
  /// - Returns: The steps, in order.
  /// - Complexity: O(*n*) in their number. Does not depend on where they are, but for the steps from the nearest
  ///   checkpoint, and does not leave new ones.
  public mutating func stepLines(from first: UInt64, count: Int) -> [StepLine] {
    let known = explored.steps
    let first = max(1, first)
    guard count > 0, first <= known else { return [] }
    let count = Int(clamping: min(UInt64(count), known - first + 1))
    guard let end, first + UInt64(count) > known else {
      return current.timeline.rows(from: first, count: count).map { line(of: $0, isStopped: false) }
    }
    // A machine that has come to its end has forgotten what of the stack it shares with its checkpoints: with a deep
    // stack, coming back from there takes long. So the last step is run once.
    let last =
      current.lastLine
      ?? current.timeline.rows(from: known, count: 1).first.map {
        line(of: $0, isStopped: end.outcome.isStopped)
      }
    current.lastLine = last
    let rows = count > 1 ? current.timeline.rows(from: first, count: count - 1) : []
    return rows.map { line(of: $0, isStopped: false) } + [last].compactMap { $0 }
  }

  private func line(of row: ListedStep, isStopped: Bool) -> StepLine {
    let item = ItemID(row.step.item)
    let result: StepLine.Result
    if row.hasFailed {
      result = .failed(backTo: row.choice.flatMap { self.item(of: $0) })
    } else if case .single = text.map.roles[item.index], let taken = row.taken {
      result = .matched(taken.start, taken.end)
    } else {
      result = isStopped ? .unknown : .passed
    }
    return StepLine(
      number: row.step.number, item: item, position: row.step.position,
      isFirstOfAttempt: row.flags & 1 != 0, isAfterBacktrack: row.flags & 2 != 0, result: result)
  }

  /// The item whose choice it is; nil if it is no item's.
  private func item(of choice: ReturnedChoice) -> ItemID? {
    let program = current.timeline.machine.program
    switch choice.kind {
    case .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster:
      return text.map.item(of: program.origins[choice.instruction - 2])
    case .giveBackReference, .takeReference, .takeUnit:
      return text.map.item(of: program.origins[choice.instruction])
    case .branch, .alternative, .calledAlternative, .possessive, .lookNot, .condition:
      return text.map.item(of: current.choices[choice.instruction])
    case .attempt, .atomic, .look, .softLook, .lookDone, .mark, .verb, .register, .capture, .call,
      .data, .giveBackGuarded, .takeGuarded:
      return nil
    }
  }
}

extension PatternMap {
  /// The item of a node with or without its quantifier.
  fileprivate func item(of node: NodeID) -> ItemID? {
    guard case .repetition(let repetition) = tree[node].kind else { return tree[node].item }
    return tree[repetition.child].item
  }

  /// The item at which a choice leads on; of an alternative the `|` before it.
  fileprivate func item(of target: ChoiceTarget) -> ItemID? {
    switch target {
    case .alternative(let node, let index):
      guard case .group(let group) = tree[node].kind, index > 0, index < group.branches.count
      else { return nil }
      return tree[group.branches, index - 1].separator
    default: return target.owner.flatMap { item(of: $0) }
    }
  }
}

extension Outcome {
  /// Whether the search was stopped before it came to anything.
  fileprivate var isStopped: Bool {
    switch self {
    case .limit, .error: true
    case .match, .noMatch, .partial: false
    }
  }
}

extension Timeline {
  /// Steps that have been run, with what came of them.
  fileprivate mutating func rows(from first: UInt64, count: Int) -> [ListedStep] {
    let home = mark()
    defer { restore(home) }
    seek(first)
    guard let step = current else { return [] }
    var observer = StepListObserver(
      count: count, resumedAt: ListedStep(step: step, flags: machine.stepFlags))
    machine.run(&observer, until: first + UInt64(count))
    observer.finish()
    return observer.rows
  }
}
