// SPDX-License-Identifier: MIT
// One line of a case file as a value. A line in its shortest form:
//
//   {"id":"a:1","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[1,3]]}}
//
// A missing field has its default, an unknown one is an error: a misspelt option must not pass
// unnoticed. Tested in Tests/CaseCorpusTests/CaseTests.swift.

public import SourceText

/// One case: an input and what is expected of an engine.
public struct Case: Hashable, Sendable {
  /// What the engine is asked to do.
  public enum Kind: String, Hashable, Sendable {
    /// Match the pattern against the subject.
    case match
    /// Only compile the pattern.
    case compile
  }

  /// The name of the case; unique within its file.
  public var id: String
  /// Where the case comes from.
  public var source: String?
  /// The line there, from 1.
  public var line: Int?
  /// What the engine is asked to do; if the file does not say it, matching.
  public var kind: Kind
  /// What the engine is given.
  public var input: CaseInput
  /// What is expected of it.
  public var expected: Expectation
  /// What is expected without the library's optimisations, where that differs.
  public var expectedPlain: Expectation?
  /// Whether the library gave up at its default limit, so that the case does not count.
  public var isLimitDependent: Bool
  /// How all matches are searched: `global` or `altglobal`.
  public var global: String?
  /// The groups of every match of that search.
  public var globalMatches: [[SourceSpan?]]?
  /// Where the subject comes from, in the file's own form.
  public var label: JSONValue?
  /// What the source itself says of the case.
  public var upstream: JSONValue?
  /// Modifiers of the source that have no bearing here.
  public var dropped: JSONValue?
  /// The most steps that the engine may make; nil stands for any number.
  public var stepBudget: Int?
  /// The limits under which the case has to come out.
  public var limits: CaseLimits?
  /// Words by which cases are grouped and chosen.
  public var tags: [String]

  /// Makes a case.
  public init(
    id: String, kind: Kind = .match, input: CaseInput, expected: Expectation = Expectation()
  ) {
    self.id = id
    self.kind = kind
    self.input = input
    self.expected = expected
    isLimitDependent = false
    tags = []
  }
}

// MARK: - JSON

extension Case {
  /// Decodes one line.
  ///
  /// - Parameters:
  ///   - json: The bytes of the line.
  ///   - lineNumber: The number of the line in its file; the id of a case without one is made of
  ///     it.
  /// - Throws: `CaseError` with that line number.
  public init(json: [UInt8], lineNumber: Int) throws(CaseError) {
    self.init(id: "", input: CaseInput())
    if let fault = take(json, lineNumber) {
      throw CaseError(line: lineNumber, reason: .json(fault))
    }
  }

  /// Takes a whole line; nil if there is nothing wrong with it.
  private mutating func take(_ json: [UInt8], _ lineNumber: Int) -> JSONError? {
    do throws(JSONError) {
      var scanner = JSONScanner(json)
      let seen = try takeFields(from: &scanner)
      try scanner.require([.pattern], in: seen)
      if !seen.contains(.id) { id = "line \(lineNumber)" }
      try scanner.end()
      return nil
    } catch {
      return error
    }
  }

  private mutating func takeFields(
    from scanner: inout JSONScanner
  ) throws(JSONError) -> JSONFieldSet {
    try scanner.fields { (scanner, field) throws(JSONError) in
      if try input.takeField(field, from: &scanner) { return }
      switch field {
      case .id: id = try scanner.text()
      case .source: source = try scanner.text()
      case .line: line = try scanner.integer()
      case .kind: kind = try scanner.word(of: Kind.self)
      case .expected: try expected.takeFields(from: &scanner)
      case .expectedPlain: expectedPlain = try Expectation(from: &scanner)
      case .limitDependent: isLimitDependent = try scanner.bool()
      case .global: global = try scanner.text()
      case .globalMatches: globalMatches = try scanner.spanLists()
      case .label: label = try scanner.value()
      case .upstream: upstream = try scanner.value()
      case .dropped: dropped = try scanner.value()
      case .stepBudget: stepBudget = try scanner.integer()
      case .limits: limits = try CaseLimits(from: &scanner)
      case .tags: tags = try scanner.words()
      default: throw scanner.unknown(field)
      }
    }
  }

  /// Writes the case as one object, leaving out defaults.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.optionalField("source", source)
      writer.optionalField("line", line)
      writer.field("kind", kind.rawValue)
      input.writePattern(to: &writer)
      input.writeRest(to: &writer, withSubject: kind == .match)
      writer.name("expected")
      expected.write(to: &writer)
      writer.optionalField("step_budget", stepBudget)
      limits?.write(to: &writer)
      if !tags.isEmpty { writer.field("tags", tags) }
      if let expectedPlain {
        writer.name("expected_plain")
        expectedPlain.write(to: &writer)
      }
      if isLimitDependent {
        writer.name("limit_dependent")
        writer.bool(true)
      }
      writer.optionalField("global", global)
      writer.optionalField("global_matches", globalMatches)
      writer.optionalField("label", label)
      writer.optionalField("upstream", upstream)
      writer.optionalField("dropped", dropped)
    }
  }
}
