// SPDX-License-Identifier: MIT
// The cases of fixtures/coverage/points.txt: a pattern, its options, subjects, and how often each point is reached.
// RXDEBUG_RECORD=1 writes what is found; look at every number of the difference.

import RegexCoverage
import RegexSyntax
import TestFiles
import Testing

@Suite struct FixtureTests {
  private static let path = packageRoot + "/fixtures/coverage/points.txt"

  /// A block of the file: lines that begin with a key, then the points.
  private struct Block {
    var comments: [Substring] = []
    var pattern: Substring = ""
    var options: CompileOptions = []
    var head: [Substring] = []
    var subjects: [Substring] = []
    var points: [Substring] = []
  }

  private static func blocks(_ text: String) throws -> [Block] {
    var blocks: [Block] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      if line.hasPrefix("pattern ") { blocks.append(Block(pattern: line.dropFirst(8))) }
      guard let last = blocks.indices.last else { continue }
      if line.hasPrefix("  ") {
        blocks[last].points.append(line.dropFirst(2))
        continue
      }
      blocks[last].head.append(line)
      if line.hasPrefix("subject ") { blocks[last].subjects.append(line.dropFirst(8)) }
      if line == "subject" { blocks[last].subjects.append("") }
      if line.hasPrefix("options ") {
        for name in line.dropFirst(8).split(separator: " ") {
          blocks[last].options.insert(
            try #require(CompileOptions(pcre2Name: String(name)), "\(name)"))
        }
      }
    }
    return blocks
  }

  @Test func countsAreAsDerived() throws {
    let bytes = try #require(readFile(Self.path))
    let text = String(decoding: bytes, as: UTF8.self)
    var written =
      text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("#") }.map { $0 + "\n" }.joined() + "\n"
    let blocks = try Self.blocks(text)
    #expect(blocks.count > 20)
    for block in blocks {
      let plan = try plan(String(block.pattern), block.options)
      var counts = CoverageCounts(plan)
      for subject in block.subjects {
        // `\n` stands for a newline.
        let text = subject.split(separator: "\\n", omittingEmptySubsequences: false)
          .joined(separator: "\n")
        counts.add(try plan.run(subject: Array(text.utf8)))
      }
      let found = plan.points.indices.map { "\(counts.counts[$0]) \(words(plan.points[$0], plan))" }
      if !isRecording {
        #expect(found == block.points.map(String.init), "pattern \(block.pattern)")
      }
      written += (block.head.map(String.init) + found.map { "  " + $0 }).joined(separator: "\n")
      written += "\n\n"
    }
    if isRecording {
      #expect(writeFile(Self.path, Array(written.utf8)))
      Issue.record("recorded: look at the difference, run again without RXDEBUG_RECORD")
    }
  }
}
