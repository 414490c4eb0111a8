// SPDX-License-Identifier: MIT
// Names of groups where they are given and where they are used.
//
// Example: `(?<year>..)` gives a name, `\k<year>` uses it; what it means is known at the end only.
// Tested in RegexSyntaxTests.

internal import SourceText
internal import UnicodeData

/// A group that bears a name, in the order of the pattern.
struct NamedGroup {
  /// The name in the pattern.
  var name: SourceSpan
  /// The number of the group.
  var number: Int
  /// Whether another group bears the same name.
  var isDuplicate: Bool
}

/// A place that means a group by its name.
struct NameUse {
  /// The name in the pattern.
  var name: SourceSpan
  /// Whether it is `R` with digits, which means a number if there is no such name.
  var mayBeRecursionNumber = false
}

extension PatternParser {
  /// The longest name, in bytes.
  private static var maximumName: Int { 32 }
  /// The most names in a pattern.
  private static var maximumNameCount: Int { 10000 }

  /// Reads a name and what must stand behind it; begins at the byte before the name.
  mutating func readName(terminator: UInt8) throws(PatternError) -> SourceSpan {
    position += 1
    guard position < end else { throw failure(162, at: position) }
    let start = position
    if utf {
      try skipUnicodeName()
    } else {
      if isDigit(text[position]) { throw failure(144, at: position) }
      while position < end, isWordByte(text[position]) { position += 1 }
    }
    if position - start > Self.maximumName { throw failure(148, at: position) }
    if position == start { throw failure(162, at: position) }
    let name = SourceSpan(start, position)
    guard peek() == terminator else { throw failure(142, at: position) }
    position += 1
    return name
  }

  /// In UTF mode a name is made of letters and decimal digits of any script, and underscores.
  private mutating func skipUnicodeName() throws(PatternError) {
    let first = decodeUTF8(text, at: position)
    if UnicodeTables.generalCategory(of: first.value) == .decimalNumber {
      throw failure(144, at: position)
    }
    while position < end {
      let character = decodeUTF8(text, at: position)
      guard isNameCharacter(character.value) else { return }
      position += character.length
    }
  }

  private func isNameCharacter(_ character: UInt32) -> Bool {
    if character < 0x80 { return isWordByte(UInt8(truncatingIfNeeded: character)) }
    return UnicodeTables.isCategory(character, .letter)
      || UnicodeTables.generalCategory(of: character) == .decimalNumber
  }

  /// Whether a byte is an ASCII letter or digit or the underscore.
  @inline(__always)
  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }

  /// Gives the newest group a name.
  ///
  /// - Returns: The index in `namedGroups`.
  mutating func define(_ name: SourceSpan) throws(PatternError) -> Int {
    guard namedGroups.count < Self.maximumNameCount else { throw failure(149, at: position) }
    var isDuplicate = false
    for index in namedGroups.indices {
      let other = namedGroups[index]
      if sameText(other.name, name) {
        if other.number == captureCount { return index }
        guard modes.contains(.dupNames) else { throw failure(143, at: position, culprit: name) }
        namedGroups[index].isDuplicate = true
        isDuplicate = true
      } else if other.number == captureCount {
        throw failure(165, at: position, culprit: name)
      }
    }
    namedGroups.append(
      NamedGroup(name: name, number: captureCount, isDuplicate: isDuplicate))
    return namedGroups.count - 1
  }

  /// Whether two spans have the same text.
  func sameText(_ left: SourceSpan, _ right: SourceSpan) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where text[left.start + index] != text[right.start + index] {
      return false
    }
    return true
  }

  /// Notes that a name is used.
  ///
  /// - Returns: What stands for the group until the names are known: an index into `nameUses`.
  mutating func use(_ name: SourceSpan, mayBeRecursionNumber: Bool = false) -> GroupReference {
    nameUses.append(NameUse(name: name, mayBeRecursionNumber: mayBeRecursionNumber))
    deferredChecks.append(.name(nameUses.count - 1))
    note(name.start)
    return .name(nameUses.count - 1)
  }

  /// The first group that bears a name; nil if none does.
  func firstGroup(named name: SourceSpan) -> NamedGroup? {
    namedGroups.first { sameText($0.name, name) }
  }
}
