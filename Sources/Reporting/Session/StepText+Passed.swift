// SPDX-License-Identifier: MIT
// What happens at a step that takes nothing: brackets, `|`, settings, the end of the pattern.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// What the step does, without a full stop.
  func passed(_ why: Why) -> String {
    switch why.role {
    case .open(let node): return opening(node, why)
    case .separator(let node, let branch):
      return "alternative \(branch + 1) has matched; " + ending(node, why)
    case .close(let node): return ending(node, why)
    case .end: return endOfPattern(why)
    case .callout: return "a callout, nothing to match"
    case .single(let node): return single(node, why)
    }
  }

  private func single(_ node: NodeID, _ why: Why) -> String {
    switch map.tree[node].kind {
    case .optionSetting: "options change from here on"
    case .keepOut: "the reported match starts here"
    case .call(let target): calling(target, why)
    case .verb(let verb): passing(verb, node, why)
    default: isPartialEnd(why) ? "meets the end of the subject, a partial match" : "passes"
    }
  }

  /// Whether the search ends here because more text might have led to a match.
  private func isPartialEnd(_ why: Why) -> Bool {
    guard case .end(let end) = why.next else { return false }
    return end.outcome == .partial
  }

  private func opening(_ node: NodeID, _ why: Why) -> String {
    guard case .group(let group) = map.tree[node].kind else { return "begins" }
    let name = map.description(of: node)
    if case .conditional(.define) = group.kind {
      return "the group only defines what others call, it is passed over"
    }
    if case .conditional(let condition) = group.kind {
      return "the condition is " + map.describe(condition: condition) + chosen(group, why)
    }
    if let repetition = map.repetition(around: node) {
      if isSkipped(group, why) {
        return name + (repetition.maximum == 0 ? " is skipped" : " is left out for now")
      }
    }
    return name + " begins"
  }

  /// Whether the next step is behind the group.
  private func isSkipped(_ group: Group, _ why: Why) -> Bool {
    guard case .step(let next) = why.next else { return false }
    let position = map.tree[next.item].position
    return position > group.closeSpan.start || position < group.openSpan.start
  }

  private func chosen(_ group: Group, _ why: Why) -> String {
    guard case .step(let next) = why.next else { return "" }
    let position = map.tree[next.item].position
    if case .conditional(.assertion(let node)) = group.kind, next.item == map.tree[node].item {
      return ""
    }
    for (index, branch) in map.tree[group.branches].enumerated()
    where position >= branch.span.start && position <= branch.span.end {
      return index == 0 ? ": true" : ": false, so the second alternative is tried"
    }
    return ": false, so the group is passed over"
  }

  /// The end of a branch or of a group.
  private func ending(_ node: NodeID, _ why: Why) -> String {
    guard case .group(let group) = map.tree[node].kind else { return "the group ends" }
    var parts: [String] = []
    for change in why.closed {
      guard let new = change.new else { continue }
      parts.append("\(map.describe(group: change.group)) is now " + range(new))
    }
    parts += returning(why)
    if case .scriptRun = group.kind { parts.append("the text is a script run") }
    if parts.isEmpty { parts.append(holds(node, group) ?? (name(node) + " ends")) }
    if holds(node, group) != nil, case .step(let next) = why.next {
      parts.append("on at \(next.position)")
    }
    if why.repeats { parts.append("another round begins") }
    return parts.joined(separator: "; ")
  }

  private func name(_ node: NodeID) -> String { map.description(of: node) }

  private func holds(_ node: NodeID, _ group: Group) -> String? {
    if map.isCondition(node) {
      return map.isNegative(node)
        ? "the content matches, so the condition is false"
        : name(node) + " holds, so the condition is true"
    }
    switch group.kind {
    case .lookahead(negative: false), .lookbehind(negative: false), .nonAtomicLookahead,
      .nonAtomicLookbehind:
      return name(node) + " holds"
    default: return nil
    }
  }

  private func endOfPattern(_ why: Why) -> String {
    switch why.next {
    case .end(let end) where end.outcome == .match: "the pattern has matched"
    default: (["the pattern has matched"] + returning(why)).joined(separator: "; ")
    }
  }
}
