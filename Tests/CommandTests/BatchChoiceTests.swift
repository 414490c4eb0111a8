// SPDX-License-Identifier: MIT
// Running a part of the cases, and comparing with an earlier run.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct BatchChoiceTests {
  /// Cases with an id; every tenth fails.
  private static func cases(_ count: Int, failing: Int = 10) -> [UInt8] {
    let lines = (1...count).map { number in
      let rc = number % failing == 0 ? -1 : 1
      let tags = number % 2 == 0 ? #","tags":["even","all"]"# : #","tags":["all"]"#
      return
        #"{"id":"c\#(number)","pattern":"a+","subject":"xaa","expected":{"rc":\#(rc)}\#(tags)}"#
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The ids of the cases that a run judged.
  private func ids(_ arguments: [String], environment: [String] = ["TERM=dumb"]) throws -> [String]
  {
    let result = try run(["batch", "--json"] + arguments, environment: environment)
    return try result.text.split(separator: "\n").compactMap { line in
      guard case .string(let id) = try JSONValue(parsing: Array(line.utf8))["id"] else {
        return nil
      }
      return id
    }
  }

  @Test(arguments: ["", "slice:"]) func shardsAreTheWhole(_ rule: String) throws {
    try withFile(Self.cases(300)) { path in
      let parts = try (1...3).map { try ids(["--shard", "\(rule)\($0)/3", path]) }
      #expect(Set(parts.joined()).count == 300)
      #expect(parts.map(\.count).reduce(0, +) == 300)
      for part in parts { #expect(part.count > (rule.isEmpty ? 60 : 99)) }
      #expect(try Set(ids(["--shard", "\(rule)2/3", path])) == Set(parts[1]))
    }
  }

  /// A case stays in its part when others are added.
  @Test func aShardIsStable() throws {
    try withFile(Self.cases(100)) { small in
      try withFile(Self.cases(200)) { large in
        let before = try Set(ids(["--shard", "1/4", small]))
        #expect(try Set(ids(["--shard", "1/4", large])).isSuperset(of: before))
      }
    }
  }

  @Test(arguments: ["0/2", "3/2", "2", "a/b", "slice:", "1/2/3"])
  func noShard(_ argument: String) throws {
    let run = try run(["batch", "--shard", argument, "-"])
    #expect(run.status == 2)
    #expect(run.errorText.contains("--shard takes a part such as 2/4 or slice:2/4"))
  }

  @Test func tags() throws {
    try withFile(Self.cases(40)) { path in
      let counts = try [["even"], ["even", "all"], ["none"]].map { words in
        try ids(words.flatMap { ["--tag", $0] } + [path]).count
      }
      #expect(counts == [20, 40, 0])
    }
  }

  @Test func lastFailed() throws {
    let state = temporaryPath("state")
    defer { _ = try? shell("rm -rf '\(state)'") }
    let environment = ["TERM=dumb", "XDG_STATE_HOME=\(state)"]
    try withFile(Self.cases(40)) { path in
      let first = try run(["batch", "-q", "--last-failed", path], environment: environment)
      #expect(first.errorText.contains("nothing is known to have failed the last time"))
      let failed = try ids(["--last-failed", path], environment: environment)
      #expect(Set(failed) == ["c10", "c20", "c30", "c40"])
      // Two of them are mended; the lines before them have moved.
      write(Array("{\"pattern\":\"new\"}\n".utf8) + Self.cases(40, failing: 20), to: path)
      #expect(try Set(ids(["--last-failed", path], environment: environment)) == Set(failed))
      #expect(try Set(ids(["--last-failed", path], environment: environment)) == ["c20", "c40"])
    }
  }

  @Test func durations() throws {
    try withFile(Self.cases(40)) { path in
      let run = try run(["batch", "--durations", "3", path])
      let lines = run.text.split(separator: "\n").filter { $0.contains(" ms \(path):") }
      #expect(lines.count == 3)
    }
  }

  @Test func baseline() throws {
    let text = #"{"id":"a","pattern":"(?:a+)+$","subject":"aaab"}"#
    try withFile(Array((text + "\n").utf8)) { path in
      try withFile(run(["batch", "--json", path]).output, name: "old.jsonl") { old in
        let same = try run(["batch", "--baseline", old, path])
        #expect(same.status == 0)
        #expect(same.text.contains("against the baseline: 0 of 1 cases need more steps, 0 fewer\n"))
        write(Array((text.replacing("aaab", with: "aaaab") + "\n").utf8), to: path)
        let grown = try run(["batch", "--baseline", old, path])
        #expect(grown.status == 0)
        #expect(grown.text.contains("\(path):1 a: "), "got: \(grown.text)")
        #expect(grown.text.contains(" steps, +"))
        let refused = try run(["batch", "--baseline", old, "--max-growth", "10", path])
        #expect(refused.status == 1)
        #expect(refused.text.contains("1 grew by more than 10.0 %"))
      }
    }
  }

  @Test func nothingThatIsReadIsWrittenOver() throws {
    try withFile(Self.cases(3)) { path in
      for options in [
        ["--report", "json:\(path)"], ["--coverage", "html:\(path)"],
        ["--journal", path, "--resume"],
      ] {
        let run = try run(["batch"] + options + [path])
        #expect(run.status == 2)
        #expect(
          run.errorText == "rxdebug: \(path): is a case file of this run: write another file\n")
      }
      let twice = try run([
        "batch", "--report", "tap:/tmp/x.tap", "--report", "json:/tmp/x.tap", path,
      ])
      #expect(twice.errorText == "rxdebug: /tmp/x.tap: would be written twice\n")
      #expect(read(path) == Self.cases(3))
    }
  }

  @Test func aFileThatIsNoJournalIsLeftAlone() throws {
    try withFile(Self.cases(3)) { path in
      try withFile(Array("precious".utf8), name: "notes.txt") { notes in
        let run = try run(["batch", "--journal", notes, "--resume", path])
        #expect(run.status == 2)
        #expect(run.errorText.contains("no journal, or that of another kind of run"))
        #expect(read(notes) == Array("precious".utf8))
      }
    }
  }

  @Test func noBaseline() throws {
    let run = try run(["batch", "--baseline", "/dev/null", "-"])
    #expect(run.status == 2)
    #expect(run.errorText.hasPrefix("rxdebug: /dev/null: no verdicts: "))
  }

  @Test func aCaseInTheStepper() throws {
    try withFile(Self.cases(3)) { path in
      let first = try run(["batch", "--debug", "c2", path], input: Array("captures\n".utf8))
      #expect(first.text.contains("a+"))
      #expect(try run(["batch", "--debug", "\(path):3", path]).status == 0)
      let none = try run(["batch", "--debug", "c4", path])
      #expect(none.status == 2)
      #expect(none.errorText == "rxdebug: there is no case c4: take an id or FILE:LINE\n")
    }
  }
}
