// SPDX-License-Identifier: MIT
// Simple assertions, and where attempts start.

import RegexProgram

extension SearchContext {
  /// Whether a simple assertion holds at a position.
  @inline(never)
  func assertion(_ instruction: Instruction, at position: Int) -> Bool {
    switch instruction.operation {
    case .subjectStart: return position == 0 && !flags.contains(.notBOL)
    case .absoluteStart: return position == 0
    case .matchingStart: return position == startOffset
    case .lineStart, .lineStartLF:
      if position == 0 { return !flags.contains(.notBOL) }
      let endsSubject = position == end && instruction.flags & 1 == 0
      return !endsSubject && newlineEnds(at: position)
    case .dollar: return !flags.contains(.notEOL) && isEndOrLastNewline(position)
    case .dollarEndOnly: return !flags.contains(.notEOL) && position >= end
    case .lineEnd:
      return position < end ? newlineLength(at: position) > 0 : !flags.contains(.notEOL)
    case .absoluteEnd: return position >= end
    case .absoluteEndOrNewline: return isEndOrLastNewline(position)
    case .wordBoundary: return isWordBoundary(instruction, position)
    default: return false
    }
  }

  private func isEndOrLastNewline(_ position: Int) -> Bool {
    guard position < end else { return true }
    let length = newlineLength(at: position)
    return length > 0 && position + length == end
  }

  private func isWordBoundary(_ instruction: Instruction, _ position: Int) -> Bool {
    let usesProperties = instruction.flags & 4 != 0
    let isAfterWord =
      position > checkedStart && isWord(at: before(position), usesProperties: usesProperties)
    let isBeforeWord = isWord(at: position, usesProperties: usesProperties)
    if instruction.flags & 8 != 0 { return isBeforeWord }
    if instruction.flags & 16 != 0 { return isAfterWord }
    return (isAfterWord != isBeforeWord) != (instruction.flags & 1 != 0)
  }

  /// Where the attempt after a failed one starts, -1 if there is none.
  ///
  /// A candidate is where a verb sends the search; else it moves on by one character.
  ///
  /// Source: step rule S1; pcre2api(3), "Newline handling when matching".
  @inline(never)
  func nextStart(after start: Int, candidate: Int? = nil) -> Int {
    if isAnchored || (facts.isFirstLineOnly && newlineLength(at: start) > 0) { return -1 }
    guard candidate != nil || start < end else { return -1 }
    var next = candidate ?? acrossCharacter(from: start)
    if facts.skipsLineFeed && next > startOffset && next < end && subject[next] == 0x0A
      && subject[next - 1] == 0x0D
    {
      next += 1
    }
    return next <= offsetLimit ? next : -1
  }
}
