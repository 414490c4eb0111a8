// SPDX-License-Identifier: MIT
// What came out, written into suites: by hand, in fixtures/suites/updates, and in random suites, which must pass
// afterwards and keep their comments. RXDEBUG_RECORD=1 writes the fixtures anew.

import CaseChecking
import CaseCorpus
import CaseSuites
import TestFiles
import Testing

/// What is observed of the cases of a suite.
func observations(_ suite: Suite) -> [Observation] {
  suite.cases.compactMap { observe(line: line($0.given)).observation }
}

/// What is bad about a suite: the cases that do not pass, with their verdicts.
func failures(_ suite: Suite) -> [String: String] {
  var failures: [String: String] = [:]
  for item in suite.cases {
    let verdict = check(item.given)
    if verdict.kind != .passed { failures[item.given.id] = "\(verdict.kind): \(verdict.detail)" }
  }
  return failures
}

@Suite("Updates of suites") struct UpdateTests {
  @Test(arguments: suiteNames("updates"), [false, true])
  func fixture(_ name: String, hasWindowsLineEnds: Bool) throws {
    var file = text(try #require(readFile(suitePath("updates", name + ".toml"))))
    if hasWindowsLineEnds { file = file.replacing("\n", with: "\r\n") }
    let suite = Suite(bytes(file))
    #expect(suite.errors == [])
    let update = try updatedSuite(bytes(file), with: observations(suite))
    let left = update.left.map { "# left: \($0.id): \($0.reason)\n" }.joined()
    var found = text(update.bytes)
    if hasWindowsLineEnds {
      #expect(!found.replacing("\r\n", with: "").contains("\n"))
      found = found.replacing("\r\n", with: "\n")
    }
    compare(found + left, with: suitePath("updates", name + ".txt"))
    // It passes now, and says nothing else when it is updated again.
    let new = Suite(update.bytes)
    #expect(new.errors == [])
    #expect(failures(new).count <= update.left.count, "\(failures(new)) \(update.left)")
    #expect(try updatedSuite(update.bytes, with: observations(new)).bytes == update.bytes)
  }

  @Test(arguments: suiteNames("good")) func upToDate(_ name: String) throws {
    let file = try #require(readFile(suitePath("good", name + ".toml")))
    #expect(try updatedSuite(file, with: []).bytes == file)
    let suite = Suite(file)
    let update = try updatedSuite(file, with: observations(suite))
    #expect(update.bytes == file)
    #expect(update.changed == [])
  }

  @Test func randomSuites() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var suites = RandomSuite(seed: seed)
    var changed = 0
    for _ in 0..<400 {
      let file = bytes(suites.next())
      let suite = Suite(file)
      #expect(suite.errors == [], "seed \(seed): \(text(file))")
      do throws(SuiteUpdateError) {
        let update = try updatedSuite(file, with: observations(suite))
        changed += update.changed.count
        let new = Suite(update.bytes)
        let left = Set(update.left.map(\.id))
        let bad = failures(new).filter { !left.contains($0.key) && !$0.key.contains("matches.") }
        #expect(bad.isEmpty, "seed \(seed): \(bad)\n\(text(file))\n----\n\(text(update.bytes))")
        #expect(comments(update.bytes) == comments(file), "seed \(seed)")
        let again = try updatedSuite(update.bytes, with: observations(new))
        #expect(again.bytes == update.bytes, "seed \(seed)\n\(text(update.bytes))")
      } catch {
        Issue.record("seed \(seed): \(error)\n\(text(file))")
      }
    }
    #expect(changed > 1_000)
  }

  private func comments(_ file: [UInt8]) -> [String] {
    text(file).replacing("\r\n", with: "\n").split(separator: "\n").compactMap { line in
      line.firstIndex(of: "#").map { String(line[$0...]) }
    }
  }

  /// The same for lines of case files: what is wrong in them is put right.
  @Test(arguments: ["captures", "compile-errors", "match-options", "named-groups", "verbs"])
  func lines(_ name: String) throws {
    let path = "\(packageRoot)/fixtures/cases/\(name).ndjson"
    let lines = try #require(readFile(path)).split(separator: 0x0a).map { Array($0) }
    for (number, given) in lines.enumerated() {
      #expect(observe(line: given).observation == nil)
      var wrong = try Case(json: given, lineNumber: number + 1)
      let expected = wrong.expected
      wrong.expectedPlain = nil
      for change in 0..<3 {
        wrong.expected = Expectation()
        switch change {
        case 0 where wrong.kind == .match: wrong.expected.rc = expected.rc == -1 ? 1 : -1
        case 1: wrong.expected.compileError = 999
        default: break
        }
        let old = line(wrong)
        let observation = try #require(observe(line: old).observation, "\(text(old))")
        let new = try updatedLine(old, lineNumber: number + 1, with: observation)
        let verdict = check(line: new)
        #expect(verdict.kind == .passed, "\(verdict)\n\(text(new))")
        #expect(observe(line: new).observation == nil)
      }
    }
  }

  @Test func errors() throws {
    let file = bytes("[[pattern]]\nname = \"a\"\npattern = 'a'\nmatches = [\"a\"]\n")
    #expect(throws: SuiteUpdateError.unknownCase("b/1")) {
      try updatedSuite(file, with: [Observation(id: "b/1", found: Expectation(), steps: 0)])
    }
    // A case of the same name that was not the one that was checked.
    var other = Suite(file).cases[0].given
    let same = try updatedSuite(file, with: [], checked: [other])
    #expect(same.bytes == file)
    other.input.subject = bytes("b")
    #expect(throws: SuiteUpdateError.unknownCase("a/matches.1")) {
      try updatedSuite(file, with: [], checked: [other])
    }
    #expect(throws: SuiteUpdateError.self) { try updatedSuite(bytes("x = "), with: []) }
    // A comment within a value that has to go: rather nothing.
    let commented = bytes(
      """
      [[pattern]]
      pattern = 'a'
      [[pattern.subject]]
      text = "b"
      ovector = [
        [0, 1], # the whole
      ]
      """)
    #expect(throws: SuiteUpdateError.unfaithful(nil)) {
      try updatedSuite(commented, with: observations(Suite(commented)))
    }
  }
}
