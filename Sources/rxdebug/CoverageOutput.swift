// SPDX-License-Identifier: MIT
// From counts of coverage to its report, and the report in one of its formats: for `rxdebug coverage` and for
// `rxdebug batch --coverage`.
//
// Tested in Tests/CommandTests/CoverageTests.swift.

import CaseChecking
import CaseCorpus
import Reporting

/// How coverage is written.
enum CoverageFormat: String, CaseIterable {
  case text, json, lcov, html

  init(argument: String?) throws(Failure) {
    guard let argument else {
      self = .text
      return
    }
    guard let format = CoverageFormat(rawValue: argument) else {
      throw .input(
        "coverage is written as text, json, lcov or html, not \(RawArguments.display(argument))")
    }
    self = format
  }
}

/// Makes and writes reports of coverage.
enum CoverageOutput {
  /// The report of all that was counted.
  ///
  /// - Parameters:
  ///   - collector: The counts; places are those of jobs.
  ///   - names: The names of the files.
  ///   - proposalSteps: Steps that may be spent on proposed inputs.
  /// - Returns: The report, its patterns in the order of their first cases.
  /// - Throws: `Failure.input` for a pattern that cannot be compiled here, but was by a worker.
  static func report(
    _ collector: CoverageCollector, names: [String], proposalSteps: UInt64
  ) throws(Failure) -> CoverageReport {
    var report = CoverageReport(proposalSteps: proposalSteps)
    report.passedOver = collector.passedOver
    for pattern in collector.patterns {
      let job = JobPlace(job: pattern.place)
      let place = CasePlace(file: names[job.file], line: job.line)
      do throws(SetupError) {
        try report.add(pattern, at: place)
      } catch {
        throw .input("\(place.file):\(place.line): \(error)")
      }
    }
    return report
  }

  /// Writes a report.
  static func write(
    _ report: CoverageReport, _ format: CoverageFormat, to output: inout Output, isQuiet: Bool
  ) throws(Failure) {
    switch format {
    case .text:
      if !isQuiet { for pattern in report.patterns { try output.write(coverageText(pattern)) } }
      try output.write(coverageSummary(report))
    case .json:
      if !isQuiet {
        for pattern in report.patterns { try output.write(bytes: coverageJSON(pattern)) }
      }
      try output.write(bytes: coverageSummaryJSON(report))
    case .lcov: try output.write(coverageLCOV(report))
    case .html: try output.write(coverageHTML(report))
    }
  }
}
