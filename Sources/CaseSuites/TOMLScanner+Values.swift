// SPDX-License-Identifier: MIT
// The values of a TOML document: arrays, tables between braces, and strings in their four forms.
//
// Tested in Tests/CaseSuitesTests/LayoutTests.swift.

import SourceText

extension TOMLScanner {
  /// Takes any value.
  mutating func value() throws(Fault) -> TOMLLayout.Value {
    let start = position
    let content: TOMLLayout.Content
    switch peek() {
    case .quote: content = .string(try basicString())
    case .apostrophe: content = .string(try literalString())
    case .bracket: content = try nested { (scanner) throws(Fault) in try scanner.array() }
    case .brace: content = try nested { (scanner) throws(Fault) in try scanner.inlineTable() }
    default: content = try bareValue()
    }
    return .init(content: content, span: SourceSpan(start, position))
  }

  private mutating func array() throws(Fault) -> TOMLLayout.Content {
    position += 1
    var elements: [TOMLLayout.Value] = []
    while true {
      try skipBlankLines()
      if peek() == .bracketEnd { break }
      elements.append(try value())
      try skipBlankLines()
      guard peek() == .comma else { break }
      position += 1
    }
    try take(.bracketEnd, "a comma or ]")
    return .array(elements)
  }

  /// A table between braces stands on one line, and no comma before the closing brace.
  private mutating func inlineTable() throws(Fault) -> TOMLLayout.Content {
    let start = position
    position += 1
    let table = addTable(.inline, SourceSpan(start, start))
    skipBlanks()
    if peek() != .braceEnd {
      while true {
        skipBlanks()
        try statement(in: table)
        skipBlanks()
        guard peek() == .comma else { break }
        position += 1
      }
    }
    try take(.braceEnd, "a comma or }; a table between braces stands on one line")
    layout.tables[table].span = SourceSpan(start, position)
    return .table(table)
  }
}

// MARK: - Strings

extension TOMLScanner {
  /// Takes a string between apostrophes, one or three; three not for a key.
  mutating func literalString(isKey: Bool = false) throws(Fault) -> [UInt8] {
    guard !isKey, starts(with: .apostrophe, times: 3) else {
      position += 1
      let start = position
      while let byte = peek(), byte != .apostrophe {
        try refuseControl(byte)
        position += 1
      }
      let text = Array(bytes[start..<position])
      try take(.apostrophe, "' at the end of the string")
      return text
    }
    position += 3
    try skipFirstLineEnd()
    var text: [UInt8] = []
    while !starts(with: .apostrophe, times: 3) {
      guard let byte = peek() else { throw .notTOML("expected ''' at the end of the string") }
      try unit(byte, into: &text)
    }
    takeQuotesAndEnd(.apostrophe, into: &text)
    return text
  }

  /// Takes a string between quotation marks, one or three; three not for a key.
  mutating func basicString(isKey: Bool = false) throws(Fault) -> [UInt8] {
    let isMultiline = !isKey && starts(with: .quote, times: 3)
    position += isMultiline ? 3 : 1
    if isMultiline { try skipFirstLineEnd() }
    var text: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case .quote where !isMultiline:
        position += 1
        return text
      case .quote where starts(with: .quote, times: 3):
        takeQuotesAndEnd(.quote, into: &text)
        return text
      case .backslash: try escape(isMultiline, into: &text)
      case _ where isMultiline: try unit(byte, into: &text)
      default:
        try refuseControl(byte)
        text.append(byte)
        position += 1
      }
    }
    throw .notTOML("expected \(isMultiline ? "\"\"\"" : "\"") at the end of the string")
  }

  /// Takes a byte of a string of several lines; line ends become LF.
  private mutating func unit(_ byte: UInt8, into text: inout [UInt8]) throws(Fault) {
    if byte == .lineFeed || byte == .carriageReturn {
      try lineEnd()
      text.append(.lineFeed)
    } else {
      try refuseControl(byte)
      text.append(byte)
      position += 1
    }
  }

  private mutating func skipFirstLineEnd() throws(Fault) {
    if peek() == .carriageReturn || peek() == .lineFeed { try lineEnd() }
  }

  /// Takes the end of a string of several lines, before which up to two quotation marks belong to it.
  private mutating func takeQuotesAndEnd(_ quote: UInt8, into text: inout [UInt8]) {
    for _ in 0..<2 where starts(with: quote, times: 4) {
      text.append(quote)
      position += 1
    }
    position += 3
  }

  private mutating func escape(_ isMultiline: Bool, into text: inout [UInt8]) throws(Fault) {
    switch peek(1) {
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0c)
    case 0x6e: text.append(.lineFeed)
    case 0x72: text.append(.carriageReturn)
    case 0x74: text.append(.tab)
    case .quote?: text.append(.quote)
    case .backslash?: text.append(.backslash)
    case 0x75: return appendUTF8(try codePoint(digits: 4), to: &text)
    case 0x55: return appendUTF8(try codePoint(digits: 8), to: &text)
    case .space?, .tab?, .lineFeed?, .carriageReturn?:
      guard isMultiline else { fallthrough }
      return try continuation()
    default: throw .notTOML("unknown escape; strings in apostrophes need none")
    }
    position += 2
  }

  /// A backslash at the end of a line: all white space up to the next other character is left out.
  private mutating func continuation() throws(Fault) {
    position += 1
    skipBlanks()
    try lineEnd()
    while let byte = peek() {
      switch byte {
      case .space, .tab: position += 1
      case .lineFeed, .carriageReturn: try lineEnd()
      default: return
      }
    }
  }

  private mutating func codePoint(digits: Int) throws(Fault) -> UInt32 {
    let start = position + 2
    guard start + digits <= bytes.count,
      bytes[start..<start + digits].allSatisfy(\.isHexadecimalDigit),
      let value = UInt32(
        String(decoding: bytes[start..<start + digits], as: UTF8.self), radix: 16),
      Unicode.Scalar(value) != nil
    else { throw .notTOML("expected \(digits) hexadecimal digits of a character") }
    position = start + digits
    return value
  }
}
