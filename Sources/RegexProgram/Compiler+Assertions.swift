// SPDX-License-Identifier: MIT
// Simple assertions, back references and calls: nodes that become one instruction or two.

import RegexSyntax
import SourceText

extension Compiler {
  /// The instruction of a simple assertion.
  func assertion(_ kind: SimpleAssertion, _ modes: Modes) -> Instruction {
    let options = tree.options.compile
    let isMultiline = modes.contains(.multiline)
    switch kind {
    case .circumflex:
      guard isMultiline else { return Instruction(.subjectStart) }
      let isAlternative = options.contains(.altCircumflex)
      if tree.options.newline == .lf && !isAlternative { return Instruction(.lineStartLF) }
      return Instruction(.lineStart, flags: isAlternative ? 1 : 0)
    case .dollar:
      if isMultiline { return Instruction(.lineEnd) }
      return Instruction(options.contains(.dollarEndOnly) ? .dollarEndOnly : .dollar)
    case .subjectStart: return Instruction(.absoluteStart)
    case .subjectEnd: return Instruction(.absoluteEnd)
    case .subjectEndOrNewline: return Instruction(.absoluteEndOrNewline)
    case .matchingStart: return Instruction(.matchingStart)
    case .wordBoundary, .wordStart, .wordEnd:
      return Instruction(.wordBoundary, flags: wordFlags)
    case .notWordBoundary:
      return Instruction(.wordBoundary, flags: wordFlags | 1)
    }
  }

  private var wordFlags: UInt8 {
    tree.options.compile.contains(.ucp) ? 4 : 0
  }

  /// Emits a simple assertion; `[[:<:]]` is `\b(?=\w)` and `[[:>:]]` is `\b(?<=\w)`.
  mutating func emitAssertion(_ kind: SimpleAssertion, _ modes: Modes, for id: NodeID) {
    emit(assertion(kind, modes), for: id)
    if kind == .wordStart || kind == .wordEnd { emitWordEdge(kind, for: id) }
  }

  /// Emits the lookaround in `[[:<:]]` or `[[:>:]]`.
  mutating func emitWordEdge(_ kind: SimpleAssertion, for id: NodeID) {
    let begin = emitForward(.init(.lookBegin), for: id)
    emit(.init(.wordBoundary, flags: wordFlags | (kind == .wordStart ? 8 : 16)), for: id)
    emit(.init(.lookEnd, flags: facts.hasThen || facts.hasAccept ? 1 : 0), for: id)
    land(begin)
  }

  /// Adds a reference to the program; gives its index.
  mutating func reference(to target: GroupReference, _ modes: Modes) -> UInt32 {
    let options = tree.options.compile
    let first = referencedGroups.count
    switch target {
    case .number(let number): referencedGroups.append(UInt32(number))
    case .name(let name):
      for group in tree.names[name].groups { referencedGroups.append(UInt32(group)) }
    }
    references.append(
      Reference(
        firstGroup: UInt32(first), groupCount: UInt32(referencedGroups.count - first),
        isCaseless: modes.contains(.caseless),
        usesUnicodeCase: options.contains(.utf) || options.contains(.ucp)))
    return UInt32(references.count - 1)
  }

  /// Emits a call; a name means the first group that bears it.
  mutating func emitCall(_ target: GroupReference, for id: NodeID) {
    emit(.init(.call, a: UInt32(calledGroup(target))), for: id)
  }

  /// The group that a call or recursion test means.
  func calledGroup(_ target: GroupReference) -> Int {
    switch target {
    case .number(let number): number
    case .name(let name): tree.names[name].groups.first ?? 0
    }
  }
}
