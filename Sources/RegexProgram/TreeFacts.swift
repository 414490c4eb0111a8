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

  init(_ tree: Tree) {
    consuming = Array(repeating: false, count: tree.nodes.count)
    for index in tree.nodes.indices {
      consuming[index] = isConsuming(tree.nodes[index].kind)
      guard case .call(let target) = tree.nodes[index].kind else { continue }
      hasCalls = true
      switch target {
      case .number(let number): calledGroups.insert(number)
      case .name(let name): calledGroups.formUnion(tree.names[name].groups.prefix(1))
      }
    }
  }

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
        return group.branches.allSatisfy { $0.nodes.contains { consumes($0) } }
      }
    }
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
