// SPDX-License-Identifier: MIT
// Any JSON value as a tree: for parts of a record that we carry but do not read, and for tests.

/// One field of an object.
public struct JSONMember: Hashable, Sendable {
  /// The name of the field.
  public var name: String
  /// The value of the field.
  public var value: JSONValue

  /// Makes a field.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

/// Any JSON value; the fields of an object keep their order.
public indirect enum JSONValue: Hashable, Sendable {
  /// The word `null`.
  case null
  /// One of the words `true` and `false`.
  case bool(Bool)
  /// A number without fraction and exponent that fits into 64 bits.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object; no name occurs twice.
  case object([JSONMember])

  /// Parses a text that holds one value and white space.
  ///
  /// - Parameters:
  ///   - text: The bytes of the text.
  ///   - depthLimit: How deep arrays and objects may be nested.
  /// - Throws: `JSONError` with the offset of the first fault.
  public init(parsing text: [UInt8], depthLimit: Int = 128) throws(JSONError) {
    var scanner = JSONScanner(text, depthLimit: depthLimit)
    self = try scanner.value()
    try scanner.end()
  }

  /// Finds the value of a field of an object.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSONScanner {
  /// Takes any value.
  mutating func value() throws(JSONError) -> JSONValue {
    switch try peek() {
    case .quote: return .string(try text())
    case .brace:
      var members: [JSONMember] = []
      try object { (scanner, name) throws(JSONError) in
        members.append(JSONMember(name, try scanner.value()))
      }
      return .object(members)
    case .bracket:
      var elements: [JSONValue] = []
      try array { (scanner) throws(JSONError) in elements.append(try scanner.value()) }
      return .array(elements)
    case 0x74, 0x66: return .bool(try bool())
    case 0x6e:
      _ = try null()
      return .null
    default: return try numericValue()
    }
  }

  private mutating func numericValue() throws(JSONError) -> JSONValue {
    let start = try beginNumber("a value")
    if case .integer(let value) = try number(from: start) { return .integer(value) }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(digits), value.isFinite else {
      throw failure(.numberTooLarge, at: start)
    }
    return .number(value)
  }
}
