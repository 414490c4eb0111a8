// SPDX-License-Identifier: MIT
// Expectations that no engine could meet: spans outside the subject, groups that the pattern has not, a text
// that the subject does not hold, results that contradict each other.
// Tested in Tests/CaseCheckingTests/CaseLinterTests.swift.

import CaseCorpus
import SourceText

extension CaseLinter {
  func checkExpectation(
    _ expected: Expectation, of given: Case, _ facts: PatternFacts, _ notes: inout CaseNotes
  ) {
    checkKind(expected, given, &notes)
    let subject = given.input.subject
    if given.input.offset > subject.count, expected.rc ?? 0 >= -2, given.kind == .match {
      notes.add(
        .expectation, "offset",
        "the offset is \(given.input.offset), the subject has \(subject.count) bytes")
    }
    if let ovector = expected.ovector {
      checkGroups(ovector, expected, subject, facts, &notes)
    }
    for (index, groups) in (given.globalMatches ?? []).enumerated() {
      for case let span? in groups where !span.isIn(subject) {
        notes.add(
          .expectation, "global_matches", "match \(index + 1): \(span.words(in: subject))")
      }
    }
    checkNamed(expected, subject, facts, &notes)
    if let count = expected.captureCount, let groups = facts.groups, count != groups.count {
      notes.add(
        .expectation, "expected.capture_count",
        "\(count) groups are expected, the pattern has \(groups.count)")
    }
    if let budget = given.stepBudget, budget < 1 {
      notes.add(.expectation, "step_budget", "a step budget of \(budget) allows no step")
    }
  }

  private func checkKind(_ expected: Expectation, _ given: Case, _ notes: inout CaseNotes) {
    let hasGroups = expected.ovector != nil || expected.text != nil || expected.groups != nil
    if given.kind == .compile, hasGroups || expected.rc != nil {
      notes.add(.expectation, "expected", "a result of matching is expected of compiling")
    }
    if expected.compileError != nil, hasGroups || expected.rc != nil || expected.compile != nil {
      notes.add(
        .expectation, "expected.compile_error", "an error of compiling and a result are expected")
    }
    guard let rc = expected.rc else { return }
    // A partial match has one pair of offsets.
    if rc < 0, rc != -2, hasGroups {
      notes.add(.expectation, "expected.rc", "groups are expected where there is no match")
    }
    if rc == 0 {
      notes.add(.expectation, "expected.rc", "0 is no result: a match has a positive one")
    }
  }

  private func checkGroups(
    _ ovector: [SourceSpan?], _ expected: Expectation, _ subject: [UInt8], _ facts: PatternFacts,
    _ notes: inout CaseNotes
  ) {
    let field = "expected.ovector"
    for (group, span) in ovector.enumerated() {
      if let span, !span.isIn(subject) {
        notes.add(.expectation, field, "group \(group): \(span.words(in: subject))")
      }
    }
    if let groups = facts.groups, ovector.count > groups.count + 1 {
      notes.add(
        .expectation, field,
        "there is no group \(groups.count + 1): the pattern has \(groups.count)")
    }
    if let rc = expected.rc, rc > 0 {
      let highest = (ovector.lastIndex { $0 != nil } ?? -1) + 1
      if rc != highest {
        notes.add(
          .expectation, "expected.rc", "rc is \(rc), but the highest group set makes it \(highest)")
      }
    }
    if let text = expected.text, let whole = ovector.first ?? nil, whole.isIn(subject),
      whole.start <= whole.end, Array(subject[whole.start..<whole.end]) != text
    {
      notes.add(.expectation, "expected.match", "the expected text is not that of group 0")
    }
  }

  /// Texts and spans that are expected of groups by number or name.
  private func checkNamed(
    _ expected: Expectation, _ subject: [UInt8], _ facts: PatternFacts, _ notes: inout CaseNotes
  ) {
    if let text = expected.text, !subject.contains(text) {
      notes.add(.expectation, "expected.match", "the subject does not hold the expected text")
    }
    for group in expected.groups ?? [] {
      let field = "expected.groups"
      if let groups = facts.groups {
        let isThere = Int(group.group).map { (0...groups.count).contains($0) }
        if !(isThere ?? groups.names.contains(group.group)) {
          notes.add(.expectation, field, "there is no group \(group.group)")
        }
      }
      switch group.content {
      case .span(let span) where !span.isIn(subject):
        notes.add(.expectation, field, "group \(group.group): \(span.words(in: subject))")
      case .text(let text) where !subject.contains(text):
        notes.add(
          .expectation, field, "group \(group.group): the subject does not hold the expected text")
      default: break
      }
    }
  }
}

extension SourceSpan {
  fileprivate func isIn(_ subject: [UInt8]) -> Bool {
    start >= 0 && end >= 0 && max(start, end) <= subject.count
  }

  fileprivate func words(in subject: [UInt8]) -> String {
    "[\(start),\(end)) is not within the \(subject.count) bytes of the subject"
  }
}
