// SPDX-License-Identifier: MIT
// Reads one object whose fields are those of an engine's input and others, and says of each fault at which
// byte it is:
//
//     let reader = try RecordReader(Array(#"{"line":2,"pattern":"a+"}"#.utf8))
//     try reader.integer("line", atLeast: 1)    // 2
//     reader.input?.pattern                     // the bytes of a+
//
// Tested in Tests/ReportingTests/RecordTests.swift.

/// The fields of one object.
public struct RecordReader: Sendable {
  /// The fields that are an engine's input; nil if there is no pattern.
  public private(set) var input: CaseInput?
  private var fields: [String: (value: JSONValue, offset: Int)] = [:]

  /// Reads an object.
  ///
  /// - Throws: `JSONError` with an offset into the text.
  public init(_ text: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(text)
    var given = CaseInput()
    var seen = JSONFieldSet()
    var fields: [String: (value: JSONValue, offset: Int)] = [:]
    try scanner.object { (scanner, name) throws(JSONError) in
      let offset = scanner.position
      if let field = JSONField(named: name), try given.takeField(field, from: &scanner) {
        guard !seen.holds(field) else { throw scanner.failure(.duplicateField(name)) }
        seen.insert(field)
      } else {
        fields[name] = (try scanner.value(), offset)
      }
    }
    try scanner.end()
    self.fields = fields
    if seen.holds(.pattern) { input = given }
  }

  /// Whether there is a field.
  public func has(_ name: String) -> Bool { fields[name] != nil }

  /// The text of a field; nil if there is no such field.
  ///
  /// - Throws: `JSONError` if it is something else.
  public func string(_ name: String) throws(JSONError) -> String? {
    guard let field = fields[name] else { return nil }
    guard case .string(let text) = field.value else {
      throw JSONError(offset: field.offset, reason: .expected("a string"))
    }
    return text
  }

  /// The texts of a field that is an array; nil if there is no such field.
  ///
  /// - Throws: `JSONError` if it is something else.
  public func strings(_ name: String) throws(JSONError) -> [String]? {
    guard let field = fields[name] else { return nil }
    let wrong = JSONError(offset: field.offset, reason: .expected("an array of strings"))
    guard case .array(let elements) = field.value else { throw wrong }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw wrong }
      texts.append(text)
    }
    return texts
  }

  /// The integer of a field; nil if there is no such field.
  ///
  /// - Throws: `JSONError` if it is something else, or less than `least`.
  public func integer(_ name: String, atLeast least: Int = 0) throws(JSONError) -> Int? {
    guard let field = fields[name] else { return nil }
    guard case .integer(let number) = field.value, number >= least else {
      throw JSONError(offset: field.offset, reason: .expected("an integer, at least \(least)"))
    }
    return number
  }

  /// One of the words of an enumeration; nil if there is no such field.
  ///
  /// - Throws: `JSONError` if it is something else.
  public func word<Word: RawRepresentable>(
    _ name: String, of type: Word.Type
  ) throws(JSONError) -> Word? where Word.RawValue == String {
    guard let text = try string(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw JSONError(offset: fields[name]?.offset ?? 0, reason: .unknownWord(text))
    }
    return word
  }

  /// Any value; nil if there is no such field.
  public func value(_ name: String) -> JSONValue? { fields[name]?.value }

  /// What a field came to; refuses its absence.
  ///
  /// - Throws: `JSONError` where the value is nil.
  public func required<Value>(_ name: String, _ value: Value?) throws(JSONError) -> Value {
    guard let value else { throw JSONError(offset: 0, reason: .missingField(name)) }
    return value
  }
}
