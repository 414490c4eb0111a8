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
}
