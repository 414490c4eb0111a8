// SPDX-License-Identifier: MIT
// The members of a class one by one, and what code can be reached: what coverage asks of a program.
//
// Tested in RegexCoverageTests.

public import RegexSyntax

extension CharacterSet {
  /// The set of each member of a bracketed class, or of a single character.
  ///
  /// - Parameters:
  ///   - members: The members.
  ///   - node: The node that has them: its modes say whether case is ignored.
  ///   - tree: The tree of the node.
  ///   - isExact: Whether case counts whatever the node's modes say.
  /// - Returns: One set for each member, in order.
  public static func sets(
    of members: ArraySlice<ClassMember>, in node: Node, of tree: Tree, isExact: Bool = false
  ) -> [CharacterSet] {
    let context = SetContext(
      isUTF: tree.options.compile.contains(.utf),
      usesProperties: tree.options.compile.contains(.ucp),
      isCaseless: !isExact && node.modes.contains(.caseless))
    return members.map {
      SetBuilder.make([$0], negated: false, context)
    }
  }
}

extension Program {
  /// For each item whether any way through the code leads to it.
  public var reachableItems: [Bool] {
    var seen = [Bool](repeating: false, count: code.count)
    var items = [Bool](repeating: false, count: tree.items.count)
    var waiting = [0]
    while let index = waiting.popLast() {
      guard index < code.count, !seen[index] else { continue }
      seen[index] = true
      if code[index].operation == .item { items[Int(code[index].a)] = true }
      waiting += successors(of: index)
    }
    return items
  }

  /// The instructions that can come next, also by going back.
  private func successors(of index: Int) -> [Int] {
    let instruction = code[index]
    let target = Int(instruction.a)
    switch instruction.operation {
    case .jump: return [target]
    case .alternative where instruction.a == Instruction.none: return [index + 1]
    case .split, .alternative, .splitLazy, .loop, .counterLoop, .possessiveBegin, .possessiveEnd,
      .lookBegin, .lookNotBegin, .softLookBegin, .ifSet, .ifRecursion:
      return [index + 1, target]
    case .conditionBegin: return [index + 1, target, Int(instruction.b)]
    case .conditionEnd where instruction.flags & 1 != 0: return [target]
    case .call: return [index + 1, Int(entries[target])]
    case .accept, .acceptVerb, .acceptAssertion, .fail, .lookNotEnd: return []
    case .repeatGreedy, .repeatLazy, .repeatPossessive: return [index + 2]
    default: return [index + 1]
    }
  }
}
