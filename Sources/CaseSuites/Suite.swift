// SPDX-License-Identifier: MIT
// A suite: patterns with the texts that they are to match, written by hand in TOML.
//
//   options = ["utf"]                      # for all patterns of the file
//
//   [[pattern]]
//   name = "date"
//   pattern = '(?<year>\d{4})-(\d\d)'      # apostrophes: nothing needs escaping
//   matches = ["2024-05", "on 1999-12"]
//   nonmatches = ["24-5"]
//
//   [[pattern.subject]]
//   text = "on 2024-05"
//   match = "2024-05"
//   groups = { year = "2024", 2 = "05" }
//   step_budget = 40
//
// This one has four cases: date/matches.1, date/matches.2, date/nonmatches.1 and date/1. rxdebug-corpus(5) has
// all keys. Tested in Tests/CaseSuitesTests/SuiteTests.swift, on fixtures/suites.

public import CaseCorpus
public import SourceText

/// A case of a suite and where it stands.
public struct SuiteCase: Hashable, Sendable {
  /// The case, as a line of a case file would give it.
  public var given: Case
  /// Where it stands in the suite; several cases may share a line.
  public var place: LineColumn
  /// What of the suite it is made of.
  var origin: Origin

  /// The parts of a suite that make a case.
  struct Origin: Hashable, Sendable {
    /// The table of the pattern, by its place in the layout.
    var pattern: Int
    /// Which of several patterns, from 0.
    var alternative: Int
    /// What of the pattern.
    var part: Part
  }

  /// The parts of a pattern that make a case.
  enum Part: Hashable, Sendable {
    /// The pattern itself, which is only compiled.
    case compilation
    /// A subject with a table of its own.
    case subject(table: Int)
    /// An element of `matches` or `nonmatches`.
    case listed(matches: Bool, index: Int)
  }
}

/// The cases of a suite, and what is wrong with the rest of it.
public struct Suite: Sendable {
  /// The cases, in the order of the file.
  public var cases: [SuiteCase]
  /// What could not be read; the cases do not depend on it.
  public var errors: [SuiteError]
  /// Where the cases stand that are not there because their pattern, or the file, has an error elsewhere.
  public var heldBack: [LineColumn]
  /// The document; nil if it is no TOML.
  let document: TOMLDocument?

  /// Reads a suite.
  ///
  /// A pattern with an error has no cases; the others have theirs.
  ///
  /// - Parameter file: The bytes of the file.
  public init(_ file: [UInt8]) {
    do throws(SuiteError) {
      let document = try TOMLDocument(file)
      var reader = SuiteReader(document)
      reader.read()
      cases = inOrder(reader.casesWithoutErrors) { $0.place }
      errors = inOrder(reader.errors) { $0.place }
      heldBack = reader.casesHeldBack
      self.document = document
    } catch {
      cases = []
      errors = [error]
      heldBack = []
      document = nil
    }
  }
}

/// The elements in the order of their places; those of one place stay as they are.
private func inOrder<Element>(
  _ elements: [Element], _ place: (Element) -> LineColumn
) -> [Element] {
  elements.enumerated().sorted { one, other in
    let (first, second) = (place(one.element), place(other.element))
    return (first.line, first.column, one.offset) < (second.line, second.column, other.offset)
  }.map(\.element)
}
