// SPDX-License-Identifier: MIT
// What a choice on the stack would do if the search came back to it, in terms of the pattern. The stack
// knows only instructions; the tables here lead from those back to alternatives, loops and lookarounds.

import RegexMachine
import RegexProgram
public import RegexSyntax
public import SourceText

/// What going back to a choice does.
public enum ChoiceTarget: Hashable, Sendable {
  /// A new attempt starts at a position; nil = there is none left.
  case nextAttempt(Int?)
  /// An alternative of a group is tried, counted from 0.
  case alternative(NodeID, index: Int)
  /// A quantified node (the repetition) is left, or left out.
  case leave(NodeID)
  /// A lazily quantified node is tried once more.
  case again(NodeID)
  /// A greedy repetition that took some text keeps only a part of it.
  case giveBack(NodeID, taken: SourceSpan, kept: SourceSpan)
  /// A lazy repetition that took some text tries to take one more.
  case takeMore(NodeID, taken: SourceSpan)
  /// A negative lookaround holds, because its content does not match.
  case holds(NodeID)
  /// A repeated reference that was matched so many times keeps one copy less.
  case fewerCopies(NodeID, taken: Int?)
  /// A lazily repeated reference that was matched so many times tries to match once more.
  case moreCopies(NodeID, taken: Int?)
  /// The content of the lookaround of a condition does not match: it is false, or true if the
  /// lookaround is negative.
  case conditionDecided(NodeID, isTrue: Bool)
  /// Something else.
  case other
}

extension ChoiceTarget {
  /// The part of the pattern whose choice it is; nil if it is none's.
  public var owner: NodeID? {
    switch self {
    case .alternative(let node, _), .leave(let node), .again(let node), .holds(let node),
      .giveBack(let node, _, _), .takeMore(let node, _), .fewerCopies(let node, _),
      .moreCopies(let node, _), .conditionDecided(let node, _):
      node
    case .nextAttempt, .other: nil
    }
  }

  /// The node that another way is tried in; nil if there is none.
  fileprivate var node: NodeID? {
    switch self {
    case .alternative(let node, _), .leave(let node), .again(let node),
      .giveBack(let node, _, _), .takeMore(let node, _), .fewerCopies(let node, _),
      .moreCopies(let node, _):
      node
    // A lookaround that is decided is not tried again.
    case .nextAttempt, .holds, .conditionDecided, .other: nil
    }
  }
}

/// For instructions where the search can go on: what that means.
struct ChoiceMap: Sendable {
  private var meanings: [Int: ChoiceTarget] = [:]

  init(_ program: Program) {
    for (index, instruction) in program.code.enumerated() {
      let origin = program.origins[index]
      let isGroup = if case .group = program.tree[origin].kind { true } else { false }
      let target = Int(instruction.a)
      switch instruction.operation {
      case .alternative where instruction.a == Instruction.none: break
      case .split where isGroup, .alternative:
        var alternative = 1
        if case .alternative(origin, let before) = meanings[index] { alternative = before + 1 }
        meanings[target] = .alternative(origin, index: alternative)
      case .split, .possessiveBegin: meanings[target] = .leave(origin)
      case .splitLazy: meanings[index + 1] = .again(origin)
      case .loop, .counterLoop:
        if meanings[index + 1] == nil { meanings[index + 1] = .leave(origin) }
        if meanings[target] == nil { meanings[target] = .again(origin) }
      case .lookNotBegin: meanings[target] = .holds(origin)
      case .conditionBegin:
        meanings[target] = .conditionDecided(origin, isTrue: isNegative(origin, program.tree))
      default: break
      }
    }
  }

  private func isNegative(_ node: NodeID, _ tree: Tree) -> Bool {
    guard case .group(let group) = tree[node].kind else { return false }
    return group.kind == .lookahead(negative: true) || group.kind == .lookbehind(negative: true)
  }

  /// The choices that belong to some nodes: by kind, the instructions that they name.
  func choices(of nodes: Set<NodeID>, in program: Program) -> [ChoiceKind: Set<Int>] {
    var result: [ChoiceKind: Set<Int>] = [:]
    for (instruction, target) in meanings {
      guard let node = target.node, nodes.contains(node) else { continue }
      for kind in [ChoiceKind.branch, .alternative, .calledAlternative, .possessive] {
        result[kind, default: []].insert(instruction)
      }
    }
    for (index, instruction) in program.code.enumerated()
    where nodes.contains(program.origins[index]) {
      switch instruction.operation {
      case .repeatGreedy:
        for kind in [
          ChoiceKind.giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster,
        ] { result[kind, default: []].insert(index + 2) }
      case .repeatLazy: result[.takeUnit, default: []].insert(index)
      case .referenceRepeat:
        result[.giveBackReference, default: []].insert(index)
        result[.takeReference, default: []].insert(index)
      default: break
      }
    }
    return result
  }

  subscript(instruction: Int) -> ChoiceTarget { meanings[instruction] ?? .other }
}

extension Timeline {
  /// What a choice would do; without its bound it may say less.
  mutating func target(
    of kind: ChoiceKind, _ instruction: Int, _ position: Int, bound: Int?, _ map: ChoiceMap
  ) -> ChoiceTarget {
    switch kind {
    case .attempt: return .nextAttempt(machine.nextAttempt(after: position))
    case .branch, .alternative, .calledAlternative, .possessive, .lookNot, .condition:
      return map[instruction]
    case .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster:
      let repeated = instruction - 2
      let least = Int(machine.program.code[repeated].b)
      let start = machine.unitStart(of: instruction - 1, before: bound ?? position, count: least)
      let kept = machine.unitStart(
        of: instruction - 1, before: position, least: bound ?? 0)
      return .giveBack(
        machine.program.origins[repeated], taken: SourceSpan(start, position),
        kept: SourceSpan(start, max(start, kept)))
    case .takeUnit:
      let start = machine.unitStart(of: instruction + 1, before: position, count: bound ?? 0)
      return .takeMore(
        machine.program.origins[instruction], taken: SourceSpan(start, position))
    case .giveBackReference:
      let least = Int(machine.program.code[instruction].b)
      return .fewerCopies(machine.program.origins[instruction], taken: bound.map { $0 + least })
    case .takeReference:
      return .moreCopies(machine.program.origins[instruction], taken: bound)
    case .atomic, .look, .softLook, .lookDone, .mark, .verb, .register, .capture, .call, .data,
      .giveBackGuarded, .takeGuarded:
      return .other
    }
  }
}
