// SPDX-License-Identifier: MIT
// A record of a batch run in words that every format shares: its name, pattern, options and subject fit for
// display and cut to a length, what was expected and what was found, and where in the subject.
//
// Tested in Tests/ReportingTests/CaseTextTests.swift.

import CaseChecking
import CaseCorpus
import SourceText

/// The words for a record.
struct CaseText: Sendable {
  /// The record.
  let record: BatchRecord

  /// Most bytes of a text that a person did not write for display.
  static let mostBytes = 2000

  init(_ record: BatchRecord) { self.record = record }

  /// The case's own name, or its line.
  var name: String {
    guard let id = record.verdict.id, !id.isEmpty else { return "line \(record.place.line)" }
    return Self.display(id)
  }

  /// The name, but only where the case has one of its own.
  var ownName: String? { record.verdict.id.flatMap { $0.isEmpty ? nil : Self.display($0) } }

  /// The verdict as its word in JSON.
  var verdict: String { record.verdict.kind.rawValue }

  /// File and line.
  var place: String { "\(record.place.file):\(record.place.line)" }

  /// The pattern.
  var pattern: String? {
    record.input.map { Excerpt($0.pattern, around: nil, limit: Self.mostBytes).text }
  }

  /// The surroundings of what is to be seen in the subject.
  var subject: String? {
    record.input.map { input in
      let text = Excerpt(input.subject, around: focus, limit: Self.mostBytes).text
      return input.subject.count > Self.mostBytes
        ? text + " (\(input.subject.count) bytes)" : text
    }
  }

  /// Options and settings by name; nil if there are none.
  var options: String? {
    guard let input = record.input else { return nil }
    var words = input.options + input.matchOptions
    if input.offset != 0 { words.append("offset \(input.offset)") }
    if let limit = input.offsetLimit { words.append("offset limit \(limit)") }
    if let newline = input.newline { words.append("newline \(newline)") }
    if let bsr = input.bsr { words.append("bsr \(bsr)") }
    if let limit = input.parensNestLimit { words.append("parentheses nested to \(limit)") }
    if let limit = input.maxPatternLength { words.append("pattern of \(limit) bytes at most") }
    return words.isEmpty ? nil : Self.display(words.joined(separator: " "))
  }

  /// What the case expects.
  var expected: String? { record.verdict.expected.map(Self.display) }

  /// What came out.
  var found: String? { record.verdict.found.map(Self.display) }

  /// What is to be said besides; nil if nothing is.
  var detail: String? {
    record.verdict.detail.isEmpty ? nil : Self.display(record.verdict.detail)
  }

  /// All in one line: the detail, or what was expected and found.
  var message: String {
    if let detail { return detail }
    var parts: [String] = []
    if let expected { parts.append("expected \(expected)") }
    if let found { parts.append("found \(found)") }
    return parts.isEmpty ? record.verdict.kind.words : parts.joined(separator: ", ")
  }

  /// Everything that is known, as pairs of a label and a text.
  var facts: [(label: String, text: String)] {
    var facts: [(String, String)] = []
    func add(_ label: String, _ text: String?) { if let text { facts.append((label, text)) } }
    add("pattern", pattern)
    add("options", options)
    add("subject", subject)
    add("expected", expected)
    add("found", found)
    add("detail", detail)
    if !record.tags.isEmpty { add("tags", record.tags.map(Self.display).joined(separator: " ")) }
    guard let run = record.run else { return facts }
    if !run.worker.isEmpty { add("worker", Self.display(run.worker)) }
    if run.attempts > 1 { add("attempts", "\(run.attempts)") }
    if let signal = run.signal { add("signal", "\(signal)") }
    return facts
  }

  /// A text fit for display, cut to a length.
  static func display(_ text: String) -> String {
    Excerpt(Array(text.utf8), around: nil, limit: mostBytes).text
  }
}

// MARK: - Places in the subject

extension CaseText {
  /// Where in the subject the case expects something, in bytes.
  var expectedSpan: SourceSpan? { record.verdict.expected.flatMap(Self.firstSpan) }

  /// Where in the subject something was found, in bytes.
  var foundSpan: SourceSpan? { record.verdict.found.flatMap(Self.firstSpan) }

  /// What a cut subject has to show: the first of both.
  var focus: SourceSpan? {
    guard let expectedSpan else { return foundSpan }
    guard let foundSpan else { return expectedSpan }
    return expectedSpan.start <= foundSpan.start ? expectedSpan : foundSpan
  }

  /// The first `[start,end)` of some words, which is how verdicts name places.
  static func firstSpan(in words: String) -> SourceSpan? {
    let bytes = Array(words.utf8)
    for start in bytes.indices where bytes[start] == 0x5B {
      var index = start + 1
      guard let from = number(bytes, &index), index < bytes.count, bytes[index] == 0x2C else {
        continue
      }
      index += 1
      guard let to = number(bytes, &index), index < bytes.count, bytes[index] == 0x29, from <= to
      else { continue }
      return SourceSpan(from, to)
    }
    return nil
  }

  /// The decimal number at an index, which moves behind it; nil if there is none, or one too large.
  private static func number(_ bytes: [UInt8], _ index: inout Int) -> Int? {
    var value: Int?
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      guard value ?? 0 < Int.max / 16 else { return nil }
      value = (value ?? 0) * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return value
  }
}
