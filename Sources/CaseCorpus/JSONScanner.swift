// SPDX-License-Identifier: MIT
// A pull parser: the decoder of a record asks for what it expects and gets values without a tree
// in between. Strings come out as bytes. Strict JSON (RFC 8259); bad UTF-8, lone surrogates and
// duplicate fields are refused, never repaired. Tested in Tests/CaseCorpusTests/JSONTests.swift.

/// A position in a JSON text, moving forward as values are taken.
struct JSONScanner {
  let bytes: [UInt8]
  let depthLimit: Int
  private(set) var position = 0
  private var depth = 0
  /// Kept here because asking a static property is a call each time.
  let table = JSONFieldTable.all

  init(_ bytes: [UInt8], depthLimit: Int = 128) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    JSONError(offset: offset ?? position, reason: reason)
  }

  /// The offset of the opening quotation mark of the next token.
  mutating func openQuote() throws(JSONError) -> Int {
    guard try peek() == .quote else { throw failure(.expected("a string")) }
    return position
  }

  mutating func move(to offset: Int) { position = offset }

  // MARK: Structure

  /// The first byte of the next token.
  @inline(__always)
  mutating func peek() throws(JSONError) -> UInt8 {
    if position < bytes.count, bytes[position] > 0x20 { return bytes[position] }
    return try skipSpace()
  }

  /// Skips white space, and returns the byte behind it.
  private mutating func skipSpace() throws(JSONError) -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return byte }
      position += 1
    }
    throw failure(.endOfText)
  }

  mutating func take(_ byte: UInt8, _ what: String) throws(JSONError) {
    guard try peek() == byte else { throw failure(.expected(what)) }
    position += 1
  }

  /// Takes the byte if it is the next token.
  mutating func takeIf(_ byte: UInt8) throws(JSONError) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// Refuses anything but white space up to the end.
  mutating func end() throws(JSONError) {
    do throws(JSONError) {
      _ = try peek()
    } catch {
      return
    }
    throw failure(.trailingText)
  }

  /// Takes an object of fields that records have; the closure must take the value of each.
  ///
  /// - Returns: The fields that are there. None is there twice, or both as text and as base64.
  @discardableResult
  mutating func fields(
    _ take: (inout JSONScanner, JSONField) throws(JSONError) -> Void
  ) throws(JSONError) -> JSONFieldSet {
    try self.take(.brace, "an object")
    try enter()
    defer { depth -= 1 }
    var seen = JSONFieldSet()
    if try takeIf(.braceEnd) { return seen }
    repeat {
      guard try peek() == .quote else { throw failure(.expected("a field name")) }
      let start = position
      let field = try fieldName()
      if let field, seen.contains(field) {
        throw failure(.duplicateField(field.name), at: start)
      }
      try self.take(.colon, "a colon")
      _ = try peek()
      guard let field else { throw failure(.unknownField(text(at: start))) }
      guard !seen.holds(field) else { throw failure(.duplicateField(field.name)) }
      seen.insert(field)
      try take(&self, field)
    } while try takeIf(.comma)
    try self.take(.braceEnd, "a comma or a closing brace")
    return seen
  }

  /// Refuses a record without one of some fields.
  func require(_ fields: [JSONField], in seen: JSONFieldSet) throws(JSONError) {
    for field in fields where !seen.holds(field) { throw failure(.missingField(field.name)) }
  }

  /// Refuses a field that a record does not have.
  func unknown(_ field: JSONField) -> JSONError { failure(.unknownField(field.name)) }

  /// The string at an offset, which has been taken before.
  private func text(at start: Int) -> String {
    var again = self
    again.position = start
    return (try? again.text()) ?? ""
  }

  /// Takes an object of any fields; the closure must take the value of each.
  mutating func object(
    _ field: (inout JSONScanner, String) throws(JSONError) -> Void
  ) throws(JSONError) {
    try take(.brace, "an object")
    try enter()
    defer { depth -= 1 }
    if try takeIf(.braceEnd) { return }
    var seen: [String] = []
    repeat {
      guard try peek() == .quote else { throw failure(.expected("a field name")) }
      let start = position
      let name = try text()
      // Records have few fields: a linear search beats hashing them. Names count byte by byte.
      guard !seen.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
        throw failure(.duplicateField(name), at: start)
      }
      seen.append(name)
      try take(.colon, "a colon")
      _ = try peek()
      try field(&self, name)
    } while try takeIf(.comma)
    try take(.braceEnd, "a comma or a closing brace")
  }

  /// Takes an array; the closure must take each element.
  mutating func array(
    _ element: (inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try take(.bracket, "an array")
    try enter()
    defer { depth -= 1 }
    if try takeIf(.bracketEnd) { return }
    repeat {
      _ = try peek()
      try element(&self)
    } while try takeIf(.comma)
    try take(.bracketEnd, "a comma or a closing bracket")
  }

  private mutating func enter() throws(JSONError) {
    guard depth < depthLimit else { throw failure(.tooDeep(limit: depthLimit), at: position - 1) }
    depth += 1
  }

  // MARK: Simple values

  /// Takes a word such as `null` if it is the next token.
  mutating func takeIf(_ word: String, first: UInt8) throws(JSONError) -> Bool {
    guard try peek() == first else { return false }
    guard position + word.utf8.count <= bytes.count else { throw failure(.expected("a value")) }
    for (offset, letter) in word.utf8.enumerated() where bytes[position + offset] != letter {
      throw failure(.expected("a value"))
    }
    position += word.utf8.count
    return true
  }

  mutating func null() throws(JSONError) -> Bool { try takeIf("null", first: 0x6e) }

  mutating func bool() throws(JSONError) -> Bool {
    if try takeIf("true", first: 0x74) { return true }
    if try takeIf("false", first: 0x66) { return false }
    throw failure(.expected("true or false"))
  }

  mutating func integer() throws(JSONError) -> Int {
    let start = try beginNumber("an integer")
    switch try number(from: start) {
    case .integer(let value): return value
    case .tooLarge: throw failure(.numberTooLarge, at: start)
    case .fraction: throw failure(.expected("an integer"), at: start)
    }
  }
}

// MARK: - Numbers

extension JSONScanner {
  enum Number {
    case integer(Int)
    case tooLarge
    case fraction
  }

  /// The start of a number; anything else is refused as not being `what`.
  mutating func beginNumber(_ what: String) throws(JSONError) -> Int {
    let byte = try peek()
    guard byte == .minus || byte.isDigit else { throw failure(.expected(what)) }
    return position
  }

  /// Takes a number; a fraction or an exponent leaves the value to the caller.
  mutating func number(from start: Int) throws(JSONError) -> Number {
    let isNegative = bytes[position] == .minus
    if isNegative { position += 1 }
    var value = 0
    var isTooLarge = false
    let firstDigit = position
    while position < bytes.count, bytes[position].isDigit {
      let digit = Int(bytes[position] & 0x0f)
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, overSum) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      value = sum
      isTooLarge = isTooLarge || over || overSum
      position += 1
    }
    let digits = position - firstDigit
    guard digits == 1 || digits > 1 && bytes[firstDigit] != 0x30 else {
      throw failure(.badNumber, at: start)
    }
    let isFraction = try fractionAndExponent(start)
    return isFraction ? .fraction : isTooLarge ? .tooLarge : .integer(value)
  }

  private mutating func fractionAndExponent(_ start: Int) throws(JSONError) -> Bool {
    let end = position
    if position < bytes.count, bytes[position] == 0x2e {
      position += 1
      try digits(start)
    }
    if position < bytes.count, bytes[position] | 0x20 == 0x65 {
      position += 1
      if position < bytes.count, bytes[position] == 0x2b || bytes[position] == .minus {
        position += 1
      }
      try digits(start)
    }
    return position != end
  }

  private mutating func digits(_ start: Int) throws(JSONError) {
    let first = position
    while position < bytes.count, bytes[position].isDigit { position += 1 }
    guard position > first else { throw failure(.badNumber, at: start) }
  }
}

extension UInt8 {
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2c
  static let minus: UInt8 = 0x2d
  static let colon: UInt8 = 0x3a
  static let bracket: UInt8 = 0x5b
  static let backslash: UInt8 = 0x5c
  static let bracketEnd: UInt8 = 0x5d
  static let brace: UInt8 = 0x7b
  static let braceEnd: UInt8 = 0x7d

  var isDigit: Bool { self &- 0x30 < 10 }
}
