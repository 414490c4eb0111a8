// SPDX-License-Identifier: MIT
// Breaks a pattern at one construct: another character, the other case, a class that is too narrow, a
// quantifier that is too small, a metacharacter that lost its backslash, an anchor too many.

import CaseChecking
import CaseCorpus
import DifferentialTesting
import RegexSyntax
import SourceText

/// A replacement in the text of a pattern.
private struct PatternChange {
  /// What is replaced.
  var span: SourceSpan
  /// With what.
  var text: String
  /// The construct in the new pattern that the change has broken.
  var broken: SourceSpan
  var name: String

  /// A change of a construct as a whole.
  init(_ span: SourceSpan, _ text: String, _ name: String) {
    self.span = span
    self.text = text
    self.name = name
    broken = SourceSpan(span.start, span.start + text.utf8.count)
  }
}

extension SeededGenerator {
  /// The pair with a broken pattern; it may be none, and it may still match.
  mutating func brokenPattern(_ input: CaseInput, from start: Int) -> BrokenPair? {
    guard let options = try? patternOptions(input),
      let tree = try? parsePattern(input.pattern, options: options), !tree.nodes.isEmpty
    else { return nil }
    let node = tree.nodes[below(tree.nodes.count)]
    guard let change = change(of: node, in: tree) else { return nil }
    var result = BrokenPair(
      input: input, place: .pattern(change.broken), start: start, change: change.name)
    result.input.pattern.replaceSubrange(
      change.span.start..<change.span.end, with: Array(change.text.utf8))
    return result
  }

  private mutating func change(of node: Node, in tree: Tree) -> PatternChange? {
    if oneIn(12), node.item != nil {
      let place = SourceSpan(node.span.start, node.span.start)
      return PatternChange(place, pick(["^", "$", "\\b", "\\B"]), "anchor added")
    }
    switch node.kind {
    case .literal(let value): return literal(value, node.span, tree)
    case .dot: return PatternChange(node.span, pick(["\\w", "[a-z]", "\\d"]), "class narrowed")
    case .type(let type): return narrowed(type, node.span)
    case .characterClass(let members): return characterClass(members, node.span, tree)
    case .assertion(let assertion): return self.assertion(assertion, node.span)
    case .repetition(let repetition): return quantifier(repetition, node.span, tree)
    default: return nil
    }
  }

  private mutating func literal(
    _ value: UInt32, _ span: SourceSpan, _ tree: Tree
  ) -> PatternChange? {
    let text = tree.source[span.start..<span.end]
    if text.first == UInt8(ascii: "\\"), text.count == 2 {
      let bare = String(decoding: text.dropFirst(), as: UTF8.self)
      return PatternChange(span, bare, "backslash lost")
    }
    guard text.count == 1, value < 0x80 else { return nil }
    let byte = UInt8(value)
    switch byte {
    case 0x41...0x5A, 0x61...0x7A:
      let other = byte & 0x20 | 0x41 + UInt8(below(26))
      switch below(3) {
      case 0: return PatternChange(span, Self.string(byte ^ 0x20), "case changed")
      case 1:
        // Of two equal characters nobody could say which one is too many.
        let before = span.start > 0 ? tree.source[span.start - 1] : 0
        guard other != byte, other != before else { return nil }
        let place = SourceSpan(span.start, span.start)
        return PatternChange(place, Self.string(other), "character added")
      default: return PatternChange(span, Self.string(other), "character changed")
      }
    case 0x30...0x39:
      return PatternChange(span, Self.string(0x30 + UInt8(below(10))), "character changed")
    default:
      return PatternChange(span, pick(["-", "_", ":", ",", " ", "/", "="]), "character changed")
    }
  }

  private static func string(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }

  private mutating func narrowed(_ type: CharacterType, _ span: SourceSpan) -> PatternChange? {
    let narrow: [String] =
      switch type {
      case .word: ["\\d", "[a-z]", "[A-Za-z]"]
      case .notSpace: ["\\w", "\\d"]
      case .digit: ["[1-5]", "[0-8]"]
      case .space: ["\\t", "\\n"]
      case .notDigit, .notWord: ["[a-z]", "-"]
      default: []
      }
    return narrow.isEmpty ? nil : PatternChange(span, pick(narrow), "class narrowed")
  }

  private mutating func characterClass(
    _ list: CharacterClass, _ span: SourceSpan, _ tree: Tree
  ) -> PatternChange? {
    guard !list.members.isEmpty else { return nil }
    let member = tree[list.members, below(list.members.count)]
    var text = Array(tree.source[span.start..<span.end])
    let inner = (member.span.start - span.start)..<(member.span.end - span.start)
    switch member.kind {
    case .range(let first, let last) where last < 0x7F && last - first > 2:
      let middle = first + UInt32(1 + below(Int(last - first) - 1))
      let isPlain = { (value: UInt32) in UInt8(value).isAlphanumeric }
      guard isPlain(first), isPlain(middle) else { return nil }
      text.replaceSubrange(inner, with: [UInt8(first), UInt8(ascii: "-"), UInt8(middle)])
    default:
      guard list.members.count > 1 else { return nil }
      text.removeSubrange(inner)
    }
    return PatternChange(span, String(decoding: text, as: UTF8.self), "class narrowed")
  }

  private mutating func assertion(
    _ assertion: SimpleAssertion, _ span: SourceSpan
  ) -> PatternChange? {
    let others: [String] =
      switch assertion {
      case .wordBoundary: ["\\B"]
      case .notWordBoundary: ["\\b"]
      case .circumflex, .subjectStart: ["$", "\\B"]
      case .dollar, .subjectEnd, .subjectEndOrNewline: ["^", "\\B"]
      default: []
      }
    return others.isEmpty ? nil : PatternChange(span, pick(others), "anchor changed")
  }

  private mutating func quantifier(
    _ repetition: Repetition, _ span: SourceSpan, _ tree: Tree
  ) -> PatternChange? {
    // A large group is no place.
    guard span.count <= max(12, tree.source.count / 4) else { return nil }
    var smaller = [""]
    switch (repetition.minimum, repetition.maximum) {
    case (0, nil): smaller += ["?", "+"]
    case (let least, let most?) where most > 1:
      smaller += ["{\(most - 1)}", "{\(most + 1)}"]
      if least < most && least > 0 { smaller.append("{\(least)}") }
    case (let least, nil): smaller += ["{\(least)}", "{\(least + 1)}"]
    default: break
    }
    let text = pick(smaller)
    var change = PatternChange(repetition.quantifierSpan, text, "quantifier changed")
    change.broken = SourceSpan(span.start, change.broken.end)
    return change
  }
}

extension UInt8 {
  fileprivate var isAlphanumeric: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
