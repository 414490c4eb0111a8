// SPDX-License-Identifier: MIT
// `rxdebug corpus convert`: case files of any format as NDJSON, or as a suite in TOML.

import ArgumentParser
import CaseCorpus
import CaseSuites

struct CorpusConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write case files as NDJSON or TOML.")

  @Option(help: "The format of the files, if it cannot be seen.") var from: String?
  @Option(help: "ndjson or toml.") var to = "ndjson"
  @Option(help: "Plain patterns, one in a line; with --texts.") var patterns: String?
  @Option(help: "Plain texts, one in a line; with --patterns.") var texts: String?
  @Option(name: .shortAndLong, help: "An option for plain patterns, by its PCRE2 name.")
  var option: [String] = []
  @Option(help: "Where to write, if not to standard output.") var output: String?
  @Flag(name: .shortAndLong, help: "Do not say what was left out.") var quiet = false
  @Argument(help: "Case files and folders.") var files: [String] = []

  func run() throws {
    let target = try CorpusFiles.format(to, option: "--to")
    guard target == .ndjson || target == .toml else {
      throw Failure.input("--to takes ndjson or toml: \(to) is only read")
    }
    var run = ConvertRun(
      isSuite: target == .toml,
      output: try output.map { (path) throws(Failure) in try Output.file(path) } ?? .standard())
    switch (patterns, texts) {
    case (let patterns?, let texts?):
      guard files.isEmpty else {
        throw Failure.input("--patterns and --texts take the place of other files")
      }
      try run.convert(patterns: patterns, texts: texts, options: option)
    case (nil, nil):
      guard !files.isEmpty else { throw Failure.input("there is nothing to convert") }
      guard option.isEmpty else { throw Failure.input("--option goes with --patterns") }
      let format = try CorpusFiles.format(from, option: "--from")
      for file in try CasePaths.expand(files) { try run.convert(file, format: format) }
    default: throw Failure.input("--patterns and --texts go together")
    }
    try run.finish(isQuiet: quiet)
  }
}

/// Writes cases and remembers what was left out.
private struct ConvertRun {
  private let isSuite: Bool
  private var output: Output
  /// The cases of a suite, which is written as a whole.
  private var cases: [Case] = []
  private var names: Set<String> = []
  private var skips = SkipCounter()
  private var hasFault = false

  init(isSuite: Bool, output: Output) {
    self.isSuite = isSuite
    self.output = output
  }

  mutating func convert(_ file: String, format: CaseFormat?) throws(Failure) {
    try CorpusFiles.read(file, format: format) { (item, name) throws(Failure) in
      try write(item, name)
    }
  }

  mutating func convert(
    patterns: String, texts: String, options: [String]
  ) throws(Failure) {
    let name = RawArguments.display(texts)
    var stream = try CorpusFiles.input { () throws(CaseFileError) in
      try ListStream(patterns: patterns, texts: texts, options: options)
    }
    while let item = try CorpusFiles.input({ () throws(CaseFileError) in try stream.next() }) {
      try write(item, name)
    }
  }

  private mutating func write(_ item: CaseItem, _ name: String) throws(Failure) {
    switch item {
    case .found(let placed) where isSuite: keep(placed, name)
    case .found(let placed):
      try output.write(bytes: placed.json)
      try output.write("\n")
    case .skipped(let skipped): skips.add(skipped)
    case .fault(let error): fault(error, name)
    }
  }

  private mutating func keep(_ placed: PlacedCase, _ name: String) {
    do throws(CaseError) {
      let given = try placed.decoded()
      guard names.insert(given.id).inserted else {
        throw CaseError(
          line: placed.line, reason: .text("another case has the id \(given.id)"))
      }
      cases.append(given)
    } catch {
      fault(error, name)
    }
  }

  private mutating func fault(_ error: CaseError, _ name: String) {
    hasFault = true
    complain("rxdebug: \(name):\(error.place): \(shown(error.reason.description))")
  }

  /// Writes what is left, and says what was left out.
  mutating func finish(isQuiet: Bool) throws(Failure) {
    if isSuite {
      let suite = suiteText(of: cases)
      try output.write(bytes: suite.bytes)
      for (field, count) in suite.lost.sorted(by: { $0.key < $1.key }) where !isQuiet {
        complain("a suite does not say \(shown(field)): \(count) cases had it")
      }
    }
    try output.close()
    if !isQuiet { for line in skips.lines { complain(shown(line)) } }
    if hasFault { throw .inputTold }
  }
}
