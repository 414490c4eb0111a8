// SPDX-License-Identifier: MIT
// Steps and reasons of a case that is run again: bounded, the first and the last.

import CaseCorpus
import Testing

@testable import Reporting

private func input(_ pattern: String, _ subject: String) -> CaseInput {
  CaseInput(pattern: Array(pattern.utf8), subject: Array(subject.utf8))
}

@Suite struct ExplanationTests {
  @Test func aShortRunIsWhole() throws {
    let explanation = try #require(explainCase(input("a+b", "aac")))
    #expect(explanation.total == 7)
    #expect(explanation.steps.map(\.number) == Array(1...7))
    #expect(!explanation.isCut)
    #expect(explanation.why.contains { $0.contains("needs \"b\"") })
  }

  @Test(arguments: [(3, 2), (0, 4), (5, 0), (0, 0), (4, 3), (40, 40)])
  func firstAndLast(_ first: Int, _ last: Int) throws {
    var limits = ExplanationLimits()
    (limits.first, limits.last) = (first, last)
    let explanation = try #require(explainCase(input("a+b", "aac"), limits: limits))
    let numbers = Array(1...7)
    let expected = first + last >= 7 ? numbers : numbers.prefix(first) + numbers.suffix(last)
    #expect(explanation.steps.map(\.number) == expected)
    #expect(explanation.total == 7)
  }

  @Test func anEndlessRunIsCut() throws {
    var limits = ExplanationLimits()
    limits.steps = 10_000
    let subject = String(repeating: "a", count: 60)
    let explanation = try #require(explainCase(input("(a+)+b", subject), limits: limits))
    #expect(explanation.isCut)
    #expect(explanation.steps.count == limits.first + limits.last)
    #expect(explanation.steps.last?.number == explanation.total)
    #expect(explanation.why == [])
  }

  /// One step can look at all of a long subject.
  @Test func longSubjectsHaveFewerSteps() throws {
    var limits = ExplanationLimits()
    limits.subjectBytes = 3_000_000
    let subject = String(repeating: "ab", count: 1000)
    let explanation = try #require(explainCase(input("a?c", subject), limits: limits))
    #expect(explanation.isCut)
    #expect(explanation.total == 1500)
  }

  @Test func longRunsHaveNoReasons() throws {
    var limits = ExplanationLimits()
    limits.mostForReasons = 6
    let explanation = try #require(explainCase(input("a+b", "aac"), limits: limits))
    #expect(explanation.total == 7)
    #expect(explanation.why == [])
  }

  @Test func whatIsRefusedHasNone() {
    #expect(explainCase(input("(", "a")) == nil)
    var unknown = input("a", "a")
    unknown.options = ["NO_SUCH_OPTION"]
    #expect(explainCase(unknown) == nil)
    unknown = input("a", "a")
    unknown.offset = 5
    #expect(explainCase(unknown) == nil)
  }
}
