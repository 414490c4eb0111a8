// SPDX-License-Identifier: MIT
// The points of each kind of node.
//
// Tested in RegexCoverageTests/PlanTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

extension PlanBuilder {
  /// Adds the points of a node of a sequence.
  ///
  /// - Parameters:
  ///   - id: The node, which may be a repetition.
  ///   - next: The item that is tried when the node has matched; nil if that is not known.
  ///   - place: Where it stands.
  /// - Returns: The point that what follows depends on, nil if that is the same as before.
  mutating func addNode(_ id: NodeID, next: ItemID?, _ place: Place) -> Int? {
    let (child, repetition) = parts(of: id)
    let node = tree[child]
    guard isReachable(node.item) else {
      // What is only there to be called begins behind its bracket.
      if case .group(let group) = node.kind { _ = addGroup(group, child, next: nil, place) }
      return nil
    }
    var inner = place
    if let item = node.item {
      inner.prerequisite = add(.item, .tries(item.index), child, after: place.prerequisite)
    }
    if let repetition {
      addRounds(of: repetition, id, next: next, inner.prerequisite)
      if repetition.minimum == 0 { inner.isOptional = true }
      if repetition.maximum == 0 { inner.isForgotten = true }
    }
    switch node.kind {
    case .assertion(let kind) where repetition == nil:
      let canFail = !(isAnchor(kind, node) && place.isAtStart && program.isAnchored)
      addOutcomes(of: child, next: next, canFail: canFail, inner.prerequisite)
    case .characterClass(let characterClass):
      addClass(characterClass, child, inner.prerequisite)
    case .literal(let character):
      addOtherCase([ClassMember(kind: .character(character), span: node.span)], child, inner)
    case .group(let group):
      return addGroup(group, child, next: repetition == nil ? next : nil, inner)
    default: break
    }
    return inner.prerequisite
  }

  /// Whether an assertion asks for the place where an anchored search starts.
  private func isAnchor(_ kind: SimpleAssertion, _ node: Node) -> Bool {
    switch kind {
    case .circumflex: !node.modes.contains(.multiline)
    case .subjectStart, .matchingStart: true
    default: false
    }
  }

  private mutating func addOutcomes(
    of id: NodeID, next: ItemID?, canFail: Bool = true, _ prerequisite: Int?
  ) {
    guard let item = tree[id].item, let next, isReachable(next) else { return }
    add(.holds, .tries(next.index), id, after: prerequisite)
    if canFail { add(.fails, .lost(item.index, next.index), id, after: prerequisite) }
  }

  // MARK: Repeats

  private mutating func addRounds(
    of repetition: Repetition, _ id: NodeID, next: ItemID?, _ prerequisite: Int?
  ) {
    var maximum = repetition.maximum
    if isLookaround(repetition.child) { maximum = maximum ?? repetition.minimum + 1 }
    let minimum = repetition.minimum
    guard maximum != minimum else { return }
    let index = probes.repeats.count
    if let instructions = repeatInstructions[id.index] {
      for instruction in instructions {
        // One that is taken before the repeat is not among its units.
        let before = minimum - Int(program.code[instruction].b)
        probes.repeatOfInstruction[instruction].index = index
        probes.repeatOfInstruction[instruction].register = UInt32(max(0, before))
      }
    } else if let counter = program.counters.first(where: { $0.node == id }), let next {
      probes.counterOfItem[next.index] = .init(index: index, register: counter.register)
    } else {
      return
    }
    probes.repeats.append(.init(minimum: minimum, maximum: maximum))
    func add(_ rounds: CoveragePoint.Rounds, _ bucket: Int) {
      self.add(
        .rounds(rounds), .rounds(repeat: index, bucket: bucket), id, after: prerequisite)
    }
    add(.least(minimum), 0)
    if minimum == 0 { add(.one, 1) }
    let few = max(minimum, 1)
    if maximum ?? .max > few + 1 { add(.more(than: few), 2) }
    if let maximum, maximum > few { add(.most(maximum), 3) }
  }

  private func isLookaround(_ id: NodeID) -> Bool {
    guard case .group(let group) = tree[id].kind else { return false }
    switch group.kind {
    case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind: return true
    default: return false
    }
  }

  // MARK: Classes

  private mutating func addClass(
    _ characterClass: CharacterClass, _ id: NodeID, _ prerequisite: Int?
  ) {
    let members = tree[characterClass.members]
    guard !members.isEmpty, let index = addProbe(members, id) else { return }
    let sets = probes.classes[index].members
    for (number, member) in members.enumerated() where !sets[number].isEmpty {
      if characterClass.negated {
        add(
          .memberRefused(number), .refused(class: index, member: number), id, span: member.span,
          after: prerequisite)
      } else if members.count > 1 {
        add(
          .memberTaken(number), .taken(class: index, member: number), id, span: member.span,
          after: prerequisite)
      }
    }
    if !characterClass.negated {
      let isFull = (0..<128).allSatisfy { byte in sets.contains { $0.table[byte] == 1 } }
      if !isFull { add(.outside, .outside(class: index), id, after: prerequisite) }
      addOtherCase(of: index, id, prerequisite)
    }
  }

  private mutating func addOtherCase(
    _ members: ArraySlice<ClassMember>, _ id: NodeID, _ place: Place
  ) {
    guard tree[id].modes.contains(.caseless), let index = addProbe(members, id) else { return }
    addOtherCase(of: index, id, place.prerequisite)
  }

  private mutating func addOtherCase(of index: Int, _ id: NodeID, _ prerequisite: Int?) {
    let probe = probes.classes[index]
    guard probe.members.map(\.table) != probe.exact.map(\.table), !probe.exact.isEmpty else {
      return
    }
    let gains = (0..<256).contains { byte in
      probe.members.contains { $0.table[byte] == 1 }
        && !probe.exact.contains { $0.table[byte] == 1 }
    }
    if gains { add(.otherCase, .otherCase(class: index), id, after: prerequisite) }
  }

  /// Makes the instructions of a node tell what they take and refuse; nil if it has none.
  private mutating func addProbe(_ members: ArraySlice<ClassMember>, _ id: NodeID) -> Int? {
    guard let instructions = unitInstructions[id.index] else { return nil }
    let node = tree[id]
    let index = probes.classes.count
    for instruction in instructions { probes.classOfInstruction[instruction] = index }
    let first = probes.classes.last.map { $0.firstMember + $0.members.count } ?? 0
    let isCaseless = node.modes.contains(.caseless)
    probes.classes.append(
      .init(
        members: CharacterSet.sets(of: members, in: node, of: tree),
        exact: isCaseless
          ? CharacterSet.sets(of: members, in: node, of: tree, isExact: true) : [],
        firstMember: first))
    return index
  }

  // MARK: Groups

  private mutating func addGroup(
    _ group: Group, _ id: NodeID, next: ItemID?, _ place: Place
  ) -> Int? {
    var place = place
    switch group.kind {
    case .lookahead(negative: let isNegative), .lookbehind(negative: let isNegative):
      addOutcomes(of: id, next: next, place.prerequisite)
      if isNegative { place.isForgotten = true }
      place.isAtStart = false
      _ = addBranches(of: group, id, place)
      return place.prerequisite
    case .nonAtomicLookahead, .nonAtomicLookbehind:
      addOutcomes(of: id, next: next, place.prerequisite)
      place.isAtStart = false
      _ = addBranches(of: group, id, place)
      return place.prerequisite
    case .conditional(let condition):
      addConditional(condition, group, id, isRepeated: next == nil, place)
      return place.prerequisite
    case .capture(let number, _):
      let last = addBranches(of: group, id, place)
      addGroupPoints(number, id, place)
      return last
    case .pattern, .nonCapture, .branchReset, .atomic, .scriptRun:
      return addBranches(of: group, id, place)
    }
  }

  private mutating func addGroupPoints(_ number: Int, _ id: NodeID, _ place: Place) {
    guard !place.isForgotten, isReachable(tree[id].item), seenGroups.insert(number).inserted
    else { return }
    add(.groupSet(number), .groupSet(number), id, after: place.prerequisite)
    if place.isOptional { add(.groupUnset(number), .groupUnset(number), id, after: 0) }
  }

  private mutating func addConditional(
    _ condition: Condition, _ group: Group, _ id: NodeID, isRepeated: Bool, _ place: Place
  ) {
    var place = place
    place.isOptional = true
    place.isAtStart = false
    var isDecided = false
    switch condition {
    case .assertion(let test):
      if case .group(let look) = tree[test].kind, isReachable(tree[test].item) {
        var inner = place
        inner.isForgotten = true
        _ = addBranches(of: look, test, inner)
      }
    case .define, .version: isDecided = true
    case .groupSet, .anyRecursion, .recursion: break
    }
    if case .define = condition { place.isForgotten = true }
    let ends = (0..<group.branches.count).map { end(of: group, $0) }
    let firsts = tree[group.branches].enumerated().map { index, branch in
      firstItem(tree[branch.nodes], end: ends[index])
    }
    var begun: [Int?] = ends.map { _ in place.prerequisite }
    if !isDecided, let first = firsts[0], isReachable(first), let item = tree[id].item {
      begun[0] = add(.conditionMet, .tries(first.index), id, after: place.prerequisite)
      if firsts.count > 1, let second = firsts[1] {
        begun[1] = add(.conditionNotMet, .tries(second.index), id, after: place.prerequisite)
      } else if !isRepeated {
        add(.conditionNotMet, .lost(item.index, first.index), id, after: place.prerequisite)
      }
    }
    for (index, branch) in tree[group.branches].enumerated() {
      var inner = place
      inner.prerequisite = begun[index]
      _ = addSequence(branch.nodes, end: ends[index], inner)
    }
  }
}

extension CharacterSet {
  /// Whether nothing belongs to the set.
  var isEmpty: Bool {
    table.allSatisfy { $0 == Answer.no }
  }
}
