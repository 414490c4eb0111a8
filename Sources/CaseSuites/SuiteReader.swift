// SPDX-License-Identifier: MIT
// From the tables of a document to cases: the file, its patterns, their subjects.
//
// Tested in Tests/CaseSuitesTests/SuiteTests.swift.

import CaseCorpus
import SourceText

/// Reads a document and collects what is wrong with it.
struct SuiteReader {
  let layout: TOMLLayout
  let lines: LineMap
  private(set) var cases: [SuiteCase] = []
  private(set) var errors: [SuiteError] = []
  /// The patterns in which there is an error.
  private var faulty: Set<Int> = []
  private var currentPattern = 0
  private var names: [String: LineColumn] = [:]
  private var ids: [String: LineColumn] = [:]

  init(_ document: TOMLDocument) {
    layout = document.layout
    lines = document.lines
  }

  /// The cases of patterns without an error.
  var casesWithoutErrors: [SuiteCase] {
    // What is wrong with the settings of the file concerns every pattern.
    faulty.contains(0) ? [] : cases.filter { !faulty.contains($0.origin.pattern) }
  }

  /// Where the cases stand that are sound themselves, but belong to a pattern with an error.
  var casesHeldBack: [LineColumn] {
    cases.filter { faulty.contains(0) || faulty.contains($0.origin.pattern) }.map(\.place)
  }

  // MARK: Faults

  mutating func fail(at offset: Int, _ reason: SuiteError.Reason) {
    errors.append(SuiteError(lines.place(of: offset), reason))
    faulty.insert(currentPattern)
  }

  /// Refuses keys that are not known in a table.
  mutating func check(_ table: Int, keys: [String]) {
    for entry in layout.tables[table].entries where !keys.contains(entry.key) {
      fail(
        at: entry.keySpan.start,
        .unknownKey(entry.key, suggestion: closest(to: entry.key, in: keys)))
    }
  }

  // MARK: The file

  mutating func read() {
    check(0, keys: SuiteKeys.file)
    var settings = SuiteSettings()
    readSettings(0, into: &settings)
    guard let entry = layout.tables[0]["pattern"] else {
      return fail(at: 0, .missing("[[pattern]]"))
    }
    for (number, table) in tables(entry, "[[pattern]]").enumerated() {
      currentPattern = table.index
      pattern(table.index, number: number + 1, settings)
    }
  }

  /// The tables of an array of tables.
  mutating func tables(
    _ entry: TOMLLayout.Entry, _ what: String
  ) -> [(index: Int, offset: Int)] {
    guard case .array(let elements) = entry.value.content else {
      fail(at: entry.value.span.start, .expected(what, found: entry.value.content.words))
      return []
    }
    var tables: [(index: Int, offset: Int)] = []
    for element in elements {
      guard case .table(let index) = element.content else {
        fail(at: element.span.start, .expected("a table", found: element.content.words))
        continue
      }
      tables.append((index, element.span.start))
    }
    return tables
  }

  // MARK: Patterns

  /// A pattern, with all that its subjects share.
  struct Pattern {
    var table: Int
    var name: String
    var settings: SuiteSettings
    /// The patterns; more than one share their subjects.
    var texts: [[UInt8]]
  }

  private mutating func pattern(_ table: Int, number: Int, _ settings: SuiteSettings) {
    check(table, keys: SuiteKeys.pattern)
    var pattern = Pattern(
      table: table, name: name(of: table, otherwise: "pattern.\(number)"), settings: settings,
      texts: texts(of: table))
    readSettings(table, into: &pattern.settings)
    let start = layout.tables[table].span.start
    var hasSubjects = false
    for key in ["subject", "matches", "nonmatches"] {
      guard let entry = layout.tables[table][key] else { continue }
      hasSubjects = true
      if let refusal = layout.tables[table]["error"] {
        fail(at: refusal.keySpan.start, .together("error", key))
      }
      if key == "subject" {
        subjects(entry, of: pattern)
      } else {
        list(entry, matches: key == "matches", of: pattern)
      }
    }
    var expected = Expectation()
    compilation(table, into: &expected)
    guard !hasSubjects || !expected.isEmpty else { return }
    if expected.compileError == nil { expected.compile = "ok" }
    for alternative in pattern.texts.indices {
      var given = pattern.case(alternative, id: "", whole: id(of: table))
      given.kind = .compile
      given.input.matchOptions = []
      given.input.offset = 0
      given.input.offsetLimit = nil
      given.stepBudget = nil
      given.limits = nil
      given.expected = expected
      add(given, at: start, .init(pattern: table, alternative: alternative, part: .compilation))
    }
  }

  /// What is expected of compiling.
  private mutating func compilation(_ table: Int, into expected: inout Expectation) {
    let entries = layout.tables[table]
    expected.compileError = entries["error"].flatMap { integer($0, in: -99...999) }
    expected.compileOffset = entries["error_offset"].flatMap { integer($0) }
    expected.captureCount = entries["capture_count"].flatMap { integer($0) }
    guard entries["error"] == nil else { return }
    if let offset = entries["error_offset"] {
      fail(at: offset.keySpan.start, .other("error_offset without error"))
    }
  }

  private mutating func texts(of table: Int) -> [[UInt8]] {
    let entries = layout.tables[table]
    let given = ["pattern", "pattern_b64", "patterns"].compactMap { entries[$0] }
    guard let entry = given.first else {
      fail(at: entries.span.start, .missing("pattern"))
      return []
    }
    if given.count > 1 {
      fail(at: given[1].keySpan.start, .together(entry.key, given[1].key))
    }
    switch entry.key {
    case "patterns":
      let texts = strings(entry).map(\.text)
      if texts.isEmpty { fail(at: entry.value.span.start, .missing("a pattern")) }
      return texts
    case "pattern_b64": return base64(entry).map { [$0] } ?? []
    default: return string(entry).map { [$0] } ?? []
    }
  }

  /// The name of a pattern or subject; unique among its kind.
  mutating func name(of table: Int, within: String = "", otherwise: String) -> String {
    let entry = layout.tables[table]["name"]
    let given = entry.flatMap { string($0) }.map { String(decoding: $0, as: UTF8.self) }
    let offset = entry?.value.span.start ?? layout.tables[table].span.start
    if given == "" { fail(at: offset, .other("an empty name")) }
    let name = given ?? otherwise
    let place = lines.place(of: offset)
    if let other = names[within + name] {
      fail(at: offset, .notUnique(name, other))
    } else {
      names[within + name] = place
    }
    return name
  }

  /// The whole name of a case, where the suite gives it.
  mutating func id(of table: Int) -> String? {
    guard let entry = layout.tables[table]["id"], let text = string(entry) else { return nil }
    if text.isEmpty { fail(at: entry.value.span.start, .other("an empty name")) }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func add(_ given: Case, at offset: Int, _ origin: SuiteCase.Origin) {
    let place = lines.place(of: offset)
    if let other = ids[given.id] {
      // Most often names have been found to be the same already.
      if !faulty.contains(currentPattern) { fail(at: offset, .notUnique(given.id, other)) }
    } else {
      ids[given.id] = place
    }
    cases.append(SuiteCase(given: given, place: place, origin: origin))
  }
}

extension SuiteReader.Pattern {
  /// A case of one of the patterns.
  ///
  /// - Parameters:
  ///   - alternative: Which of the patterns.
  ///   - id: The part of the name behind that of the pattern; may be empty.
  ///   - whole: The whole name, where the suite gives it.
  /// - Returns: The case without a subject.
  func `case`(_ alternative: Int, id: String, whole: String? = nil) -> Case {
    let number = texts.count > 1 ? ".\(alternative + 1)" : ""
    let name = id.isEmpty ? name + number : name + number + "/" + id
    var given = Case(id: whole.map { $0 + number } ?? name, input: settings.input)
    given.input.pattern = texts[alternative]
    given.stepBudget = settings.stepBudget
    given.limits = settings.limits == CaseLimits() ? nil : settings.limits
    given.tags = settings.tags
    return given
  }
}
