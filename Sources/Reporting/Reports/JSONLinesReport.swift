// SPDX-License-Identifier: MIT
// A batch run as JSON Lines: every case as one object a line, then the counts. Every other format can be made
// from it (BatchRecord+JSON.swift reads it back); rxdebug-json(5) and fixtures/schemas/batch-record.json say
// what stands in it.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseCorpus

/// Writes JSON Lines.
public struct JSONLinesReport: BatchReportWriter {
  private var summary = BatchSummary()
  private var writer = JSONWriter()

  /// Makes a writer.
  public init() {}

  /// Keeps the counts for the last line.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    self.summary = summary
  }

  /// Writes a case as a line.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    writer.removeAll()
    record.write(to: &writer)
    writer.endLine()
    bytes += writer.bytes
  }

  /// Writes the counts as a line.
  public mutating func end(to bytes: inout [UInt8]) {
    writer.removeAll()
    // Runs that were written without times have none.
    summary.write(to: &writer, withTimings: summary.workers > 0 || summary.seconds > 0)
    writer.endLine()
    bytes += writer.bytes
  }
}
