// SPDX-License-Identifier: MIT
// Open groups: what a frame remembers, how branches end and groups close.
//
// Example: after `(a|b` there are two frames, and the inner one has one finished branch.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

/// An open group.
struct Frame {
  /// What the group is.
  var kind: GroupKind
  /// Its opening text.
  var open: SourceSpan
  /// The item reported before it.
  var item: ItemID?
  /// The modes in force before it, and again behind it.
  var outerModes: Modes
  /// The branches that are finished.
  var branches: [Branch] = []
  /// Where the nodes of the current branch begin in `pending`.
  var firstPending: Int
  /// Offset of the current branch.
  var branchStart: Int
  /// Whether the group is the condition of the group around it.
  var isCondition = false
  /// Whether PCRE2 would have saved the modes for this level.
  var savesModes = false
  /// Branch reset: the captures before the group.
  var captureReset = 0
  /// Branch reset: the most captures that any branch reached.
  var captureMaximum = 0
  /// A callout written before an assertion that is a condition.
  var conditionCallout: NodeID?
  /// The offset that PCRE2 would report if this group had too many branches.
  var branchErrorOffset = 0
  /// The last offset that PCRE2 noted in the current branch.
  var notedOffset = 0
}

extension PatternParser {
  /// Opens a group whose opening text reaches from an offset to here.
  mutating func openFrame(_ kind: GroupKind, from start: Int) {
    var frame = Frame(
      kind: kind, open: SourceSpan(start, position), item: nil, outerModes: modes,
      firstPending: pending.count, branchStart: position)
    if case .pattern = kind {
      frame.open = SourceSpan(position, position)
    } else {
      frame.item = currentItem
    }
    if kind.isLookaround { lookaroundDepth += 1 }
    if kind.isLookbehind { hasLookbehind = true }
    frames.append(frame)
    itemIsLast = false
  }

  /// Notes an offset, as PCRE2 does while it compiles a branch.
  mutating func note(_ offset: Int) {
    frames[frames.count - 1].notedOffset = offset
  }

  /// Ends the current branch before an offset.
  mutating func finishBranch(before offset: Int, separator: ItemID?) {
    let top = frames.count - 1
    let first = frames[top].firstPending
    let branch = Branch(
      nodes: Array(pending[first...]), span: SourceSpan(frames[top].branchStart, offset),
      separator: separator, lookbehindLength: frames[top].kind.isLookbehind ? 0 : nil)
    pending.removeLast(pending.count - first)
    frames[top].branches.append(branch)
    frames[top].notedOffset = 0
  }

  /// Reads a bar, which ends a branch.
  mutating func parseBar() {
    finishBranch(before: itemStart, separator: currentItem)
    let top = frames.count - 1
    frames[top].branchStart = position
    if case .branchReset = frames[top].kind {
      frames[top].captureMaximum = max(frames[top].captureMaximum, captureCount)
      captureCount = frames[top].captureReset
    }
    itemIsLast = false
  }

  /// Reads a closing bracket.
  mutating func parseClosing() throws(PatternError) {
    guard frames.count > 1 else { throw failure(122, at: itemStart) }
    quantifiable = closeFrame(closeSpan: SourceSpan(itemStart, position))
  }

  /// Makes the node of the innermost group, which ends here.
  ///
  /// - Returns: Whether it may be quantified, which a condition may not.
  @discardableResult
  mutating func closeFrame(closeSpan: SourceSpan) -> Bool {
    finishBranch(before: closeSpan.start, separator: nil)
    let frame = frames.removeLast()
    let group = Group(
      kind: frame.kind, openSpan: frame.open, closeSpan: closeSpan, branches: frame.branches,
      closeItem: currentItem, conditionCallout: frame.conditionCallout)
    modes = frame.outerModes
    let id = makeNode(
      .group(group), span: SourceSpan(frame.open.start, closeSpan.end), item: frame.item)
    for branch in frame.branches {
      if let item = branch.separator { items[item.index].node = id }
    }
    if let currentItem { items[currentItem.index].node = id }
    leave(frame, as: id)
    if frame.isCondition {
      finishCondition(id)
    } else {
      pending.append(id)
    }
    return !frame.isCondition
  }

  /// Counts back what the group had counted, and checks its branches.
  private mutating func leave(_ frame: Frame, as id: NodeID) {
    if frame.kind.isLookaround { lookaroundDepth -= 1 }
    if frame.savesModes { savedModesDepth -= 1 }
    switch frame.kind {
    case .branchReset:
      captureCount = max(captureCount, frame.captureMaximum)
    case .capture(_, .some):
      namedNodes.append(id.index)
    case .conditional(let condition):
      if condition.isNamed { namedNodes.append(id.index) }
      checkBranchCount(frame, condition, closing: id)
    default: break
    }
  }

  private mutating func checkBranchCount(_ frame: Frame, _ condition: Condition, closing id: NodeID)
  {
    let limit = condition == .define ? 1 : 2
    guard frame.branches.count > limit, branchCountError == nil else { return }
    branchCountError = (
      limit == 1 ? 154 : 127, frame.branchErrorOffset, nodes[id.index].span
    )
  }

  /// Makes the assertion that has just been closed the condition of the group around it.
  private mutating func finishCondition(_ id: NodeID) {
    let top = frames.count - 1
    frames[top].kind = .conditional(.assertion(id))
    frames[top].branchStart = position
    if let callout = frames[top].conditionCallout {
      nodes[id.index].item = nodes[callout.index].item
    }
  }
}

extension GroupKind {
  /// Whether the group is a lookaround of any kind.
  var isLookaround: Bool {
    switch self {
    case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind: true
    default: false
    }
  }

  /// Whether the group looks behind.
  var isLookbehind: Bool {
    switch self {
    case .lookbehind, .nonAtomicLookbehind: true
    default: false
    }
  }
}

extension Condition {
  /// Whether the condition names a group whose number is not known before the end.
  var isNamed: Bool {
    switch self {
    case .groupSet(.name), .recursion(.name): true
    default: false
    }
  }
}
