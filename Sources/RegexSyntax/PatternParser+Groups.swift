// SPDX-License-Identifier: MIT
// Opening brackets: what follows `(` decides what it is.
//
// Example: `(` captures, `(?:` does not, `(?<n>` names, `(?=` looks ahead, `(*pla:` does too.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

extension PatternParser {
  /// How many levels may save their modes, as PCRE2 keeps them in a fixed room.
  private static var maximumSavedModes: Int { 500 }

  /// Something in parentheses; the `(` has been read.
  ///
  /// - Parameter conditionExpected: 2 or 1 where the assertion of a condition must stand.
  /// - Throws: `PatternError` where PCRE2 refuses the group.
  mutating func parseParenthesis(conditionExpected: Int) throws(PatternError) {
    guard let next = peek() else { throw failure(114, at: position) }
    switch next {
    case 0x3F:
      position += 1
      try parseQuestionGroup(conditionExpected: conditionExpected)
    case 0x2A:
      try parseStarGroup(conditionExpected: conditionExpected)
    default:
      if modes.contains(.noAutoCapture) {
        openFrame(.nonCapture, from: itemStart)
      } else {
        try openCapture(name: nil)
      }
    }
  }

  /// What begins with `(?`; both bytes have been read.
  private mutating func parseQuestionGroup(conditionExpected: Int) throws(PatternError) {
    guard let next = peek() else { throw failure(114, at: position) }
    switch next {
    case 0x3D: try openPlain(.lookahead(negative: false), isCondition: conditionExpected > 0)
    case 0x21: try openPlain(.lookahead(negative: true), isCondition: conditionExpected > 0)
    case 0x2A: try openPlain(.nonAtomicLookahead, isCondition: conditionExpected > 0)
    case 0x3E: try openPlain(.atomic, isCondition: false)
    case 0x3C: try parseAngleGroup(conditionExpected: conditionExpected)
    case 0x27: try openNamed(terminator: 0x27)
    case 0x50: try parsePythonGroup()
    case 0x26: try parseNameCall(terminator: 0x29)
    case 0x52:
      position += 1
      guard peek() == 0x29 else { throw failure(158, at: position) }
      addCall(0)
    case 0x2B:
      guard let digit = peek(1), isDigit(digit) else { throw failure(129, at: position) }
      try parseNumberedCall()
    case 0x30...0x39: try parseNumberedCall()
    case 0x43: try parseCallout(conditionExpected: conditionExpected)
    case 0x28: try parseConditional()
    default: try parseDefaultGroup(next)
    }
  }

  private mutating func parseDefaultGroup(_ next: UInt8) throws(PatternError) {
    if next == 0x2D, let digit = peek(1), isDigit(digit) {
      try parseNumberedCall()
    } else if next == 0x7C {
      try reserveSavedModes()
      position += 1
      openFrame(.branchReset, from: itemStart)
      hasBranchReset = true
      frame.savesModes = true
      frame.captureReset = captureCount
      frame.captureMaximum = captureCount
    } else {
      try parseOptionGroup()
    }
  }

  /// Opens a group the opening text of which ends with the next byte.
  mutating func openPlain(_ kind: GroupKind, isCondition: Bool) throws(PatternError) {
    position += 1
    openFrame(kind, from: itemStart)
    guard isCondition else { return }
    try reserveSavedModes()
    frame.isCondition = true
    frame.savesModes = true
  }

  /// Counts a level that saves its modes.
  mutating func reserveSavedModes() throws(PatternError) {
    guard savedModesDepth < Self.maximumSavedModes else { throw failure(184, at: position) }
    savedModesDepth += 1
  }

  /// `(?<=`, `(?<!`, `(?<*`, or a name in angle brackets.
  private mutating func parseAngleGroup(conditionExpected: Int) throws(PatternError) {
    let kind: GroupKind
    switch peek(1) {
    case 0x3D: kind = .lookbehind(negative: false)
    case 0x21: kind = .lookbehind(negative: true)
    case 0x2A: kind = .nonAtomicLookbehind
    default:
      try openNamed(terminator: 0x3E)
      return
    }
    position += 1
    try openPlain(kind, isCondition: conditionExpected > 0)
  }

  /// `(?P<n>`, `(?P=n)`, `(?P>n)` from the `P` on.
  private mutating func parsePythonGroup() throws(PatternError) {
    position += 1
    switch peek() {
    case nil: throw failure(114, at: position)
    case 0x3C: try openNamed(terminator: 0x3E)
    case 0x3E: try parseNameCall(terminator: 0x29)
    case 0x3D: try parseNameReference(terminator: 0x29)
    default: throw failure(141, at: position)
    }
  }

  /// A group with a name; begins at the byte before the name.
  private mutating func openNamed(terminator: UInt8) throws(PatternError) {
    try openCapture(name: try readName(terminator: terminator))
  }

  /// Opens a capturing group.
  private mutating func openCapture(name: SourceSpan?) throws(PatternError) {
    guard captureCount < Self.maximumGroup else { throw failure(197, at: position) }
    captureCount += 1
    let index: Int?
    if let name { index = try define(name) } else { index = nil }
    openFrame(.capture(number: captureCount, name: index), from: itemStart)
  }
}
