// SPDX-License-Identifier: MIT
// What has no node: comments, white space in extended mode, `\Q` and `\E`.
//
// Tested in RegexSyntaxTests/TreeTests.swift and ConformanceTests/PrintBackTests.swift.

internal import SourceText

extension PatternParser {
  /// Skips trivia that begins with a character already read.
  ///
  /// - Returns: Whether it was tree.trivia.
  @inline(__always)
  mutating func skipTrivia(_ character: UInt32) throws(PatternError) -> Bool {
    switch character {
    case 0x5C: return skipQuoteMark()
    case 0x28: return try skipComment()
    default: return modes.contains(.extended) && skipExtended(character)
    }
  }

  private mutating func skipQuoteMark() -> Bool {
    guard let next = peek(), next == 0x51 || next == 0x45 else { return false }
    position += 1
    quoting = next == 0x51
    addTrivia(quoting ? .quoteStart : .quoteEnd)
    return true
  }

  private mutating func skipComment() throws(PatternError) -> Bool {
    guard peek() == 0x3F, peek(1) == 0x23 else { return false }
    position += 1
    repeat { position += 1 } while position < end && text[position] != 0x29
    guard position < end else { throw failure(118, at: end) }
    position += 1
    addTrivia(.comment)
    return true
  }

  /// White space, or a comment that reaches to the end of the line.
  mutating func skipExtended(_ character: UInt32) -> Bool {
    if Self.isPatternWhiteSpace(character) {
      // A run of white space is one piece.
      if let last = tree.trivia.last, last.kind == .whiteSpace, last.span.end == itemStart {
        tree.trivia[tree.trivia.count - 1].span.end = position
      } else {
        addTrivia(.whiteSpace)
      }
      return true
    }
    guard character == 0x23 else { return false }
    skipToLineEnd()
    addTrivia(.lineComment)
    return true
  }

  /// Whether extended mode ignores a character: Unicode's Pattern_White_Space.
  static func isPatternWhiteSpace(_ character: UInt32) -> Bool {
    switch character {
    case 0x09...0x0D, 0x20, 0x85, 0x200E, 0x200F, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Skips to behind the next newline.
  mutating func skipToLineEnd() {
    while position < end {
      let length = newlineLength(at: position)
      if length > 0 {
        position += length
        return
      }
      position += 1
      while utf, position < end, text[position] & 0xC0 == 0x80 { position += 1 }
    }
  }

  /// The bytes of the newline at an offset; 0 if there is none.
  private func newlineLength(at offset: Int) -> Int {
    let byte = text[offset]
    let isPair = byte == 0x0D && offset + 1 < end && text[offset + 1] == 0x0A
    switch options.newline {
    case .cr: return byte == 0x0D ? 1 : 0
    case .lf: return byte == 0x0A ? 1 : 0
    case .nul: return byte == 0 ? 1 : 0
    case .crlf: return isPair ? 2 : 0
    case .anyCRLF: return isPair ? 2 : byte == 0x0A || byte == 0x0D ? 1 : 0
    case .any: return isPair ? 2 : unicodeNewlineLength(at: offset)
    }
  }

  private func unicodeNewlineLength(at offset: Int) -> Int {
    let byte = text[offset]
    if (0x0A...0x0D).contains(byte) { return 1 }
    guard byte >= 0x80 else { return 0 }
    guard utf else { return byte == 0x85 ? 1 : 0 }
    let character = decodeUTF8(text, at: offset)
    switch character.value {
    case 0x85, 0x2028, 0x2029: return character.length
    default: return 0
    }
  }

  mutating func addTrivia(_ kind: Trivia.Kind) {
    tree.trivia.append(Trivia(kind: kind, span: SourceSpan(itemStart, position)))
  }
}
