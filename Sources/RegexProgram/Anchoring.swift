// SPDX-License-Identifier: MIT
// Whether a pattern can only match at the start offset, judged by how its branches begin. The machine
// then makes one attempt. The rule has to be PCRE2's own, corner cases included, because it decides
// which attempts, and so which steps, there are: `(?=^)b` is anchored, `(?<=^)b` and `(?:^a)?b` are
// not, and a skipped group `(?:a|^b){0}c` counts by its second branch.
//
// Tested by the anchoring cases in fixtures/steps.

import RegexSyntax

enum Anchoring {
  /// Whether every match of the pattern must begin at the start offset.
  static func isAnchored(_ tree: Tree) -> Bool {
    let options = tree.options.compile
    if options.contains(.extraMatchLine) { return !options.contains(.multiline) }
    if options.contains(.extraMatchWord) { return false }
    guard case .group(let root) = tree[tree.root].kind else { return false }
    return allBranches(of: root, tree)
  }

  private static func allBranches(of group: Group, _ tree: Tree) -> Bool {
    tree[group.branches].allSatisfy { sequence(tree[$0.nodes], tree) }
  }

  /// Judges a sequence by its first node that counts.
  private static func sequence(_ nodes: ArraySlice<NodeID>, _ tree: Tree) -> Bool {
    for id in nodes {
      switch tree[id].kind {
      case .callout, .optionSetting:
        continue
      case .verb(let verb) where verb.name != nil && verb.kind != .fail && verb.kind != .accept:
        continue
      case .repetition(let repetition) where repetition.maximum == 0:
        // What a quantifier of [[:<:]] takes away is the lookaround in it, not the boundary.
        if case .assertion = tree[repetition.child].kind { return false }
        guard case .group(let group) = tree[repetition.child].kind, group.branches.count > 1,
          !group.isNeverTrue, group.kind != .scriptRun(atomic: true)
        else { continue }
        // A branch of a lookbehind begins with its step back.
        let second = tree[group.branches, 1]
        if second.lookbehindLength ?? 0 > 0 { return false }
        return sequence(tree[second.nodes], tree)
      case .group(let group) where group.isNeverTrue:
        continue
      case .repetition(let repetition):
        guard case .group(let group) = tree[repetition.child].kind else { return false }
        if group.isNeverTrue { continue }
        return repetition.minimum > 0 && self.group(group, tree)
      case .group(let group):
        return self.group(group, tree)
      case .assertion(let kind):
        return assertion(kind, tree[id].modes)
      default:
        return false
      }
    }
    return false
  }

  private static func assertion(_ kind: SimpleAssertion, _ modes: Modes) -> Bool {
    switch kind {
    case .subjectStart, .matchingStart: true
    case .circumflex: !modes.contains(.multiline)
    default: false
    }
  }

  private static func group(_ group: Group, _ tree: Tree) -> Bool {
    switch group.kind {
    case .capture, .nonCapture, .branchReset, .atomic, .lookahead(negative: false),
      .nonAtomicLookahead:
      return allBranches(of: group, tree)
    case .conditional(.assertion(let lookaround)):
      // What stands first in the first branch is the assertion itself.
      guard group.branches.count == 2, case .group(let test) = tree[lookaround].kind else {
        return false
      }
      return self.group(test, tree) && sequence(tree[tree[group.branches, 1].nodes], tree)
    case .conditional:
      return group.branches.count == 2 && allBranches(of: group, tree)
    case .pattern, .lookahead, .lookbehind, .nonAtomicLookbehind, .scriptRun:
      return false
    }
  }
}
