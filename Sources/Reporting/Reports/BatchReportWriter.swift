// SPDX-License-Identifier: MIT
// What every report of a batch run is: a writer that takes the counts, then case by case in the order of
// their places, then the end, and gives bytes. No report needs all cases in memory:
//
//     var writer = makeReportWriter(.junit)
//     writer.begin(summary, to: &bytes)
//     for record in records { writer.add(record, to: &bytes) }    // bytes may be written and emptied here
//     writer.end(to: &bytes)
//
// Tested in Tests/ReportingTests/ReportTests.swift.

public import CaseCorpus

/// Writes a batch run in one format.
public protocol BatchReportWriter: Sendable {
  /// Writes what stands before the first case.
  ///
  /// - Parameters:
  ///   - summary: The counts of the whole run, also those of each file.
  ///   - bytes: Where the report goes on.
  mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8])

  /// Writes a case; cases come sorted by file, then by line.
  mutating func add(_ record: BatchRecord, to bytes: inout [UInt8])

  /// Writes what stands behind the last case.
  mutating func end(to bytes: inout [UInt8])
}

/// The formats of a report.
public enum BatchReportFormat: String, Hashable, Sendable, CaseIterable {
  /// For a person: the cases that are not as they should be, the slowest, the counts.
  case text
  /// JSON Lines, from which every other format can be made.
  case json
  /// XML as Jenkins, GitLab and others read it.
  case junit
  /// The Test Anything Protocol.
  case tap
  /// SARIF 2.1.0, for code hosting and editors.
  case sarif
  /// One page for a browser, complete in itself.
  case html
}

/// What there is to choose of a report.
public struct BatchReportChoices: Sendable {
  /// The version of the program, as reports name it.
  public var toolVersion = ""
  /// Whether cases in JUnit have `file` and `line`: GitLab reads them, Jenkins refuses them.
  public var hasJUnitPlaces = false
  /// The version of the Test Anything Protocol: 13, or 14.
  public var tapVersion = 13
  /// Steps and reasons of a case that needs attention; nil for reports without them.
  public var explain: (@Sendable (CaseInput) -> CaseExplanation?)?
  /// Cases that are explained at most.
  public var mostExplained = 200

  /// Makes the usual choices.
  public init() {}
}
/// Makes the writer of a format.
public func makeReportWriter(
  _ format: BatchReportFormat, _ choices: BatchReportChoices = BatchReportChoices()
) -> any BatchReportWriter {
  switch format {
  case .text: TextReport()
  case .json: JSONLinesReport()
  case .junit: JUnitReport(hasPlaces: choices.hasJUnitPlaces)
  case .tap: TAPReport(version: choices.tapVersion)
  case .sarif: SARIFReport(choices)
  case .html: HTMLReport(choices)
  }
}
