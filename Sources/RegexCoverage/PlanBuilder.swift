// SPDX-License-Identifier: MIT
// From a program to the points of its pattern, in one walk over the tree. This file knows sequences and branches;
// PlanBuilder+Nodes.swift what each kind of node has to offer.
//
// Tested in RegexCoverageTests/PlanTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Collects points.
struct PlanBuilder {
  /// What is known of the place where the walk stands.
  struct Place {
    /// The point that has to be reached first.
    var prerequisite: Int?
    /// Whether a match may pass by here.
    var isOptional = false
    /// Whether nothing that a group has taken here is in force after a match.
    var isForgotten = false
    /// Whether nothing but the start of the attempt comes before.
    var isAtStart = false
  }

  let program: Program
  let tree: Tree
  let isReachable: [Bool]
  var points: [CoveragePoint] = []
  var sources: [CountSource] = []
  var probes: CoverageProbes
  /// Groups that have their points.
  var seenGroups: Set<Int> = []
  /// By node the instructions that repeat it.
  var repeatInstructions: [Int: [Int]] = [:]
  /// By node the instructions that test it as one unit.
  var unitInstructions: [Int: [Int]] = [:]

  init(_ program: Program) {
    self.program = program
    tree = program.tree
    isReachable = program.reachableItems
    probes = CoverageProbes(program)
    for (index, code) in program.code.enumerated() {
      let node = program.origins[index].index
      switch code.operation {
      case .repeatGreedy, .repeatLazy, .repeatPossessive:
        probes.repeatOfInstruction[index].isRepeat = true
        repeatInstructions[node, default: []].append(index)
      case .referenceRepeat: repeatInstructions[node, default: []].append(index)
      case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF:
        unitInstructions[node, default: []].append(index)
      default: break
      }
    }
  }

  mutating func build() {
    guard case .group(let group) = tree[tree.root].kind else { return }
    // The first point: others depend on there being a match.
    add(.match, .match, tree.root, span: SourceSpan(0, tree.source.count))
    if !AlwaysMatches(tree).holds(tree.root) || program.isEndAnchored {
      add(.noMatch, .noMatch, tree.root, span: SourceSpan(0, tree.source.count))
    }
    _ = addBranches(of: group, tree.root, Place(isAtStart: true))
  }

  // MARK: Adding

  /// Adds a point; gives its index.
  @discardableResult
  mutating func add(
    _ kind: CoveragePoint.Kind, _ source: CountSource, _ node: NodeID, span: SourceSpan? = nil,
    after prerequisite: Int? = nil
  ) -> Int {
    points.append(
      CoveragePoint(
        kind: kind, span: span ?? tree[node].span, node: node, prerequisite: prerequisite))
    sources.append(source)
    return points.count - 1
  }

  func isReachable(_ item: ItemID?) -> Bool { item.map { isReachable[$0.index] } ?? true }

  // MARK: Sequences

  /// A node without its quantifier, and the quantifier.
  func parts(of id: NodeID) -> (node: NodeID, repetition: Repetition?) {
    guard case .repetition(let repetition) = tree[id].kind else { return (id, nil) }
    return (repetition.child, repetition)
  }

  /// The item that is reported first from a node of a sequence on; `end` if there is none.
  func firstItem(_ nodes: ArraySlice<NodeID>, end: ItemID?) -> ItemID? {
    for id in nodes {
      if let item = tree[parts(of: id).node].item { return item }
    }
    return end
  }

  /// Adds the points of a sequence; gives the point that what follows depends on.
  mutating func addSequence(
    _ range: ArenaRange<NodeID>, end: ItemID?, _ place: Place
  ) -> Int? {
    var place = place
    let nodes = tree[range]
    for index in nodes.indices {
      let id = nodes[index]
      let next = firstItem(nodes[(index + 1)...], end: end)
      if let last = addNode(id, next: next, place) { place.prerequisite = last }
      if takesPlace(id) { place.isAtStart = false }
    }
    return place.prerequisite
  }

  /// Whether what follows a node is not at the start any more.
  private func takesPlace(_ id: NodeID) -> Bool {
    switch tree[parts(of: id).node].kind {
    case .optionSetting, .callout: false
    default: true
    }
  }

  /// Adds the points of a group's branches; gives the point that what follows depends on.
  mutating func addBranches(of group: Group, _ id: NodeID, _ place: Place) -> Int? {
    guard group.branches.count > 1 else {
      return addSequence(tree[group.branches, 0].nodes, end: end(of: group, 0), place)
    }
    for (index, branch) in tree[group.branches].enumerated() {
      let end = end(of: group, index)
      var inner = place
      if group.kind != .branchReset { inner.isOptional = true }
      let first = firstItem(tree[branch.nodes], end: end)
      guard isReachable(first) else { continue }
      if let first {
        inner.prerequisite = add(
          .branchBegun(index), .tries(first.index), id, span: branch.span,
          after: place.prerequisite)
      }
      let last = addSequence(branch.nodes, end: end, inner)
      if let end, isReachable(end) {
        add(.branchPassed(index), .tries(end.index), id, span: branch.span, after: last)
      }
    }
    return place.prerequisite
  }

  /// The item that is reported at the end of a branch; nil where a written callout stands for it.
  func end(of group: Group, _ index: Int) -> ItemID? {
    index == group.branches.count - 1 ? group.closeItem : tree[group.branches, index].separator
  }
}

extension Program {
  /// Whether a match has to end at the end of the subject.
  var isEndAnchored: Bool {
    !tree.options.compile.isDisjoint(with: [.endAnchored, .extraMatchLine, .extraMatchWord])
  }
}
