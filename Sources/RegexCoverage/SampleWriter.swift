// SPDX-License-Identifier: MIT
// A text that a pattern could match, written by walking the tree with some choices made beforehand. It need not match:
// lookarounds are only guessed at, and whoever uses a sample runs it.
//
// Example: `(a|b)+c` with the second branch and two rounds chosen is written as `bbc`.
// Tested in RegexCoverageTests/ProposalTests.swift.

import RegexProgram
import RegexSyntax
import SourceText
import UnicodeData

/// Writes samples.
struct SampleWriter {
  /// What is chosen for one node beside the way to it.
  struct Wish: Hashable {
    /// The node.
    var node: NodeID
    /// A class takes one of this member.
    var member: Int?
    /// Letters are written in their other case.
    var isOtherCase = false
  }

  private let tree: Tree
  private let map: PatternWays
  private let choices: PatternWays.Choices
  private let wish: Wish
  /// 0 = everything as short and as early as it can be; else decides what is not chosen.
  private var random: SampleRandom
  private let isPlain: Bool
  private(set) var text: [UInt8] = []
  /// Where the wished node begins and ends, as far as it was written.
  private(set) var marks: [Int] = []
  private var captures: [Int: [UInt8]] = [:]
  /// What lookaheads ask for, and where.
  private var ahead: [(position: Int, text: [UInt8])] = []
  private var depth = 0

  private static let longest = 600
  private static let deepest = 60
  /// The most nodes that are written: what adds no text could go on for ever.
  private static let mostNodes = 10_000
  private var nodes = 0

  init(_ map: PatternWays, _ choices: PatternWays.Choices, _ wish: Wish, variant: UInt64) {
    tree = map.tree
    self.map = map
    self.choices = choices
    self.wish = wish
    random = SampleRandom(seed: variant)
    isPlain = variant == 0
  }

  /// Writes the whole pattern.
  mutating func write() {
    write(tree.root)
    guard !isPlain else { return }
    // What a lookahead has asked for is laid over what came behind it.
    for (position, asked) in ahead where position <= text.count {
      let end = min(text.count, position + asked.count)
      text.replaceSubrange(position..<end, with: asked)
    }
  }

  /// Writes one node alone.
  mutating func write(_ id: NodeID) {
    guard text.count < Self.longest, depth < Self.deepest, nodes < Self.mostNodes else { return }
    nodes += 1
    depth += 1
    defer { depth -= 1 }
    if id == wish.node { marks.append(text.count) }
    defer { if id == wish.node { marks.append(text.count) } }
    let node = tree[id]
    switch node.kind {
    case .literal(let character): append(character, id)
    case .dot: append(isPlain ? 0x61 : random.pick([0x61, 0x78, 0x37, 0x20]), id)
    case .type(let type): append(pick(SampleCharacters.sample(of: type)), id)
    case .property(let test):
      let found = SampleCharacters.first { test.property.contains($0) != test.negated }
      if let found { append(found, id) }
    case .characterClass(let characterClass): write(characterClass, node, id)
    case .backreference(let target): text += captured(target)
    case .call(let target):
      if let group = called(target) { write(group) }
    case .repetition(let repetition): write(repetition, id)
    case .group(let group): write(group, id)
    case .assertion, .keepOut, .verb, .callout, .optionSetting: break
    }
  }

  /// Writes what is in a group, whatever the group is.
  mutating func writeContent(of id: NodeID) {
    if case .group(let group) = tree[id].kind { writeBranch(of: group, id) }
  }

  // MARK: Characters

  private mutating func pick(_ values: [UInt32]) -> UInt32 {
    isPlain ? values[0] : random.pick(values)
  }

  private mutating func append(_ value: UInt32, _ id: NodeID) {
    var value = value
    let isLetter = value < 0x80 && (0x61...0x7A).contains(value | 0x20)
    if isLetter && id == wish.node && wish.isOtherCase { value ^= 0x20 }
    if tree.options.compile.contains(.utf) {
      appendUTF8(value, to: &text)
    } else {
      text.append(UInt8(truncatingIfNeeded: value))
    }
  }

  private mutating func write(_ characterClass: CharacterClass, _ node: Node, _ id: NodeID) {
    let isUTF = tree.options.compile.contains(.utf)
    let sets = CharacterSet.sets(of: tree[characterClass.members], in: node, of: tree)
    guard !characterClass.negated else {
      let free = SampleCharacters.first { value in
        !sets.contains { value < 0x80 ? $0.table[Int(value)] == 1 : $0.containsWide(value) }
      }
      if let free { append(free, id) }
      return
    }
    guard !sets.isEmpty else { return }
    // A repeated class shows other members as well: one input for many points.
    let isWished = id == wish.node && (isPlain || random.below(2) == 0)
    let member = isWished ? wish.member : nil
    let index = member ?? (isPlain ? 0 : random.below(sets.count))
    let found = SampleCharacters.members(of: sets[index], isUTF: isUTF)
    guard !found.isEmpty else { return }
    append(pick(found), id)
  }

  // MARK: Groups

  private func captured(_ target: GroupReference) -> [UInt8] {
    switch target {
    case .number(let number): captures[number] ?? []
    case .name(let name):
      tree.names[name].groups.lazy.compactMap { captures[$0] }.first ?? []
    }
  }

  private func called(_ target: GroupReference) -> NodeID? {
    switch target {
    case .number(0): tree.root
    case .number(let number): map.groups[number]
    case .name(let name): tree.names[name].groups.first.flatMap { map.groups[$0] }
    }
  }

  private mutating func write(_ repetition: Repetition, _ id: NodeID) {
    var rounds = repetition.minimum
    if let chosen = choices.rounds[id] {
      rounds = chosen
    } else if !isPlain {
      rounds += random.below(3)
    }
    for _ in 0..<min(rounds, repetition.maximum ?? rounds) { write(repetition.child) }
  }

  private mutating func write(_ group: Group, _ id: NodeID) {
    let start = text.count
    switch group.kind {
    case .lookahead(negative: true), .lookbehind(negative: true): return
    case .lookahead(negative: false), .nonAtomicLookahead:
      writeBranch(of: group, id)
      // What a lookahead sees comes from what follows.
      let asked = Array(text[start...])
      text.removeSubrange(start...)
      ahead.append((start, asked))
    case .lookbehind(negative: false), .nonAtomicLookbehind:
      guard !isPlain else { return }
      writeBranch(of: group, id)
    case .conditional(.define), .conditional(.version(isTrue: false)):
      if group.branches.count > 1 { write(tree[group.branches, 1]) }
    case .capture(let number, _):
      writeBranch(of: group, id)
      captures[number] = Array(text[min(start, text.count)...])
    case .conditional(let condition): write(condition, group, id)
    default: writeBranch(of: group, id)
    }
  }

  private mutating func write(_ condition: Condition, _ group: Group, _ id: NodeID) {
    var branch = choices.branches[id]
    switch condition {
    case .groupSet(let target) where branch == nil: branch = captured(target).isEmpty ? 1 : 0
    case .assertion(let test) where branch != 1: write(test)
    default: break
    }
    let index = branch ?? 0
    if index < group.branches.count { write(tree[group.branches, index]) }
  }

  private mutating func writeBranch(of group: Group, _ id: NodeID) {
    var index = isPlain ? 0 : random.below(group.branches.count)
    // Deep down the first branch is as likely to end as any: recursions put it last or first.
    if depth > Self.deepest / 2 { index = depth % group.branches.count }
    if let chosen = choices.branches[id] { index = chosen }
    write(tree[group.branches, min(index, group.branches.count - 1)])
  }

  private mutating func write(_ branch: Branch) {
    for id in tree[branch.nodes] { write(id) }
  }
}

/// Randomness that is the same in every run (splitmix64).
struct SampleRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return bound > 1 ? Int((mixed ^ (mixed >> 31)) % UInt64(bound)) : 0
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
