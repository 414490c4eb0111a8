// SPDX-License-Identifier: MIT
// Tree to program, in one walk: this file is the driver and the sequence of a branch; the other
// `Compiler+...` files each know one family of nodes.
//
// What is made is the *traced* program: an `item` instruction before every pattern item and no
// optimisation, so that its steps are the steps of libpcre2's automatic callouts. Group repeats run as
// loops over one copy of their body; where PCRE2 unrolls them the order of the search is the same.

public import RegexSyntax
import SourceText
import UnicodeData

/// Compiles a tree to its traced program.
///
/// - Parameters:
///   - tree: The pattern.
///   - countsIterations: Whether the program counts in registers how often quantified groups and calls are
///     run through (`Program.counters`). Its steps are the same.
/// - Returns: The program.
/// - Throws: `UnsupportedConstruct` for the first thing in the pattern that the engine cannot run.
public func compileTraced(
  _ tree: Tree, countsIterations: Bool = false
) throws(UnsupportedConstruct) -> Program {
  var compiler = Compiler(tree)
  compiler.countsIterations = countsIterations
  return try compiler.compile()
}

/// Which program is made.
enum ProgramStyle: Equatable {
  /// With an item before everything that is a step.
  case traced
  /// Without items.
  case fast(Optimizations)

  /// Whether an optimisation of the fast program is on.
  func has(_ optimization: Optimizations) -> Bool {
    if case .fast(let optimizations) = self { optimizations.contains(optimization) } else { false }
  }
}

/// The state of one compilation: never copied, for each of its many arrays would be counted.
struct Compiler: ~Copyable {
  /// More instructions than this are refused: nested copies can multiply.
  static let maximumCodeSize = 1 << 20
  /// Nesting deeper than this is refused: the walk recurses on it.
  static let maximumDepth = 1_000

  let tree: Tree
  let facts: TreeFacts
  var style = ProgramStyle.traced
  var code: [Instruction] = []
  var origins: [NodeID] = []
  var sets = SetTable()
  var references: [Reference] = []
  var referencedGroups: [UInt32] = []
  var loops: [CountedLoop] = []
  /// Whether registers count the iterations of loops, and those that do so far.
  var countsIterations = false
  var counters: [IterationCounter] = []
  var markNames: [[UInt8]] = []
  /// Capturing groups that are open where the walk stands, innermost last, each with the number of
  /// assertions around it.
  var openGroups: [(number: Int, assertionDepth: Int)] = []
  /// The number of assertions around the place where the walk stands.
  var assertionDepth = 0
  var entries: [UInt32]
  var registerCount: Int
  var depth = 0
  /// How many lists of alternatives with a common beginning are open where the walk stands.
  var sharingDepth = 0

  init(_ tree: Tree) {
    self.tree = tree
    facts = TreeFacts(tree)
    entries = Array(filled: tree.captureCount + 1, with: Instruction.none)
    registerCount = Register.captures + 3 * tree.captureCount
    // An item and an instruction for most nodes.
    let room = min(2 * tree.nodes.count + 4, 1 << 16)
    code.reserveCapacity(room)
    origins.reserveCapacity(room)
  }

  consuming func compile() throws(UnsupportedConstruct) -> Program {
    emit(.init(.attempt), for: tree.root)
    entries[0] = here
    let options = tree.options.compile
    // MATCH_LINE and MATCH_WORD wrap the pattern; the wrapping reports no steps.
    let matchesLine = options.contains(.extraMatchLine)
    let matchesWord = options.contains(.extraMatchWord) && !matchesLine
    let rootModes = options.contains(.multiline) ? Modes.multiline : []
    if matchesLine { emit(assertion(.circumflex, rootModes), for: tree.root) }
    if matchesWord { emit(assertion(.wordBoundary, []), for: tree.root) }
    try emitBranches(of: tree.root)
    if matchesLine { emit(assertion(.dollar, rootModes), for: tree.root) }
    if matchesWord { emit(assertion(.wordBoundary, []), for: tree.root) }
    emit(.init(.accept), for: tree.root)
    var program = Program(
      code: code, origins: origins, sets: sets.sets, setTables: sets.tables,
      references: references, referencedGroups: referencedGroups, loops: loops,
      counters: counters, markNames: markNames,
      entries: entries, captureCount: tree.captureCount, registerCount: registerCount, tree: tree,
      isAnchored: options.contains(.anchored) || Anchoring.isAnchored(tree),
      maximumLookbehind: facts.maximumLookbehind,
      canMatchEmpty: !facts.consumes(tree.root),
      hasExplicitNewline: facts.hasExplicitNewline)
    program.keepsHighestGroup = keepsHighestGroup
    return program
  }

  /// Whether something may ask which group is the highest in force; if nothing can it need not be kept.
  var keepsHighestGroup: Bool { style == .traced || facts.hasReferences || facts.hasVerbs }

  // MARK: Emitting

  /// Index of the next instruction.
  var here: UInt32 { UInt32(code.count) }

  mutating func emit(_ instruction: Instruction, for node: NodeID) {
    code.append(instruction)
    origins.append(node)
  }

  mutating func emitItem(_ item: ItemID?, for node: NodeID) {
    guard style == .traced, let item else { return }
    emit(.init(.item, a: UInt32(item.index)), for: node)
  }

  /// Emits an instruction whose operand a is a target still to come; gives its index for `land`.
  mutating func emitForward(_ instruction: Instruction, for node: NodeID) -> Int {
    emit(instruction, for: node)
    return code.count - 1
  }

  /// Makes the next instruction the target of one emitted earlier.
  mutating func land(_ index: Int) { code[index].a = here }

  mutating func newRegister() -> UInt32 {
    defer { registerCount += 1 }
    return UInt32(registerCount)
  }

  // MARK: Sequences
  //
  // The walk recurses on groups, at most `maximumDepth` times. The functions that call each other in it hand on
  // identifiers and leave the work to others, because without optimisation every local value has a place of its
  // own in the stack's frame.

  /// Emits the alternatives of a group with their separators and the closing item.
  mutating func emitBranches(of id: NodeID) throws(UnsupportedConstruct) {
    if mayShareBeginnings(id) { return try emitAlternatives(tails(of: id), id) }
    // The jumps from the ends of branches to behind the group, each with the one before as its target
    // until that is known.
    var exit = Instruction.none
    let branches = branches(of: id)
    var index = branches.lowerBound
    while index < branches.upperBound {
      let next = beginBranch(index, of: id)
      try emitSequence(ofBranch: index)
      endBranch(index, of: id, next: next, exit: &exit)
      index += 1
    }
    landAll(exit)
  }

  /// Emits the nodes of a branch, which is given by its index in `Tree.branches`.
  mutating func emitSequence(ofBranch branch: Int) throws(UnsupportedConstruct) {
    let nodes = children(ofBranch: branch)
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      try emitNode(tree.children[index])
      index += 1
    }
  }

  /// Where the children of a branch stand in `Tree.children`.
  private func children(ofBranch branch: Int) -> Range<Int> { tree.branches[branch].nodes.indices }

  /// Where the branches of a group stand in `Tree.branches`.
  func branches(of id: NodeID) -> Range<Int> { group(id).branches.indices }

  /// The group that a node is.
  func group(_ id: NodeID) -> Group {
    guard case .group(let group) = tree.nodes[id.index].kind else {
      preconditionFailure("a node that is taken for a group is one")
    }
    return group
  }

  private func marksBranches(_ group: Group) -> Bool { facts.hasThen && group.branches.count > 1 }

  /// Emits what stands in front of a branch; gives the instruction whose target is the next branch.
  private mutating func beginBranch(_ index: Int, of id: NodeID) -> Int? {
    let group = group(id)
    var next: Int?
    if marksBranches(group) {
      next = emitForward(
        .init(.alternative, a: Instruction.none, c: group.kind.number), for: id)
    } else if index < group.branches.indices.upperBound - 1 {
      next = emitForward(.init(.split), for: id)
    }
    if let length = tree.branches[index].lookbehindLength, length > 0 {
      emit(.init(.stepBack, flags: isUTF ? 1 : 0, a: UInt32(length)), for: id)
    }
    return next
  }

  /// Emits what stands behind a branch, at last its jump, the new head of the list.
  private mutating func endBranch(_ index: Int, of id: NodeID, next: Int?, exit: inout UInt32) {
    let group = group(id)
    let isLast = index == group.branches.indices.upperBound - 1
    emitItem(isLast ? group.closeItem : tree.branches[index].separator, for: id)
    guard let next else { return }
    if marksBranches(group) { code[next].b = group.kind.isAssertion ? UInt32.max : here }
    if isLast { return }
    let jump = here
    emit(.init(.jump, a: exit), for: id)
    exit = jump
    land(next)
  }

  /// Makes the next instruction the target of a list of jumps.
  private mutating func landAll(_ list: UInt32) {
    var exit = list
    while exit != Instruction.none {
      let jump = Int(exit)
      exit = code[jump].a
      land(jump)
    }
  }

  // MARK: Nodes

  /// Emits one node with its item.
  mutating func emitNode(_ id: NodeID) throws(UnsupportedConstruct) {
    if code.count >= Self.maximumCodeSize { throw tooLong(id) }
    switch nesting(of: id) {
    case .none: emitLeaf(id)
    case .repetition: try emitRepetition(id)
    case .group:
      emitOwnItem(of: id)
      try emitGroup(id)
    }
  }

  /// Emits the item of a node.
  mutating func emitOwnItem(of id: NodeID) { emitItem(tree.nodes[id.index].item, for: id) }

  /// What a node holds, as far as the walk recurses on it.
  enum Nesting { case none, repetition, group }

  func nesting(of id: NodeID) -> Nesting {
    switch tree.nodes[id.index].kind {
    case .repetition: .repetition
    case .group: .group
    default: .none
    }
  }

  private func tooLong(_ id: NodeID) -> UnsupportedConstruct {
    UnsupportedConstruct(
      construct: "a pattern that needs more than \(Self.maximumCodeSize) instructions",
      span: tree[id].span)
  }

  /// Emits a node without children, with its item.
  private mutating func emitLeaf(_ id: NodeID) {
    let node = tree[id]
    emitItem(node.item, for: id)
    if let unit = unit(for: id) { return emit(unit, for: id) }
    switch node.kind {
    case .assertion(let kind): emitAssertion(kind, node.modes, for: id)
    case .keepOut: emit(.init(.keepOut), for: id)
    case .backreference(let target):
      emit(.init(.reference, a: reference(to: target, node.modes)), for: id)
    case .call(let target): emitCall(target, for: id)
    case .verb(let verb): emitVerb(verb, id)
    case .callout, .optionSetting: break
    case .literal, .dot, .type, .property, .characterClass, .group, .repetition:
      preconditionFailure("units, groups and repetitions are done above")
    }
  }
}
