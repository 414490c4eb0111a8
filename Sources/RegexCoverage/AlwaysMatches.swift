// SPDX-License-Identifier: MIT
// Whether a pattern matches everywhere, so that no case can show it fail: `a*`, `(b?|c)`.
//
// Tested in RegexCoverageTests/PlanTests.swift.

import RegexSyntax

/// Knows which nodes cannot fail; says no where that is not known.
struct AlwaysMatches {
  private var answers: [Bool]

  /// Looks at all nodes, children before parents.
  init(_ tree: Tree) {
    answers = Array(repeating: false, count: tree.nodes.count)
    for index in tree.nodes.indices { answers[index] = answer(tree.nodes[index].kind, tree) }
  }

  /// Whether a node always matches.
  func holds(_ id: NodeID) -> Bool { answers[id.index] }

  private func answer(_ kind: Node.Kind, _ tree: Tree) -> Bool {
    switch kind {
    case .repetition(let repetition): repetition.minimum == 0 || holds(repetition.child)
    case .group(let group):
      switch group.kind {
      case .pattern, .capture, .nonCapture, .branchReset, .atomic, .lookahead(negative: false):
        tree[group.branches].contains { tree[$0.nodes].allSatisfy { holds($0) } }
      default: false
      }
    case .keepOut, .callout, .optionSetting: true
    default: false
    }
  }
}
