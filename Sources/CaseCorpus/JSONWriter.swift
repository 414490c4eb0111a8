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
    bytes += String(describing: name).utf8
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
    if value >= 0, value < 10 {
      bytes.append(0x30 + UInt8(value))
    } else {
      bytes += String(value).utf8
    }
  }

  /// Writes a number; one that JSON cannot express becomes `null`.
  public mutating func number(_ value: Double) { word(value.isFinite ? "\(value)" : "null") }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(.quote)
    appendEscaped(Array(text.utf8))
    bytes.append(.quote)
  }

  /// Writes a string from bytes; faults in its UTF-8 become U+FFFD.
  public mutating func string(utf8 text: [UInt8]) {
    guard firstUTF8Fault(in: text) == nil else {
      return string(String(decoding: text, as: UTF8.self))
    }
    separate()
    bytes.append(.quote)
    appendEscaped(text)
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
  private mutating func appendEscaped(_ text: [UInt8]) {
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte < 0x80 ? byte != .quote && byte != .backslash : !isASCII {
        index += 1
        continue
      }
      bytes += text[start..<index]
      if byte < 0x80 {
        appendEscape(ofASCII: byte)
        index += 1
      } else {
        let length = validCharacter(text, at: index)?.length ?? 0
        appendUnicodeEscape(of: text[index..<(index + length)])
        index += length
      }
      start = index
    }
    bytes += text[start...]
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

  private mutating func appendUnicodeEscape(of sequence: ArraySlice<UInt8>) {
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
