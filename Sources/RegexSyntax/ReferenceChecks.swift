// SPDX-License-Identifier: MIT
// What can only be known when the whole pattern has been read: whether the groups that it means
// exist, and what the names stand for.
//
// Example: in `\2(a)` the reference is an error; in `(?&n)(?<n>a)` it is none.
// Tested by fixtures/syntax/errors.txt.

internal import SourceText

/// Something to check at the end, in the order of the pattern.
enum DeferredCheck {
  /// A group must exist.
  case group(Int, offset: Int, culprit: SourceSpan)
  /// A name must exist: an index into `nameUses`.
  case name(Int)
  /// `\K` in a lookaround must be allowed.
  case keepOut(SourceSpan)
}

extension PatternParser {
  /// Checks everything that waited for the end.
  func checkReferences() throws(PatternError) {
    let overflow = sizeOverflow()
    for deferred in deferredChecks {
      if let overflow, overflow.noticed <= start(of: deferred) { break }
      switch deferred {
      case .group(let number, let offset, let culprit):
        guard number <= captureCount else { throw failure(115, at: offset, culprit: culprit) }
      case .name(let index):
        try checkName(nameUses[index])
      case .keepOut(let span):
        guard options.compile.contains(.extraAllowLookaroundBSK) else {
          throw failure(199, at: end, culprit: span)
        }
      }
    }
    if let overflow {
      throw failure(overflow.code, at: overflow.reported, culprit: SourceSpan(0, end))
    }
    if let branchCountError {
      throw failure(
        branchCountError.code, at: branchCountError.offset, culprit: branchCountError.span)
    }
  }

  /// Where the item begins that is to be checked, or a little later in it.
  private func start(of check: DeferredCheck) -> Int {
    switch check {
    case .group(_, _, let culprit): culprit.start
    case .name(let index): nameUses[index].name.start
    case .keepOut(let span): span.start
    }
  }

  private func checkName(_ use: NameUse) throws(PatternError) {
    if firstGroup(named: use.name) != nil { return }
    guard use.mayBeRecursionNumber else {
      throw failure(115, at: use.name.start, culprit: use.name)
    }
    var number = 0
    for offset in (use.name.start + 1)..<use.name.end {
      number = number * 10 + Int(text[offset] - 0x30)
      if number > Self.maximumGroup { throw failure(161, at: offset, culprit: use.name) }
    }
    if number > captureCount { throw failure(115, at: use.name.start, culprit: use.name) }
  }

  /// Hands out the tree; all checks have been passed.
  mutating func finishTree() -> Tree {
    let table = nameTable()
    for index in namedNodes { resolve(nodeAt: index, table.indices) }
    tree.root = NodeID(tree.nodes.count - 1)
    tree.captureCount = captureCount
    tree.names = table.names
    // Moved, not copied: that would count a reference for each of its arrays.
    var result = Tree(source: [], options: options, settings: tree.settings)
    swap(&result, &tree)
    return result
  }

  /// The table of names, and for each entry of `namedGroups` its index there.
  private func nameTable() -> (names: [GroupName], indices: [Int]) {
    if namedGroups.isEmpty { return ([], []) }
    var names: [GroupName] = []
    var indices = [Int](repeating: 0, count: namedGroups.count)
    let order = namedGroups.indices.sorted { left, right in
      let first = text[namedGroups[left].name.start..<namedGroups[left].name.end]
      let second = text[namedGroups[right].name.start..<namedGroups[right].name.end]
      return first.elementsEqual(second)
        ? left < right : first.lexicographicallyPrecedes(second)
    }
    for index in order {
      let group = namedGroups[index]
      let name = Array(text[group.name.start..<group.name.end])
      if names.last?.name == name {
        names[names.count - 1].groups.append(group.number)
      } else {
        names.append(GroupName(name: name, groups: [group.number]))
      }
      indices[index] = names.count - 1
    }
    return (names, indices)
  }

  /// Puts the final index of a name, or a number, where the parser left a note.
  private mutating func resolve(nodeAt index: Int, _ table: [Int]) {
    switch tree.nodes[index].kind {
    case .backreference(.name(let use)):
      tree.nodes[index].kind = .backreference(reference(use, table))
    case .call(.name(let use)):
      tree.nodes[index].kind = .call(reference(use, table))
    case .group(var group):
      switch group.kind {
      case .capture(let number, .some(let name)):
        group.kind = .capture(number: number, name: table[name])
      case .conditional(.groupSet(.name(let use))):
        group.kind = .conditional(condition(use, table))
      case .conditional(.recursion(.name(let use))):
        group.kind = .conditional(.recursion(reference(use, table)))
      default: break
      }
      tree.nodes[index].kind = .group(group)
    default: break
    }
  }

  private func reference(_ use: Int, _ table: [Int]) -> GroupReference {
    let index = namedGroups.firstIndex { sameText($0.name, nameUses[use].name) }
    return .name(index.map { table[$0] } ?? 0)
  }

  /// A condition with a name, or else with `R` and a number.
  private func condition(_ use: Int, _ table: [Int]) -> Condition {
    let name = nameUses[use].name
    if firstGroup(named: name) != nil { return .groupSet(reference(use, table)) }
    let number = text[(name.start + 1)..<name.end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number == 0 ? .anyRecursion : .recursion(.number(number))
  }
}
