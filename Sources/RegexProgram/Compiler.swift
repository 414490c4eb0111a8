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

/// The state of one compilation.
struct Compiler {
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
  var entries: [UInt32] = []
  var registerCount: Int
  var depth = 0

  init(_ tree: Tree) {
    self.tree = tree
    facts = TreeFacts(tree)
    entries.reserveCapacity(tree.captureCount + 1)
    for _ in 0...tree.captureCount { entries.append(Instruction.none) }
    registerCount = Register.captures + 3 * tree.captureCount
    // An item and an instruction for most nodes.
    let room = min(2 * tree.nodes.count + 4, 1024)
    code.reserveCapacity(room)
    origins.reserveCapacity(room)
  }

  mutating func compile() throws(UnsupportedConstruct) -> Program {
    emit(.init(.attempt), for: tree.root)
    entries[0] = here
    let options = tree.options.compile
    // MATCH_LINE and MATCH_WORD wrap the pattern; the wrapping reports no steps.
    let matchesLine = options.contains(.extraMatchLine)
    let matchesWord = options.contains(.extraMatchWord) && !matchesLine
    let rootModes = options.contains(.multiline) ? Modes.multiline : []
    if matchesLine { emit(assertion(.circumflex, rootModes), for: tree.root) }
    if matchesWord { emit(assertion(.wordBoundary, []), for: tree.root) }
    guard case .group(let group) = tree[tree.root].kind else {
      preconditionFailure("the root of a tree is a group")
    }
    try emitBranches(of: group, tree.root)
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

  /// Emits the alternatives of a group with their separators and the closing item.
  mutating func emitBranches(of group: Group, _ id: NodeID) throws(UnsupportedConstruct) {
    let marksBranches = facts.hasThen && group.branches.count > 1
    // The jumps from the ends of branches to behind the group, each with the one before as its target
    // until that is known.
    var exit = Instruction.none
    for index in 0..<group.branches.count {
      let branch = tree[group.branches, index]
      let isLast = index == group.branches.count - 1
      var next: Int?
      if marksBranches {
        next = emitForward(
          .init(.alternative, a: Instruction.none, c: group.kind.number), for: id)
      } else if !isLast {
        next = emitForward(.init(.split), for: id)
      }
      if let length = branch.lookbehindLength, length > 0 {
        emit(.init(.stepBack, flags: isUTF ? 1 : 0, a: UInt32(length)), for: id)
      }
      try emitSequence(branch.nodes)
      emitItem(isLast ? group.closeItem : branch.separator, for: id)
      if marksBranches, let next {
        code[next].b = group.kind.isAssertion ? UInt32.max : here
      }
      if !isLast, let next {
        let jump = here
        emit(.init(.jump, a: exit), for: id)
        exit = jump
        land(next)
      }
    }
    while exit != Instruction.none {
      let jump = Int(exit)
      exit = code[jump].a
      land(jump)
    }
  }

  mutating func emitSequence(_ nodes: ArenaRange<NodeID>) throws(UnsupportedConstruct) {
    for index in nodes.indices { try emitNode(tree.children[index]) }
  }

  /// Emits one node with its item.
  mutating func emitNode(_ id: NodeID) throws(UnsupportedConstruct) {
    let node = tree[id]
    guard code.count < Self.maximumCodeSize else {
      throw UnsupportedConstruct(
        construct: "a pattern that needs more than \(Self.maximumCodeSize) instructions",
        span: node.span)
    }
    if case .repetition(let repetition) = node.kind {
      return try emitRepetition(repetition, id)
    }
    emitItem(node.item, for: id)
    if let unit = unit(for: id) { return emit(unit, for: id) }
    switch node.kind {
    case .assertion(let kind): emitAssertion(kind, node.modes, for: id)
    case .keepOut: emit(.init(.keepOut), for: id)
    case .backreference(let target):
      emit(.init(.reference, a: reference(to: target, node.modes)), for: id)
    case .call(let target): emitCall(target, for: id)
    case .group(let group): try emitGroup(group, id)
    case .verb(let verb): emitVerb(verb, id)
    case .callout, .optionSetting: break
    case .literal, .dot, .type, .property, .characterClass, .repetition:
      preconditionFailure("units and repetitions are done above")
    }
  }
}
