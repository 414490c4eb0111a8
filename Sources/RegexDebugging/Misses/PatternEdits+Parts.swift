// SPDX-License-Identifier: MIT
// Edits of quantifiers and groups, and what all edits of a pattern are made of.
//
// Tested in RegexDebuggingTests/MissTests.swift.

import RegexSyntax
import SourceText

extension PatternEdits {
  // MARK: Quantifiers

  /// What may be left out, or goes.
  func leaving(_ node: NodeID) -> [Edit] {
    let span = tree[node].span
    let whole = map.span(of: node)
    switch tree[node].kind {
    case .literal, .dot, .type, .property, .characterClass, .backreference:
      if map.repetition(around: node) == nil {
        return [edit(.optional, node, span.end, span.end, [UInt8(ascii: "?")])]
      }
    case .group(let group):
      switch group.kind {
      case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind:
        return [edit(.drop, node, whole.start, whole.end, [])]
      case .capture, .nonCapture, .atomic, .branchReset:
        var result = escapes(group, node)
        if let repetition = map.repetition(around: node) {
          result += fewer(repetition, node, taken: 0)
        } else {
          result.append(edit(.optional, node, span.end, span.end, [UInt8(ascii: "?")]))
        }
        return result
      default: return []
      }
    case .assertion: return [edit(.drop, node, whole.start, whole.end, [])]
    default: break
    }
    return []
  }

  /// Brackets as plain characters.
  private func escapes(_ group: Group, _ node: NodeID) -> [Edit] {
    guard case .capture(_, nil) = group.kind, group.openSpan.count == 1 else { return [] }
    let backslash = [UInt8(ascii: "\\")]
    let (open, close) = (group.openSpan.start, group.closeSpan.start)
    return [
      Edit(
        .escape, of: map.span(of: node),
        [
          Replacement(SourceSpan(open, open), backslash),
          Replacement(SourceSpan(close, close), backslash),
        ])
    ]
  }

  func groupEdits(around role: ItemRole) -> [Edit] {
    switch role {
    case .open(let node), .close(let node), .separator(let node, _): return leaving(node)
    default: return []
    }
  }

  /// A repeat that needs fewer, down to as many as were found.
  func fewer(_ repetition: Repetition, _ node: NodeID, taken: Int) -> [Edit] {
    let span = repetition.quantifierSpan
    var result: [Edit] = []
    if repetition.minimum > 0 {
      let least = min(max(taken, 0), repetition.minimum - 1)
      let most = repetition.maximum
      let text: String
      switch (least, most) {
      case (0, nil): text = "*"
      case (1, nil): text = "+"
      case (0, 1): text = "?"
      case (let least, nil): text = "{\(least),}"
      case (let least, let most?): text = "{\(least),\(most)}"
      }
      result.append(
        edit(.quantifier, node, span.start, span.end, Array((text + suffix(repetition)).utf8)))
    }
    // `a+b` where `a\+b` was meant.
    let mark = tree.source[span.start..<span.end]
    if mark.count == 1 {
      result.append(edit(.escape, node, span.start, span.start, [UInt8(ascii: "\\")]))
    }
    return result
  }

  /// The `?` or `+` at the end of a quantifier.
  func suffix(_ repetition: Repetition) -> String {
    let last = tree.source[repetition.quantifierSpan.end - 1]
    guard repetition.quantifierSpan.count > 1 else { return "" }
    return last == UInt8(ascii: "?") ? "?" : last == UInt8(ascii: "+") ? "+" : ""
  }

  // MARK: Characters

  func edit(
    _ kind: Edit.Kind, _ node: NodeID, _ start: Int, _ end: Int, _ bytes: [UInt8]
  ) -> Edit {
    Edit(kind, of: map.span(of: node), [Replacement(SourceSpan(start, end), bytes)])
  }

  func replace(_ node: NodeID, _ text: String, _ kind: Edit.Kind) -> Edit {
    let span = tree[node].span
    return edit(kind, node, span.start, span.end, Array(text.utf8))
  }

  func character(at position: Int) -> [UInt8]? {
    guard position >= 0, position < subject.count else { return nil }
    let length = isUTF ? decodeUTF8(subject, at: position).length : 1
    return Array(subject[position..<min(position + length, subject.count)])
  }

  func characters(from start: Int, to end: Int) -> Int {
    guard start <= end, end <= subject.count else { return 0 }
    return isUTF ? subject[start..<end].count { $0 & 0xC0 != 0x80 } : end - start
  }

  /// A character as it is written in a pattern.
  func escaped(_ character: [UInt8], inClass: Bool = false) -> [UInt8] {
    guard character.count == 1, let byte = character.first else { return character }
    switch byte {
    case 0x0A: return Array("\\n".utf8)
    case 0x0D: return Array("\\r".utf8)
    case 0x09: return Array("\\t".utf8)
    case 0x00..<0x20, 0x7F..., 0x20, 0x23:
      let digits = String(byte, radix: 16)
      // In extended mode a blank and a # count for nothing.
      if byte == 0x20 || byte == 0x23, !tree.options.compile.contains(.extended) { return [byte] }
      return Array("\\x{\(digits)}".utf8)
    default: break
    }
    let special = inClass ? "\\]^-[" : "\\^$.[]|()?*+{}"
    return special.utf8.contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte]
  }
}
