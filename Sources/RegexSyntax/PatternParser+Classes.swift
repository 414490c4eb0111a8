// SPDX-License-Identifier: MIT
// Bracketed classes, `[...]`, and the two word edges that look like classes, `[[:<:]]`, `[[:>:]]`.
//
// Example: `[^a-z[:digit:]\s]` is a negated class with a range, a POSIX class and a type.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

/// A class in progress.
private struct ClassBuilder {
  /// What a hyphen would mean now.
  enum Range {
    /// Itself.
    case impossible
    /// A range from the last member.
    case possible
    /// There was one already: the next character ends the range.
    case begun(hyphen: SourceSpan)
  }
  var range = Range.impossible

  var rangeHasBegun: Bool {
    if case .begun = range { return true }
    return false
  }
}

extension PatternParser {
  /// A class; the opening bracket has been read.
  mutating func parseClass() throws(PatternError) {
    quantifiable = true
    if peek() == 0x5B, follows("[:<:]]", at: position) || follows("[:>:]]", at: position) {
      parseWordEdge()
      return
    }
    if let name = posixSpan(at: position) {
      let isName = text[position] == 0x3A
      throw failure(
        isName ? 112 : 113, at: position - 1, culprit: SourceSpan(itemStart, name.end + 2))
    }
    var negated = false
    var character = skipClassStart(&negated)
    var builder = ClassBuilder()
    let firstMember = tree.members.count
    if character == 0x5D, options.compile.contains(.allowEmptyClass) {
      appendClass(negated: negated, from: tree.members.count)
      return
    }
    var memberStart = max(itemStart + 1, position - characterLength(character))
    repeat {
      try parseClassPart(character, from: memberStart, into: &builder)
      guard position < end else { throw failure(106, at: position) }
      memberStart = position
      character = take()
    } while character != 0x5D || quoting
    if case .begun(let hyphen) = builder.range {
      tree.members.append(ClassMember(kind: .character(0x2D), span: hyphen))
    }
    if utf, modes.contains(.caseless), listsWide(from: firstMember) { swells = true }
    appendClass(negated: negated, from: firstMember)
  }

  /// Whether a character from 128 on is listed, which may have many other cases far away.
  private func listsWide(from first: Int) -> Bool {
    tree.members[first...].contains { member in
      switch member.kind {
      case .character(let character): character >= 0x80
      case .range(_, let last): last >= 0x80
      default: false
      }
    }
  }

  /// Appends a class whose members are the last ones.
  private mutating func appendClass(negated: Bool, from first: Int) {
    let members = ArenaRange<ClassMember>(first..<tree.members.count)
    appendLeaf(.characterClass(CharacterClass(negated: negated, members: members)))
  }

  private mutating func parseWordEdge() {
    if text[position + 2] == 0x3C {
      position += 6
      appendLeaf(.assertion(.wordStart))
    } else {
      position += 6
      appendLeaf(.assertion(.wordEnd))
      hasLookbehind = true
    }
  }

  /// Skips `^` and what may stand around it; returns the first character that counts.
  ///
  /// At the end of the pattern it is the last one skipped, as in PCRE2.
  private mutating func skipClassStart(_ negated: inout Bool) -> UInt32 {
    var character: UInt32 = 0x5B
    while position < end {
      character = take()
      if character == 0x5C {
        if peek() == 0x45 {
          position += 1
        } else if follows("Q\\E", at: position) {
          position += 3
        } else {
          return character
        }
      } else if isIgnoredInClass(character) {
        continue
      } else if !negated, character == 0x5E {
        negated = true
      } else {
        return character
      }
    }
    return character
  }

  private func isIgnoredInClass(_ character: UInt32) -> Bool {
    (character == 0x20 || character == 0x09) && modes.contains(.extendedMore)
  }

  private func characterLength(_ character: UInt32) -> Int {
    guard utf else { return 1 }
    switch character {
    case ..<0x80: return 1
    case ..<0x800: return 2
    case ..<0x10000: return 3
    default: return 4
    }
  }

  /// One part of a class, the first character of which has been read.
  private mutating func parseClassPart(
    _ character: UInt32, from start: Int, into builder: inout ClassBuilder
  ) throws(PatternError) {
    if quoting {
      if character == 0x5C, peek() == 0x45 {
        quoting = false
        position += 1
      } else {
        try add(character, from: start, to: &builder)
      }
      return
    }
    if isIgnoredInClass(character) { return }
    if character == 0x5B, end - position >= 3, let name = posixSpan(at: position) {
      try parsePosixClass(name, from: start, into: &builder)
    } else if character == 0x2D, case .possible = builder.range {
      builder.range = .begun(hyphen: SourceSpan(start, position))
    } else if character == 0x5C {
      try parseClassEscape(from: start, into: &builder)
    } else {
      try add(character, from: start, to: &builder)
    }
  }

  /// Adds a character, which may end a range.
  private mutating func add(
    _ character: UInt32, from start: Int, to builder: inout ClassBuilder
  ) throws(PatternError) {
    let span = SourceSpan(start, position)
    guard builder.rangeHasBegun, let last = tree.members.last,
      case .character(let first) = last.kind
    else {
      tree.members.append(ClassMember(kind: .character(character), span: span))
      builder.range = .possible
      return
    }
    let whole = SourceSpan(last.span.start, position)
    guard first <= character else { throw failure(108, at: position - 1, culprit: whole) }
    let kind: ClassMember.Kind =
      first == character ? .character(first) : .range(first, character)
    tree.members[tree.members.count - 1] = ClassMember(kind: kind, span: whole)
    builder.range = .impossible
  }

  /// An escape in a class; the backslash has been read.
  private mutating func parseClassEscape(from start: Int, into builder: inout ClassBuilder)
    throws(PatternError)
  {
    let escapeStart = position
    let escape: Escape
    do throws(PatternError) {
      escape = try readEscape(inClass: true)
    } catch {
      guard options.compile.contains(.extraBadEscapeIsLiteral) else { throw error }
      position = escapeStart
      escape = .character(position < end ? take() : 0x5C)
    }
    switch escape {
    case .character(let character):
      try add(character, from: start, to: &builder)
      return
    case .assertion(.wordBoundary):
      try add(0x08, from: start, to: &builder)
      return
    case .quoteStart:
      quoting = true
      return
    case .quoteEnd:
      return
    case .assertion(.notWordBoundary), .type(.newlineSequence), .type(.graphemeCluster):
      throw failure(107, at: position - 1, culprit: SourceSpan(start, position))
    default:
      break
    }
    if builder.rangeHasBegun { throw failure(150, at: position) }
    builder.range = .impossible
    let kind = try classMember(escape, from: start)
    tree.members.append(ClassMember(kind: kind, span: SourceSpan(start, position)))
    try checkNoHyphenFollows(from: start)
  }

  private mutating func classMember(_ escape: Escape, from start: Int) throws(PatternError)
    -> ClassMember.Kind
  {
    switch escape {
    case .type(.notNewline):
      throw failure(171, at: position, culprit: SourceSpan(start, position))
    case .type(.anyByte):
      throw failure(107, at: position - 1, culprit: SourceSpan(start, position))
    case .type(let type):
      return .type(type)
    case .property(let negated):
      return .property(try readProperty(negated: negated))
    default:
      throw failure(107, at: position - 1, culprit: SourceSpan(start, position))
    }
  }

  /// A set of characters cannot begin a range.
  private func checkNoHyphenFollows(from start: Int) throws(PatternError) {
    if position < end - 1, text[position] == 0x2D, text[position + 1] != 0x5D {
      throw failure(150, at: position, culprit: SourceSpan(start, position + 1))
    }
  }

  /// The name in `[:name:]`, `[.x.]` or `[=x=]` if that stands here; begins behind the bracket.
  private func posixSpan(at start: Int) -> SourceSpan? {
    guard start < end else { return nil }
    let terminator = text[start]
    guard terminator == 0x3A || terminator == 0x2E || terminator == 0x3D else { return nil }
    var offset = start + 1
    while end - offset >= 2 {
      let byte = text[offset]
      let next = text[offset + 1]
      if byte == 0x5C, next == 0x5D || next == 0x5C {
        offset += 1
      } else if (byte == 0x5B && next == terminator) || byte == 0x5D {
        return nil
      } else if byte == terminator, next == 0x5D {
        return SourceSpan(start + 1, offset)
      }
      offset += 1
    }
    return nil
  }

  private mutating func parsePosixClass(
    _ name: SourceSpan, from start: Int, into builder: inout ClassBuilder
  ) throws(PatternError) {
    let whole = SourceSpan(start, name.end + 2)
    if builder.rangeHasBegun { throw failure(150, at: position, culprit: whole) }
    guard text[position] == 0x3A else { throw failure(113, at: position - 1, culprit: whole) }
    var word = name
    let negated = !word.isEmpty && text[word.start] == 0x5E
    if negated { word.start += 1 }
    guard let posix = posixClass(word) else {
      throw failure(130, at: word.start, culprit: whole)
    }
    position = whole.end
    try checkNoHyphenFollows(from: start)
    tree.members.append(ClassMember(kind: .posix(posix, negated: negated), span: whole))
    builder.range = .impossible
  }

  private func posixClass(_ name: SourceSpan) -> POSIXClass? {
    guard name.count >= 4, name.count <= 6 else { return nil }
    return POSIXClass(rawValue: String(decoding: text[name.start..<name.end], as: UTF8.self))
  }
}
