// SPDX-License-Identifier: MIT
// Which branches and rounds lead to a node: what a text has to do to get there.
//
// Example: in `(a|(b)?)x` the way to `b` goes through the second branch of group 1 and one round of `(b)?`.
// Tested in RegexCoverageTests/ProposalTests.swift.

import RegexSyntax

/// Where each node stands.
struct PatternWays {
  let tree: Tree
  /// By node: what it stands in directly, and the branch of it; -1 for a condition's lookaround.
  private var parents: [(node: NodeID, branch: Int)?]
  /// Capturing groups by number, the first that bears it.
  private(set) var groups: [Int: NodeID] = [:]

  init(_ tree: Tree) {
    self.tree = tree
    parents = Array(repeating: nil, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      let id = NodeID(index)
      switch node.kind {
      case .repetition(let repetition): parents[repetition.child.index] = (id, 0)
      case .group(let group):
        for (branch, content) in tree[group.branches].enumerated() {
          for child in tree[content.nodes] { parents[child.index] = (id, branch) }
        }
        if case .conditional(.assertion(let test)) = group.kind { parents[test.index] = (id, -1) }
        if case .capture(let number, _) = group.kind, groups[number] == nil { groups[number] = id }
      default: break
      }
    }
  }

  /// What a text has to choose.
  struct Choices: Hashable {
    /// Branches by group.
    var branches: [NodeID: Int] = [:]
    /// Rounds by repetition.
    var rounds: [NodeID: Int] = [:]

    /// Takes over what another way has chosen and this one has not.
    mutating func add(_ other: Choices) {
      branches.merge(other.branches) { mine, _ in mine }
      rounds.merge(other.rounds) { mine, _ in mine }
    }
  }

  /// The choices that lead to a node.
  func way(to node: NodeID) -> Choices {
    var choices = Choices()
    var next = node
    while let parent = parents[next.index] {
      switch tree[parent.node].kind {
      case .repetition(let repetition): choices.rounds[parent.node] = max(1, repetition.minimum)
      case .group where parent.branch >= 0:
        choices.branches[parent.node] = parent.branch
        choices.add(conditions(of: parent.node, branch: parent.branch))
      default: break
      }
      next = parent.node
    }
    return choices
  }

  /// What has to be chosen so that a conditional group goes to a branch.
  func conditions(of id: NodeID, branch: Int) -> Choices {
    guard case .group(let group) = tree[id].kind,
      case .conditional(.groupSet(let target)) = group.kind
    else { return Choices() }
    let number: Int?
    switch target {
    case .number(let given): number = given
    case .name(let name): number = tree.names[name].groups.first
    }
    guard let number, let definition = groups[number] else { return Choices() }
    return branch == 0 ? way(to: definition) : wayAround(definition)
  }

  /// The choices that pass by a node: the nearest that can be made.
  func wayAround(_ node: NodeID) -> Choices {
    var choices = Choices()
    var next = node
    while let parent = parents[next.index] {
      switch tree[parent.node].kind {
      case .repetition(let repetition) where repetition.minimum == 0:
        choices.rounds[parent.node] = 0
        choices.add(way(to: parent.node))
        return choices
      case .group(let group) where group.branches.count > 1:
        choices.branches[parent.node] = parent.branch == 0 ? 1 : 0
        choices.add(way(to: parent.node))
        return choices
      default: next = parent.node
      }
    }
    return choices
  }
}
