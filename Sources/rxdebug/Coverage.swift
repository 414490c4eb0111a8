// SPDX-License-Identifier: MIT
// `rxdebug coverage`: what the cases of a corpus reach of their patterns, and inputs for what they do not reach.
//
//     rxdebug coverage --format html --output coverage.html corpus/
//
// Tested in Tests/CommandTests/CoverageTests.swift.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import Reporting

struct Coverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show what parts of their patterns the cases of a corpus reach.")

  @Option(help: ArgumentHelp("text, json, lcov or html.", valueName: "name")) var format: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?
  @Option(name: .customLong("min"), help: ArgumentHelp("Fail below it.", valueName: "percent"))
  var minimum: String?
  @Option(help: ArgumentHelp("Steps for one case.", valueName: "n")) var maxSteps: String?
  @Option(help: ArgumentHelp("Steps for proposed inputs.", valueName: "n"))
  var proposalSteps: String?
  @Flag(name: .shortAndLong, help: "Write only the totals.") var quiet = false
  @Argument(help: ArgumentHelp("Case files and folders.", valueName: "path"))
  var paths: [String] = []

  func run() throws {
    guard !paths.isEmpty else {
      throw Failure.input(
        "there is nothing to look at: name case files or folders, or - for standard input")
    }
    let format = try CoverageFormat(argument: format)
    let minimum = try permille(minimum)
    let most = 1 << 40
    let steps = try Numbers.whole(maxSteps, "--max-steps", in: 1...most, otherwise: 10_000_000)
    let proposalSteps = try Numbers.whole(
      proposalSteps, "--proposal-steps", in: 0...most, otherwise: 50_000_000)
    let files = try CasePaths.expand(paths)
    if let output, let own = FileIdentity(output),
      files.contains(where: { FileIdentity($0) == own })
    {
      throw Failure.input(
        "\(RawArguments.display(output)): is one of the case files: write another file")
    }
    let corpus = try CoverageCorpus(files: files, stepLimit: UInt64(steps))
    let report = try corpus.report(proposalSteps: UInt64(quiet ? 0 : proposalSteps))
    var output =
      try self.output.map { (path) throws(Failure) in try Output.file(path) }
      ?? Output.standard()
    try CoverageOutput.write(report, format, to: &output, isQuiet: quiet)
    try output.close()
    if corpus.hasFaults { throw Failure.inputTold }
    if let minimum, report.total().permille < minimum { throw Failure.negative }
  }

  /// A percentage in tenths.
  private func permille(_ text: String?) throws(Failure) -> Int? {
    guard let text else { return nil }
    guard let percent = Double(text), percent >= 0, percent <= 100 else {
      throw .input("--min takes a percentage from 0 to 100, not \(RawArguments.display(text))")
    }
    return Int((percent * 10).rounded(.up))
  }
}

/// The coverage of case files, counted in this process.
private final class CoverageCorpus {
  private let names: [String]
  private var collector = CoverageCollector()
  /// Whether a file or a line could not be read; what there is to say has been said.
  private(set) var hasFaults = false

  /// Reads and counts all cases.
  init(files: [String], stepLimit: UInt64) throws(Failure) {
    names = files.map { RawArguments.fileName($0) }
    let counter = CoverageCounter(stepLimit: stepLimit)
    for index in files.indices { try readCases(in: files[index], index, counter) }
  }

  /// Counts the cases of one file.
  private func readCases(
    in file: String, _ index: Int, _ counter: CoverageCounter
  ) throws(Failure) {
    do throws(Failure) {
      try CorpusFiles.read(file) { (item, name) throws(Failure) in
        switch item {
        case .found(let placed): take(placed, index, counter)
        case .skipped: break
        case .fault(let error): tell("\(name):\(error.place): \(shown("\(error.reason)"))")
        }
      }
    } catch {
      tell(error.text)
    }
  }

  private func take(_ placed: PlacedCase, _ index: Int, _ counter: CoverageCounter) {
    do throws(CaseError) {
      let place = JobPlace(file: index, line: placed.line)
      collector.add(counter.record(of: try placed.decoded()), place: place.job)
    } catch {
      tell("\(names[index]):\(error.place): \(shown("\(error.reason)"))")
    }
  }

  private func tell(_ fault: String) {
    hasFaults = true
    var output = Output.error()
    try? output.line("rxdebug: \(fault)")
    try? output.flush()
  }

  /// The report of all that was counted.
  func report(proposalSteps: UInt64) throws(Failure) -> CoverageReport {
    try CoverageOutput.report(collector, names: names, proposalSteps: proposalSteps)
  }
}
