// SPDX-License-Identifier: MIT
// `--update` writes what came out into the case files, and nothing else.

import TestThreads
import Testing

@Suite @CommandLineTests struct BatchUpdateTests {
  private static let suite = """
    # Dates, as people write them.
    [[pattern]]
    name = 'date'   # without a time
    pattern = '(?<year>\\d{4})-(\\d\\d)'

    [[pattern.subject]]
    text = 'on 2024-05'
    match = '2024-06'   # wrong
    groups = { year = '2024' }
    """
  private static let lines = """
    {"id":"a", "pattern":"a+","subject":"xaa", "expected": {"rc":1,"ovector":[[0,1]]} }

    {"id":"b","pattern":"b","subject":"b","expected":{"rc":1,"ovector":[[0,1]]}}
    {"id":"c","pattern":"c","subject":"c"}
    """

  @Test func aSuiteKeepsItsComments() throws {
    try withFile(Array(Self.suite.utf8), name: "dates.toml") { path in
      let before = try run(["batch", "-q", path])
      #expect(before.status == 1)
      let update = try run(["batch", "-q", "--update", path])
      #expect(update.status == 0)
      #expect(update.errorText == "rxdebug: 1 expectation written\n")
      #expect(
        String(decoding: read(path), as: UTF8.self)
          == Self.suite.replacing("2024-06", with: "2024-05"))
      let after = try run(["batch", "-q", path])
      #expect(after.status == 0)
    }
  }

  @Test func linesKeepTheirBytes() throws {
    try withFile(Array(Self.lines.utf8)) { path in
      let first = try run(["batch", "-q", "--update", path])
      #expect(first.status == 0)
      let text = String(decoding: read(path), as: UTF8.self)
      let before = Self.lines.split(separator: "\n", omittingEmptySubsequences: false)
      let after = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(after.count == before.count)
      #expect(after[0].hasPrefix(#"{"id":"a", "pattern":"a+","subject":"xaa", "expected": "#))
      #expect(after[0].contains("[[1,3]]"))
      #expect(after[1] == "")
      #expect(after[2] == before[2])
      #expect(after[3].hasPrefix(String(before[3].dropLast())))
      // What is up to date stays as it is.
      let content = read(path)
      let second = try run(["batch", "-q", "--update", path])
      #expect(second.status == 0)
      #expect(read(path) == content)
    }
  }

  @Test func whatCannotBeUpdatedIsLeftAlone() throws {
    let input = Array("/a+/\nxaa\n 0: x\n".utf8)
    try withFile(input, name: "testoutput") { path in
      _ = try run(["batch", "-q", "--update", path])
      #expect(read(path) == input)
    }
    #expect(try run(["batch", "--update", "-"]).errorText.contains("standard input has none"))
  }

  /// Where the engines disagree, or a limit is reached, nobody knows what to write.
  @Test func noLimitIsWrittenDown() throws {
    let line =
      #"{"pattern":"(a+)+b","subject":"\#(String(repeating: "a", count: 40))","expected":{"rc":1}}"#
    try withFile(Array(line.utf8)) { path in
      _ = try run(["batch", "-q", "--timeout", "30", "--update", path])
      #expect(read(path) == Array(line.utf8))
    }
  }
}
