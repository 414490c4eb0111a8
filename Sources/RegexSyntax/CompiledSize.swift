// SPDX-License-Identifier: MIT
// Whether PCRE2 could hold the pattern: it refuses one whose code would be longer than 65536 units
// (error 120), and one that nests too deep for its work space (error 186).
//
// Before it compiles, PCRE2 adds up how much room every part will need, with the copies that counted
// groups are made into. This does the same sum, in the same order, because where it overflows
// decides which of several errors is reported. It is an account of another program's memory and has
// no other use; patterns that cannot come near the limits are not counted.
//
// Tested in RegexSyntaxTests/SizeTests.swift.

internal import SourceText

/// That PCRE2 has no room for the pattern.
struct SizeOverflow {
  /// PCRE2's error number.
  var code: Int
  /// Offset of what PCRE2 looks at when it notices.
  var noticed: Int
  /// The offset it reports.
  var reported: Int
}

extension PatternParser {
  /// Nothing takes more units than these for each of its bytes unless it is marked as swelling.
  static var roomPerByte: Int { 32 }
  /// What fits for certain, a little below PCRE2's limit.
  static var roomLimit: Int { 65000 }

  /// Where PCRE2's room runs out; nil if the pattern fits.
  ///
  /// - Returns: The error, and where PCRE2 notices it.
  func sizeOverflow() -> SizeOverflow? {
    let isSmall = end <= 2000 && Self.roomPerByte * end + extraRoom < Self.roomLimit
    guard swells || !isSmall else { return nil }
    var meter = SizeMeter(self)
    return meter.run()
  }
}

/// Adds up PCRE2's code units.
struct SizeMeter {
  /// The greatest length of compiled code, and the room for one item and all groups around it.
  private static var lengthLimit: Int { 65536 }
  private static var workspace: Int { 6000 }
  private static var workspaceMargin: Int { 100 }
  /// The room of an opening and a closing bracket, of a bar, of a callout, of the atomic wrapping.
  private static var brackets: Int { 6 }
  private static var bar: Int { 3 }
  private static var callout: Int { 6 }

  /// What is left to do.
  private enum Step {
    case node(NodeID, quantified: Bool)
    case automaticCallout(ItemID?, offset: Int)
    case branchStart(NodeID, Int)
    case branchEnd(offset: Int, isLast: Bool)
    case groupEnd(NodeID)
    case quantifier(NodeID)
    case wrapEnd
  }

  /// A group that is open.
  private struct Level {
    /// The room counted so far.
    var length: Int
    /// How far into the work space its items begin.
    var base: Int
    /// The same, without what a lookbehind's branch begins with.
    var groupBase: Int
    /// The room of the last item, which a quantifier may still change.
    var pending = 0
    /// The room of the last group in it.
    var lastGroup = 0
  }

  let parser: PatternParser
  private var levels: [Level] = []
  private var steps: [Step] = []
  private var lookaroundDepth = 0
  /// For each open capture, in how many lookarounds it is.
  private var openCaptures: [Int] = []
  private var overflow: SizeOverflow?

  init(_ parser: PatternParser) { self.parser = parser }

  mutating func run() -> SizeOverflow? {
    levels = [Level(length: Self.brackets, base: 3, groupBase: 3)]
    let root = NodeID(parser.tree.nodes.count - 1)
    let wraps = !parser.options.compile.isDisjoint(with: [.extraMatchWord, .extraMatchLine])
    if wraps {
      levels[0].length += 1
      levels.append(Level(length: Self.brackets, base: 6, groupBase: 6))
      steps.append(.wrapEnd)
    }
    pushBranches(of: root)
    while overflow == nil, let step = steps.popLast() { take(step) }
    if overflow == nil, let level = levels.first, 1 + level.length > Self.lengthLimit {
      overflow = SizeOverflow(code: 120, noticed: parser.end, reported: parser.end)
    }
    return overflow
  }

  private mutating func take(_ step: Step) {
    switch step {
    case .node(let id, let quantified): add(id, quantified: quantified)
    case .automaticCallout(let item, let offset): addAutomaticCallout(item, at: offset)
    case .branchStart(let id, let index): startBranch(index, of: id)
    case .branchEnd(let offset, let isLast):
      beginItem(at: offset)
      if !isLast { addBar(at: offset) }
    case .groupEnd(let id): endGroup(id)
    case .quantifier(let id): addQuantifier(id)
    case .wrapEnd:
      closeLevel()
      beginItem(at: parser.end)
      levels[0].length += 1
      beginItem(at: parser.end)
    }
  }

  /// Counts a bar.
  ///
  /// Here the library reports no offset, since the security fixes that Debian's 10.42 carries.
  private mutating func addBar(at offset: Int) {
    let top = levels.count - 1
    levels[top].length += Self.bar
    if overflow == nil, levels[top].length > Self.lengthLimit {
      overflow = SizeOverflow(code: 120, noticed: offset, reported: 0)
    }
  }

  // MARK: Items

  /// Counts the item before, and sees whether there is room for another.
  private mutating func beginItem(at offset: Int) {
    checkWorkspace(at: offset)
    let top = levels.count - 1
    levels[top].length += levels[top].pending
    levels[top].pending = 0
    if overflow == nil, levels[top].length > Self.lengthLimit {
      overflow = SizeOverflow(code: 120, noticed: offset, reported: parser.end)
    }
  }

  private mutating func checkWorkspace(at offset: Int) {
    let used = (levels.last?.base ?? 0) + (levels.last?.pending ?? 0)
    if overflow == nil, used > Self.workspace - Self.workspaceMargin {
      overflow = SizeOverflow(
        code: used >= Self.workspace ? 152 : 186, noticed: offset, reported: parser.end)
    }
  }

  private mutating func addAutomaticCallout(_ item: ItemID?, at offset: Int) {
    guard parser.options.compile.contains(.autoCallout), let item,
      parser.tree.items[item.index].number == 255
    else { return }
    beginItem(at: offset)
    levels[levels.count - 1].pending = Self.callout
  }

  private mutating func add(_ id: NodeID, quantified: Bool) {
    let node = parser.tree.nodes[id.index]
    switch node.kind {
    case .callout(let callout):
      addCallout(callout, node)
      return
    case .optionSetting:
      addAutomaticCallout(node.item, at: node.span.start)
      beginItem(at: node.span.start)
      return
    case .repetition(let repetition):
      steps.append(.quantifier(id))
      steps.append(.node(repetition.child, quantified: true))
      return
    default:
      addAutomaticCallout(node.item, at: node.span.start)
      beginItem(at: node.span.start)
    }
    guard overflow == nil else { return }
    let top = levels.count - 1
    switch node.kind {
    case .verb(let verb): addVerb(verb, quantified: quantified)
    case .assertion(.wordStart), .assertion(.wordEnd): addWordEdge(node)
    case .group(let group):
      if group.isEmptyNegation(in: parser), !quantified {
        levels[top].pending = 1
      } else {
        openGroup(group, id)
      }
    default:
      let size = parser.codeSize(of: node)
      levels[top].length += size.data
      levels[top].pending = size.code
    }
  }

  private mutating func addCallout(_ callout: Callout, _ node: Node) {
    guard node.item != nil || !parser.options.compile.contains(.autoCallout) else { return }
    beginItem(at: node.span.start)
    let top = levels.count - 1
    switch callout {
    case .number: levels[top].pending = Self.callout
    case .string: levels[top].length += node.span.count - 4 + 9
    }
  }

  private mutating func addVerb(_ verb: Verb, quantified: Bool) {
    let top = levels.count - 1
    var data = verb.name?.count ?? 0
    var code = verb.name == nil ? 1 : 3
    if verb.kind == .accept {
      data += 3 * openCaptures.count { $0 >= lookaroundDepth }
    }
    if verb.name != nil, verb.kind == .accept || verb.kind == .fail {
      // The name makes a (*MARK) of its own.
      data += 3
      code = 1
    }
    if quantified {
      // PCRE2 puts a group around a quantified (*ACCEPT).
      data += code
      code = Self.brackets
      levels[top].lastGroup = Self.brackets + data
    }
    levels[top].length += data
    levels[top].pending = code
  }

  /// A word boundary, and a lookaround for a word character.
  private mutating func addWordEdge(_ node: Node) {
    let top = levels.count - 1
    var size = Self.brackets + (parser.options.compile.contains(.ucp) ? 3 : 1)
    if node.kind == .assertion(.wordEnd) { size += 3 }
    levels[top].length += 1 + size - Self.brackets
    levels[top].pending = Self.brackets
    levels[top].lastGroup = size
  }

  // MARK: Groups

  private mutating func openGroup(_ group: Group, _ id: NodeID) {
    let extra = extraRoom(group)
    if group.kind.isLookaround { lookaroundDepth += 1 }
    if case .capture = group.kind { openCaptures.append(lookaroundDepth) }
    openLevel(extra)
    if case .scriptRun(true) = group.kind {
      beginItem(at: parser.tree.nodes[id.index].span.start)
      openLevel(0)
    }
    steps.append(.groupEnd(id))
    pushBranches(of: id)
  }

  private mutating func openLevel(_ extra: Int) {
    let base = (levels.last?.base ?? 0) + 3 + extra
    levels.append(Level(length: Self.brackets + extra, base: base, groupBase: base))
  }

  private mutating func endGroup(_ id: NodeID) {
    guard case .group(let group) = parser.tree.nodes[id.index].kind else { return }
    if group.kind.isLookaround { lookaroundDepth -= 1 }
    if case .capture = group.kind { openCaptures.removeLast() }
    closeLevel()
    if case .scriptRun(true) = group.kind {
      beginItem(at: group.closeSpan.start)
      closeLevel()
    }
  }

  private mutating func closeLevel() {
    let closed = levels.removeLast()
    let top = levels.count - 1
    levels[top].lastGroup = closed.length
    levels[top].length += closed.length - Self.brackets
    levels[top].pending = Self.brackets
  }

  /// The room behind a group's opening bracket for its number or condition.
  private func extraRoom(_ group: Group) -> Int {
    switch group.kind {
    case .capture: return 2
    case .conditional(let condition):
      switch condition {
      case .define, .version: return 1
      case .assertion: return 0
      case .groupSet(.name(let use)), .recursion(.name(let use)):
        return parser.firstGroup(named: parser.nameUses[use].name)?.isDuplicate == true ? 5 : 3
      default: return 3
      }
    default: return 0
    }
  }

  private mutating func pushBranches(of id: NodeID) {
    guard case .group(let group) = parser.tree.nodes[id.index].kind else { return }
    let last = group.branches.count - 1
    for index in (0..<group.branches.count).reversed() {
      let branch = parser.tree[group.branches, index]
      steps.append(.branchEnd(offset: branch.span.end, isLast: index == last))
      let item = index == last ? group.closeItem : branch.separator
      steps.append(.automaticCallout(item, offset: branch.span.end))
      for child in parser.tree[branch.nodes].reversed() {
        steps.append(.node(child, quantified: false))
      }
      if index == 0, case .conditional(.assertion(let condition)) = group.kind {
        steps.append(.node(condition, quantified: false))
        if let callout = group.conditionCallout { steps.append(.node(callout, quantified: false)) }
      }
      if group.kind.isLookbehind { steps.append(.branchStart(id, index)) }
    }
  }

  private mutating func startBranch(_ index: Int, of id: NodeID) {
    guard case .group(let group) = parser.tree.nodes[id.index].kind else { return }
    let top = levels.count - 1
    let looksBack = (parser.tree[group.branches, index].lookbehindLength ?? 0) > 0
    levels[top].base = levels[top].groupBase + (looksBack ? 3 : 0)
    if looksBack { levels[top].length += 3 }
  }

  // MARK: Quantifiers

  private mutating func addQuantifier(_ id: NodeID) {
    let node = parser.tree.nodes[id.index]
    guard case .repetition(let repetition) = node.kind else { return }
    checkWorkspace(at: repetition.quantifierSpan.start)
    guard overflow == nil else { return }
    let top = levels.count - 1
    let before = levels[top].pending
    let child = parser.tree.nodes[repetition.child.index]
    let isPossessive = repetition.mode == .possessive
    let range = RepeatRange(repetition.minimum, repetition.maximum)
    switch child.kind {
    case .call: repeatCall(range, isPossessive)
    case .group(let group): repeatGroup(range, isPossessive, group.kind)
    case .assertion: repeatGroup(range, isPossessive, .lookahead(negative: false))
    case .verb: repeatGroup(range, isPossessive, .nonCapture)
    default:
      levels[top].pending = parser.codeSize(of: child).repeated(range, isPossessive)
    }
    // What was there before is counted even if the quantifier removed it.
    levels[top].pending = max(levels[top].pending, before)
    if levels[top].length > Int(Int32.max) - 20 {
      overflow = SizeOverflow(
        code: 120, noticed: repetition.quantifierSpan.start, reported: parser.end)
    }
  }

  private mutating func repeatCall(_ range: RepeatRange, _ isPossessive: Bool) {
    let top = levels.count - 1
    var range = range
    if range.minimum == 1, range.maximum == 1, !isPossessive { return }
    if range.minimum > 0, range.minimum != 1 || range.maximum != nil {
      let isFixed = range.minimum == range.maximum
      levels[top].length += 3 * (isFixed ? range.minimum - 1 : range.minimum)
      if isFixed {
        if isPossessive { levels[top].pending += Self.brackets }
        return
      }
      range.maximum = range.maximum.map { $0 - range.minimum }
      range.minimum = 0
    }
    levels[top].pending += Self.brackets
    levels[top].lastGroup = 9
    repeatGroup(range, isPossessive, .nonCapture)
  }

  private mutating func repeatGroup(
    _ range: RepeatRange, _ isPossessive: Bool, _ kind: GroupKind
  ) {
    let top = levels.count - 1
    var needsWrapping = isPossessive
    if range.minimum == 1, range.maximum == 1, !isPossessive { return }
    var maximum = range.maximum
    if kind.isLookaround, maximum == nil { maximum = range.minimum + 1 }
    let group = levels[top].lastGroup
    var chains = false
    if range.minimum == 0 {
      chains = (maximum ?? 0) > 1
      levels[top].pending += chains ? 4 : 1
      if maximum == 0 { return }
      maximum = maximum.map { $0 - 1 }
    } else {
      levels[top].length += (range.minimum - 1) * group
      maximum = maximum.map { $0 - range.minimum }
    }
    if let maximum {
      if maximum > 0 { levels[top].length += maximum * (group + 7) - Self.brackets }
      if chains { levels[top].pending += 3 }
    } else if isPossessive, !kind.isScriptRun {
      if case .conditional = kind { levels[top].pending += Self.brackets }
      if range.minimum < 2 { needsWrapping = false }
    }
    if needsWrapping { levels[top].pending += Self.brackets }
  }
}

extension GroupKind {
  /// Whether the group is a script run; the atomic one has the script run outside.
  fileprivate var isScriptRun: Bool {
    if case .scriptRun = self { return true }
    return false
  }
}

extension Group {
  /// Whether the group is `(?!)`, which PCRE2 makes into (*FAIL).
  fileprivate func isEmptyNegation(in parser: PatternParser) -> Bool {
    guard case .lookahead(true) = kind, branches.count == 1,
      !parser.options.compile.contains(.autoCallout)
    else { return false }
    return parser.tree[parser.tree[branches, 0].nodes].allSatisfy { id in
      guard case .optionSetting(let changed) = parser.tree.nodes[id.index].kind else {
        return false
      }
      return changed == parser.tree.nodes[id.index].modes
    }
  }
}
