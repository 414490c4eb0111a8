// SPDX-License-Identifier: MIT
// What an engine is given, shared by cases and by requests to a worker: a pattern and a subject as
// bytes, and options by their PCRE2 names. Nothing is checked here but the form.

/// A pattern, a subject and everything that decides how they are matched.
public struct CaseInput: Hashable, Sendable {
  /// The bytes of the pattern.
  public var pattern: [UInt8]
  /// Names of compile options without `PCRE2_`.
  public var options: [String]
  /// The bytes of the subject.
  public var subject: [UInt8]
  /// Names of match options without `PCRE2_`.
  public var matchOptions: [String]
  /// Where matching starts in the subject, in bytes.
  public var offset: Int
  /// The last start position, in bytes.
  public var offsetLimit: Int?
  /// CR, LF, CRLF, ANY, ANYCRLF or NUL; nil stands for LF.
  public var newline: String?
  /// UNICODE or ANYCRLF; nil stands for UNICODE.
  public var bsr: String?
  /// The deepest nesting of parentheses; nil stands for 250.
  public var parensNestLimit: Int?
  /// The longest pattern in bytes; nil stands for no limit.
  public var maxPatternLength: Int?

  /// Makes an input.
  public init(
    pattern: [UInt8] = [], options: [String] = [], subject: [UInt8] = [],
    matchOptions: [String] = [], offset: Int = 0, offsetLimit: Int? = nil,
    newline: String? = nil, bsr: String? = nil, parensNestLimit: Int? = nil,
    maxPatternLength: Int? = nil
  ) {
    self.pattern = pattern
    self.options = options
    self.subject = subject
    self.matchOptions = matchOptions
    self.offset = offset
    self.offsetLimit = offsetLimit
    self.newline = newline
    self.bsr = bsr
    self.parensNestLimit = parensNestLimit
    self.maxPatternLength = maxPatternLength
  }
}

extension CaseInput {
  /// Takes the value of a field if it is one of the input's, and says so.
  mutating func takeField(
    _ field: JSONField, from scanner: inout JSONScanner
  ) throws(JSONError) -> Bool {
    switch field {
    case .pattern: pattern = try scanner.string()
    case .patternBase64: pattern = try scanner.base64()
    case .options: options = try scanner.words()
    case .subject: subject = try scanner.string()
    case .subjectBase64: subject = try scanner.base64()
    case .matchOptions: matchOptions = try scanner.words()
    case .offset: offset = try scanner.integer()
    case .offsetLimit: offsetLimit = try scanner.integer()
    case .newline: newline = try scanner.text()
    case .bsr: bsr = try scanner.text()
    case .parensNestLimit: parensNestLimit = try scanner.integer()
    case .maxPatternLength: maxPatternLength = try scanner.integer()
    default: return false
    }
    return true
  }

  /// Writes all fields into an object that has others too, leaving out defaults.
  public func writeFields(to writer: inout JSONWriter) {
    writePattern(to: &writer)
    writeRest(to: &writer, withSubject: true)
  }

  /// Writes the pattern and its options, leaving out defaults.
  func writePattern(to writer: inout JSONWriter) {
    writer.bytesField("pattern", "pattern_b64", pattern)
    if !options.isEmpty { writer.field("options", options) }
  }

  /// Writes everything but the pattern, leaving out defaults.
  func writeRest(to writer: inout JSONWriter, withSubject: Bool) {
    if withSubject { writer.bytesField("subject", "subject_b64", subject) }
    if !matchOptions.isEmpty { writer.field("match_options", matchOptions) }
    if offset != 0 { writer.field("offset", offset) }
    writer.optionalField("offset_limit", offsetLimit)
    writer.optionalField("newline", newline)
    writer.optionalField("bsr", bsr)
    writer.optionalField("parens_nest_limit", parensNestLimit)
    writer.optionalField("max_pattern_length", maxPatternLength)
  }
}
