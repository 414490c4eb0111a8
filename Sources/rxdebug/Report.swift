// SPDX-License-Identifier: MIT
// `rxdebug report`: the JSON Lines of batch runs as another format, or as one run. The files are gone through
// three times (where the cases are, the counts, the report), so that memory does not grow with the cases' texts.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Reporting

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Convert and merge the JSON Lines of batch runs.")

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write.", valueName: "file"))
  var output: String?
  @Flag(help: "Give test cases in JUnit a file and a line.") var junitFile = false
  @Flag(help: "Write version 14 of TAP.") var tap14 = false
  @Flag(help: "Leave out the steps of cases.") var noTrace = false
  @Flag(help: "End with 1 if a case is bad.") var exitCode = false
  @Argument(help: "text, json, junit, tap, sarif, html, or merge.") var format: String
  @Argument(help: "JSON Lines of batch runs.") var files: [String]

  func run() throws {
    // Merged runs are a run as any other.
    let word = format == "merge" ? "json" : format
    guard let format = BatchReportFormat(rawValue: word) else {
      throw Failure.input(
        "there is no format \(RawArguments.display(format)): "
          + "text, json, junit, tap, sarif, html, or merge")
    }
    var runs = try MergedRuns(files)
    let summary = try runs.summary()
    if runs.repeats > 0 {
      var errors = Output.error()
      let cases = runs.repeats == 1 ? "1 verdict is" : "\(runs.repeats) verdicts are"
      try errors.line("rxdebug: \(cases) there more than once, and counted once")
      try errors.flush()
    }
    if let output, let own = runs.file(at: output) {
      throw Failure.input("\(own): would be overwritten while it is read")
    }
    var target = try output.map { path throws(Failure) in try Output.file(path) } ?? .standard()
    var writer = makeReportWriter(format, choices)
    var bytes: [UInt8] = []
    writer.begin(summary, to: &bytes)
    try runs.forEach { record in
      writer.add(record, to: &bytes)
      guard bytes.count >= 1 << 16 else { return }
      try target.write(bytes: bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    writer.end(to: &bytes)
    try target.write(bytes: bytes)
    try target.close()
    if exitCode, summary.bad > 0 { throw Failure.negative }
  }

  private var choices: BatchReportChoices {
    var choices = BatchReportChoices()
    choices.toolVersion = RXDebug.version
    choices.hasJUnitPlaces = junitFile
    choices.tapVersion = tap14 ? 14 : 13
    if !noTrace { choices.explain = { explainCase($0) } }
    return choices
  }
}

/// The cases of several files, each once.
private struct MergedRuns {
  private let files: [RunFile]
  private var merge: BatchMerge
  /// Records of cases of which there is another one.
  private(set) var repeats = 0

  /// Finds out where the cases are.
  ///
  /// - Throws: `Failure.input` for a file that cannot be read or is none of a run.
  init(_ paths: [String]) throws(Failure) {
    var files: [RunFile] = []
    var merge = BatchMerge()
    for (run, path) in paths.enumerated() {
      let file = try RunFile(path)
      try file.forEachLine { line throws(Failure) in
        // The rest of a line that a kill has cut off is no record.
        guard line.isWhole || (try? line.read(in: file)) != nil else { return }
        switch try line.read(in: file) {
        case .record(let record):
          let source = BatchMerge.Source(
            run: run, offset: line.offset, length: line.bytes.count)
          merge.add(record, at: source)
        case .end(let end): merge.add(end, run: run)
        }
      }
      merge.add(run: run)
      files.append(file)
    }
    self.files = files
    self.merge = merge
  }

  /// The name of the file that a path leads to, if it is one of these.
  func file(at path: String) -> String? { files.first { $0.isSame(as: path) }?.name }

  /// The counts of all runs.
  mutating func summary() throws -> BatchSummary {
    var summary = merge.summary
    var repeats = 0
    try forEach(told: { repeats += $0 }) { summary.add($0) }
    self.repeats = repeats
    return summary
  }

  /// Calls a function with every case, sorted.
  mutating func forEach(
    told: (Int) -> Void = { _ in }, _ body: (BatchRecord) throws -> Void
  ) throws {
    let files = files
    do {
      try merge.forEach(load: { try Self.load($0, files) }) { record, repeats in
        told(repeats)
        try body(record)
      }
    } catch let error as BatchMerge.Contradiction {
      throw Failure.input(Self.words(error, files))
    }
  }

  private static func load(
    _ source: BatchMerge.Source, _ files: [RunFile]
  ) throws(Failure) -> BatchRecord {
    let file = files[source.run]
    let bytes = try file.bytes(at: source.offset, count: source.length)
    do throws(JSONError) {
      return try BatchRecord(json: bytes)
    } catch {
      throw .input("\(file.name): changed while it was read")
    }
  }

  private static func words(_ error: BatchMerge.Contradiction, _ files: [RunFile]) -> String {
    func sighting(_ sighting: BatchMerge.Sighting) -> String {
      let name = files[sighting.source.run].name
      return "\(sighting.record.verdict.kind.rawValue) in \(name)"
    }
    let place = error.first.record.place
    let id = error.first.record.verdict.id.map { " " + RawArguments.display($0) } ?? ""
    return "\(place.file):\(place.line)\(id) has two verdicts: "
      + "\(sighting(error.first)), \(sighting(error.second))"
  }
}
