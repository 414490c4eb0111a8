// SPDX-License-Identifier: MIT
// Edits of the pattern that could help where an item has failed, or where the item before it took no more.
// Which of them do help, a run tells.

import RegexMachine
import RegexSyntax
import SourceText

/// Makes edits of a pattern.
struct PatternEdits {
  let map: PatternMap
  let subject: [UInt8]
  var tree: Tree { map.tree }
  var isUTF: Bool { tree.options.compile.contains(.utf) }

  /// Makes the maker of edits.
  init(_ map: PatternMap, _ subject: [UInt8]) {
    self.map = map
    self.subject = subject
  }

  /// The edits of an item that failed.
  func edits(ofFailed item: ItemID, at position: Int, from start: Int) -> [Edit] {
    guard case .single(let node) = map.roles[item.index] else {
      return groupEdits(around: map.roles[item.index])
    }
    let found = character(at: position)
    var result: [Edit] = []
    switch tree[node].kind {
    case .literal(let value): result += literal(value, node, found)
    case .assertion(let assertion): result += self.assertion(assertion, node)
    case .dot: if found == [0x0A] { result.append(replace(node, "(?s:.)", .lines)) }
    case .type, .property, .characterClass: result += widening(node, found)
    default: break
    }
    if let repetition = map.repetition(around: node) {
      result += fewer(repetition, node, taken: characters(from: start, to: position))
    }
    result += leaving(node)
    for group in map.groups(around: node).prefix(3) { result += leaving(group) }
    return result
  }

  /// The edits of an item that took something and then no more, though more stands there.
  func edits(ofPrevious item: ItemID, at position: Int) -> [Edit] {
    let node: NodeID
    switch map.roles[item.index] {
    case .single(let id): node = id
    case .close(let id): node = id
    default: return []
    }
    let span = tree[node].span
    let quantifiable: Bool
    switch tree[node].kind {
    case .literal, .dot, .type, .property, .characterClass, .backreference, .group:
      quantifiable = true
    default: quantifiable = false
    }
    guard quantifiable else { return [] }
    var result: [Edit] = []
    if let repetition = map.repetition(around: node) {
      let quantifier = repetition.quantifierSpan
      if repetition.maximum != nil {
        let more =
          repetition.minimum == 0 ? "*" : repetition.minimum == 1 ? "+" : "{\(repetition.minimum),}"
        result.append(
          edit(
            .quantifier, node, quantifier.start, quantifier.end,
            Array((more + suffix(repetition)).utf8)))
      }
    } else {
      result.append(edit(.quantifier, node, span.end, span.end, Array("+".utf8)))
    }
    switch tree[node].kind {
    case .literal(let value): result += literal(value, node, character(at: position))
    case .type, .property, .characterClass: result += widening(node, character(at: position))
    case .dot:
      if character(at: position) == [0x0A] { result.append(replace(node, "(?s:.)", .lines)) }
    default: break
    }
    return result
  }

  /// The edits of the anchors that let a search begin only at its start.
  func editsOfAnchors() -> [(item: ItemID, edit: Edit)] {
    tree.items.indices.flatMap { index -> [(item: ItemID, edit: Edit)] in
      guard case .single(let node) = map.roles[index],
        case .assertion(let assertion) = tree[node].kind
      else { return [] }
      switch assertion {
      case .circumflex, .subjectStart, .matchingStart:
        let edits = self.assertion(assertion, node) + leaving(node)
        return edits.map { (ItemID(index), $0) }
      default: return []
      }
    }
  }

  // MARK: Single items

  private func literal(_ value: UInt32, _ node: NodeID, _ found: [UInt8]?) -> [Edit] {
    let span = tree[node].span
    let text = Array(tree.source[span.start..<span.end])
    var result: [Edit] = []
    if let found, let byte = found.first, !isQuoted(node) {
      if found.count == 1, byte.isLetter, text.count == 1, text[0] == byte ^ 0x20 {
        result.append(edit(.otherCase, node, span.start, span.end, found))
        result.append(Edit(.ignoreCase, 0, 0, Array("(?i)".utf8)))
      } else {
        result.append(edit(.character, node, span.start, span.end, escaped(found)))
      }
      result.append(edit(.addCharacter, node, span.start, span.start, escaped(found)))
      if text.count == 1, Self.isEscaped(text[0], taking: byte) {
        result.append(edit(.escape, node, span.start, span.start, [UInt8(ascii: "\\")]))
      }
    }
    return result
  }

  /// Whether a letter with a backslash in front would take a character.
  private static func isEscaped(_ letter: UInt8, taking byte: UInt8) -> Bool {
    let isDigit = (0x30...0x39).contains(byte)
    switch letter {
    case UInt8(ascii: "d"): return isDigit
    case UInt8(ascii: "w"): return isDigit || byte.isLetter || byte == UInt8(ascii: "_")
    case UInt8(ascii: "s"): return byte == 0x20 || (0x09...0x0D).contains(byte)
    case UInt8(ascii: "n"): return byte == 0x0A
    case UInt8(ascii: "r"): return byte == 0x0D
    case UInt8(ascii: "t"): return byte == 0x09
    default: return false
    }
  }

  /// Whether a literal stands in `\Q...\E`, where nothing can be escaped.
  private func isQuoted(_ node: NodeID) -> Bool {
    let start = tree[node].span.start
    let open = tree.trivia.last { $0.kind == .quoteStart && $0.span.end <= start }
    guard let open else { return tree.options.compile.contains(.literal) }
    return !tree.trivia.contains {
      $0.kind == .quoteEnd && $0.span.start >= open.span.end && $0.span.end <= start
    }
  }

  private func assertion(_ assertion: SimpleAssertion, _ node: NodeID) -> [Edit] {
    let span = tree[node].span
    var result: [Edit] = []
    switch assertion {
    case .circumflex, .dollar:
      if !tree[node].modes.contains(.multiline) {
        let text = assertion == .dollar ? "(?m:$)" : "(?m:^)"
        result.append(replace(node, text, .lines))
      }
      result.append(edit(.escape, node, span.start, span.start, [UInt8(ascii: "\\")]))
    default: break
    }
    return result
  }

  /// The class, or the escape, with one character more.
  private func widening(_ node: NodeID, _ found: [UInt8]?) -> [Edit] {
    guard let found else { return [] }
    let span = tree[node].span
    let text = Array(tree.source[span.start..<span.end])
    switch tree[node].kind {
    case .characterClass(let list) where !list.negated && text.last == UInt8(ascii: "]"):
      let more = escaped(found, inClass: true)
      return [edit(.widen, node, span.end - 1, span.end - 1, more)]
    case .type(.newlineSequence), .type(.graphemeCluster), .type(.anyByte): return []
    case .type, .property:
      let more = [UInt8(ascii: "[")] + text + escaped(found, inClass: true) + [UInt8(ascii: "]")]
      return [edit(.widen, node, span.start, span.end, more)]
    default:
      let more =
        Array("(?:".utf8) + text + [UInt8(ascii: "|")] + escaped(found) + [UInt8(ascii: ")")]
      return [edit(.widen, node, span.start, span.end, more)]
    }
  }
}
