// SPDX-License-Identifier: MIT
// The constructs of a pattern by the words under which `rxdebug corpus stats` counts them.
// Tested in Tests/ReportingTests/CorpusStatisticsTests.swift.

import RegexSyntax

/// The names of the constructs that a tree holds, each once.
func constructNames(_ tree: Tree) -> Set<String> {
  var names: Set<String> = []
  for node in tree.nodes { addNames(node.kind, to: &names) }
  return names
}

private func addNames(_ kind: Node.Kind, to names: inout Set<String>) {
  switch kind {
  case .literal: names.insert("literal")
  case .dot: names.insert("dot")
  case .type(let type): names.insert(name(of: type))
  case .property: names.insert("property")
  case .characterClass: names.insert("character class")
  case .assertion(let assertion): names.insert(name(of: assertion))
  case .keepOut: names.insert("\\K")
  case .backreference: names.insert("back reference")
  case .call: names.insert("subroutine call")
  case .verb: names.insert("verb")
  case .callout: names.insert("callout")
  case .optionSetting: names.insert("option setting")
  case .repetition(let repetition):
    switch repetition.mode {
    case .greedy: names.insert("greedy quantifier")
    case .lazy: names.insert("lazy quantifier")
    case .possessive: names.insert("possessive quantifier")
    }
  case .group(let group):
    if group.branches.count > 1 { names.insert("alternation") }
    if let name = name(of: group.kind) { names.insert(name) }
  }
}

private func name(of type: CharacterType) -> String {
  switch type {
  case .newlineSequence: "\\R"
  case .graphemeCluster: "\\X"
  case .anyByte: "\\C"
  default: "class escape"
  }
}

private func name(of assertion: SimpleAssertion) -> String {
  switch assertion {
  case .wordBoundary, .notWordBoundary, .wordStart, .wordEnd: "word boundary"
  default: "anchor"
  }
}

private func name(of group: GroupKind) -> String? {
  switch group {
  case .pattern: nil
  case .capture(_, let name): name == nil ? "capturing group" : "named group"
  case .nonCapture: "non-capturing group"
  case .branchReset: "branch reset"
  case .atomic: "atomic group"
  case .lookahead: "lookahead"
  case .lookbehind: "lookbehind"
  case .nonAtomicLookahead, .nonAtomicLookbehind: "non-atomic lookaround"
  case .scriptRun: "script run"
  case .conditional: "conditional"
  }
}
