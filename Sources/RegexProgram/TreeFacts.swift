// SPDX-License-Identifier: MIT
// What the compiler wants to know of the tree before it starts: which nodes always take something,
// which groups are called. One pass over the arena, in which children come before their parents.

import RegexSyntax

struct TreeFacts {
  /// What is known of one node.
  private struct Flags: OptionSet {
    let rawValue: UInt8
    /// It cannot match without taking at least one byte.
    static let consumes = Flags(rawValue: 1)
    /// There is a (*THEN) in it.
    static let containsThen = Flags(rawValue: 2)
    /// It is (*ACCEPT).
    static let accepts = Flags(rawValue: 4)
  }

  private var flags: [Flags] = []
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
  /// How many characters the pattern looks back at most.
  private(set) var maximumLookbehind: Int
  /// Whether CR or LF stands in the pattern.
  private(set) var hasExplicitNewline = false

  init(_ tree: Tree) {
    maximumLookbehind = LookingBehind.ofWrapping(in: tree)
    flags.reserveCapacity(tree.nodes.count)
    for index in tree.nodes.indices { flags.append(note(tree.nodes[index].kind, tree)) }
  }

  private mutating func note(_ kind: Node.Kind, _ tree: Tree) -> Flags {
    switch kind {
    case .literal(let character):
      if ExplicitNewlines.isNewline(character) { hasExplicitNewline = true }
      return .consumes
    case .characterClass(let characterClass):
      if ExplicitNewlines.areIn(characterClass, tree) { hasExplicitNewline = true }
      return .consumes
    case .type(let type):
      if type == .anyByte { hasAnyByte = true }
      return .consumes
    case .dot, .property: return .consumes
    case .assertion(let assertion):
      maximumLookbehind = max(maximumLookbehind, LookingBehind.length(of: assertion))
      return []
    case .call(let target):
      noteCall(target, tree)
      return []
    case .verb(let verb):
      hasVerbs = true
      hasAccept = hasAccept || verb.kind == .accept
      hasThen = hasThen || verb.kind == .then
      return verb.kind == .then ? .containsThen : verb.kind == .accept ? .accepts : []
    case .repetition(let repetition):
      let child = flags[repetition.child.index]
      return repetition.minimum > 0
        ? child.subtracting(.accepts) : child.intersection(.containsThen)
    case .group(let group): return note(group, tree)
    case .backreference:
      hasReferences = true
      return []
    case .keepOut, .callout, .optionSetting: return []
    }
  }

  private mutating func noteCall(_ target: GroupReference, _ tree: Tree) {
    (hasCalls, hasReferences) = (true, true)
    switch target {
    case .number(let number): calledGroups.insert(number)
    case .name(let name): calledGroups.formUnion(tree.names[name].groups.prefix(1))
    }
  }

  private mutating func note(_ group: Group, _ tree: Tree) -> Flags {
    var result: Flags = .consumes
    for index in group.branches.indices {
      let branch = tree.branches[index]
      maximumLookbehind = max(maximumLookbehind, branch.lookbehindLength ?? 0)
      let part = self.flags(of: branch, tree)
      result.formUnion(part.intersection(.containsThen))
      if !part.contains(.consumes) { result.remove(.consumes) }
    }
    switch group.kind {
    case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind:
      result.remove(.consumes)
    case .conditional(let condition):
      hasReferences = true
      if group.branches.count < 2 { result.remove(.consumes) }
      if case .assertion(let test) = condition, containsThen(test) { result.insert(.containsThen) }
    default: break
    }
    return result
  }

  /// What is known of a branch: it consumes if it takes something before an (*ACCEPT) that it contains.
  private func flags(of branch: Branch, _ tree: Tree) -> Flags {
    var result: Flags = []
    var isDecided = false
    for index in branch.nodes.indices {
      let node = flags[tree.children[index].index]
      result.formUnion(node.intersection(.containsThen))
      if isDecided || node.isDisjoint(with: [.accepts, .consumes]) { continue }
      isDecided = true
      if !node.contains(.accepts) { result.insert(.consumes) }
    }
    return result
  }

  /// Whether there is a (*THEN) in a node.
  func containsThen(_ id: NodeID) -> Bool { flags[id.index].contains(.containsThen) }

  /// Whether a node cannot match without taking at least one byte; false where that is not known.
  func consumes(_ id: NodeID) -> Bool { flags[id.index].contains(.consumes) }
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
