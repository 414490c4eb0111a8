// SPDX-License-Identifier: MIT
// One line of a file of substitution cases as a value:
//
//   {"label":"all","pattern":"a","subject":"banana","replacement":"<$0>",
//    "substitute_options":["SUBSTITUTE_GLOBAL"],"expected":{"rc":3,"text":"b<a>n<a>n<a>"}}
//
// Tested in Tests/ConformanceTests/SubstitutionTests.swift.

/// What a substitution comes to, in the library's terms.
public struct SubstitutionAnswer: Hashable, Sendable {
  /// The number of replacements, or an error: below 0, or above 100 for some escapes.
  public var rc: Int
  /// Where in the template the error is, or for invalid UTF-8 where in the text; nil if there is no place.
  public var offset: Int?
  /// The new text; nil for an error.
  public var text: [UInt8]?

  /// Makes an answer.
  public init(rc: Int, offset: Int?, text: [UInt8]?) {
    self.rc = rc
    self.offset = offset
    self.text = text
  }
}

extension SubstitutionAnswer: CustomStringConvertible {
  /// The answer as JSON.
  public var description: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// A substitution and what is expected of it.
public struct SubstitutionCase: Hashable, Sendable {
  /// What the case pins, for people.
  public var label: String?
  /// Pattern, subject and how to match.
  public var input: CaseInput
  /// The bytes of the template.
  public var replacement: [UInt8] = []
  /// Names of options of the substitution without `PCRE2_`.
  public var options: [String] = []
  /// What is expected; nil if it is still to be recorded.
  public var expected: SubstitutionAnswer?

  /// Makes a case of an input.
  public init(input: CaseInput) { self.input = input }
}

// MARK: - JSON

extension SubstitutionCase {
  /// Decodes one line.
  ///
  /// - Throws: `CaseError` with the line's number.
  public init(json: [UInt8], lineNumber: Int) throws(CaseError) {
    self.init(input: CaseInput())
    do throws(JSONError) {
      var scanner = JSONScanner(json)
      try scanner.fields { (scanner, field) throws(JSONError) in
        if try input.takeField(field, from: &scanner) { return }
        switch field {
        case .label: label = try scanner.text()
        case .replacement: replacement = try scanner.string()
        case .replacementBase64: replacement = try scanner.base64()
        case .substituteOptions: options = try scanner.words()
        case .expected: expected = try SubstitutionAnswer(from: &scanner)
        default: throw scanner.unknown(field)
        }
      }
      try scanner.end()
    } catch {
      throw CaseError(line: lineNumber, reason: .json(error))
    }
  }

  /// The case as one line of a file, without its line end.
  public var line: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.optionalField("label", label)
      input.writePattern(to: &writer)
      input.writeRest(to: &writer, withSubject: true)
      writer.bytesField("replacement", "replacement_b64", replacement)
      if !options.isEmpty { writer.field("substitute_options", options) }
      guard let expected else { return }
      writer.name("expected")
      expected.write(to: &writer)
    }
    return writer.bytes
  }
}

extension SubstitutionAnswer {
  init(from scanner: inout JSONScanner) throws(JSONError) {
    self.init(rc: 0, offset: nil, text: nil)
    try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .rc: rc = try scanner.integer()
      case .offset: offset = try scanner.integer()
      case .text: text = try scanner.string()
      case .textBase64: text = try scanner.base64()
      default: throw scanner.unknown(field)
      }
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("rc", rc)
      writer.optionalField("offset", offset)
      if let text { writer.bytesField("text", "text_b64", text) }
    }
  }
}
