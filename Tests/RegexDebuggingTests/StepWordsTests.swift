// SPDX-License-Identifier: MIT
// The words of a scene, one by one.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import Testing

@Suite struct StepWordsTests {
  /// What came of the first steps.
  private func results(_ pattern: String, _ subject: String, _ count: Int) throws -> [String] {
    var session = try session(pattern, subject, [.utf])
    session.execute(.goto(.end))
    let words = StepWords(session.text)
    return session.stepLines(from: 1, count: count).map {
      words.shortName(of: $0.item) + ": " + words.result(of: $0)
    }
  }

  /// The choices after a search has come so far, in short.
  private func choices(
    _ pattern: String, _ subject: String, at step: UInt64, isASCII: Bool = false
  ) throws -> [String] {
    var session = try session(pattern, subject, [.utf])
    session.execute(.goto(.step(step)))
    let scene = session.scene()
    let words = StepWords(scene.text, isASCII: isASCII)
    return scene.choices.map {
      let row = words.shortChoice($0)
      return "\(row.name)|\(row.place)|\(row.position.map { "\($0)" } ?? "-")|\(row.action)"
    }
  }

  @Test func resultsOfSteps() throws {
    #expect(
      try results(#"^(\w+)=(\d+)$"#, "ab=30x", 8) == [
        "^: holds", "(: begins", #"\w+: took "ab""#, "): ends", #"=: took "=""#, "(: begins",
        #"\d+: took "30""#, "): ends",
      ])
    #expect(
      try results("(?:a|bc)*?x|y", "ax", 7) == [
        "(?:: begins", "x: fails, back to (?:", #"a: took "a""#, "|: alternative 1 has matched",
        #"x: took "x""#, "|: alternative 1 has matched",
      ])
    #expect(
      try results("a|b*$|é", "bé", 6) == [
        "a: fails, back to |", #"b*: took "b""#, "$: fails, back to b*", "$: fails, back to |",
        "é: fails, attempt over", "a: fails, back to |",
      ])
    #expect(try results("b*a", "a", 1) == ["b*: took nothing"])
  }

  @Test func choicesInShort() throws {
    #expect(
      try choices(#"(\d+)(?:é|b)c"#, "123éc", at: 5) == [
        "b|11|3|alternative 2", #"\d+|1|3|took 3 → 2"#, "||1|next attempt at 1",
      ])
    #expect(
      try choices("(a+)$", "éaaa\n".filter { $0 != "é" } + "b", at: 3, isASCII: true) == [
        "a+|1|3|took 3 -> 2", "||1|next attempt at 1",
      ])
    #expect(
      try choices("a+?\n(?=b)c", "ab", at: 2).first == "a+?|1:1|1|took 1, one more")
  }

  @Test func namesAndDescriptions() throws {
    var session = try session(#"(?<key>\w+)\s(x{2}|a\Qbcdefghijklmnopqrstuvwxyz\E)"#, "ab xx")
    session.execute(.goto(.step(5)))
    let scene = session.scene()
    let words = StepWords(scene.text)
    #expect(words.name(ofGroup: 1) == "key" && words.name(ofGroup: 2) == nil)
    let range = try #require(scene.captures[1])
    #expect(words.bounds(of: range) == "[0,2)" && words.quoted(range) == #""ab""#)
    #expect(words.quoted(CaptureRange(start: 0, end: 5), limit: 3) == #""ab…""#)
    let item = ItemID(1)
    #expect(words.name(of: item) == #"`\w+`"# && words.place(of: item) == "7")
    #expect(
      words.description(of: item)
        == "one or more word characters (letters, digits, _), as many as possible")
    #expect(words.description(of: ItemID(0)) == "group 1 (key) begins")
    #expect(words.parts(of: scene.frames[0]) == ("", "the pattern", "from 0"))
    session.execute(.setBreak(.position(2), BreakOptions()))
    #expect(words.description(of: session.breakpoints[0]) == "subject position 2")
  }

  @Test func explanationsHaveNoPictures() throws {
    var session = try session(#"^(\w+)=(\d+)$"#, "ab=30x")
    let response = session.execute(.why)
    let lines = StepWords(session.text).explanation(of: session.scene().view)
    #expect(renderText(response).hasSuffix(lines.joined(separator: "\n")))
    #expect(lines.first?.hasPrefix("Step 1, attempt 1") == true)
    let end = session.execute(.goto(.end))
    guard case .stopped(_, let place) = end.body else { return }
    let words = StepWords(session.text).explanation(of: place)
    #expect(words.first == StepWords(session.text).sentence(of: place))
    #expect(words.contains { $0.hasPrefix("The nearest try began") })
    #expect(!words.contains { $0.contains("^\u{20}") || $0.hasSuffix("^") })
  }
}
