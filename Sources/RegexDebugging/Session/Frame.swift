// SPDX-License-Identifier: MIT
// In which groups and calls a step is: the stack that `bt` shows, innermost first.
//
// Example: at the `b` of `(a(?1)?b)` within its inner call the frames are group 1, the call of group 1
// from `(?1)?`, group 1 again, and the pattern.

import RegexMachine
import RegexProgram
public import RegexSyntax
import SourceText

/// A group or call around a step.
public struct Frame: Hashable, Sendable {
  /// The kinds of frames.
  public enum Kind: Hashable, Sendable {
    /// A group, or the whole pattern: which of its alternatives, from 0.
    case group(NodeID, branch: Int)
    /// A call of a group, 0 = the whole pattern.
    case call(NodeID, group: Int)
  }
  /// What it is.
  public var kind: Kind
  /// Where in the subject it began, in bytes; nil where that is not known.
  public var start: Int?
  /// Stack index of the call in which it lies, 0 = in none; for a call that of the one around it.
  var callRecord: Int

  /// Whether another frame is the same group or call.
  func isSame(as other: Frame) -> Bool {
    guard callRecord == other.callRecord else { return false }
    switch (kind, other.kind) {
    case (.group(let left, _), .group(let right, _)): return left == right
    case (.call(let left, _), .call(let right, _)): return left == right
    default: return false
    }
  }
}

extension Timeline {
  /// The groups and calls around the step, innermost first, the whole pattern last.
  func frames(_ map: PatternMap) -> [Frame] {
    guard let item = machine.item else { return [] }
    var result: [Frame] = []
    var position = map.tree[item].position
    var around = map.groups(around: item)
    let calls = machine.activeCallSites
    for (index, call) in calls.enumerated() {
      let group = Int(machine.program.code[call.instruction].a)
      append(
        until: group, around, position, call.record, isInnermost: index == 0,
        calledAt: call.position, map, &result)
      let node = machine.program.origins[call.instruction]
      let outer = index + 1 < calls.count ? calls[index + 1].record : 0
      result.append(
        Frame(kind: .call(node, group: group), start: call.position, callRecord: outer))
      position = map.tree[node].span.start
      around = map.groups(around: node)
    }
    append(
      until: 0, around, position, 0, isInnermost: calls.isEmpty, calledAt: nil, map, &result)
    return result
  }

  /// Adds the groups of one call from the innermost to the one that is called, 0 = the whole pattern.
  ///
  /// The one that is called begins with the call: it is not opened as a group that captures.
  private func append(
    until called: Int, _ around: [NodeID], _ position: Int, _ record: Int, isInnermost: Bool,
    calledAt start: Int?, _ map: PatternMap, _ result: inout [Frame]
  ) {
    for node in around + [map.tree.root] {
      guard let group = map.group(node) else { continue }
      let branch = map.branchIndex(of: group, at: position)
      var frame = Frame(kind: .group(node, branch: branch), start: nil, callRecord: record)
      if case .capture(let number, _) = group.kind {
        if number == called {
          frame.start = start
        } else if isInnermost {
          frame.start = machine.openStart(ofGroup: number)
        }
        result.append(frame)
        if number == called { return }
      } else {
        if node == map.tree.root && record == 0 { frame.start = machine.attemptStart }
        result.append(frame)
      }
    }
  }
}

extension PatternMap {
  /// The groups that an item stands in, innermost first, without the whole pattern.
  func groups(around item: ItemID) -> [NodeID] {
    switch roles[item.index] {
    case .single(let node), .callout(let node), .open(let node): return groups(around: node)
    case .separator(let node, _), .close(let node): return [node] + groups(around: node)
    case .end: return []
    }
  }

  /// The items of a group from its opening to its closing one.
  func items(of node: NodeID) -> ClosedRange<Int>? {
    guard let group = group(node), let open = tree[node].item, let close = group.closeItem,
      open.index <= close.index
    else { return nil }
    return open.index...close.index
  }
}

extension Session {
  func frames() -> Response {
    let frames = current.timeline.frames(text.map)
    guard !frames.isEmpty else { return respond(.fault(.atEnd)) }
    return respond(.frames(frames, selected: min(selectedFrame, frames.count - 1)))
  }

  mutating func selectFrame(_ count: Int) -> Response {
    let frames = current.timeline.frames(text.map)
    guard !frames.isEmpty else { return respond(.fault(.atEnd)) }
    let (sum, overflow) = selectedFrame.addingReportingOverflow(count)
    let target = overflow ? (count > 0 ? Int.max : -1) : sum
    let bounded = min(max(target, 0), frames.count - 1)
    guard bounded != selectedFrame || target == selectedFrame else {
      return respond(.fault(.noFrame(isFurtherOut: count > 0)))
    }
    selectedFrame = bounded
    return respond(.frame(frames[bounded], number: bounded))
  }
}
