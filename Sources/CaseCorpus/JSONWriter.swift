// SPDX-License-Identifier: MIT
// Writes JSON into a growing byte buffer; it places the commas itself:
//
//   var writer = JSONWriter()
//   writer.object { writer in writer.field("id", "a:1") }      // {"id":"a:1"}
//
// Tested in Tests/CaseCorpusTests/JSONTests.swift.

import SourceText

/// A JSON text under construction.
public struct JSONWriter: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether everything outside ASCII is written as `\u` escapes.
  public let isASCII: Bool
  private var needsComma = false

  /// Makes an empty text; pure ASCII unless told otherwise.
  public init(isASCII: Bool = true) { self.isASCII = isASCII }

  /// Writes an object whose fields the closure writes.
  public mutating func object(_ fields: (inout JSONWriter) -> Void) {
    begin(.brace)
    fields(&self)
    finish(.braceEnd)
  }

  /// Writes an array whose elements the closure writes.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    begin(.bracket)
    elements(&self)
    finish(.bracketEnd)
  }

  /// Writes the name of a field; its value must follow.
  public mutating func name(_ name: StaticString) {
    separate()
    bytes.append(.quote)
    bytes.append(name)
    bytes.append(.quote)
    bytes.append(.colon)
    needsComma = false
  }

  /// Writes a name that is not known beforehand; its value must follow.
  public mutating func name(text: String) {
    string(text)
    bytes.append(.colon)
    needsComma = false
  }

  /// Writes `null`.
  public mutating func null() { word("null") }

  /// Writes a truth value.
  public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  /// Writes an integer.
  public mutating func integer(_ value: Int) {
    separate()
    if value < 0 { bytes.append(.minus) }
    let magnitude = value.magnitude
    var place: UInt = 1
    while magnitude / place >= 10 { place *= 10 }
    while place > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: magnitude / place % 10))
      place /= 10
    }
  }

  /// Writes a number; one that JSON cannot express becomes `null`.
  public mutating func number(_ value: Double) { word(value.isFinite ? "\(value)" : "null") }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(.quote)
    appendEscaped(text.utf8.span)
    bytes.append(.quote)
  }

  /// Writes a string from bytes; faults in its UTF-8 become U+FFFD.
  public mutating func string(utf8 text: [UInt8]) {
    guard plainEnd(in: text.span, from: 0) == text.count || firstUTF8Fault(in: text) == nil else {
      return string(String(decoding: text, as: UTF8.self))
    }
    separate()
    bytes.append(.quote)
    appendEscaped(text.span)
    bytes.append(.quote)
  }

  /// Writes any value.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .integer(let number): integer(number)
    case .number(let number): self.number(number)
    case .string(let text): string(text)
    case .array(let elements): array { for element in elements { $0.value(element) } }
    case .object(let members):
      object {
        for member in members {
          $0.name(text: member.name)
          $0.value(member.value)
        }
      }
    }
  }

  /// Writes a line end; what follows is a new text.
  public mutating func endLine() {
    bytes.append(0x0a)
    needsComma = false
  }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }
}

// MARK: - Parts

extension JSONWriter {
  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func finish(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func word(_ text: String) {
    separate()
    bytes += text.utf8
  }

  private mutating func separate() {
    if needsComma { bytes.append(.comma) }
    needsComma = true
  }

  /// Appends valid UTF-8, escaped as far as needed.
  private mutating func appendEscaped(_ text: Span<UInt8>) {
    var index = 0
    while true {
      let end = plainEnd(in: text, from: index)
      bytes.append(text, index..<end)
      guard end < text.count else { return }
      index = end + 1
      if text[end] < 0x80 {
        appendEscape(ofASCII: text[end])
      } else {
        while index < text.count, text[index] & 0xc0 == 0x80 { index += 1 }
        appendCharacter(text, end..<index)
      }
    }
  }

  /// Appends a character outside ASCII.
  private mutating func appendCharacter(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard isASCII else { return bytes.append(text, range) }
    var sequence: [UInt8] = []
    sequence.append(text, range)
    appendUnicodeEscape(of: sequence)
  }

  private mutating func appendEscape(ofASCII byte: UInt8) {
    switch byte {
    case .quote, .backslash: bytes += [.backslash, byte]
    case 0x0a: bytes += [.backslash, 0x6e]
    case 0x0d: bytes += [.backslash, 0x72]
    case 0x09: bytes += [.backslash, 0x74]
    default: appendEscape(unit: UInt16(byte))
    }
  }

  private mutating func appendUnicodeEscape(of sequence: [UInt8]) {
    for scalar in String(decoding: sequence, as: UTF8.self).unicodeScalars {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        appendEscape(unit: unit)
      }
    }
  }

  private mutating func appendEscape(unit: UInt16) {
    bytes += [.backslash, 0x75]
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift) & 0xf)
      bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    }
  }
}
