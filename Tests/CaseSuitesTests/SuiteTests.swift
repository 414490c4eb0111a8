// SPDX-License-Identifier: MIT
// Suites read: what they mean, that the shipped ones pass, and what is said of bad ones.
//
// fixtures/suites/good/NAME.toml has its cases in NAME.txt, fixtures/suites/bad/NAME.toml its errors in NAME.txt;
// RXDEBUG_RECORD=1 writes them anew.

import CaseChecking
import CaseCorpus
import CaseSuites
import Glibc
import TestFiles
import Testing

/// The suites of a folder of fixtures, by name.
func suiteNames(_ folder: String) -> [String] {
  guard let stream = unsafe opendir(suitePath(folder, "")) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
      unsafe Array(name.prefix { $0 != 0 })
    }
    let name = text(bytes)
    if name.hasSuffix(".toml") { names.append(String(name.dropLast(5))) }
  }
  return names.sorted()
}

/// The path of a fixture.
func suitePath(_ folder: String, _ name: String) -> String {
  "\(packageRoot)/fixtures/suites/\(folder)/\(name)"
}

/// A case as the line that a worker gets.
func line(_ given: Case) -> [UInt8] {
  var writer = JSONWriter(isASCII: false)
  given.write(to: &writer)
  return writer.bytes
}

/// Compares a text with a fixture, or records it.
func compare(_ found: String, with path: String) {
  if isRecording {
    #expect(writeFile(path, bytes(found)))
    Issue.record("recorded \(path)")
    return
  }
  #expect(found == readFile(path).map { text($0) })
}

@Suite("Suites") struct SuiteTests {
  @Test(arguments: suiteNames("good")) func good(_ name: String) throws {
    let suite = Suite(try #require(readFile(suitePath("good", name + ".toml"))))
    #expect(suite.errors.map(\.description) == [])
    #expect(!suite.cases.isEmpty)
    let lines = suite.cases.map { "\($0.place) \(text(line($0.given)))\n" }
    compare(lines.joined(), with: suitePath("good", name + ".txt"))
    for item in suite.cases {
      // The line means the case, and the case passes.
      #expect(try Case(json: line(item.given), lineNumber: 1) == item.given)
      let verdict = check(line: line(item.given), options: CheckOptions(comparesSteps: true))
      #expect(verdict.kind == .passed, "\(item.given.id): \(verdict.detail)")
      #expect(verdict.id == item.given.id)
    }
    let names = Set(suite.cases.map(\.given.id))
    #expect(names.count == suite.cases.count)
  }

  @Test(arguments: suiteNames("bad")) func bad(_ name: String) throws {
    let suite = Suite(try #require(readFile(suitePath("bad", name + ".toml"))))
    #expect(!suite.errors.isEmpty)
    let errors = suite.errors.map { "\($0)\n" }.joined()
    compare(errors, with: suitePath("bad", name + ".txt"))
  }

  /// Whatever is done to a suite: it is read to an end, and what is read is sound.
  @Test func changedSuites() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let files = ["dates", "results"].compactMap { readFile(suitePath("good", $0 + ".toml")) }
    let pieces = [
      "\n", "'", "\"", "[", "]", "{", "}", "=", ",", "#", ".", "0", "-1", "true", "[[", "é",
    ]
    var sound = 0
    for _ in 0..<1_500 {
      var file = generator.one(of: files)
      for _ in 0..<1 + generator.number(below: 2) {
        let start = generator.number(below: file.count)
        let end = min(file.count, start + generator.number(below: 4))
        file.replaceSubrange(start..<end, with: bytes(generator.one(of: pieces)))
      }
      let suite = Suite(file)
      if suite.errors.isEmpty { sound += 1 }
      for item in suite.cases {
        let read = try? Case(json: line(item.given), lineNumber: 1)
        #expect(read == item.given, "seed \(seed): \(text(file))")
      }
    }
    #expect(sound > 100, "seed \(seed)")
  }

  @Test func aBadPatternLeavesTheOthers() {
    let suite = Suite(
      bytes(
        """
        [[pattern]]
        name = "a"
        pattern = 'a'
        matches = ["a"]
        [[pattern]]
        pattern = 5
        matches = ["a"]
        [[pattern]]
        name = "c"
        pattern = 'c'
        nonmatches = ["a"]
        """))
    #expect(suite.errors.map(\.description) == ["6:11: expected a string, found an integer"])
    #expect(suite.cases.map(\.given.id) == ["a/matches.1", "c/nonmatches.1"])
  }
}
