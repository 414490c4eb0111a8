// SPDX-License-Identifier: MIT
// Quantifiers. What takes one thing repeats as one instruction; groups become loops over one copy of
// their body:
//
//     G?      split x; G; x:
//     G+      l: G; loop l
//     G*      split x; l: G; loop l; x:
//     G{2,4}  counterReset; l: G; counterLoop l
//     G*+     l: possessiveBegin x; G; possessiveEnd l; x:

import RegexSyntax
import SourceText
import UnicodeData

extension Compiler {
  /// Emits a quantified node with its child's item.
  mutating func emitRepetition(_ id: NodeID) throws(UnsupportedConstruct) {
    let child = repetition(id).child
    emitOwnItem(of: child)
    switch nesting(of: child) {
    case .group where isNeverTrue(child): try emitGroup(child)
    case .group: try emitGroupRepeat(id)
    default: try emitLeafRepeat(id)
    }
  }

  private func isNeverTrue(_ id: NodeID) -> Bool { group(id).isNeverTrue }

  private mutating func emitLeafRepeat(_ id: NodeID) throws(UnsupportedConstruct) {
    let repetition = repetition(id)
    if let unit = unit(for: repetition.child) { return emitUnit(unit, repetition, id) }
    try emitOtherRepeat(repetition, id)
  }

  /// The repetition that a node is.
  private func repetition(_ id: NodeID) -> Repetition {
    guard case .repetition(let repetition) = tree.nodes[id.index].kind else {
      preconditionFailure("a node that is taken for a repetition is one")
    }
    return repetition
  }

  private mutating func emitUnit(_ unit: Instruction, _ repetition: Repetition, _ id: NodeID) {
    // What nothing matches fails before it looks, if it has to match at all.
    let isNothing =
      tree[repetition.child].kind == .property(PropertyTest(property: .any, negated: true))
    // In libpcre2 `X{1,n}` is an `X` by itself and then `X{0,n-1}`.
    let beginsSingly = repetition.minimum == 1 && repetition.maximum != nil
    let mustFail = isNothing && repetition.minimum > 0 && !beginsSingly
    if mustFail { return emit(.init(.fail), for: repetition.child) }
    emitUnitRepeat(unit, repetition, id)
  }

  /// Emits the repeat of something that is neither a unit nor a group.
  private mutating func emitOtherRepeat(
    _ repetition: Repetition, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let child = tree[repetition.child]
    switch child.kind {
    case .backreference(let target):
      emitReferenceRepeat(reference(to: target, child.modes), repetition, id)
    case .call(let target):
      try emitCallRepeat(target, repetition, id)
    case .verb(let verb):
      try emitAcceptRepeat(verb, repetition, id)
    case .assertion(let kind):
      try emitWordEdgeRepeat(kind, child.modes, repetition, id)
    case .literal, .dot, .type, .property, .characterClass, .keepOut, .callout, .optionSetting,
      .group, .repetition:
      preconditionFailure("the parser refuses a quantifier here")
    }
  }

  /// Whether copies of a counted group are few and short.
  private func isWorthUnrolling(_ repetition: Repetition) -> Bool {
    guard style.has(.unrolling) else { return false }
    let copies = repetition.maximum ?? repetition.minimum
    let size = tree[repetition.child].span.count
    return copies <= 8 && copies * size <= 64
  }

  /// Whether a repeat inside a group can give back more than it took, so that an iteration ends where it
  /// began: `\C+` can, and libpcre2 notices it in all but plain groups.
  private func givesBackMore(_ group: Group) -> Bool {
    guard facts.hasAnyByte else { return false }
    switch group.kind {
    case .nonCapture, .branchReset, .conditional: return false
    default: return true
    }
  }

  /// Only (*ACCEPT) can be repeated: it becomes a group, of which one copy decides.
  private mutating func emitAcceptRepeat(
    _ verb: Verb, _ repetition: Repetition, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let child = repetition.child
    let plan = GroupRepeat(
      minimum: repetition.minimum, maximum: repetition.maximum, mode: repetition.mode,
      canBeEmpty: true, isUnrolled: false)
    try emitLoop(plan, id) { (compiler) throws(UnsupportedConstruct) in
      compiler.emitVerb(verb, child)
    }
  }

  /// Only `[[:<:]]` and `[[:>:]]` get here: the quantifier is that of the lookaround in them.
  private mutating func emitWordEdgeRepeat(
    _ kind: SimpleAssertion, _ modes: Modes, _ repetition: Repetition, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let child = repetition.child
    emit(assertion(kind, modes), for: child)
    let plan = GroupRepeat(
      minimum: repetition.minimum, maximum: repetition.maximum ?? repetition.minimum + 1,
      mode: repetition.mode, canBeEmpty: true, isUnrolled: false)
    try emitLoop(plan, id) { (compiler) throws(UnsupportedConstruct) in
      compiler.emitWordEdge(kind, for: child)
    }
  }

  // MARK: Units and references

  /// Whether the minimum of a repeat takes the rest of a character that `\C` has split.
  private func takesRest(_ child: Node) -> Bool {
    guard facts.hasAnyByte && isUTF && !tree.options.compile.contains(.ucp) else { return false }
    switch child.kind {
    case .type(.notSpace), .type(.notWord): return true
    default: return false
    }
  }

  private mutating func emitUnitRepeat(
    _ single: Instruction, _ repetition: Repetition, _ id: NodeID
  ) {
    let child = repetition.child
    guard single.operation != .fail else { return emit(single, for: child) }
    if repetition.maximum == 0 { return }
    if repetition.minimum == 1 && repetition.maximum == 1 { return emit(single, for: child) }
    var repetition = repetition
    var unit = single
    if facts.hasAnyByte { unit = self.unit(for: child, isRepeated: true) ?? single }
    if takesRest(tree[child]) { unit.flags |= 2 }
    if unit != single, repetition.minimum == 1, let maximum = repetition.maximum {
      emit(single, for: child)
      (repetition.minimum, repetition.maximum) = (0, maximum - 1)
    }
    let operation: Operation
    switch repetition.mode {
    case _ where repetition.minimum == repetition.maximum: operation = .repeatPossessive
    case .greedy: operation = .repeatGreedy
    case .lazy: operation = .repeatLazy
    case .possessive: operation = .repeatPossessive
    }
    let (minimum, maximum) = bounds(repetition)
    emit(.init(operation, b: minimum, c: maximum), for: id)
    emit(unit, for: child)
  }

  private func bounds(_ repetition: Repetition) -> (UInt32, UInt32) {
    (UInt32(repetition.minimum), repetition.maximum.map { UInt32($0) } ?? Instruction.none)
  }

  private mutating func emitReferenceRepeat(
    _ reference: UInt32, _ repetition: Repetition, _ id: NodeID
  ) {
    if repetition.maximum == 0 { return }
    if repetition.minimum == 1 && repetition.maximum == 1 {
      return emit(.init(.reference, a: reference), for: repetition.child)
    }
    let (minimum, maximum) = bounds(repetition)
    let flags: UInt8 = repetition.mode == .lazy ? 1 : 0
    let isPossessive = repetition.mode == .possessive
    if isPossessive { emit(.init(.atomicBegin), for: id) }
    emit(
      .init(.referenceRepeat, flags: flags, a: reference, b: minimum, c: maximum), for: id)
    if isPossessive { emit(.init(.atomicEnd), for: id) }
  }

  // MARK: Calls

  /// A call with a quantifier: the minimum as plain calls, the rest as a group around the call.
  private mutating func emitCallRepeat(
    _ target: GroupReference, _ repetition: Repetition, _ id: NodeID
  ) throws(UnsupportedConstruct) {
    let child = repetition.child
    let isPlus = repetition.minimum == 1 && repetition.maximum == nil
    let copies = isPlus ? 0 : repetition.minimum
    let isWholeAtomic = repetition.mode == .possessive && repetition.maximum != nil
    if isWholeAtomic { emit(.init(.atomicBegin), for: id) }
    let counter = iterationCounter(of: id)
    if let counter { emit(.init(.counterReset, a: counter), for: id) }
    for _ in 0..<copies {
      emitCall(target, for: child)
      countIteration(counter, of: id)
    }
    let rest = repetition.maximum.map { $0 - copies }
    let group = GroupRepeat(
      minimum: isPlus ? 1 : 0, maximum: rest, mode: repetition.mode, canBeEmpty: true,
      isUnrolled: false)
    try emitLoop(group, id) { (compiler) throws(UnsupportedConstruct) in
      compiler.emitCall(target, for: child)
      compiler.countIteration(counter, of: id)
    }
    if isWholeAtomic { emit(.init(.atomicEnd), for: id) }
  }

  // MARK: Groups

  private mutating func emitGroupRepeat(_ id: NodeID) throws(UnsupportedConstruct) {
    let counter = resetCounter(of: id)
    let plan = plan(of: id)
    if plan.isAtomic { emit(.init(.atomicBegin), for: id) }
    try emitLoop(plan, id) { (compiler) throws(UnsupportedConstruct) in
      try compiler.emitGroup(compiler.repetition(id).child)
      compiler.countIteration(counter, of: id)
    }
    if plan.isAtomic { emit(.init(.atomicEnd), for: id) }
  }

  private mutating func countIteration(_ counter: UInt32?, of id: NodeID) {
    if let counter { emit(.init(.countIteration, a: counter), for: id) }
  }

  /// How the repeat of a group is run.
  private func plan(of id: NodeID) -> GroupRepeat {
    let repetition = repetition(id)
    let group = group(repetition.child)
    var plan = GroupRepeat(
      minimum: repetition.minimum, maximum: repetition.maximum, mode: repetition.mode,
      canBeEmpty: !facts.consumes(repetition.child) || givesBackMore(group),
      isUnrolled: facts.containsThen(repetition.child) || isWorthUnrolling(repetition))
    // Of a lookaround one more than the minimum is as good as any number: nothing is consumed.
    if group.kind.isAssertion { plan.maximum = plan.maximum ?? plan.minimum + 1 }
    if case .scriptRun = group.kind, plan.mode == .possessive {
      // Not a possessive loop: an atomic group around an ordinary one.
      plan.mode = .greedy
      plan.isAtomic = true
    }
    return plan
  }

  /// Emits the reset of the register that counts the iterations of a repetition; nil if they are not counted.
  private mutating func resetCounter(of id: NodeID) -> UInt32? {
    guard let counter = iterationCounter(of: id) else { return nil }
    emit(.init(.counterReset, a: counter), for: id)
    return counter
  }

  /// The register that counts the iterations of a repetition, one for all copies of it; nil if they are not
  /// counted.
  private mutating func iterationCounter(of id: NodeID) -> UInt32? {
    guard countsIterations else { return nil }
    if let known = counters.first(where: { $0.node == id }) { return known.register }
    let register = newRegister()
    counters.append(IterationCounter(node: id, register: register))
    return register
  }

  /// A repeat of a body, emitted by a function that may be called more than once.
  struct GroupRepeat {
    var minimum: Int
    var maximum: Int?
    var mode: Repetition.Mode
    /// Whether an iteration may take nothing, so that endless loops have to be watched for.
    var canBeEmpty: Bool
    /// Whether counted iterations are copies one behind the other: with (*THEN) in the body it matters
    /// which of two places comes first.
    var isUnrolled: Bool
    /// Whether an atomic group stands around the loop.
    var isAtomic = false
  }

  typealias Body = (inout Compiler) throws(UnsupportedConstruct) -> Void

  private mutating func emitLoop(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    if plan.maximum == 0 {
      try emitSkipped(id, body)
    } else if plan.mode != .possessive {
      try emitPlainLoop(plan, id, body)
    } else if plan.maximum == nil && plan.minimum <= 1 {
      try emitPossessiveLoop(mayBeSkipped: plan.minimum == 0, id, body)
    } else {
      try emitAtomicLoop(plan, id, body)
    }
  }

  /// Emits a body that only calls run.
  private mutating func emitSkipped(_ id: NodeID, _ body: Body) throws(UnsupportedConstruct) {
    guard facts.hasCalls else { return }
    let skip = emitForward(.init(.jump), for: id)
    try body(&self)
    land(skip)
  }

  /// Emits a counted possessive loop.
  private mutating func emitAtomicLoop(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    emit(.init(.atomicBegin), for: id)
    if plan.maximum == nil {
      let copies = plan.minimum - 1
      var head = plan
      (head.minimum, head.maximum, head.mode) = (copies, copies, .greedy)
      try emitPlainLoop(head, id, body)
      try emitPossessiveLoop(mayBeSkipped: false, id, body)
    } else {
      try emitPlainLoop(plan, id, body)
    }
    emit(.init(.atomicEnd), for: id)
  }

  private mutating func emitPlainLoop(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    let isLazy = plan.mode == .lazy
    let skip =
      plan.minimum == 0 ? emitForward(.init(isLazy ? .splitLazy : .split), for: id) : nil
    let iterations = max(plan.minimum, 1)
    if iterations == 1 && plan.maximum == 1 {
      try body(&self)
    } else if iterations == 1 && plan.maximum == nil {
      try emitUnboundedLoop(plan, id, body)
    } else if plan.isUnrolled {
      try emitCopies(plan, id, body)
    } else {
      try emitCountedLoop(plan, id, body)
    }
    if let skip { land(skip) }
  }

  /// `G{2,4}` as `G G (G (G)?)?`, `G{2,}` as `G G+`.
  private mutating func emitCopies(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    let isLazy = plan.mode == .lazy
    let iterations = max(plan.minimum, 1)
    for _ in 0..<(plan.maximum == nil ? iterations - 1 : iterations) { try body(&self) }
    guard let maximum = plan.maximum else { return try emitUnboundedLoop(plan, id, body) }
    var skips: [Int] = []
    for _ in iterations..<max(maximum, iterations) {
      skips.append(emitForward(.init(isLazy ? .splitLazy : .split), for: id))
      try body(&self)
    }
    for skip in skips { land(skip) }
  }

  private mutating func emitUnboundedLoop(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    let start = here
    let register = plan.canBeEmpty ? newRegister() : Instruction.none
    if plan.canBeEmpty { emit(.init(.markIteration, a: register), for: id) }
    try body(&self)
    emit(
      .init(.loop, flags: plan.mode == .lazy ? 1 : 0, a: start, b: register), for: id)
  }

  private mutating func emitCountedLoop(
    _ plan: GroupRepeat, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    let counter = newRegister()
    let watches = plan.maximum == nil && plan.canBeEmpty
    let register = watches ? newRegister() : Instruction.none
    emit(.init(.counterReset, a: counter), for: id)
    let start = here
    if watches { emit(.init(.markIteration, a: register), for: id) }
    let loop = UInt32(loops.count)
    loops.append(
      CountedLoop(
        counter: counter, minimum: UInt32(max(plan.minimum, 1)),
        maximum: plan.maximum.map { UInt32($0) } ?? Instruction.none, start: register,
        isLazy: plan.mode == .lazy))
    try body(&self)
    emit(.init(.counterLoop, a: start, b: loop), for: id)
  }

  private mutating func emitPossessiveLoop(
    mayBeSkipped: Bool, _ id: NodeID, _ body: Body
  ) throws(UnsupportedConstruct) {
    // The first iteration of `++` must match: its barrier fails where the others leave the loop.
    var enter: Int?
    if !mayBeSkipped {
      emit(.init(.atomicBegin), for: id)
      enter = emitForward(.init(.jump), for: id)
    }
    let start = here
    let begin = emitForward(.init(.possessiveBegin), for: id)
    if let enter { land(enter) }
    try body(&self)
    emit(.init(.possessiveEnd, a: start), for: id)
    land(begin)
  }
}
