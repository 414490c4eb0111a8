// SPDX-License-Identifier: MIT
// The planted run of fixtures/reports, in which every kind of verdict and every kind of unpleasant text occurs,
// and reports of it.

import CaseChecking
import CaseCorpus
import TestFiles

@testable import Reporting

/// The lines of the planted run, without their ends.
let plantedLines = (readFile("\(packageRoot)/fixtures/reports/planted.jsonl") ?? [])
  .split(separator: 0x0A).map { Array($0) }

/// The cases of the planted run.
func plantedRecords() throws -> [BatchRecord] {
  try plantedLines.dropLast().map { try BatchRecord(json: $0) }
}

/// A report of some cases; the counts are theirs.
func report(
  _ format: BatchReportFormat, _ records: [BatchRecord], isPartial: Bool = false,
  choices: BatchReportChoices = BatchReportChoices()
) -> [UInt8] {
  var summary = BatchSummary()
  for record in records { summary.add(record) }
  summary.isPartial = isPartial
  var writer = makeReportWriter(format, choices)
  var bytes: [UInt8] = []
  writer.begin(summary, to: &bytes)
  for record in records { writer.add(record, to: &bytes) }
  writer.end(to: &bytes)
  return bytes
}

/// A report as text.
func reportText(
  _ format: BatchReportFormat, _ records: [BatchRecord],
  _ choices: BatchReportChoices = BatchReportChoices()
) -> String {
  String(decoding: report(format, records, choices: choices), as: UTF8.self)
}

/// A line of JSON Lines, without its end.
func line(_ record: BatchRecord) -> [UInt8] {
  var writer = JSONWriter()
  record.write(to: &writer)
  return writer.bytes
}
