// SPDX-License-Identifier: MIT
// References to groups and calls of groups, by number and by name.
//
// Example: `\2`, `\g{-1}`, `\k<n>`, `(?P=n)` refer; `(?1)`, `\g<1>`, `(?&n)`, `(?R)` call.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

extension PatternParser {
  /// A reference by number that ends here.
  mutating func addReference(_ number: Int) {
    var offset = position - 1
    if number < 10 {
      // PCRE2 keeps the place of the first one only.
      if firstSmallReference.isEmpty { firstSmallReference = [Int](repeating: -1, count: 10) }
      if firstSmallReference[number] < 0 { firstSmallReference[number] = offset }
      offset = firstSmallReference[number]
    }
    appendLeaf(.backreference(.number(number)))
    deferredChecks.append(
      .group(number, offset: offset, culprit: SourceSpan(itemStart, position)))
    note(offset)
    quantifiable = true
  }

  /// A call by number, the closing bracket of which is the next byte.
  mutating func addCall(_ number: Int) {
    let offset = position
    position += 1
    appendLeaf(.call(.number(number)))
    deferredChecks.append(
      .group(number, offset: offset, culprit: SourceSpan(itemStart, position)))
    note(offset)
    quantifiable = true
  }

  /// A reference by name; begins at the byte before the name.
  mutating func parseNameReference(terminator: UInt8) throws(PatternError) {
    let name = try readName(terminator: terminator)
    namedNodes.append(tree.nodes.count)
    appendLeaf(.backreference(use(name)))
    quantifiable = true
  }

  /// A call by name; begins at the byte before the name.
  mutating func parseNameCall(terminator: UInt8) throws(PatternError) {
    let name = try readName(terminator: terminator)
    namedNodes.append(tree.nodes.count)
    appendLeaf(.call(use(name)))
    quantifiable = true
  }

  /// `\k<n>`, `\k'n'`, `\k{n}`, `\g{n}` from the bracket on.
  mutating func parseNamedReference(isG: Bool) throws(PatternError) {
    guard let terminator = closer(of: peek()) else {
      throw failure(isG ? 157 : 169, at: position)
    }
    try parseNameReference(terminator: terminator)
  }

  /// `\g<1>`, `\g'n'` from the bracket on.
  mutating func parseBackslashCall() throws(PatternError) {
    guard let terminator = closer(of: peek()) else { throw failure(157, at: position) }
    switch scanGroupNumber(at: position + 1) {
    case .found(let number, let stop):
      guard stop < end, text[stop] == terminator else { throw failure(157, at: position) }
      position = stop
      addCall(number)
    case .failed(let code, _):
      throw failure(code, at: position)
    case .none:
      try parseNameCall(terminator: terminator)
    }
  }

  /// The bracket that closes a name behind a backslash; nil if none opens there.
  private func closer(of byte: UInt8?) -> UInt8? {
    switch byte {
    case 0x3C: 0x3E
    case 0x27: 0x27
    case 0x7B: 0x7D
    default: nil
    }
  }

  /// `(?1)`, `(?-1)`, `(?+1)` from the number on.
  mutating func parseNumberedCall() throws(PatternError) {
    let hasSign = !isDigit(text[position])
    let scan = scanNumber(
      at: position, maximum: Self.maximumGroup, tooBig: 161, relative: hasSign)
    switch scan {
    case .none:
      throw failure(129, at: position)
    case .failed(let code, let offset):
      position = offset
      throw failure(code, at: offset)
    case .found(let number, let stop):
      position = stop
      guard peek() == 0x29 else { throw failure(114, at: position) }
      addCall(number)
    }
  }
}
