// SPDX-License-Identifier: MIT
// Everything in brackets: captures, atomic groups, lookarounds, conditions. One call emits one
// iteration of a group, without its opening item and without its quantifier.

import RegexSyntax
import SourceText

extension Compiler {
  /// Emits the body of a group once, from behind its opening item to behind its end.
  mutating func emitGroup(_ group: Group, _ id: NodeID) throws(UnsupportedConstruct) {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maximumDepth else {
      throw UnsupportedConstruct(
        construct: "groups nested more than \(Self.maximumDepth) deep", span: tree[id].span)
    }
    if group.kind.isAssertion { assertionDepth += 1 }
    defer { if group.kind.isAssertion { assertionDepth -= 1 } }
    switch group.kind {
    case .pattern, .nonCapture, .branchReset:
      try emitBranches(of: group, id)
    case .capture(let number, _):
      try emitCapture(number, group, id)
    case .atomic:
      emit(.init(.atomicBegin), for: id)
      try emitBranches(of: group, id)
      emitAtomicEnd(group, id)
    case .lookahead(negative: false), .lookbehind(negative: false):
      let begin = emitForward(.init(.lookBegin), for: id)
      try emitBranches(of: group, id)
      emit(.init(.lookEnd, flags: facts.hasThen || facts.hasAccept ? 1 : 0), for: id)
      land(begin)
    case .lookahead(negative: true), .lookbehind(negative: true):
      let begin = emitForward(.init(.lookNotBegin), for: id)
      try emitBranches(of: group, id)
      emit(.init(.lookNotEnd), for: id)
      land(begin)
    case .nonAtomicLookahead, .nonAtomicLookbehind:
      let register = newRegister()
      let begin = emitForward(.init(.softLookBegin, b: register), for: id)
      try emitBranches(of: group, id)
      emit(.init(.softLookEnd, a: register), for: id)
      land(begin)
    case .scriptRun(let isAtomic):
      let register = newRegister()
      emit(.init(.scriptRunBegin, a: register), for: id)
      if isAtomic { emit(.init(.atomicBegin), for: id) }
      try emitBranches(of: group, id)
      if isAtomic { emitAtomicEnd(group, id) }
      emit(.init(.scriptRunEnd, a: register), for: id)
    case .conditional(let condition):
      try emitConditional(condition, group, id)
    }
  }

  private mutating func emitAtomicEnd(_ group: Group, _ id: NodeID) {
    let leavesMark = facts.hasThen && group.branches.count > 1
    emit(.init(.atomicEnd, flags: leavesMark ? 1 : 0), for: id)
  }

  private mutating func emitCapture(
    _ number: Int, _ group: Group, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let isCallable = facts.calledGroups.contains(number)
    emit(.init(.open, flags: facts.hasCalls ? 1 : 0, a: UInt32(number)), for: id)
    if isCallable && entries[number] == Instruction.none { entries[number] = here }
    openGroups.append((number, assertionDepth))
    try emitBranches(of: group, id)
    openGroups.removeLast()
    emit(
      .init(keepsHighestGroup ? .close : .closePlain, flags: isCallable ? 1 : 0, a: UInt32(number)),
      for: id)
  }

  // MARK: Conditions

  private mutating func emitConditional(
    _ condition: Condition, _ group: Group, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let toSecond = try emitCondition(condition, id)
    guard let first = tree[group.branches].first else { return }
    try emitSequence(first.nodes)
    guard group.branches.count > 1 else {
      emitItem(group.closeItem, for: id)
      for index in toSecond { land(index) }
      return
    }
    emitItem(first.separator, for: id)
    let exit = emitForward(.init(.jump), for: id)
    for index in toSecond { land(index) }
    for branch in tree[group.branches].dropFirst() { try emitSequence(branch.nodes) }
    emitItem(group.closeItem, for: id)
    land(exit)
  }

  /// Emits the test; gives the instructions whose target is the second branch.
  private mutating func emitCondition(
    _ condition: Condition, _ id: NodeID
  ) throws(UnsupportedConstruct) -> [Int] {
    switch condition {
    case .groupSet(let target):
      return [emitForward(.init(.ifSet, b: reference(to: target, [])), for: id)]
    case .anyRecursion:
      return [emitForward(.init(.ifRecursion, b: Instruction.none), for: id)]
    case .recursion(.number(let group)):
      return [emitForward(.init(.ifRecursion, b: UInt32(group)), for: id)]
    case .recursion(let target):
      let test = Instruction(.ifRecursion, flags: 1, b: reference(to: target, []))
      return [emitForward(test, for: id)]
    case .define, .version(isTrue: false):
      return [emitForward(.init(.jump), for: id)]
    case .version(isTrue: true):
      return []
    case .assertion(let lookaround):
      return try emitLookaroundCondition(lookaround, id)
    }
  }

  private mutating func emitLookaroundCondition(
    _ lookaround: NodeID, _ id: NodeID
  ) throws(UnsupportedConstruct) -> [Int] {
    guard case .group(let group) = tree[lookaround].kind else {
      preconditionFailure("a condition that is an assertion is a group")
    }
    emitItem(tree[lookaround].item, for: lookaround)
    let isNegative =
      group.kind == .lookahead(negative: true) || group.kind == .lookbehind(negative: true)
    let begin = emitForward(.init(.conditionBegin), for: lookaround)
    assertionDepth += 1
    try emitBranches(of: group, lookaround)
    assertionDepth -= 1
    let end = emitForward(
      .init(.conditionEnd, flags: isNegative ? 1 : 0), for: lookaround)
    // (*ACCEPT) in the body goes where its end would.
    code[begin].b = UInt32(end)
    guard isNegative else { return [begin] }
    land(begin)
    return [end]
  }
}
