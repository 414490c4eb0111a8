// SPDX-License-Identifier: MIT
// Conditional groups: `(?(1)..|..)` and all the other things that may decide.
//
// Example: `(?(<n>)a|b)` asks for a group, `(?(R)a|b)` for recursion, `(?(?=x)a|b)` looks ahead.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

extension PatternParser {
  /// PCRE2's version, which `(?(VERSION>=10.4)` is compared with.
  private static var version: (major: Int, minor: Int) { (10, 42) }

  /// A conditional group; begins at the second bracket.
  mutating func parseConditional() throws(PatternError) {
    position += 1
    guard let next = peek() else { throw failure(114, at: position) }
    if next == 0x3F || next == 0x2A {
      // An assertion: the bracket before it belongs to it.
      position -= 1
      openConditional(.define)
      conditionExpected = 2
      return
    }
    let condition = try readCondition()
    guard peek() == 0x29 else { throw failure(124, at: position) }
    position += 1
    openConditional(condition)
  }

  private mutating func openConditional(_ condition: Condition) {
    let offset = frame.notedOffset
    openFrame(.conditional(condition), from: itemStart)
    frame.branchErrorOffset = offset
  }

  private mutating func readCondition() throws(PatternError) -> Condition {
    switch scanGroupNumber(at: position) {
    case .found(let number, let stop):
      position = stop
      guard number > 0 else { throw failure(115, at: position) }
      let offset = position - 2
      deferredChecks.append(
        .group(number, offset: offset, culprit: SourceSpan(itemStart, position)))
      note(offset - 2)
      return .groupSet(.number(number))
    case .failed(let code, let offset):
      position = offset
      throw failure(code, at: offset)
    case .none:
      break
    }
    if end - position >= 10, follows("VERSION", at: position), text[position + 7] != 0x29 {
      return .version(isTrue: try readVersion())
    }
    return try readNamedCondition()
  }

  /// Reads a version condition, `VERSION>=10.4` or `VERSION=10.42`.
  private mutating func readVersion() throws(PatternError) -> Bool {
    position += 7
    let orLater = peek() == 0x3E
    if orLater { position += 1 }
    guard peek() == 0x3D else { throw failure(179, at: position) }
    position += 1
    guard let first = peek(), isDigit(first) else { throw failure(179, at: position) }
    var major = 0
    var minor = 0
    switch scanNumber(at: position, maximum: 1000, tooBig: 179, relative: false) {
    case .found(let number, let stop):
      major = number
      position = stop
    case .failed(let code, let offset):
      position = offset
      throw failure(code, at: offset)
    case .none:
      throw failure(179, at: position)
    }
    guard position < end else { throw failure(179, at: position) }
    if peek() == 0x2E {
      position += 1
      minor = try readMinorVersion()
    }
    let version = Self.version
    guard orLater else { return version == (major, minor) }
    return version.major > major || (version.major == major && version.minor >= minor)
  }

  /// One or two digits behind the point: `4` means 40.
  private mutating func readMinorVersion() throws(PatternError) -> Int {
    guard let tens = peek(), isDigit(tens) else { throw failure(179, at: position) }
    position += 1
    var minor = Int(tens - 0x30) * 10
    guard let units = peek() else { throw failure(179, at: position) }
    if isDigit(units) {
      minor += Int(units - 0x30)
      position += 1
    }
    guard peek() == 0x29 else { throw failure(179, at: position) }
    return minor
  }

  /// Reads a condition in words: `<n>`, `'n'`, `n`, `R&n`, `R`, `R1` or `DEFINE`.
  private mutating func readNamedCondition() throws(PatternError) -> Condition {
    switch peek() {
    case 0x52 where peek(1) == 0x26:
      position += 1
      let name = try readName(terminator: 0x29)
      position -= 1
      return .recursion(use(name))
    case 0x3C:
      return .groupSet(use(try readName(terminator: 0x3E)))
    case 0x27:
      return .groupSet(use(try readName(terminator: 0x27)))
    default:
      position -= 1
      let name = try readName(terminator: 0x29)
      position -= 1
      if matches(name, "DEFINE") {
        note(name.start)
        return .define
      }
      return .groupSet(use(name, mayBeRecursionNumber: isRecursionNumber(name)))
    }
  }

  /// Whether a name is `R` and digits.
  private func isRecursionNumber(_ name: SourceSpan) -> Bool {
    text[name.start] == 0x52
      && text[(name.start + 1)..<name.end].allSatisfy { isDigit($0) }
  }

  /// Checks that the assertion of a condition stands here, or a callout in front of it.
  func checkConditionFollows(_ character: UInt32) throws(PatternError) {
    guard character == 0x28, end - position >= 3, let first = peek(), let second = peek(1),
      let third = peek(2)
    else { throw failure(128, at: position - 1) }
    let isAssertion =
      switch (first, second) {
      case (0x2A, 0x61...0x7A): true
      case (0x3F, 0x43): conditionExpected == 2
      case (0x3F, 0x3D), (0x3F, 0x21): true
      case (0x3F, 0x3C): third == 0x3D || third == 0x21
      default: false
      }
    guard isAssertion else { throw failure(128, at: position - 1) }
  }
}
