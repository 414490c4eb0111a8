// SPDX-License-Identifier: MIT
// What the compiler wants to know of the tree before it starts: which nodes always take something,
// which groups are called. One pass over the arena, in which children come before their parents.

import RegexSyntax

struct TreeFacts {
  /// For each node whether it cannot match without taking at least one byte.
  private var consuming: [Bool]
  /// The numbers of the groups that something calls.
  private(set) var calledGroups: Set<Int> = []
  /// Whether there is any call.
  private(set) var hasCalls = false
  /// Whether there is any (*THEN).
  private(set) var hasThen = false
  /// Whether there is any `\C`, so that matching can stand inside a character, and a repeat can give
  /// back more than it took.
  private(set) var hasAnyByte = false
  /// Whether there is any (*ACCEPT).
  private(set) var hasAccept = false
  /// Whether there is any verb.
  private(set) var hasVerbs = false
  /// Whether something asks what a group took or whether it is set, or calls a group.
  private(set) var hasReferences = false
  /// For each node whether there is a (*THEN) in it.
  private var containingThen: [Bool]

  /// For each node whether it is (*ACCEPT).
  private var accepting: [Bool]

  init(_ tree: Tree) {
    consuming = Array(repeating: false, count: tree.nodes.count)
    containingThen = consuming
    accepting = consuming
    for index in tree.nodes.indices {
      consuming[index] = isConsuming(tree.nodes[index].kind)
      note(tree.nodes[index].kind, index, tree)
    }
  }

  private mutating func note(_ kind: Node.Kind, _ index: Int, _ tree: Tree) {
    switch kind {
    case .backreference:
      hasReferences = true
    case .call(.number(let number)):
      (hasCalls, hasReferences) = (true, true)
      calledGroups.insert(number)
    case .call(.name(let name)):
      (hasCalls, hasReferences) = (true, true)
      calledGroups.formUnion(tree.names[name].groups.prefix(1))
    case .verb(let verb):
      hasVerbs = true
      hasAccept = hasAccept || verb.kind == .accept
      hasThen = hasThen || verb.kind == .then
      containingThen[index] = verb.kind == .then
      accepting[index] = verb.kind == .accept
    case .type(.anyByte):
      hasAnyByte = true
    case .repetition(let repetition):
      containingThen[index] = containsThen(repetition.child)
    case .group(let group):
      containingThen[index] = group.branches.contains { $0.nodes.contains { containsThen($0) } }
      guard case .conditional(let condition) = group.kind else { break }
      hasReferences = true
      if case .assertion(let test) = condition, containsThen(test) {
        containingThen[index] = true
      }
    default: break
    }
  }

  /// Whether there is a (*THEN) in a node.
  func containsThen(_ id: NodeID) -> Bool { containingThen[id.index] }

  /// Whether a node cannot match without taking at least one byte; false where that is not known.
  func consumes(_ id: NodeID) -> Bool { consuming[id.index] }

  private func isConsuming(_ kind: Node.Kind) -> Bool {
    switch kind {
    case .literal, .dot, .type, .property, .characterClass:
      return true
    case .assertion, .keepOut, .backreference, .call, .verb, .callout, .optionSetting:
      return false
    case .repetition(let repetition):
      return repetition.minimum > 0 && consumes(repetition.child)
    case .group(let group):
      switch group.kind {
      case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind:
        return false
      case .conditional where group.branches.count < 2:
        return false
      default:
        return group.branches.allSatisfy { branchConsumes($0.nodes) }
      }
    }
  }

  /// Whether a branch takes something before an (*ACCEPT) that it contains.
  private func branchConsumes(_ nodes: [NodeID]) -> Bool {
    for id in nodes {
      if accepting[id.index] { return false }
      if consumes(id) { return true }
    }
    return false
  }
}

extension Group {
  /// Whether this is a condition that never holds, with nothing for the other case, such as DEFINE.
  var isNeverTrue: Bool {
    switch kind {
    case .conditional(.define), .conditional(.version(isTrue: false)): branches.count == 1
    default: false
    }
  }
}
