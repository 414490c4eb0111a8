// SPDX-License-Identifier: MIT
// Runs every example of README.md and of the manual pages and compares what it prints, byte for byte; those of
// one file run one after another in one folder of their own. DocumentedExamples.swift has their form.
//
// RXDEBUG_RECORD=1 writes what is printed now into the files, and fails the run.

import Glibc
import TestThreads
import Testing

@Suite @CommandLineTests struct ExamplesTests {
  nonisolated static let files = [
    "README.md", "man/rxdebug.1", "man/rxdebug-match.1", "man/rxdebug-step.1",
    "man/rxdebug-trace.1", "man/rxdebug-diff.1", "man/rxdebug-substitute.1",
    "man/rxdebug-replay.1", "man/rxdebug-batch.1", "man/rxdebug-report.1",
    "man/rxdebug-coverage.1", "man/rxdebug-corpus.1", "man/rxdebug-corpus.5",
    "man/rxdebug-bench-pool.1", "man/rxdebug-json.5", "man/rxdebug.7",
    "man/rxdebug-screen.7",
  ]
  /// Blocks of all files that cannot be run, because somebody has to type.
  private static let mostBlocksNotRun = 1

  private static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  private static func examples(in file: String) -> DocumentedExamples {
    DocumentedExamples(
      String(decoding: read("\(root)/\(file)"), as: UTF8.self),
      file.hasSuffix(".md") ? .markdown : .mdoc)
  }

  @Test(arguments: files) func printAsWritten(_ file: String) throws {
    let document = Self.examples(in: file)
    #expect(!document.examples.isEmpty, "no examples in \(file)")
    #expect(document.strays == [], "examples outside a block in \(file)")
    let folder = temporaryPath("examples")
    try #require(try shell("mkdir '\(folder)'").status == 0)
    defer { _ = try? shell("rm -rf '\(folder)'") }
    var status: Int32 = 0
    var answers: [[String]] = []
    for example in document.examples {
      // The status of the command before is that of this one's $?.
      let run = try shell(
        "PATH=\"${0%/*}:$PATH\"; cd '\(folder)'; exec 2>&1; (exit \(status))\n\(example.command)")
      status = run.status
      let found = Self.lines(run.text)
      let isSame = Self.masked(found) == Self.masked(example.expected)
      answers.append(isSame ? example.expected : found)
      if !isRecording, !isSame {
        let place = zip(found, example.expected).enumerated().first { $1.0 != $1.1 }?.offset
        let index = place ?? min(found.count, example.expected.count)
        Issue.record(
          """
          \(file):\(example.line + 1 + index): \(example.command)
          expected: \(index < example.expected.count ? example.expected[index] : "(the end)")
          found:    \(index < found.count ? found[index] : "(the end)")
          """)
      }
    }
    if isRecording {
      write(Array(document.text(answers: answers).utf8), to: "\(Self.root)/\(file)")
      Issue.record("recorded \(file): look at the difference, run again without RXDEBUG_RECORD")
    }
  }

  @Test func nearlyAllAreRun() {
    let documents = Self.files.map { Self.examples(in: $0) }
    #expect(documents.map(\.blocksNotRun).reduce(0, +) <= Self.mostBlocksNotRun)
  }

  @Test func everyPageIsKnown() throws {
    let pages = try shell("cd '\(Self.root)' && ls man/*.[0-9]")
    let known = Set(Self.files)
    for page in Self.lines(pages.text) { #expect(known.contains(page)) }
  }

  /// The lines of an output; one that lacks its line end is a line too.
  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Lines without the times, which are others in every run: "2 of 2 cases passed, 0.1 s, 20 cases/s".
  private static func masked(_ lines: [String]) -> [String] {
    lines.map { line in
      guard line.hasSuffix(" cases/s"), line.contains(" passed") else { return line }
      return line.split(separator: ",").dropLast(2).joined(separator: ",")
    }
  }

  private var isRecording: Bool { unsafe getenv("RXDEBUG_RECORD") != nil }
}
