// SPDX-License-Identifier: MIT
// Looks for what is wrong with cases before any is run: names that nobody knows, ids that occur twice,
// patterns that do not compile, expectations that cannot hold, options that change nothing.
//
//   var linter = CaseLinter()
//   linter.check(item)      // 3:57: expected.ovector: group 1 ends at 9, the subject has 4 bytes
//
// Tested in Tests/CaseCheckingTests/CaseLinterTests.swift.

public import CaseCorpus
import RegexSyntax

/// Something that is wrong with a case.
public struct CaseFinding: Hashable, Sendable {
  /// The kinds of findings.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The line is no case.
    case format
    /// A test of another tool that no case can say.
    case leftOut = "left-out"
    /// An id that another case has.
    case id
    /// An option or a convention that nobody knows, or twice.
    case option
    /// An option without which the pattern means the same.
    case needless
    /// A pattern that does not compile, though nothing says so.
    case pattern
    /// An expectation that cannot hold.
    case expectation
  }

  /// The line, from 1.
  public var line: Int
  /// The byte of the line, from 1; nil where the format does not say it.
  public var column: Int?
  /// What kind it is.
  public var rule: Rule
  /// What is wrong, in words.
  public var words: String
}

/// Checks the cases of one file, one after another.
public struct CaseLinter: Sendable {
  private var lines: [String: Int] = [:]
  private var lastInput: CaseInput?
  private var lastFacts: PatternFacts?

  /// Begins a file.
  public init() {}

  /// Checks an item of the file.
  ///
  /// - Returns: What is wrong with it, in the order of the rules.
  public mutating func check(_ item: CaseItem) -> [CaseFinding] {
    switch item {
    case .fault(let error): [finding(error)]
    case .skipped(let skipped):
      [
        CaseFinding(
          line: skipped.line, column: skipped.column, rule: .leftOut, words: skipped.reason)
      ]
    case .found(let placed): check(placed)
    }
  }

  private func finding(_ error: CaseError) -> CaseFinding {
    CaseFinding(
      line: error.line, column: error.column, rule: .format, words: error.reason.description)
  }

  private mutating func check(_ placed: PlacedCase) -> [CaseFinding] {
    let given: Case
    do throws(CaseError) { given = try placed.decoded() } catch { return [finding(error)] }
    var notes = CaseNotes()
    if let first = lines.updateValue(placed.line, forKey: given.id) {
      notes.add(.id, "id", "the case of line \(first) has the id \(given.id) too")
    }
    let facts = facts(given.input)
    checkOptions(given.input, facts, &notes)
    // Tests of other tools may be of errors, without saying so.
    if placed.isWritten || given.kind == .match { checkPattern(given, facts, &notes) }
    checkExpectation(given.expected, of: given, facts, &notes)
    let places: CaseFieldPlaces? =
      if case .line(let bytes) = placed.content, !notes.isEmpty {
        CaseFieldPlaces(bytes)
      } else { nil }
    return notes.findings(line: placed.line, places)
  }

  /// The facts of a pattern; neighbouring cases often have the same.
  private mutating func facts(_ input: CaseInput) -> PatternFacts {
    var pattern = input
    (pattern.subject, pattern.matchOptions) = ([], [])
    (pattern.offset, pattern.offsetLimit) = (0, nil)
    if pattern == lastInput, let lastFacts { return lastFacts }
    let facts = PatternFacts(pattern)
    (lastInput, lastFacts) = (pattern, facts)
    return facts
  }

  private func checkOptions(
    _ input: CaseInput, _ facts: PatternFacts, _ notes: inout CaseNotes
  ) {
    if let name = facts.unknownOption {
      notes.add(.option, "options", "unknown option \(name)")
    }
    for (field, names) in [("options", input.options), ("match_options", input.matchOptions)] {
      var seen: Set<String> = []
      for name in names where !seen.insert(name).inserted {
        notes.add(.option, field, "\(name) stands there twice")
      }
    }
    do throws(SetupError) {
      _ = try matchFlags(input.matchOptions)
    } catch {
      if case .unknownOption(let name) = error {
        notes.add(.option, "match_options", "unknown match option \(name)")
      }
    }
    if let newline = input.newline, NewlineConvention(rawValue: newline) == nil {
      notes.add(.option, "newline", "unknown newline convention \(newline)")
    }
    if let bsr = input.bsr, BSRConvention(rawValue: bsr) == nil {
      notes.add(.option, "bsr", "unknown convention \(bsr) for \\R")
    }
    for name in facts.needlessOptions {
      notes.add(.needless, "options", "\(name) changes nothing about this pattern")
    }
  }

  private func checkPattern(
    _ given: Case, _ facts: PatternFacts, _ notes: inout CaseNotes
  ) {
    let expected = given.expected
    guard let error = facts.error, expected.compileError == nil, expected.status != "error" else {
      return
    }
    let place = "\(error.message) at offset \(error.offset)"
    notes.add(.pattern, "pattern", "the pattern does not compile: error \(error.code), \(place)")
  }
}

extension PlacedCase {
  /// Whether it stands in the file as it is.
  fileprivate var isWritten: Bool { if case .line = content { true } else { false } }
}

/// Findings of one case, with the names of their fields.
struct CaseNotes {
  private var notes: [(rule: CaseFinding.Rule, field: String, words: String)] = []

  var isEmpty: Bool { notes.isEmpty }

  mutating func add(_ rule: CaseFinding.Rule, _ field: String, _ words: String) {
    notes.append((rule, field, words))
  }

  /// The findings; a field that is not there has the place of what holds it.
  func findings(line: Int, _ places: CaseFieldPlaces?) -> [CaseFinding] {
    notes.map { note in
      let holder = note.field.split(separator: ".").first.map(String.init) ?? note.field
      return CaseFinding(
        line: line, column: places?[note.field] ?? places?[holder], rule: note.rule,
        words: note.words)
    }
  }
}
