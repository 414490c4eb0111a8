// SPDX-License-Identifier: MIT
// `--update`: what came out is written into the case files wherever they expect something else. A file is
// replaced as a whole, or not at all; one that has changed since it was read is left alone.
//
// Tested in Tests/CommandTests/BatchUpdateTests.swift.

import CaseChecking
import CaseCorpus
import CaseSuites
import WorkerPool

/// Writes observations into case files.
struct BatchUpdate {
  let settings: BatchSettings

  /// Updates the files of some cases.
  ///
  /// - Parameters:
  ///   - missed: The cases that did not pass.
  ///   - unexpecting: Those that expect nothing.
  /// - Returns: For how many of those that did not pass what came out was written.
  /// - Throws: `Failure.input` for a file that cannot be changed; those before it have been.
  func run(_ missed: [PoolJob], _ unexpecting: [PoolJob]) throws(Failure) -> Int {
    var observed = 0
    var mended = 0
    let bad = Set(missed.map(\.id))
    let files = Dictionary(grouping: missed + unexpecting) { JobPlace(job: $0.id).file }
    for (file, jobs) in files.sorted(by: { $0.key < $1.key }) {
      var observations: [Int: Observation] = [:]
      for job in jobs {
        let found = observe(line: job.payload, options: settings.check.options).observation
        if let found { observations[job.id] = found }
      }
      guard !observations.isEmpty else { continue }
      try update(settings.files[file], jobs, observations)
      observed += observations.count
      mended += observations.keys.count { bad.contains($0) }
    }
    var errors = Output.error()
    try errors.line(
      "rxdebug: \(observed) \(observed == 1 ? "expectation" : "expectations") written")
    try errors.flush()
    return mended
  }

  private func suite(
    _ content: [UInt8], _ name: String, _ jobs: [PoolJob], _ observations: [Int: Observation]
  ) throws(Failure) -> [UInt8] {
    let checked = jobs.compactMap { try? Case(json: $0.payload, lineNumber: 0) }
    do throws(SuiteUpdateError) {
      let update = try updatedSuite(
        content, with: Array(observations.values), checked: checked)
      for left in update.left {
        complain(
          "rxdebug: \(name) \(RawArguments.display(left.id)): stays as it is: "
            + RawArguments.display(left.reason))
      }
      return update.bytes
    } catch {
      throw .input("\(name): \(error)")
    }
  }

  private func update(
    _ path: String, _ jobs: [PoolJob], _ observations: [Int: Observation]
  ) throws(Failure) {
    let name = RawArguments.display(path)
    let content = try InputText.file(path)
    let updated: [UInt8]
    switch CaseFormat.detect(name: path, start: Array(content.prefix(4096))) {
    case _ where content.starts(with: [0x1F, 0x8B]):
      throw .input("\(name): compressed: unpack it to update it")
    case .ndjson: updated = try lines(of: content, name, jobs, observations)
    case .toml: updated = try suite(content, name, jobs, observations)
    case let format:
      throw .input(
        "\(name): what came out cannot be written as \(format.rawValue): "
          + "rxdebug corpus convert makes a file that can be updated")
    }
    guard updated != content else { return }
    var output = try Output.file(path)
    try output.write(bytes: updated)
    try output.close()
  }

  private func lines(
    of content: [UInt8], _ name: String, _ jobs: [PoolJob], _ observations: [Int: Observation]
  ) throws(Failure) -> [UInt8] {
    var lines = content.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    for job in jobs {
      guard let observation = observations[job.id] else { continue }
      let number = JobPlace(job: job.id).line
      guard number <= lines.count, lines[number - 1].suffix(job.payload.count) == job.payload[...]
      else { throw .input("\(name): changed while it was read: nothing is written") }
      do throws(CaseError) {
        lines[number - 1] = try updatedLine(
          lines[number - 1], lineNumber: number, with: observation)
      } catch {
        throw .input("\(name): \(error)")
      }
    }
    return Array(lines.joined(separator: [0x0A]))
  }
}
