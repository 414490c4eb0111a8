// SPDX-License-Identifier: MIT
// What a dollar begins: `$1`, `${name}`, `$*MARK`, `${1:-text}`, `${1:+text:text}`.
//
// Tested in ConformanceTests/SubstitutionTests.swift, and with random templates in DifferentialTests.

internal import SourceText

extension ReplacementParser {
  /// What has been read of a reference so far.
  private struct Reading {
    let start: Int
    let end: Int
    var position: Int
    var isBraced = false
    var isStarred = false
    /// The byte looked at last; not the one at `position` where digits have been skipped.
    var next: UInt8 = 0
    var name = SourceSpan(0, 0)
    /// The number; nil for a name.
    var number: Int?

    init(start: Int, end: Int) {
      self.start = start
      self.end = end
      position = start
    }
  }

  /// Reads what begins with a dollar.
  func reference(at start: Int, end: Int, depth: Int) -> ReplacementPiece {
    var reading = Reading(start: start, end: end)
    func bad() -> ReplacementPiece {
      fault(-35, at: reading.position, SourceSpan(start, min(end, reading.position + 1)))
    }
    guard advance(&reading) else { return bad() }
    if reading.next == 0x24 { return .init(.character(0x24), SourceSpan(start, start + 2)) }
    if reading.next == 0x7B {
      reading.isBraced = true
      guard advance(&reading) else { return bad() }
    }
    if reading.next == 0x2A {
      reading.isStarred = true
      guard advance(&reading) else { return bad() }
    }
    reading.name = SourceSpan(reading.position, reading.position)
    if !reading.isStarred, isDigit(reading.next) {
      if let fault = readNumber(&reading) { return fault }
    } else {
      guard readName(&reading) else { return bad() }
    }
    return braceAndTexts(reading, depth: depth)
  }

  /// Goes on to the next byte; false at the end.
  private func advance(_ reading: inout Reading) -> Bool {
    reading.position += 1
    guard reading.position < reading.end else { return false }
    reading.next = text[reading.position]
    return true
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte &- 0x41 < 26 || byte &- 0x61 < 26 || byte == 0x5F
  }

  /// Reads a number.
  ///
  /// PCRE2 looks whether there is such a group from the second digit on.
  private func readNumber(_ reading: inout Reading) -> ReplacementPiece? {
    var number = Int(reading.next - 0x30)
    while advance(&reading), isDigit(reading.next) {
      number = number * 10 + Int(reading.next - 0x30)
      guard number > tree.captureCount else { continue }
      let digits = text[reading.position..<reading.end].prefix(while: isDigit)
      if !options.contains(.unknownUnset) {
        return fault(-49, at: reading.position, SourceSpan(reading.start, digits.endIndex))
      }
      reading.position = digits.endIndex
      break
    }
    reading.number = number
    reading.name.end = reading.position
    return nil
  }

  /// Reads a name; false if there is none or if it is too long.
  private func readName(_ reading: inout Reading) -> Bool {
    var length = 0
    while isWordByte(reading.next) {
      length += 1
      if length > 32 { return false }
      if !advance(&reading) { break }
    }
    reading.name.end = reading.position
    return length > 0
  }

  // MARK: Behind the name

  private func braceAndTexts(_ reading: Reading, depth: Int) -> ReplacementPiece {
    var reading = reading
    guard reading.isBraced else { return resolved(reading) }
    let isSpecial =
      options.contains(.extended) && !reading.isStarred && reading.position < reading.end - 2
      && reading.next == 0x3A
    guard isSpecial else {
      guard reading.position < reading.end, text[reading.position] == 0x7D else {
        return fault(
          -58, at: min(reading.position, reading.end),
          SourceSpan(reading.start, min(reading.end, reading.position + 1)))
      }
      reading.position += 1
      return resolved(reading)
    }
    reading.position += 1
    let sign = text[reading.position]
    guard sign == 0x2B || sign == 0x2D else {
      return fault(-59, at: reading.position, SourceSpan(reading.start, reading.position + 1))
    }
    return conditional(&reading, isChoice: sign == 0x2B, depth: depth)
  }

  /// Reads the texts of `${1:-text}` and `${1:+text:text}`; stands at the sign.
  private func conditional(
    _ reading: inout Reading, isChoice: Bool, depth: Int
  ) -> ReplacementPiece {
    let first: SourceSpan
    var second = SourceSpan(0, 0)
    do throws(TextFault) {
      let start = reading.position + 1
      var stop = try textEnd(from: start, to: reading.end, isLast: !isChoice)
      first = SourceSpan(start, stop)
      if isChoice, text[stop] == 0x3A {
        let start = stop + 1
        stop = try textEnd(from: start, to: reading.end, isLast: true)
        second = SourceSpan(start, stop)
      }
      reading.position = stop + 1
    } catch {
      return textFault(error, reading.start)
    }
    guard let groups = groups(of: reading) else { return unknownGroup(reading) }
    let reference = ReplacementReference(groups: groups, name: reading.name)
    let span = SourceSpan(reading.start, reading.position)
    // What PCRE2 has no room for is an error only where it would be used.
    func texts(_ part: SourceSpan) -> [ReplacementPiece] {
      depth >= Self.deepest
        ? [fault(-35, at: span.end, span)]
        : pieces(part, depth: depth + 1, isQuoted: false).pieces
    }
    return isChoice
      ? .init(.choice(reference, set: texts(first), unset: texts(second)), span)
      : .init(.fallback(reference, texts(first)), span)
  }

  /// Why a text has no end.
  private struct TextFault: Error {
    let code: Int
    let offset: Int
  }

  private func textFault(_ error: TextFault, _ start: Int) -> ReplacementPiece {
    // A missing brace is missing in the whole reference; of a bad escape only the escape is shown.
    let from = error.code == -58 ? start : escapeStart(before: error.offset, from: start)
    return fault(
      error.code, at: error.offset, SourceSpan(from, min(text.count, error.offset + 1)))
  }

  private func escapeStart(before offset: Int, from start: Int) -> Int {
    text[start..<min(text.count, offset + 1)].lastIndex(of: 0x5C) ?? start
  }

  /// Looks for the colon or the brace that ends a text, passing over those in other references.
  private func textEnd(from start: Int, to end: Int, isLast: Bool) throws(TextFault) -> Int {
    var position = start
    var depth = 0
    var isQuoted = false
    while position < end {
      let following = position + 1 < end ? text[position + 1] : nil
      switch text[position] {
      case 0x5C where isQuoted:
        if following == 0x45 {
          isQuoted = false
          position += 1
        }
      case _ where isQuoted: break
      case 0x7D:
        if depth == 0 { return position }
        depth -= 1
      case 0x3A where !isLast && depth == 0: return position
      case 0x24 where following == 0x7B:
        depth += 1
        position += 1
      case 0x5C:
        if let following, caseForcing(following) != nil {
          position += 1
        } else {
          isQuoted = try passEscape(&position, end: end)
        }
      default: break
      }
      position += 1
    }
    throw TextFault(code: -58, offset: position)
  }

  /// Goes on to the last byte of an escape; whether it is `\Q`.
  private func passEscape(_ position: inout Int, end: Int) throws(TextFault) -> Bool {
    switch readEscape(at: position + 1, end: end) {
    case .failed(let code, let offset): throw TextFault(code: code, offset: offset - 1)
    case .found(let escape, let stop):
      position = stop - 1
      switch escape {
      case .character, .quoteEnd: return false
      case .quoteStart: return true
      default: throw TextFault(code: -57, offset: position)
      }
    }
  }

  // MARK: Groups

  /// A whole reference without texts; stands behind it.
  private func resolved(_ reading: Reading) -> ReplacementPiece {
    let span = SourceSpan(reading.start, reading.position)
    if reading.isStarred {
      guard text[reading.name.start..<reading.name.end].elementsEqual("MARK".utf8) else {
        return fault(-35, at: reading.position, span)
      }
      return .init(.mark, span)
    }
    guard let groups = groups(of: reading) else { return unknownGroup(reading) }
    return .init(.group(ReplacementReference(groups: groups, name: reading.name)), span)
  }

  private func unknownGroup(_ reading: Reading) -> ReplacementPiece {
    fault(-49, at: reading.position, SourceSpan(reading.start, reading.position))
  }

  /// The groups that are meant; nil if the pattern has none and that is an error.
  private func groups(of reading: Reading) -> [Int]? {
    if let number = reading.number {
      if number <= tree.captureCount { return [number] }
    } else {
      let name = text[reading.name.start..<reading.name.end]
      if let entry = tree.names.first(where: { $0.name.elementsEqual(name) }) {
        return entry.groups
      }
    }
    return options.contains(.unknownUnset) ? [] : nil
  }
}
