// SPDX-License-Identifier: MIT
// Expectations of patterns for tests, one line each, that say why where they are not met. They throw, so that they
// work with any test library:
//
//     @Test func dates() throws {
//       try expectMatch(#"(?<year>\d+)-(\w+)"#, "on 2024-may!", captures: ["year": "2024", "2": "may"])
//       try expectNoMatch(#"^\d+$"#, "12a")
//       try expectMatch(#"(?:a|b)*c"#, "ababc", claims: ["steps < 40", "never backtracks into a"])
//     }
//
// Tested in Tests/RegexExpectationsTests.

import RegexDebugging
import RegexMachine
public import RegexSyntax
import Reporting
import SourceText

/// Steps after which a match counts as failed unless a test says otherwise: catastrophic patterns end a test, not
/// the patience of who waits for it.
public let defaultStepLimit: UInt64 = 10_000_000

/// Expects a match.
///
/// - Parameters:
///   - pattern: The pattern.
///   - subject: The subject.
///   - options: Its options; pattern and subject are UTF-8 unless `utf` is left out.
///   - whole: The text of the whole match, if that matters.
///   - captures: Texts of groups by number or name; nil = not set.
///   - claims: Other claims, as behind `assert` in a session: "steps < 100", "never reaches x".
///   - maximumSteps: Steps before giving up.
///   - file: Where the expectation stands.
///   - line: Where the expectation stands.
/// - Returns: The texts of the groups, the whole match first, nil where a group is not set.
/// - Throws: `ExpectationFailure` if there is no match, or if something else does not hold.
@discardableResult
public func expectMatch(
  _ pattern: String, _ subject: String, options: CompileOptions = [.utf], whole: String? = nil,
  captures: KeyValuePairs<String, String?> = [:], claims: [String] = [],
  maximumSteps: UInt64 = defaultStepLimit, file: String = #fileID, line: Int = #line
) throws(ExpectationFailure) -> [String?] {
  var expectation = try Expectation(pattern, subject, options, maximumSteps, file, line)
  expectation.claim(.ends(.matches))
  if let whole { expectation.claim(.capture("0", .equal, .text(Array(whole.utf8)))) }
  for (name, text) in captures {
    expectation.claim(.capture(name, .equal, text.map { .text(Array($0.utf8)) } ?? .unset))
  }
  for claim in claims { expectation.claim(claim) }
  try expectation.settle()
  return expectation.groups()
}

/// Expects that there is no match.
///
/// - Parameters:
///   - pattern: The pattern.
///   - subject: The subject.
///   - options: Its options; pattern and subject are UTF-8 unless `utf` is left out.
///   - claims: Other claims, as behind `assert` in a session.
///   - maximumSteps: Steps before giving up.
///   - file: Where the expectation stands.
///   - line: Where the expectation stands.
/// - Throws: `ExpectationFailure` if there is a match, or if a claim does not hold.
public func expectNoMatch(
  _ pattern: String, _ subject: String, options: CompileOptions = [.utf],
  claims: [String] = [], maximumSteps: UInt64 = defaultStepLimit, file: String = #fileID,
  line: Int = #line
) throws(ExpectationFailure) {
  var expectation = try Expectation(pattern, subject, options, maximumSteps, file, line)
  expectation.claim(.ends(.fails))
  for claim in claims { expectation.claim(claim) }
  try expectation.settle()
}

/// A session of which something is expected.
private struct Expectation: ~Copyable {
  private var session: Session
  private var failure: ExpectationFailure
  private var lacksMatch = false

  init(
    _ pattern: String, _ subject: String, _ options: CompileOptions, _ maximumSteps: UInt64,
    _ file: String, _ line: Int
  ) throws(ExpectationFailure) {
    failure = ExpectationFailure(
      pattern: pattern, subject: subject, problems: [], report: "", file: file, line: line)
    do throws(SessionError) {
      session = try Session(
        pattern: Array(pattern.utf8), subject: Array(subject.utf8),
        options: PatternOptions(compile: options),
        matchOptions: MatchOptions(limits: MatchLimits(steps: maximumSteps)))
      session.askLibrary()
    } catch {
      failure.problems = ["\(error)"]
      failure.report = Self.excerpt(error, Array(pattern.utf8))
      throw failure
    }
  }

  /// The place of a pattern's error.
  private static func excerpt(_ error: SessionError, _ pattern: [UInt8]) -> String {
    let span: SourceSpan
    switch error {
    case .pattern(let error): span = error.span
    case .unsupported(_, let start, let end): span = SourceSpan(start, end)
    case .subject, .replacement, .partialReplacement: return ""
    }
    let excerpt = CaretExcerpt(pattern, marking: span, width: 72)
    return "  \(excerpt.text)\n  \(excerpt.marker)"
  }

  mutating func claim(_ words: String) {
    do throws(CommandError) {
      guard case .assert(let assertion) = try Command.parse("assert " + words) else { return }
      claim(assertion)
    } catch {
      let reason = Escaping().display(Array(error.description.utf8))
      failure.problems.append("\(words.debugDescription) is no claim: \(reason)")
    }
  }

  mutating func claim(_ assertion: Assertion) {
    let response = session.execute(.assert(assertion))
    switch response.body {
    case .asserted(let result):
      guard !result.isTrue else { return }
      if assertion == .ends(.matches) { lacksMatch = true }
      // That a group is not set goes without saying if there is no match.
      if case .capture = assertion, lacksMatch { return }
      failure.problems.append(renderText(response))
    default: failure.problems.append(renderText(response))
    }
  }

  /// Throws if anything does not hold.
  mutating func settle() throws(ExpectationFailure) {
    guard !failure.problems.isEmpty else { return }
    if lacksMatch {
      session.execute(.goto(.end))
      failure.report = renderText(session.execute(.why))
    }
    throw failure
  }

  /// The texts of the groups.
  mutating func groups() -> [String?] {
    guard case .stopped(_, .end(let end)) = session.execute(.goto(.end)).body else { return [] }
    let subject = session.text.subject
    return end.captures.map { range in
      range.map { range in
        String(decoding: subject[min(range.start, range.end)..<range.end], as: UTF8.self)
      }
    }
  }
}
