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
  /// Where the branches that are finished begin in `pendingBranches`.
  var firstBranch: Int
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
  /// `extraRoom` before the group.
  var outerExtraRoom: Int
  /// The last offset that PCRE2 noted in the current branch.
  var notedOffset = 0

  /// Makes a frame; its first branch begins behind the opening text.
  init(
    kind: GroupKind, open: SourceSpan, item: ItemID?, outerModes: Modes, firstBranch: Int = 0,
    firstPending: Int = 0, outerExtraRoom: Int = 0
  ) {
    self.kind = kind
    self.open = open
    self.item = item
    self.outerModes = outerModes
    self.firstBranch = firstBranch
    self.firstPending = firstPending
    branchStart = open.end
    self.outerExtraRoom = outerExtraRoom
  }
}

extension PatternParser {
  /// Opens a group whose opening text reaches from an offset to here.
  mutating func openFrame(_ kind: GroupKind, from start: Int) {
    outerFrames.push(frame)
    frame = Frame(
      kind: kind, open: SourceSpan(start, position), item: currentItem, outerModes: modes,
      firstBranch: pendingBranches.count, firstPending: pending.count,
      outerExtraRoom: extraRoom)
    if kind.isLookaround { lookaroundDepth += 1 }
    if kind.isLookbehind { hasLookbehind = true }
    itemIsLast = false
  }

  /// Notes an offset, as PCRE2 does while it compiles a branch.
  mutating func note(_ offset: Int) {
    frame.notedOffset = offset
  }

  /// Ends the current branch before an offset.
  private mutating func finishBranch(before offset: Int, separator: ItemID?) -> Branch {
    let first = frame.firstPending
    let start = tree.children.count
    for index in first..<pending.count { tree.children.append(pending[index]) }
    pending.cut(to: first)
    frame.notedOffset = 0
    return Branch(
      nodes: ArenaRange(start..<tree.children.count),
      span: SourceSpan(frame.branchStart, offset), separator: separator,
      lookbehindLength: frame.kind.isLookbehind ? 0 : nil)
  }

  /// Reads a bar, which ends a branch.
  mutating func parseBar() {
    pendingBranches.push(finishBranch(before: itemStart, separator: currentItem))
    frame.branchStart = position
    if case .branchReset = frame.kind {
      frame.captureMaximum = max(frame.captureMaximum, captureCount)
      captureCount = frame.captureReset
    }
    itemIsLast = false
  }

  /// Reads a closing bracket.
  mutating func parseClosing() throws(PatternError) {
    guard outerFrames.count > 0 else { throw failure(122, at: itemStart) }
    quantifiable = closeFrame(closeSpan: SourceSpan(itemStart, position))
  }

  /// Makes the node of the innermost group, which ends here.
  ///
  /// - Returns: Whether it may be quantified, which a condition may not.
  @discardableResult
  mutating func closeFrame(closeSpan: SourceSpan) -> Bool {
    let last = finishBranch(before: closeSpan.start, separator: nil)
    let frame = self.frame
    if let outer = outerFrames.pop() { self.frame = outer }
    let id = NodeID(tree.nodes.count)
    let branches = moveBranches(of: frame, and: last, to: id)
    let group = Group(
      kind: frame.kind, openSpan: frame.open, closeSpan: closeSpan, branches: branches,
      closeItem: currentItem, conditionCallout: frame.conditionCallout)
    modes = frame.outerModes
    makeNode(.group(group), span: SourceSpan(frame.open.start, closeSpan.end), item: frame.item)
    if let currentItem { setNode(id, of: currentItem) }
    lastGroupExtraRoom = extraRoom - frame.outerExtraRoom
    leave(frame, branches.count, as: id)
    if frame.isCondition {
      finishCondition(id)
    } else {
      pending.push(id)
    }
    return !frame.isCondition
  }

  /// Puts the branches of a group that ends here into the tree, and tells the items of its bars whose
  /// they are.
  private mutating func moveBranches(
    of frame: Frame, and last: Branch, to id: NodeID
  ) -> ArenaRange<Branch> {
    let start = tree.branches.count
    for index in frame.firstBranch..<pendingBranches.count {
      let branch = pendingBranches[index]
      if let item = branch.separator { setNode(id, of: item) }
      tree.branches.append(branch)
    }
    tree.branches.append(last)
    pendingBranches.cut(to: frame.firstBranch)
    return ArenaRange(start..<tree.branches.count)
  }

  /// Counts back what the group had counted, and checks its branches.
  private mutating func leave(_ frame: Frame, _ branchCount: Int, as id: NodeID) {
    if frame.kind.isLookaround { lookaroundDepth -= 1 }
    if frame.savesModes { savedModesDepth -= 1 }
    switch frame.kind {
    case .branchReset:
      captureCount = max(captureCount, frame.captureMaximum)
    case .capture(_, .some):
      namedNodes.append(id.index)
    case .conditional(let condition):
      if condition.isNamed { namedNodes.append(id.index) }
      checkBranchCount(branchCount, frame, condition, closing: id)
    default: break
    }
  }

  private mutating func checkBranchCount(
    _ count: Int, _ frame: Frame, _ condition: Condition, closing id: NodeID
  ) {
    let limit = condition == .define ? 1 : 2
    guard count > limit, branchCountError == nil else { return }
    branchCountError = (
      limit == 1 ? 154 : 127, frame.branchErrorOffset, tree.nodes[id.index].span
    )
  }

  /// Makes the assertion that has just been closed the condition of the group around it.
  private mutating func finishCondition(_ id: NodeID) {
    frame.kind = .conditional(.assertion(id))
    frame.branchStart = position
    if let callout = frame.conditionCallout {
      tree.nodes[id.index].item = tree.nodes[callout.index].item
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
