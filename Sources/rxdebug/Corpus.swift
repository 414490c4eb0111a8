// SPDX-License-Identifier: MIT
// `rxdebug corpus`: case files turned into others, checked for faults, brought into one form, counted.

import ArgumentParser
import CaseCorpus
import CaseSuites
import Glibc
import SourceText

struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Convert, lint, format and count case files.",
    subcommands: [
      CorpusConvert.self, CorpusLint.self, CorpusFormat.self, CorpusStats.self,
    ])
}

/// What the verbs share: files, their formats, and what comes out of them.
enum CorpusFiles {
  /// Reads a case file.
  ///
  /// - Parameters:
  ///   - path: The path as on the command line; `-` is standard input.
  ///   - format: Its format; nil to detect it.
  ///   - take: Takes each item; the name is that of the file, as it may be shown.
  /// - Throws: `Failure.input` if the file cannot be read, and what `take` throws.
  static func read(
    _ path: String, format: CaseFormat? = nil,
    _ take: (CaseItem, _ name: String) throws(Failure) -> Void
  ) throws(Failure) {
    try search(path, format: format) { (item, name) throws(Failure) in
      try take(item, name)
      return true
    }
  }

  /// Reads a case file for as long as somebody wants to go on; otherwise as `read`.
  static func search(
    _ path: String, format: CaseFormat?,
    _ take: (CaseItem, _ name: String) throws(Failure) -> Bool
  ) throws(Failure) {
    let name = RawArguments.fileName(path)
    let descriptor = path == "-" ? STDIN_FILENO : try InputText.open(path)
    defer { if path != "-" { closeFile(descriptor) } }
    var stream = try input { () throws(CaseFileError) in
      try CaseStream(
        descriptor: descriptor, name: name, format: format, readSuite: suiteItems)
    }
    while let item = try input({ () throws(CaseFileError) in try stream.next() }) {
      guard try take(item, name) else { return }
    }
  }

  /// Does what reads files, and turns its errors into ours.
  static func input<Value: ~Copyable>(
    _ body: () throws(CaseFileError) -> Value
  ) throws(Failure) -> Value {
    do throws(CaseFileError) { return try body() } catch { throw .input("\(error)") }
  }

  /// The format of a name; nil for none.
  static func format(_ name: String?, option: String) throws(Failure) -> CaseFormat? {
    guard let name else { return nil }
    guard let format = CaseFormat(rawValue: name) else {
      let names = CaseFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw .input("\(option): unknown format \(RawArguments.display(name)): one of \(names)")
    }
    return format
  }
}

/// Counts tests that were left out, and says why.
struct SkipCounter {
  private var counts: [String: Int] = [:]
  private var total = 0

  mutating func add(_ skipped: SkippedCase) {
    total += 1
    counts[skipped.reason, default: 0] += 1
  }

  /// The counts in lines, the most frequent reason first; none if nothing was left out.
  var lines: [String] {
    guard total > 0 else { return [] }
    let reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ["left out: \(total)"] + reasons.map { "  \($0.value)  \($0.key)" }
  }
}

/// Words that may hold a piece of a file, as they may be shown on one line.
func shown(_ words: String) -> String { Escaping().display(Array(words.utf8)) }

/// Writes a line to standard error; one that cannot be written is lost.
func complain(_ text: String) {
  var output = Output.error()
  try? output.line(text)
  try? output.flush()
}
