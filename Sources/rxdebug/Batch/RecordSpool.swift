// SPDX-License-Identifier: MIT
// All records of a run in a file that has no name, so that reports can be written in the order of the cases
// without keeping them in memory: 24 bytes a case.

import CaseCorpus
import Glibc
import Reporting

/// Keeps records until the end of a run.
struct RecordSpool: ~Copyable {
  private struct Entry {
    var job: Int
    var offset: Int
    var length: Int
  }

  private let file: OwnedFile
  private var output: Output
  private var entries: [Entry] = []
  private var end = 0

  /// Makes an empty spool; nil if no report is asked for.
  init?(for reports: [ReportRequest]) throws(Failure) {
    guard !reports.isEmpty else { return nil }
    let folder = environment("TMPDIR") ?? "/tmp"
    var path = Array((folder + "/rxdebug-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&path)
    guard descriptor >= 0 else {
      throw .input("\(folder): cannot keep results here: \(systemText(errno)): set TMPDIR")
    }
    file = OwnedFile(descriptor)
    _ = unsafe unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    output = Output(descriptor: descriptor)
  }

  /// Adds a record.
  mutating func add(_ record: BatchRecord, job: Int) throws(Failure) {
    var writer = JSONWriter()
    record.write(to: &writer)
    entries.append(Entry(job: job, offset: end, length: writer.bytes.count))
    end += writer.bytes.count
    try output.write(bytes: writer.bytes)
  }

  /// Writes reports, each with every record, in the order of the cases.
  ///
  /// - Throws: What went wrong first; the other reports are written all the same.
  mutating func write(
    _ reports: [ReportRequest], _ summary: BatchSummary
  ) throws(Failure) {
    try output.flush()
    entries.sort { $0.job < $1.job }
    var failure: Failure?
    for report in reports {
      do throws(Failure) { try write(report, summary) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  private func write(_ report: ReportRequest, _ summary: BatchSummary) throws(Failure) {
    var target: Output = report.path == "-" ? .standard() : try .file(report.path)
    var choices = BatchReportChoices()
    choices.toolVersion = RXDebug.version
    choices.explain = { explainCase($0) }
    var writer = makeReportWriter(report.format, choices)
    var bytes: [UInt8] = []
    writer.begin(summary, to: &bytes)
    for entry in entries {
      writer.add(try record(entry), to: &bytes)
      guard bytes.count >= 1 << 16 else { continue }
      try target.write(bytes: bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    writer.end(to: &bytes)
    try target.write(bytes: bytes)
    try target.close()
  }

  private func record(_ entry: Entry) throws(Failure) -> BatchRecord {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: entry.length) { buffer, count in
      count = max(
        0, unsafe pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(entry.offset)))
    }
    do throws(JSONError) {
      return try BatchRecord(json: bytes)
    } catch {
      throw .input("cannot read back what was kept of the results: \(error)")
    }
  }
}
