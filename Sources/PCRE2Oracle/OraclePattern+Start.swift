// SPDX-License-Identifier: MIT
// What the library knows of every match of a pattern before it tries to match, and whether it would begin at all
// with a subject: its start optimisations.
//
//   var pattern = try OraclePattern(pattern: Array("ab+c".utf8))
//   try pattern.start().minimumLength                              // 3
//   try pattern.beginsMatching(subject: Array("xabb".utf8))        // false: there is no "c"
//
// Source: pcre2api(3), "Information about a compiled pattern". Tested in Tests/ConformanceTests/StartTests.swift.

internal import CPCRE2

/// A code unit that a match needs, in one case or in both.
public struct OracleUnit: Hashable, Sendable {
  /// The code unit.
  public var value: UInt8
  /// The one that counts as well, because case is ignored; nil if there is none.
  public var otherCase: UInt8?
}

/// What the library knows of every match of a pattern.
public struct OracleStart: Hashable, Sendable {
  /// What it knows of the beginning.
  public enum First: Hashable, Sendable {
    /// Nothing.
    case unknown
    /// It is always this code unit.
    case unit(OracleUnit)
    /// It is the start of the subject or of a line.
    case lineStart
    /// It is one of these code units: flags for 0 to 255.
    case set([Bool])
  }
  /// Whether a match can only begin where the search does.
  public var isAnchored: Bool
  /// The fewest characters of a match, which the library takes for code units.
  public var minimumLength: Int
  /// The beginning.
  public var first: First
  /// A code unit that has to come, behind the first one if that is a known unit; nil if none is known.
  public var required: OracleUnit?
}

extension OraclePattern {
  /// Whether the library begins an attempt at all; nil if the match fails with an error before that.
  ///
  /// It is asked to match with a limit of no internal step: the limit is met if and only if an attempt begins.
  ///
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func beginsMatching(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions()
  ) throws(OracleError) -> Bool? {
    var options = options
    options.matchLimit = 0
    let match = try match(subject: subject, options: options)
    switch Int32(match.rc) {
    case PCRE2_ERROR_MATCHLIMIT: return true
    case PCRE2_ERROR_NOMATCH: return false
    default: return nil
    }
  }

  /// What the library knows of every match.
  ///
  /// It does not tell whether case is ignored for a code unit: that is found by asking whether it begins
  /// matching a made-up subject.
  ///
  /// - Throws: `OracleError` for lack of memory.
  public mutating func start() throws(OracleError) -> OracleStart {
    let options = information(PCRE2_INFO_ALLOPTIONS)
    var start = OracleStart(
      isAnchored: options & PCRE2_ANCHORED != 0,
      minimumLength: Int(information(PCRE2_INFO_MINLENGTH)), first: .unknown, required: nil)
    if information(PCRE2_INFO_LASTCODETYPE) == 1 {
      start.required = OracleUnit(
        value: UInt8(truncatingIfNeeded: information(PCRE2_INFO_LASTCODEUNIT)), otherCase: nil)
    }
    switch information(PCRE2_INFO_FIRSTCODETYPE) {
    case 1:
      start.first = .unit(
        OracleUnit(
          value: UInt8(truncatingIfNeeded: information(PCRE2_INFO_FIRSTCODEUNIT)), otherCase: nil))
    case 2: start.first = .lineStart
    default: if let set = firstSet() { start.first = .set(set) }
    }
    let isUTF = options & PCRE2_UTF != 0
    try findCaseOfFirst(&start, isUTF)
    try findCaseOfRequired(&start, isUTF)
    return start
  }

  private borrowing func information(_ item: Int32) -> UInt32 {
    var value: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(code, UInt32(item), &value)
    return value
  }

  private borrowing func firstSet() -> [Bool]? {
    var bits: UnsafePointer<UInt8>?
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTBITMAP), &bits)
    guard let bits = unsafe bits else { return nil }
    return (0..<256).map { unsafe bits[$0 / 8] & (1 << UInt8($0 % 8)) != 0 }
  }

  // MARK: Case

  private mutating func findCaseOfFirst(
    _ start: inout OracleStart, _ isUTF: Bool
  ) throws(OracleError) {
    guard case .unit(var unit) = start.first else { return }
    // The required unit may be the first one in its own case: it comes last, where nothing can begin with it.
    let end = start.required.map { Self.text(with: $0.value, isUTF) } ?? []
    for other in otherCases(unit.value, isUTF)
    where try beginsMatching(subject: filler(other, start.minimumLength, isUTF) + end) == true {
      unit.otherCase = other
      start.first = .unit(unit)
      return
    }
  }

  private mutating func findCaseOfRequired(
    _ start: inout OracleStart, _ isUTF: Bool
  ) throws(OracleError) {
    guard let required = start.required else { return }
    let beginning: [UInt8]
    switch start.first {
    case .unit(let unit): beginning = Self.text(with: unit.value, isUTF)
    case .set(let set):
      let members = (0..<256).filter { set[$0] && $0 != Int(required.value) }.map { UInt8($0) }
      // A newline would do as well, but may end the part of the subject in which a match can begin.
      guard let member = members.first(where: { $0 >= 0x20 }) ?? members.first else { return }
      beginning = Self.text(with: member, isUTF)
    case .unknown, .lineStart: beginning = []
    }
    for other in otherCases(required.value, isUTF) {
      let subject = beginning + filler(other, start.minimumLength, isUTF)
      if try beginsMatching(subject: subject) == true {
        start.required?.otherCase = other
        return
      }
    }
  }

  /// The code units that can be the other case of one; beyond ASCII only where a byte is a character.
  private func otherCases(_ unit: UInt8, _ isUTF: Bool) -> [UInt8] {
    if (0x41...0x5A).contains(unit & 0xDF) { return [unit ^ 0x20] }
    guard unit >= 0x80, !isUTF else { return [] }
    return (0x80...0xFF).filter { $0 != unit }
  }

  /// A text of a code unit again and again, long enough for a match.
  private func filler(_ unit: UInt8, _ count: Int, _ isUTF: Bool) -> [UInt8] {
    Array(repeating: Self.text(with: unit, isUTF), count: max(count, 1)).flatMap { $0 }
  }

  /// A short text with a code unit in it, at its start if it can begin a character.
  private static func text(with unit: UInt8, _ isUTF: Bool) -> [UInt8] {
    guard isUTF else { return [unit] }
    switch unit {
    case 0x80...0xBF: return [0xC2, unit]
    case 0xC0...0xDF: return [unit, 0x80]
    case 0xE0: return [unit, 0xA0, 0x80]
    case 0xE1...0xEF: return [unit, 0x80, 0x80]
    case 0xF0: return [unit, 0x90, 0x80, 0x80]
    case 0xF1...0xFF: return [unit, 0x80, 0x80, 0x80]
    default: return [unit]
    }
  }
}
