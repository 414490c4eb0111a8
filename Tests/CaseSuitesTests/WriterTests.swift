// SPDX-License-Identifier: MIT
// Cases written as suites and read back: they mean the same.

import CaseChecking
import CaseCorpus
import CaseSuites
import SourceText
import TestFiles
import Testing

/// The cases of a case file among the fixtures.
private func cases(_ name: String) throws -> [Case] {
  var reader = try CaseFileReader(path: "\(packageRoot)/fixtures/cases/\(name).ndjson")
  var cases: [Case] = []
  while let next = try reader.nextCase() { cases.append(try next.get()) }
  return cases
}

@Suite("Cases as suites") struct WriterTests {
  @Test(arguments: suiteNames("good")) func suites(_ name: String) throws {
    let suite = Suite(try #require(readFile(suitePath("good", name + ".toml"))))
    let written = suiteText(of: suite.cases.map(\.given))
    #expect(written.lost == [:])
    let again = Suite(written.bytes)
    #expect(again.errors == [], "\(text(written.bytes))")
    // Nothing is said differently but that a pattern without verbs has no mark.
    let (old, new) = (lines(suite), lines(again))
    #expect(new.count == old.count)
    for (id, line) in old where new[id] != line {
      #expect(line.contains(#""expected":{"rc":"#), "\(line)\n\(new[id] ?? "")")
    }
    // What has been written is written the same again.
    #expect(suiteText(of: again.cases.map(\.given)).bytes == written.bytes)
  }

  private func lines(_ suite: Suite) -> [String: String] {
    var lines: [String: String] = [:]
    for item in suite.cases { lines[item.given.id] = text(line(item.given)) }
    return lines
  }

  @Test(arguments: [
    "captures", "compile-errors", "literals", "match-options", "named-groups",
    "newline-conventions", "offsets", "utf", "verbs",
  ])
  func caseFiles(_ name: String) throws {
    let cases = try cases(name)
    let suite = Suite(suiteText(of: cases).bytes)
    #expect(suite.errors == [])
    #expect(Set(suite.cases.map(\.given.id)) == Set(cases.map(\.id)))
    var given: [String: Case] = [:]
    for item in cases { given[item.id] = item }
    for item in suite.cases {
      let old = try #require(given[item.given.id])
      #expect(item.given.input.pattern == old.input.pattern)
      #expect(item.given.input.subject == old.input.subject)
      #expect(item.given.isLimitDependent == old.isLimitDependent)
      let (one, other) = (check(old), check(item.given))
      #expect(one.kind == other.kind, "\(item.given.id): \(other.detail)")
    }
  }

  @Test func example() throws {
    let lines = [
      #"{"id":"d/matches.1","pattern":"\\d'","subject":"1'","expected":{"status":"match"},"source":"x"}"#,
      #"{"id":"e","pattern":"(","kind":"compile","expected":{"compile_error":114,"compile_offset":1}}"#,
      #"{"id":"d/1","pattern":"\\d'","subject":"a\n\u0001","expected":{"rc":-1},"label":"none"}"#,
      #"{"id":"f","pattern":"a\n(*:m)","subject_b64":"/w==","expected":{"rc":1,"ovector":[[0,1],null,[2,3]]},"#
        + #""step_budget":5,"limits":{"match":1,"steps":9},"offset":1,"tags":["t"],"#
        + #""expected_plain":{"rc":-1,"mark":"m"},"expected":{"rc":-33}}"#,
    ]
    let cases = try lines.map { line in
      try Case(json: bytes(line.replacing(#","expected":{"rc":-33}"#, with: "")), lineNumber: 1)
    }
    let written = suiteText(of: cases)
    #expect(written.lost == ["source": 1, "label": 1])
    #expect(
      text(written.bytes) == #"""
        [[pattern]]
        name = "d"
        pattern = "\\d'"
        matches = ["1'"]

        [[pattern.subject]]
        # none
        text = "a\n\u0001"
        nomatch = true

        [[pattern]]
        name = "e"
        pattern = '('
        error = 114
        error_offset = 1

        [[pattern]]
        pattern = '''
        a
        (*:m)'''
        offset = 1
        step_budget = 5
        limits = { match = 1, steps = 9 }
        tags = ["t"]

        [[pattern.subject]]
        id = "f"
        text_b64 = "/w=="
        ovector = [[0, 1], false, [2, 3]]
        mark = false
        plain = { nomatch = true, mark = "m" }

        """#)
  }
}
