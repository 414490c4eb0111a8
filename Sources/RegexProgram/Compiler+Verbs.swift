// SPDX-License-Identifier: MIT
// Backtracking verbs. All but (*ACCEPT) are one instruction that pushes a record; what the record does
// when the search comes back to it stands in RegexMachine/Execution+Verbs.swift.

import RegexSyntax

extension Compiler {
  /// Emits a verb, behind its item.
  mutating func emitVerb(_ verb: Verb, _ id: NodeID) {
    switch verb.kind {
    case .fail:
      // A name on (*FAIL) or (*ACCEPT) is a mark in front of it.
      if verb.name != nil { emit(.init(.mark, b: markName(verb)), for: id) }
      emit(.init(.fail), for: id)
    case .accept:
      if verb.name != nil { emit(.init(.mark, b: markName(verb)), for: id) }
      emitAccept(id)
    case .mark: emit(.init(.mark, b: markName(verb)), for: id)
    case .commit: emit(.init(.commit, b: markName(verb)), for: id)
    case .prune: emit(.init(.prune, b: markName(verb)), for: id)
    case .skip: emit(.init(.skip, b: markName(verb)), for: id)
    case .then: emit(.init(.then, b: markName(verb)), for: id)
    }
  }

  /// Closes the groups that are open, inside an assertion only those opened within it, and accepts.
  private mutating func emitAccept(_ id: NodeID) {
    for open in openGroups.reversed() where open.assertionDepth >= assertionDepth {
      emit(.init(.closeOpen, a: UInt32(open.number)), for: id)
    }
    emit(.init(assertionDepth > 0 ? .acceptAssertion : .acceptVerb), for: id)
  }

  /// The number of a verb's name, from 1; 0 if it has none.
  private mutating func markName(_ verb: Verb) -> UInt32 {
    guard let range = verb.name, !range.isEmpty else { return 0 }
    let name = tree[range]
    if let known = markNames.firstIndex(of: name) { return UInt32(known + 1) }
    markNames.append(name)
    return UInt32(markNames.count)
  }
}

extension GroupKind {
  /// The number by which the group can be called, none if it cannot.
  var number: UInt32 {
    switch self {
    case .pattern: 0
    case .capture(let number, _): UInt32(number)
    default: Instruction.none
    }
  }

  /// Whether the group is a lookaround.
  var isAssertion: Bool {
    switch self {
    case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind: true
    default: false
    }
  }
}
