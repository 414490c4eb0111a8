// SPDX-License-Identifier: MIT
// What every item of a pattern is and how to name it: the tables that views, breakpoints and explanations
// look things up in. Made once for a pattern.
//
// Example: in `(a|b)+` item 2 is the separator behind branch 0 of the group; item 4 is its closing
// bracket, labelled `)+`. Tested by the session goldens in fixtures/sessions.

public import RegexSyntax
public import SourceText

/// What a step's item stands for.
public enum ItemRole: Hashable, Sendable {
  /// One thing: a character, a class, an assertion, a reference, a call, a verb, a setting.
  case single(NodeID)
  /// The opening bracket of a group.
  case open(NodeID)
  /// The `|` behind a branch of a group, counted from 0.
  case separator(NodeID, branch: Int)
  /// The closing bracket of a group.
  case close(NodeID)
  /// The end of the pattern.
  case end
  /// A written callout.
  case callout(NodeID)
}

/// A pattern's items with their roles and names.
public struct PatternMap: Sendable {
  /// The tree of the pattern.
  public let tree: Tree
  /// What each item is, by index.
  public let roles: [ItemRole]
  /// The text that names each item, quantifier included; empty for the end of the pattern.
  public let labels: [SourceSpan]
  /// Lines of the pattern.
  public let lines: LineMap
  /// By node: the repetition that it is the child of.
  let repetitions: [NodeID?]
  /// By node: the group or repetition that it stands in directly.
  let parents: [NodeID?]
  /// By node: whether it is the lookaround that decides a conditional group.
  let isCondition: [Bool]
  /// By item: whether no other item has the same text.
  private let isUnique: [Bool]

  /// Makes the tables of a tree.
  public init(_ tree: Tree) {
    self.tree = tree
    lines = LineMap(tree.source)
    var repetitions = [NodeID?](repeating: nil, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      if case .repetition(let repetition) = node.kind {
        repetitions[repetition.child.index] = NodeID(index)
      }
    }
    self.repetitions = repetitions
    (parents, isCondition) = PatternMap.relations(tree)
    roles = tree.items.indices.map { PatternMap.role(of: ItemID($0), in: tree) }
    labels = roles.enumerated().map { index, role in
      PatternMap.label(of: role, tree.items[index], tree, repetitions)
    }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for label in labels { counts[tree.source[label.start..<label.end], default: 0] += 1 }
    isUnique = labels.map { counts[tree.source[$0.start..<$0.end]] == 1 }
  }

  /// The repetition around a node, if it is quantified.
  public func repetition(around node: NodeID) -> Repetition? {
    guard let id = repetitions[node.index], case .repetition(let repetition) = tree[id].kind
    else { return nil }
    return repetition
  }

  /// The text that names an item.
  public func text(of item: ItemID) -> [UInt8] {
    let label = labels[item.index]
    return Array(tree.source[label.start..<label.end])
  }

  /// Whether the text of an item alone says which one is meant.
  public func isUnique(_ item: ItemID) -> Bool { isUnique[item.index] }

  /// A node's text with its quantifier.
  public func span(of node: NodeID) -> SourceSpan {
    tree[repetitions[node.index] ?? node].span
  }

  /// The group of a number, if there is one (with duplicate numbers the first).
  public func group(number: Int) -> (id: NodeID, group: Group)? {
    for (index, node) in tree.nodes.enumerated() {
      if case .group(let group) = node.kind, case .capture(number, _) = group.kind {
        return (NodeID(index), group)
      }
    }
    return nil
  }

  /// The name of a group, nil if it has none.
  public func name(ofGroup number: Int) -> [UInt8]? {
    tree.names.first { $0.groups.contains(number) }?.name
  }

  /// The group that a node is, nil if it is something else.
  func group(_ id: NodeID) -> Group? {
    if case .group(let group) = tree[id].kind { return group }
    return nil
  }
}

// MARK: Around a node

extension PatternMap {
  /// The groups that a node stands in, innermost first, without the whole pattern.
  public func groups(around node: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    var next = parents[node.index]
    while let id = next, id != tree.root {
      if group(id) != nil { result.append(id) }
      next = parents[id.index]
    }
    return result
  }

  /// Whether a node is a lookaround that decides a conditional group.
  public func isCondition(_ node: NodeID) -> Bool { isCondition[node.index] }

  /// Whether a group is a negative lookaround.
  public func isNegative(_ node: NodeID) -> Bool {
    switch group(node)?.kind {
    case .lookahead(negative: true), .lookbehind(negative: true): true
    default: false
    }
  }

  /// The innermost negative lookaround around a node in words.
  func negativeLookaround(around node: NodeID) -> String {
    groups(around: node).first { isNegative($0) }.map { description(of: $0) }
      ?? "the negative lookaround"
  }
}

// MARK: Making the tables

extension PatternMap {
  private static func relations(_ tree: Tree) -> (parents: [NodeID?], isCondition: [Bool]) {
    var parents = [NodeID?](repeating: nil, count: tree.nodes.count)
    var isCondition = [Bool](repeating: false, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      switch node.kind {
      case .repetition(let repetition): parents[repetition.child.index] = NodeID(index)
      case .group(let group):
        for branch in tree[group.branches] {
          for child in tree[branch.nodes] { parents[child.index] = NodeID(index) }
        }
        guard case .conditional(.assertion(let condition)) = group.kind else { continue }
        parents[condition.index] = NodeID(index)
        isCondition[condition.index] = true
      default: continue
      }
    }
    return (parents, isCondition)
  }

  /// The branch of a group that an offset in the pattern is in, counted from 0.
  func branchIndex(of group: Group, at offset: Int) -> Int {
    let after = tree[group.branches].prefix { $0.span.start <= offset }.count
    return max(after, 1) - 1
  }

  private static func role(of id: ItemID, in tree: Tree) -> ItemRole {
    let item = tree[id]
    if item.number != 255 { return .callout(item.node) }
    guard case .group(let group) = tree[item.node].kind else { return .single(item.node) }
    if group.closeItem == id {
      if case .pattern = group.kind { return .end }
      return .close(item.node)
    }
    for (index, branch) in tree[group.branches].enumerated() where branch.separator == id {
      return .separator(item.node, branch: index)
    }
    return .open(item.node)
  }

  private static func label(
    of role: ItemRole, _ item: PatternItem, _ tree: Tree, _ repetitions: [NodeID?]
  ) -> SourceSpan {
    let whole = tree.source.count
    func bounded(_ start: Int, _ end: Int) -> SourceSpan {
      let first = min(max(start, 0), whole)
      return SourceSpan(first, min(max(end, first), whole))
    }
    switch role {
    case .single(let node):
      let span = tree[repetitions[node.index] ?? node].span
      return bounded(span.start, span.end)
    case .open(let node):
      guard case .group(let group) = tree[node].kind else { break }
      return bounded(group.openSpan.start, group.openSpan.end)
    case .separator:
      return bounded(item.position, item.position + 1)
    case .close(let node):
      let end = tree[repetitions[node.index] ?? node].span.end
      return bounded(item.position, end)
    case .end:
      return bounded(item.position, item.position)
    case .callout(let node):
      return bounded(tree[node].span.start, tree[node].span.end)
    }
    return bounded(item.position, item.position + item.length)
  }
}
