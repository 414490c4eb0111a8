// SPDX-License-Identifier: MIT
// Nearest misses and the edits that would help: which place comes first, what is shown, who confirms it, and
// that it ends early when it is told to. How often the place is right, MissScoringTests measure.

import CaseChecking
import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText
import Testing

@Suite struct MissTests {
  private func suggested(
    _ pattern: String, _ subject: String, _ options: CompileOptions = []
  ) throws -> Suggestions {
    var session = try session(pattern, subject, options)
    session.confirmation = { pair in
      libraryMatches(pair.pattern, pair.subject, pair.options, pair.matchOptions)
    }
    guard case .suggestions(let found) = session.execute(.suggest).body else {
      throw SessionError.unsupported("no suggestions", start: 0, end: 0)
    }
    return found
  }

  private func edited(
    _ pattern: String, _ subject: String, _ options: CompileOptions = []
  ) throws -> (texts: [String], patterns: [String]) {
    let edits = try suggested(pattern, subject, options).edits
    func words(_ isOfText: Bool, _ text: String) -> [String] {
      edits.filter { $0.edit.isOfText == isOfText }.map {
        String(decoding: $0.edit.applied(to: Array(text.utf8)), as: UTF8.self)
      }
    }
    return (words(true, subject), words(false, pattern))
  }

  // MARK: Which place

  @Test(arguments: [
    ("colou?r", "my co1or", 5), ("foo\\d+bar", "xx foo12bat", 10),
    ("(\\w+)=(\\d+);", "abc=12:", 6), ("^\\d+$", "12x4", 2), ("(a|b)c\\1", "acb", 2),
    ("\\bfoo\\b", "a food b", 5),
  ])
  func placeInText(_ pattern: String, _ subject: String, _ position: Int) throws {
    var session = try session(pattern, subject)
    #expect(session.misses().first?.position == position)
  }

  @Test func itemBeforeIsNamed() throws {
    var session = try session(#"x([0-9]{3})-y"#, "x1234-y")
    let miss = try #require(session.misses().first)
    #expect(miss.position == 4)
    #expect(miss.deadEnds.contains { $0.span == SourceSpan(2, 10) && $0.reason == .takesNoMore })
    #expect(miss.hasEdit)
  }

  @Test func anchorThatHoldsOnlyAtTheStartIsNamed() throws {
    var session = try session("^cat", "a cat")
    let miss = try #require(session.misses().first)
    #expect(miss.position == 2)
    #expect(miss.deadEnds.first?.reason == .holdsAtStartOnly)
    #expect(miss.deadEnds.first?.step.number == 1)
  }

  @Test func matchHasNoMiss() throws {
    var session = try session("a", "a")
    #expect(session.misses().isEmpty)
    #expect(try suggested("a", "a").isMatch)
  }

  // MARK: Which edits

  @Test func textIsEdited() throws {
    #expect(try edited("colou?r", "my co1or").texts.first == "my color")
    #expect(try edited("abcd", "acbd").texts == ["abcd"])
    #expect(try edited("foo-bar", "foobar").texts == ["foo-bar"])
    #expect(try edited("^[a-z]+$", "abc1def").texts.first == "abcdef")
    #expect(try edited("Straße", "Strase", .utf).texts == ["Straße"])
    #expect(try edited("(\\w+) is \\1!", "that is thot!").texts.contains("that is that!"))
  }

  @Test func patternIsEdited() throws {
    #expect(try edited("colour", "my color").patterns.contains("colou?r"))
    #expect(try edited("Cat", "my cat").patterns.first == "cat")
    #expect(try edited("x\\d{2}y", "x123y").patterns.contains("x\\d{2,}y"))
    #expect(try edited("x\\d{4}y", "x123y").patterns.contains("x\\d{3,4}y"))
    #expect(try edited("[a-m]+ w", "hello w").patterns.contains("[a-mo]+ w"))
    #expect(try edited("^b", "a\nb").patterns.contains("(?m:^)b"))
    #expect(try edited("a.b", "a\nb").patterns.contains("a(?s:.)b"))
    #expect(try edited("1+1=2", "1+1=2").patterns.contains("1\\+1=2"))
    #expect(try edited("f(x)", "f(x)").patterns.contains("f\\(x\\)"))
    #expect(try edited("d+:", "x 12:").patterns.contains("\\d+:"))
    #expect(try edited("cats", "cat\u{1}").patterns.contains("cats?"))
  }

  @Test func onlyWhatIsConfirmedIsShown() throws {
    var session = try session("colou?r", "my co1or")
    #expect(session.suggestions().allSatisfy { !$0.isConfirmed })
    var asked = 0
    var other = try MissTests.open("colou?r", "my co1or")
    other.confirmation = { _ in
      asked += 1
      return false
    }
    #expect(other.suggestions().isEmpty)
    #expect(asked > 0)
  }

  private static func open(_ pattern: String, _ subject: String) throws -> Session {
    try Session(pattern: Array(pattern.utf8), subject: Array(subject.utf8))
  }

  // MARK: Bounds

  @Test func endsWhenToldTo() throws {
    var session = try session("(a+)+b", String(repeating: "a", count: 18) + "c")
    _ = session.execute(.goto(.end))
    var left = 3
    let found = session.misses {
      left -= 1
      return left > 0
    }
    #expect(left <= 0 || !found.isEmpty)
    #expect(left > -3)
  }

  @Test func placeIsKept() throws {
    var session = try session("ab", "ac")
    _ = session.execute(.goto(.step(2)))
    _ = session.execute(.suggest)
    #expect(session.place == .step(2))
  }

  @Test func longSearchIsNotSeenInFull() throws {
    var session = try session("(a|b|ab)*c", String(repeating: "ab", count: 11))
    _ = session.execute(.goto(.end))
    let miss = try #require(session.misses().first)
    #expect(miss.start == 0)
  }
}

extension Session {
  /// The edits that `suggest` shows.
  fileprivate mutating func suggestions() -> [SuggestedEdit] {
    guard case .suggestions(let found) = execute(.suggest).body else { return [] }
    return found.edits
  }
}
