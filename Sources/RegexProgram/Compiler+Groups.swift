// SPDX-License-Identifier: MIT
// Everything in brackets: captures, atomic groups, lookarounds, conditions. One call emits one
// iteration of a group, without its opening item and without its quantifier.

import RegexSyntax
import SourceText

extension Compiler {
  /// Emits the body of a group once, from behind its opening item to behind its end.
  mutating func emitGroup(_ id: NodeID) throws(UnsupportedConstruct) {
    depth += 1
    if depth >= Self.maximumDepth { throw tooDeep(id) }
    if isConditional(id) {
      try emitConditional(id)
    } else {
      let opening = open(id)
      try emitBranches(of: id)
      close(id, opening)
    }
    depth -= 1
  }

  private func tooDeep(_ id: NodeID) -> UnsupportedConstruct {
    UnsupportedConstruct(
      construct: "groups nested more than \(Self.maximumDepth) deep", span: tree[id].span)
  }

  private func isConditional(_ id: NodeID) -> Bool {
    if case .conditional = group(id).kind { true } else { false }
  }

  /// Emits the beginning of a group; gives what its end has to know: the instruction whose target is behind
  /// the group, or the register of the group.
  private mutating func open(_ id: NodeID) -> Int {
    let kind = group(id).kind
    if kind.isAssertion { assertionDepth += 1 }
    switch kind {
    case .pattern, .nonCapture, .branchReset, .conditional: return 0
    case .capture(let number, _):
      openCapture(number, id)
      return 0
    case .atomic: return emitForward(.init(.atomicBegin), for: id)
    case .lookahead(negative: false), .lookbehind(negative: false):
      return emitForward(.init(.lookBegin), for: id)
    case .lookahead(negative: true), .lookbehind(negative: true):
      return emitForward(.init(.lookNotBegin), for: id)
    case .nonAtomicLookahead, .nonAtomicLookbehind:
      return emitForward(.init(.softLookBegin, b: newRegister()), for: id)
    case .scriptRun(let isAtomic):
      let register = newRegister()
      emit(.init(.scriptRunBegin, a: register), for: id)
      if isAtomic { emit(.init(.atomicBegin), for: id) }
      return Int(register)
    }
  }

  /// Emits the end of a group.
  private mutating func close(_ id: NodeID, _ opening: Int) {
    let group = group(id)
    switch group.kind {
    case .pattern, .nonCapture, .branchReset, .conditional: break
    case .capture(let number, _): closeCapture(number, id)
    case .atomic: emitAtomicEnd(group, id)
    case .lookahead(negative: false), .lookbehind(negative: false):
      emit(.init(.lookEnd, flags: facts.hasThen || facts.hasAccept ? 1 : 0), for: id)
      land(opening)
    case .lookahead(negative: true), .lookbehind(negative: true):
      emit(.init(.lookNotEnd), for: id)
      land(opening)
    case .nonAtomicLookahead, .nonAtomicLookbehind:
      emit(.init(.softLookEnd, a: code[opening].b), for: id)
      land(opening)
    case .scriptRun(let isAtomic):
      if isAtomic { emitAtomicEnd(group, id) }
      emit(.init(.scriptRunEnd, a: UInt32(opening)), for: id)
    }
    if group.kind.isAssertion { assertionDepth -= 1 }
  }

  private mutating func emitAtomicEnd(_ group: Group, _ id: NodeID) {
    let leavesMark = facts.hasThen && group.branches.count > 1
    emit(.init(.atomicEnd, flags: leavesMark ? 1 : 0), for: id)
  }

  private mutating func openCapture(_ number: Int, _ id: NodeID) {
    emit(.init(.open, flags: facts.hasCalls ? 1 : 0, a: UInt32(number)), for: id)
    if entries[number] == Instruction.none, facts.calledGroups.contains(number) {
      entries[number] = here
    }
    openGroups.append((number, assertionDepth))
  }

  private mutating func closeCapture(_ number: Int, _ id: NodeID) {
    openGroups.removeLast()
    let isCallable = facts.calledGroups.contains(number)
    emit(
      .init(keepsHighestGroup ? .close : .closePlain, flags: isCallable ? 1 : 0, a: UInt32(number)),
      for: id)
  }

  // MARK: Conditions

  private mutating func emitConditional(_ id: NodeID) throws(UnsupportedConstruct) {
    let toSecond = try emitCondition(id)
    let branches = branches(of: id)
    try emitSequence(ofBranch: branches.lowerBound)
    var exit = toSecond
    if branches.count > 1 {
      exit = endFirst(branches.lowerBound, toSecond, id)
      try emitSequence(ofBranch: branches.lowerBound + 1)
    }
    endConditional(id, exit)
  }

  private mutating func endConditional(_ id: NodeID, _ exit: Int?) {
    emitItem(group(id).closeItem, for: id)
    if let exit { land(exit) }
  }

  /// Emits the end of the first of two branches; gives its jump to behind the group.
  private mutating func endFirst(_ branch: Int, _ toSecond: Int?, _ id: NodeID) -> Int {
    emitItem(tree.branches[branch].separator, for: id)
    let exit = emitForward(.init(.jump), for: id)
    if let toSecond { land(toSecond) }
    return exit
  }

  /// Emits the test; gives the instruction whose target is the second branch, if there is any.
  private mutating func emitCondition(_ id: NodeID) throws(UnsupportedConstruct) -> Int? {
    guard case .conditional(let condition) = group(id).kind else { return nil }
    if case .assertion(let lookaround) = condition {
      return try emitLookaroundCondition(lookaround)
    }
    return emitSimpleCondition(condition, id)
  }

  private mutating func emitSimpleCondition(_ condition: Condition, _ id: NodeID) -> Int? {
    switch condition {
    case .groupSet(let target):
      return emitForward(.init(.ifSet, b: reference(to: target, [])), for: id)
    case .anyRecursion:
      return emitForward(.init(.ifRecursion, b: Instruction.none), for: id)
    case .recursion(.number(let group)):
      return emitForward(.init(.ifRecursion, b: UInt32(group)), for: id)
    case .recursion(let target):
      let test = Instruction(.ifRecursion, flags: 1, b: reference(to: target, []))
      return emitForward(test, for: id)
    case .define, .version(isTrue: false):
      return emitForward(.init(.jump), for: id)
    case .version(isTrue: true), .assertion:
      return nil
    }
  }

  private mutating func emitLookaroundCondition(
    _ lookaround: NodeID
  ) throws(UnsupportedConstruct) -> Int {
    emitOwnItem(of: lookaround)
    let begin = emitForward(.init(.conditionBegin), for: lookaround)
    assertionDepth += 1
    try emitBranches(of: lookaround)
    assertionDepth -= 1
    return endLookaroundCondition(lookaround, begin)
  }

  /// Emits the end of a test; gives the instruction whose target is the second branch.
  private mutating func endLookaroundCondition(_ lookaround: NodeID, _ begin: Int) -> Int {
    let kind = group(lookaround).kind
    let isNegative = kind == .lookahead(negative: true) || kind == .lookbehind(negative: true)
    let end = emitForward(
      .init(.conditionEnd, flags: isNegative ? 1 : 0), for: lookaround)
    // (*ACCEPT) in the body goes where its end would.
    code[begin].b = UInt32(end)
    guard isNegative else { return begin }
    land(begin)
    return end
  }
}
