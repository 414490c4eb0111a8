// SPDX-License-Identifier: MIT
// The tree back to text. It is a proof, not a copy: each node, bracket, bar, quantifier and piece of
// trivia gives the text of its own span, in order, so a gap or an overlap shows in the result.
//
// Tested in ConformanceTests/PrintBackTests.swift.

internal import SourceText

extension Tree {
  /// The pattern's text, put together from the spans of everything in the tree.
  ///
  /// It equals `source` exactly if the spans tile the pattern.
  ///
  /// - Complexity: O(*n*) in the bytes of the pattern.
  public func printed() -> [UInt8] {
    var printer = TreePrinter(tree: self)
    printer.print()
    return printer.output
  }
}

private struct TreePrinter {
  /// What is left to print.
  enum Step {
    case node(NodeID)
    case text(SourceSpan)
    case quantifier(SourceSpan)
  }
  let tree: Tree
  var output: [UInt8] = []
  var steps: [Step] = []
  var nextTrivia = 0

  mutating func print() {
    output.reserveCapacity(tree.source.count)
    steps.append(.node(tree.root))
    while let step = steps.popLast() {
      switch step {
      case .node(let id): open(tree[id])
      case .text(let span): emit(span)
      case .quantifier(let span):
        emit(span)
        // Trivia between an item and its quantifier is part of the quantifier's span.
        while nextTrivia < tree.trivia.count, tree.trivia[nextTrivia].span.end <= span.end {
          nextTrivia += 1
        }
      }
    }
    emit(SourceSpan(tree.source.count, tree.source.count))
  }

  /// Puts the parts of a node on the steps, the last one first.
  private mutating func open(_ node: Node) {
    switch node.kind {
    case .group(let group):
      steps.append(.text(group.closeSpan))
      for (index, branch) in tree[group.branches].enumerated().reversed() {
        for child in tree[branch.nodes].reversed() { steps.append(.node(child)) }
        if index > 0 {
          let bar = tree[group.branches, index - 1].span.end
          steps.append(.text(SourceSpan(bar, bar + 1)))
        }
      }
      if case .conditional(.assertion(let condition)) = group.kind {
        steps.append(.node(condition))
        if let callout = group.conditionCallout { steps.append(.node(callout)) }
      }
      steps.append(.text(group.openSpan))
    case .repetition(let repetition):
      steps.append(.quantifier(repetition.quantifierSpan))
      steps.append(.node(repetition.child))
    default:
      emit(node.span)
    }
  }

  /// Prints the trivia before a span, and the text of the span.
  private mutating func emit(_ span: SourceSpan) {
    while nextTrivia < tree.trivia.count, tree.trivia[nextTrivia].span.start < span.start {
      append(tree.trivia[nextTrivia].span)
      nextTrivia += 1
    }
    append(span)
  }

  private mutating func append(_ span: SourceSpan) {
    guard span.start >= 0, span.start < span.end, span.end <= tree.source.count else { return }
    output += tree.source[span.start..<span.end]
  }
}
