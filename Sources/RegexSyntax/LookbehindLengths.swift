// SPDX-License-Identifier: MIT
// How far each branch of each lookbehind looks back. PCRE2 wants that to be a fixed number, and
// counts a call of a group as the group's length.
//
// Example: the branches of `(?<=ab|c{3})` have the lengths 2 and 3; `(?<=a*)` is error 125.
//
// The work is a walk over a row of tokens with a stack of tasks of its own, so that no pattern can
// exhaust the call stack. Any failure ends the whole parse, so tasks only ever return a length.
//
// Two oddities are PCRE2's and kept: a lookbehind that DEFINE or (*ACCEPT) hides from this walk has
// length 0; and one that is walked twice, through a call and in place, is left at its first `|` the
// second time. Tested by fixtures/syntax/lookbehinds.txt.

internal import SourceText

extension PatternParser {
  /// Measures every lookbehind and notes the lengths in the branches.
  mutating func measureLookbehinds() throws(PatternError) {
    for token in try measuredTokens() where token.node >= 0 {
      guard case .group(let group) = tree.nodes[token.node].kind else { continue }
      tree.branches[group.branches.index(token.branch)].lookbehindLength = token.value
    }
  }

  private func measuredTokens() throws(PatternError) -> [LengthToken] {
    var meter = LookbehindMeter(self)
    try meter.run()
    return meter.tokens
  }
}

/// Walks the row of tokens.
private struct LookbehindMeter {
  /// The most branches that are walked, and the farthest that can be looked back.
  private static var branchLimit: Int { 2000 }
  private static var lengthLimit: Int { 65535 }

  /// Something half done.
  private struct Task {
    enum Kind {
      /// Looks for lookbehinds, up to the closing bracket of the group it began in.
      case scan
      /// Measures the branches of a lookbehind.
      case lookbehind
      /// Measures the branches of any other group, which must be equally long.
      case group
      /// Measures a branch.
      case branch
    }
    var kind: Kind
    /// Where it is in the row.
    var position: Int
    /// Depth of brackets in a scan, length so far in a branch, of a group -1 = not known.
    var count = 0
    /// Length of the last item of a branch.
    var last = 0
    /// Number of the group, 0 if it has none.
    var number = 0
    /// Where the lookbehind began.
    var opening = 0
    /// The innermost call under way: an index into `calls`, -1 = none.
    var call = -1
  }

  private let parser: PatternParser
  private(set) var tokens: [LengthToken]
  private let firstOpen: [Int]
  /// Known lengths of groups by number; -1 = not known.
  private var known: [Int]
  private var tasks: [Task] = []
  /// Calls under way: the position of the group called, and the call around it.
  private var calls: [(group: Int, outer: Int)] = []
  private var branchesWalked = 0

  init(_ parser: PatternParser) {
    let row = LengthTokenizer(parser)
    self.parser = parser
    tokens = row.tokens
    firstOpen = row.firstOpen
    known = [Int](repeating: -1, count: row.firstOpen.count)
  }

  mutating func run() throws(PatternError) {
    tasks.append(Task(kind: .scan, position: 0))
    while let task = tasks.last {
      switch task.kind {
      case .scan: try continueScan()
      case .branch: try continueBranch()
      case .lookbehind, .group: startBranch(at: task.position + 1, call: task.call)
      }
    }
  }

  // MARK: Tasks

  private mutating func startBranch(at position: Int, call: Int) {
    tasks.append(Task(kind: .branch, position: position, last: -1, call: call))
  }

  private mutating func continueScan() throws(PatternError) {
    let top = tasks.count - 1
    var position = tasks[top].position
    while position < tokens.count {
      switch tokens[position].kind {
      case .open, .lookahead, .define:
        tasks[top].count += 1
      case .close:
        tasks[top].count -= 1
        if tasks[top].count < 0 {
          try finish(at: position, length: 0)
          return
        }
      case .lookbehind:
        tasks[top].position = position
        tasks.append(
          Task(kind: .lookbehind, position: position, opening: position, call: tasks[top].call))
        return
      default: break
      }
      position += 1
    }
    try finish(at: position, length: 0)
  }

  private mutating func continueBranch() throws(PatternError) {
    let top = tasks.count - 1
    if tasks[top].last < 0 {
      guard branchesWalked <= Self.branchLimit else { throw failure(135) }
      branchesWalked += 1
      tasks[top].last = 0
    }
    while true {
      let position = tasks[top].position
      guard position < tokens.count else { throw failure(125) }
      let token = tokens[position]
      switch token.kind {
      case .one: try add(1)
      case .zero: try add(0)
      case .variable, .repeated: throw failure(125)
      case .anyByte: throw failure(136)
      case .exactly: try addRepeats(token.value)
      case .define:
        tasks[top].position = token.partner
        try add(0)
      case .close, .bar:
        try finish(at: position, length: tasks[top].count)
        return
      case .stop:
        try finish(at: endOfBranch(from: position), length: tasks[top].count)
        return
      case .lookahead:
        tasks.append(Task(kind: .scan, position: position + 1, call: tasks[top].call))
        return
      case .lookbehind:
        tasks.append(
          Task(kind: .lookbehind, position: position, opening: position, call: tasks[top].call))
        return
      case .open:
        if try !addKnown(token.value, from: position) { return }
      case .group:
        if try !addCall(token, from: position) { return }
      }
    }
  }

  /// Ends the task on top and hands its result to the one below.
  private mutating func finish(at position: Int, length: Int) throws(PatternError) {
    tasks.removeLast()
    guard !tasks.isEmpty else { return }
    let top = tasks.count - 1
    switch tasks[top].kind {
    case .scan:
      tasks[top].position = position + 1
    case .lookbehind:
      tokens[tasks[top].position].value |= length
      if tokens[position].kind == .bar, tokens[position].value == 0 {
        tasks[top].position = position
      } else {
        try finish(at: position, length: 0)
      }
    case .group:
      try finishGroupBranch(at: position, length: length)
    case .branch:
      try finishItem(at: position, length: length)
    }
  }

  private mutating func finishGroupBranch(at position: Int, length: Int) throws(PatternError) {
    let top = tasks.count - 1
    if tasks[top].count < 0 { tasks[top].count = length }
    guard tasks[top].count == length else { throw failure(125) }
    if tokens[position].kind == .close {
      if tasks[top].number > 0 { known[tasks[top].number] = length }
      try finish(at: position, length: length)
    } else {
      tasks[top].position = position
    }
  }

  /// Goes on with a branch behind something that a task of its own has walked.
  private mutating func finishItem(at position: Int, length: Int) throws(PatternError) {
    let top = tasks.count - 1
    switch tokens[tasks[top].position].kind {
    case .group: break
    case .lookahead:
      tasks[top].position = position
      if position + 1 < tokens.count, [.exactly, .repeated].contains(tokens[position + 1].kind) {
        tasks[top].position += 1
      }
    default:
      tasks[top].position = position
    }
    try add(length)
  }

  // MARK: Lengths

  /// Adds an item's length to the branch on top, and goes behind the item.
  private mutating func add(_ length: Int) throws(PatternError) {
    let top = tasks.count - 1
    tasks[top].count += length
    guard tasks[top].count <= Self.lengthLimit else { throw failure(187) }
    tasks[top].last = length
    tasks[top].position += 1
  }

  private mutating func addRepeats(_ times: Int) throws(PatternError) {
    let top = tasks.count - 1
    if times == 0 {
      tasks[top].count -= tasks[top].last
      try add(0)
    } else {
      try add((times - 1) * tasks[top].last)
    }
  }

  /// Adds the length of a group in place.
  ///
  /// - Returns: Whether it was known; else a task has been started.
  private mutating func addKnown(_ number: Int, from position: Int) throws(PatternError) -> Bool {
    if number > 0, !parser.hasBranchReset, known[number] >= 0 {
      tasks[tasks.count - 1].position = tokens[position].partner
      try add(known[number])
      return true
    }
    let call = tasks[tasks.count - 1].call
    tasks.append(Task(kind: .group, position: position, count: -1, number: number, call: call))
    return false
  }

  /// Adds the length of a group that is called or referred to; returns as `addKnown` does.
  private mutating func addCall(_ token: LengthToken, from position: Int) throws(PatternError)
    -> Bool
  {
    let number = token.value
    guard number >= 0, number < firstOpen.count else { throw failure(115, at: token.offset) }
    guard number > 0, firstOpen[number] >= 0 else { throw failure(125) }
    let group = firstOpen[number]
    if position > group, position < tokens[group].partner { throw failure(125) }
    let call = tasks[tasks.count - 1].call
    var outer = call
    while outer >= 0 {
      if calls[outer].group == group { throw failure(125) }
      outer = calls[outer].outer
    }
    if !parser.hasBranchReset, known[number] >= 0 {
      try add(known[number])
      return true
    }
    calls.append((group, call))
    tasks.append(
      Task(kind: .group, position: group, count: -1, number: number, call: calls.count - 1))
    return false
  }

  /// The bar or bracket that ends the branch.
  private func endOfBranch(from start: Int) -> Int {
    var position = start
    while position < tokens.count {
      switch tokens[position].kind {
      case .bar, .close: return position
      case .open, .lookahead, .lookbehind, .define: position = tokens[position].partner + 1
      default: position += 1
      }
    }
    return tokens.count - 1
  }

  /// An error of the innermost lookbehind, or at an offset of its own.
  private func failure(_ code: Int, at offset: Int? = nil) -> PatternError {
    let opening = tasks.last { $0.kind == .lookbehind }?.opening ?? 0
    let place = offset ?? tokens[opening].offset
    let node = tokens[opening].node
    let span = node >= 0 ? parser.tree.nodes[node].span : SourceSpan(place, place)
    return parser.failure(
      code, at: place, culprit: offset == nil ? span : SourceSpan(place, place + 1))
  }
}
