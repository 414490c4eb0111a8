// SPDX-License-Identifier: MIT
// The pattern as a flat row of tokens with just what matters for the length of a lookbehind.
//
// A row and not the tree, because a call inside a lookbehind goes to the first group of its number
// wherever it stands, and because "is this call inside the group it calls?" is then a comparison of
// positions. It is built only for patterns that look behind.

internal import SourceText

/// A token of the row.
struct LengthToken {
  enum Kind {
    /// One character.
    case one
    /// Nothing that takes room.
    case zero
    /// `(*ACCEPT)`, `(*FAIL)`: what follows in the branch does not count.
    case stop
    /// Something of variable length.
    case variable
    /// `\C` in UTF mode.
    case anyByte
    /// A group, of the number in `value`; 0 if it does not capture.
    case open
    /// The opening of a lookahead.
    case lookahead
    /// The opening of a lookbehind, whose length gets into `value`.
    case lookbehind
    /// The opening of a DEFINE group.
    case define
    /// `|`; in a lookbehind the next branch's length gets into `value`.
    case bar
    /// `)`
    case close
    /// A fixed number of repeats, in `value`.
    case exactly
    /// Any other quantifier.
    case repeated
    /// A reference or call that counts as long as the group in `value`; -1 if there is no group.
    case group
  }
  var kind: Kind
  var value = 0
  /// What PCRE2 reports as the place of an error.
  var offset = 0
  /// The node, for an opening or a bar of a lookbehind; -1 for others.
  var node = -1
  /// The branch of that node.
  var branch = 0
  /// The other bracket's position in the row.
  var partner = 0
}

/// Builds the row from the nodes of a parser.
struct LengthTokenizer {
  /// What is left to do.
  private enum Step {
    case node(NodeID)
    case token(LengthToken)
  }
  let parser: PatternParser
  private(set) var tokens: [LengthToken] = []
  /// Position of the first group of each number; -1 if there is none.
  private(set) var firstOpen: [Int]
  private var steps: [Step] = []

  init(_ parser: PatternParser) {
    self.parser = parser
    firstOpen = [Int](repeating: -1, count: parser.captureCount + 1)
    steps = [.node(NodeID(parser.tree.nodes.count - 1))]
    while let step = steps.popLast() {
      switch step {
      case .token(let token): tokens.append(token)
      case .node(let id): add(id)
      }
    }
    joinBrackets()
  }

  private mutating func joinBrackets() {
    var opened: [Int] = []
    for index in tokens.indices {
      switch tokens[index].kind {
      case .open, .lookahead, .lookbehind, .define:
        opened.append(index)
        let number = tokens[index].value
        if tokens[index].kind == .open, number > 0, firstOpen[number] < 0 {
          firstOpen[number] = index
        }
      case .close:
        guard let open = opened.popLast() else { continue }
        tokens[open].partner = index
        tokens[index].partner = open
      default: break
      }
    }
  }

  private mutating func add(_ id: NodeID) {
    let node = parser.tree.nodes[id.index]
    switch node.kind {
    case .literal, .dot, .property: append(.one)
    case .type(let type): addType(type)
    case .characterClass(let list):
      append(list.members.isEmpty && !list.negated ? .variable : .one)
    case .assertion(.wordStart): addWordEdge(.lookahead)
    case .assertion(.wordEnd): addWordEdge(.lookbehind)
    case .assertion, .keepOut, .callout, .optionSetting: append(.zero)
    case .backreference(let reference): addReference(reference, at: node.span)
    case .call(let reference): addCall(reference, at: node.span)
    case .verb(let verb): append(verb.kind == .accept || verb.kind == .fail ? .stop : .zero)
    case .repetition(let repetition): addRepetition(repetition)
    case .group(let group): addGroup(group, node: id)
    }
  }

  private mutating func append(_ kind: LengthToken.Kind, value: Int = 0, offset: Int = 0) {
    tokens.append(LengthToken(kind: kind, value: value, offset: offset))
  }

  private mutating func addType(_ type: CharacterType) {
    switch type {
    case .newlineSequence, .graphemeCluster: append(.variable)
    case .anyByte where parser.utf: append(.anyByte)
    default: append(.one)
    }
  }

  /// A word edge is a word boundary and a lookaround for a word character.
  private mutating func addWordEdge(_ kind: LengthToken.Kind) {
    append(.zero)
    append(kind)
    append(.one)
    append(.close)
  }

  private mutating func addReference(_ reference: GroupReference, at span: SourceSpan) {
    if parser.options.compile.contains(.matchUnsetBackref) {
      append(.variable)
      return
    }
    switch reference {
    case .number(let number):
      let offset = number < 10 ? parser.firstSmallReference[number] : span.end - 1
      if parser.hasBranchReset {
        append(.variable)
      } else {
        append(.group, value: number, offset: offset)
      }
    case .name(let use):
      let name = parser.nameUses[use].name
      guard let group = parser.firstGroup(named: name) else {
        append(.group, value: -1, offset: name.start)
        return
      }
      if group.isDuplicate || parser.hasBranchReset {
        append(.variable)
      } else {
        append(.group, value: group.number, offset: name.start)
      }
    }
  }

  private mutating func addCall(_ reference: GroupReference, at span: SourceSpan) {
    switch reference {
    case .number(let number):
      append(.group, value: number, offset: span.end - 1)
    case .name(let use):
      let name = parser.nameUses[use].name
      append(.group, value: parser.firstGroup(named: name)?.number ?? -1, offset: name.start)
    }
  }

  private mutating func addRepetition(_ repetition: Repetition) {
    let isExact = repetition.minimum == repetition.maximum
    steps.append(
      .token(
        LengthToken(kind: isExact ? .exactly : .repeated, value: isExact ? repetition.minimum : 0)))
    if case .verb = parser.tree.nodes[repetition.child.index].kind {
      // PCRE2 puts a group around a quantified (*ACCEPT).
      steps.append(.token(LengthToken(kind: .close)))
      steps.append(.node(repetition.child))
      steps.append(.token(LengthToken(kind: .open)))
    } else {
      steps.append(.node(repetition.child))
    }
  }

  private mutating func addGroup(_ group: Group, node: NodeID) {
    var opening = LengthToken(kind: .open)
    switch group.kind {
    case .pattern: opening.kind = .zero
    case .capture(let number, _): opening.value = number
    case .lookahead, .nonAtomicLookahead: opening.kind = .lookahead
    case .lookbehind, .nonAtomicLookbehind:
      opening.kind = .lookbehind
      opening.node = node.index
      opening.offset = offset(ofLookbehind: group)
    case .conditional(.define): opening.kind = .define
    case .nonCapture, .branchReset, .atomic, .scriptRun, .conditional: break
    }
    tokens.append(opening)
    var isAtomicScriptRun = false
    if case .scriptRun(true) = group.kind { isAtomicScriptRun = true }
    if isAtomicScriptRun {
      // These are two groups to PCRE2.
      append(.open)
      steps.append(.token(LengthToken(kind: .close)))
    }
    if opening.kind != .zero { steps.append(.token(LengthToken(kind: .close))) }
    for index in (0..<group.branches.count).reversed() {
      for child in parser.tree[parser.tree[group.branches, index].nodes].reversed() {
        steps.append(.node(child))
      }
      guard index > 0 else { continue }
      var bar = LengthToken(kind: .bar)
      if group.kind.isLookbehind {
        bar.node = node.index
        bar.branch = index
      }
      steps.append(.token(bar))
    }
    if case .conditional(.assertion(let condition)) = group.kind {
      steps.append(.node(condition))
    }
  }

  /// The offset PCRE2 reports for a lookbehind: the bracket, but not so in the spelled-out forms.
  private func offset(ofLookbehind group: Group) -> Int {
    let open = group.openSpan
    return parser.text[open.start + 1] == 0x3F ? open.start : open.end - 4
  }
}
