// SPDX-License-Identifier: MIT
// Lists of steps say what the explanations of the same steps say, wherever the list begins, and leave the session
// as it was.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText
import Testing

/// A search that has something of everything.
struct ListedMatch: CustomTestStringConvertible, Sendable {
  var pattern: String
  var subject: String
  var testDescription: String { pattern }
}

@Suite struct StepLineTests {
  nonisolated static let matches = [
    ListedMatch(pattern: #"^(\w+)\s*=\s*(\d+)$"#, subject: "timeout = 30 s"),
    ListedMatch(pattern: "(?:a|b|ab)*c", subject: "ababab"),
    ListedMatch(pattern: "(a|b(c|d)?)+?e|f", subject: "abcbdabf"),
    ListedMatch(pattern: #"(?<=x)(\d{2,3}?)\1*y"#, subject: "a1x1212y"),
    ListedMatch(pattern: "(?>a+)b|(?!ac)a(?=c)|ac", subject: "aaac"),
    ListedMatch(pattern: "(a)?(?(1)b|c)(*SKIP)d|e", subject: "acabcde"),
    ListedMatch(pattern: "(a(?1)?b)+(*PRUNE)c", subject: "aabbabx"),
    ListedMatch(pattern: "x(*COMMIT)y|a", subject: "axa"),
    ListedMatch(pattern: "(?:a(*THEN)b|a)+c", subject: "aaab"),
    ListedMatch(pattern: "a++b|a*+c|(?:a|aa)++$", subject: "aaaa"),
    ListedMatch(pattern: #"\bé(.)\X\R$"#, subject: "éxé\r\né!\r\n"),
    ListedMatch(pattern: "(*FAIL)|(?C3)x?", subject: "ab"),
    ListedMatch(pattern: "abc", subject: ""),
  ]

  @Test(arguments: matches) func linesSayWhatExplanationsSay(_ match: ListedMatch) throws {
    var session = try session(match.pattern, match.subject, [.utf])
    session.execute(.goto(.end))
    let total = session.end?.steps ?? 0
    let all = session.stepLines(from: 1, count: 10_000)
    #expect(all.map(\.number) == Array(1..<(total + 1)))
    #expect(session.place == .end)
    for line in all {
      session.execute(.goto(.step(line.number)))
      guard case .place(.step(let why)) = session.execute(.where).body else {
        Issue.record("no step \(line.number)")
        return
      }
      compare(line, why, session.text.map)
      let nearby = session.stepLines(from: line.number - min(line.number - 1, 2), count: 5)
      #expect(nearby.allSatisfy { all[Int($0.number) - 1] == $0 })
      #expect(session.place == .step(line.number))
    }
  }

  private func compare(_ line: StepLine, _ why: Why, _ map: PatternMap) {
    #expect(line.item == why.step.item && line.position == why.step.position)
    #expect(line.isFirstOfAttempt == (why.step.flags & 1 != 0))
    #expect(line.isAfterBacktrack == (why.step.flags & 2 != 0))
    switch (line.result, why.verdict) {
    case (.matched(let start, let end), .matched(let span)):
      #expect(span.start == start && span.end == end, "step \(line.number)")
    case (.passed, .passed): break
    case (.failed(let item), .failed):
      guard let target = why.retreat?.target, let node = target.owner else {
        #expect(item == nil, "step \(line.number)")
        return
      }
      let span = map.span(of: node)
      #expect(
        item.map { map.tree[$0].position >= span.start && map.tree[$0].position < span.end }
          == true, "step \(line.number): \(target), \(span)")
    default: Issue.record("step \(line.number): \(line.result), not \(why.verdict)")
    }
  }

  @Test func onlyWhatWasRunIsListed() throws {
    var session = try session("a+b", String(repeating: "a", count: 50))
    #expect(session.stepLines(from: 1, count: 9).map(\.number) == [1])
    #expect(session.stepLines(from: 2, count: 9).isEmpty)
    #expect(session.stepLines(from: 0, count: 0).isEmpty)
    session.execute(.step(10))
    #expect(session.stepLines(from: 9, count: 9).map(\.number) == [9, 10, 11])
    #expect(session.explored.steps == 11 && session.explored.end == nil)
  }

  @Test func aStepThatAnErrorStoppedCameToNothing() throws {
    var session = try session("(?:(?R)|a)", "b")
    session.execute(.goto(.end))
    let lines = session.stepLines(from: 1, count: 9)
    #expect(session.end.map { $0.outcome != .noMatch } == true)
    #expect(lines.last?.result == .unknown && !lines.dropLast().contains { $0.result == .unknown })
  }
}
