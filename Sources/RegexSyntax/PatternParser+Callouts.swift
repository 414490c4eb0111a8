// SPDX-License-Identifier: MIT
// Callouts written in the pattern: `(?C)`, `(?C5)`, `(?C'text')`.
//
// Tested in RegexSyntaxTests/TreeTests.swift and by fixtures/syntax/items.txt.

internal import SourceText

extension PatternParser {
  /// The greatest number of a callout.
  private static var maximumCallout: Int { 255 }

  /// A callout; begins at the `C`.
  mutating func parseCallout(conditionExpected expected: Int) throws(PatternError) {
    position += 1
    guard let next = peek() else { throw failure(114, at: position) }
    conditionExpected = max(0, expected - 1)
    let callout: Callout
    var number = -1
    if next == 0x29 || isDigit(next) {
      number = try readCalloutNumber()
      callout = .number(number)
    } else {
      callout = .string(store(try readCalloutString()))
    }
    guard peek() == 0x29 else { throw failure(139, at: position) }
    position += 1
    placeWrittenItem(number: number)
    let id = makeNode(.callout(callout), span: SourceSpan(itemStart, position), item: currentItem)
    itemIsLast = true
    if expected > 0 {
      frame.conditionCallout = id
      frame.branchStart = position
    } else {
      pending.push(id)
    }
  }

  private mutating func readCalloutNumber() throws(PatternError) -> Int {
    var number = 0
    while let byte = peek(), isDigit(byte) {
      number = number * 10 + Int(byte - 0x30)
      position += 1
      if number > Self.maximumCallout { throw failure(138, at: position) }
    }
    return number
  }

  /// The text between delimiters; a delimiter that is doubled stands for itself.
  private mutating func readCalloutString() throws(PatternError) -> [UInt8] {
    let start = position
    let closer: UInt8
    switch text[start] {
    case 0x60, 0x27, 0x22, 0x5E, 0x25, 0x23, 0x24: closer = text[start]
    case 0x7B: closer = 0x7D
    default: throw failure(182, at: position)
    }
    var result: [UInt8] = []
    while true {
      position += 1
      guard let byte = peek() else { throw failure(181, at: start) }
      if byte == closer {
        position += 1
        guard peek() == closer else { break }
      }
      result.append(byte)
    }
    note(start)
    return result
  }
}
