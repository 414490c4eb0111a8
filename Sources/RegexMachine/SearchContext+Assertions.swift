// SPDX-License-Identifier: MIT
// Simple assertions, and where attempts start.

import RegexProgram
import RegexSyntax

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

  /// Whether an assertion holds, where that is soon said: most fail far from the end, and ask of two bytes.
  ///
  /// nil where it is not, and where partial matching may have to make a note.
  @inline(__always)
  func plainAssertion(_ place: CodePointer, at position: Int) -> Bool? {
    switch place.operation {
    case .dollar where newline == .lf && partial == .none:
      let isThere =
        position >= end || (position &+ 1 == end && subject[position] == 0x0A)
      return isThere && !flags.contains(.notEOL)
    case .dollar, .dollarEndOnly, .absoluteEnd, .absoluteEndOrNewline:
      // No newline is longer than three bytes.
      return end &- position > 3 ? false : nil
    case .lineEnd:
      return newline == .lf && position < end ? subject[position] == 0x0A : nil
    case .subjectStart, .absoluteStart:
      return position == 0 && place.operation == .subjectStart ? nil : position == 0
    case .wordBoundary where place.flags & 0x1C == 0 && partial == .none && !isUTF:
      let isAfterWord = position > checkedStart && Self.isWord(subject[position &- 1])
      let isBeforeWord = position < end && Self.isWord(subject[position])
      return (isAfterWord != isBeforeWord) != (place.flags & 1 != 0)
    default: return nil
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
