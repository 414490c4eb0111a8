// SPDX-License-Identifier: MIT
// How a result misses what a case expects, first the result as a whole, then the texts and groups that a suite
// names one by one:
//
//   group year: expected "2024", got "2023"
//
// Tested in Tests/CaseCheckingTests/SuiteCheckTests.swift.

import CaseCorpus
import RegexProgram
import RegexSyntax
import SourceText

/// What came out in place of what was expected.
struct ExpectationFault {
  /// Both in one line.
  var detail: String
  /// What the case expects.
  var expected: String
  /// What came out.
  var found: String

  init(_ difference: MatchResult.Difference) {
    let name = difference.name.map { "\($0) " } ?? ""
    detail = difference.words("expected", "got")
    expected = name + difference.expected
    found = difference.found
  }
}

extension CaseVerdict {
  /// The verdict `failed` for what came out in place of what was expected.
  init(expected: String, found: String) {
    self.init(.failed, detail: "expected \(expected), got \(found)")
    self.expected = shortened(expected)
    self.found = shortened(found)
  }

  /// The verdict `failed` for a fault, with some words behind its line.
  init(_ fault: ExpectationFault, remark: String = "") {
    self.init(.failed, detail: fault.detail + remark)
    expected = shortened(fault.expected)
    found = shortened(fault.found)
  }
}

/// How a result misses what a case expects; nil if it does not.
///
/// - Parameters:
///   - result: What came out.
///   - given: The case.
///   - groupNumbers: The groups of the pattern that a number or a name stands for.
/// - Returns: The first difference.
func expectationFault(
  _ result: MatchResult, _ given: Case, groupNumbers: (String) -> [Int]
) -> ExpectationFault? {
  guard let difference = firstDifference(result, given.expected, given, groupNumbers) else {
    return nil
  }
  if let plain = given.expectedPlain, firstDifference(result, plain, given, groupNumbers) == nil {
    return nil
  }
  return ExpectationFault(difference)
}

private func firstDifference(
  _ result: MatchResult, _ expectation: Expectation, _ given: Case,
  _ groupNumbers: (String) -> [Int]
) -> MatchResult.Difference? {
  guard
    var expected = MatchResult(expectation)
      ?? expectation.mark.map({ mark in
        // Only the mark is expected, whatever else comes out.
        MatchResult(result.kind, groups: result.groups, mark: mark)
      })
  else { return nil }
  // A case may expect a match without saying where, and anything without saying what mark.
  if expectation.ovector == nil { expected.groups = result.groups }
  if expectation.rc == nil, expectation.mark == nil { expected.mark = result.mark }
  if let difference = result.firstDifference(from: expected) { return difference }
  let subject = given.input.subject
  if let text = expectation.text {
    let found = result.groups.first.flatMap { $0 }.map { subject.text(of: $0) } ?? []
    if found != text { return textDifference("whole match", text, found) }
  }
  for group in expectation.groups ?? [] {
    if let difference = groupDifference(result, group, subject, groupNumbers) { return difference }
  }
  return nil
}

private func groupDifference(
  _ result: MatchResult, _ expected: ExpectedGroup, _ subject: [UInt8],
  _ groupNumbers: (String) -> [Int]
) -> MatchResult.Difference? {
  let name = expected.group == "0" ? "whole match" : "group \(safe(expected.group))"
  let numbers = groupNumbers(expected.group)
  let wanted =
    switch expected.content {
    case .text(let text): quoted(text)
    case .span(let span): groupText(span)
    case .unset: "unset"
    }
  guard !numbers.isEmpty else {
    return .init(name: name, expected: wanted, found: "a pattern without such a group")
  }
  // Of several groups with one name the first that is set counts.
  let span = numbers.lazy.compactMap { number in
    result.groups.indices.contains(number) ? result.groups[number] : nil
  }.first
  switch expected.content {
  case .unset: if span == nil { return nil }
  case .span(let wanted): if span == wanted { return nil }
  case .text(let text):
    guard let span else { break }
    let found = subject.text(of: span)
    return found == text ? nil : textDifference(name, text, found)
  }
  return .init(name: name, expected: wanted, found: groupText(span))
}

extension Tree {
  /// The groups that a number or a name stands for; none if there is no such group.
  func groupNumbers(_ group: String) -> [Int] {
    if let number = Int(group) { return (0...captureCount).contains(number) ? [number] : [] }
    let name = Array(group.utf8)
    return names.first { $0.name == name }?.groups ?? []
  }
}

/// Two texts that differ; of long ones the part where they do.
private func textDifference(
  _ name: String, _ expected: [UInt8], _ found: [UInt8]
) -> MatchResult.Difference {
  let common = zip(expected, found).prefix { $0 == $1 }.count
  let start = common > 40 ? common - 10 : 0
  return .init(
    name: name, expected: quoted(expected, from: start), found: quoted(found, from: start))
}

/// A text in quotation marks, safe to print and not long.
private func quoted(_ text: [UInt8], from start: Int = 0) -> String {
  var start = start
  while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
  var end = min(text.count, start + 60)
  while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
  let shown = Escaping().display(text, in: SourceSpan(start, end))
  return "\"" + (start > 0 ? "…" : "") + shown + (end < text.count ? "…" : "") + "\""
}

private func safe(_ text: String) -> String { Escaping().display(Array(text.utf8)) }

/// A text of at most 100 bytes: both sides of a fault together have to fit into a line of output.
func shortened(_ text: String) -> String {
  let most = 100
  guard text.utf8.count > most else { return text }
  var short = ""
  for character in text {
    guard short.utf8.count + character.utf8.count <= most - "…".utf8.count else { break }
    short.append(character)
  }
  return short + "…"
}
