// SPDX-License-Identifier: MIT
// Several batch runs as one: their cases sorted by file, line and name, each once. The order in which runs are
// merged, and what is merged with what first, do not matter: every number is a sum, a maximum or counted anew,
// and of two records of one case the same one is taken whichever came first.
//
// Only where a record stands is kept, not the record: memory is some tens of bytes a case.
//
//     var merge = BatchMerge()
//     merge.add(record, at: BatchMerge.Source(run: 0, offset: 0, length: 80))
//     merge.add(end, run: 0)
//     try merge.forEach(load: { ... }) { record in ... }
//
// Tested in Tests/ReportingTests/MergeTests.swift.

import CaseChecking
import CaseCorpus

/// Cases of several runs.
public struct BatchMerge: Sendable {
  /// Where the line of a record is.
  public struct Source: Hashable, Sendable {
    /// The run, by its number.
    public var run: Int
    /// Where the line begins, in bytes.
    public var offset: Int
    /// Its length in bytes, without the line end.
    public var length: Int

    /// Makes a place.
    public init(run: Int, offset: Int, length: Int) {
      self.run = run
      self.offset = offset
      self.length = length
    }
  }

  /// A record, and where it is.
  public struct Sighting: Hashable, Sendable {
    /// The record.
    public var record: BatchRecord
    /// Where its line is.
    public var source: Source
  }

  /// Two records of one case with different verdicts.
  public struct Contradiction: Error, Hashable, Sendable {
    /// One of them.
    public var first: Sighting
    /// The other one.
    public var second: Sighting
  }

  private struct Entry {
    var file: Int
    var line: Int
    var source: Source
  }

  private var entries: [Entry] = []
  private var files: [[UInt8]: Int] = [:]
  private var fileNames: [[UInt8]] = []
  private var ended: Set<Int> = []
  private var runs: Set<Int> = []
  private var total = BatchEnd()

  /// Makes a merge of nothing.
  public init() {}

  /// Adds a run that may have no cases and no last line.
  public mutating func add(run: Int) { runs.insert(run) }

  /// Adds a record, by where it is.
  public mutating func add(_ record: BatchRecord, at source: Source) {
    let name = Array(record.place.file.utf8)
    let file = files[name] ?? fileNames.count
    if file == fileNames.count {
      files[name] = file
      fileNames.append(name)
    }
    entries.append(Entry(file: file, line: record.place.line, source: source))
    runs.insert(source.run)
  }

  /// Adds what the last line of a run says; a run without one was stopped before its end.
  public mutating func add(_ end: BatchEnd, run: Int) {
    ended.insert(run)
    runs.insert(run)
    // A shard reads every file: the numbers of files are no sum.
    total.files = max(total.files, end.files)
    total.workers = saturating(total.workers, end.workers)
    total.deaths = saturating(total.deaths, end.deaths)
    total.known = saturating(total.known, end.known)
    total.milliseconds = saturating(total.milliseconds, end.milliseconds)
    total.isPartial = total.isPartial || end.isPartial
  }

  /// The counts of all runs, without those of cases.
  ///
  /// - Returns: Files, workers, deaths, what came from journals, and time; partial if a run was, or has no last line.
  public var summary: BatchSummary {
    var summary = BatchSummary()
    summary.files = max(total.files, fileNames.count)
    summary.workers = total.workers
    summary.deaths = total.deaths
    summary.known = total.known
    summary.seconds = Double(total.milliseconds) / 1000
    summary.isPartial = total.isPartial || ended != runs
    return summary
  }

  /// Calls a function with every case once, sorted by file, line and name.
  ///
  /// - Parameters:
  ///   - load: Reads a record anew.
  ///   - body: Takes a record, and how many others of the same case were left out.
  /// - Throws: `Contradiction` where a case has two verdicts, and what `load` and `body` throw.
  public mutating func forEach(
    load: (Source) throws -> BatchRecord, body: (BatchRecord, Int) throws -> Void
  ) throws {
    sort()
    var index = 0
    while index < entries.count {
      let first = entries[index]
      var end = index + 1
      while end < entries.count, entries[end].file == first.file, entries[end].line == first.line {
        end += 1
      }
      if end == index + 1 {
        try body(try load(first.source), 0)
      } else {
        let group = try entries[index..<end].map {
          Sighting(record: try load($0.source), source: $0.source)
        }
        for (record, repeats) in try Self.distinct(group) { try body(record, repeats) }
      }
      index = end
    }
  }

  private mutating func sort() {
    let order = fileNames.indices.sorted { fileNames[$0].lexicographicallyPrecedes(fileNames[$1]) }
    var rank = Array(repeating: 0, count: order.count)
    for (place, file) in order.enumerated() { rank[file] = place }
    entries.sort { a, b in
      (rank[a.file], a.line, a.source.run, a.source.offset)
        < (rank[b.file], b.line, b.source.run, b.source.offset)
    }
  }

  /// The records of one place, one for each name, sorted by name.
  private static func distinct(
    _ group: [Sighting]
  ) throws(Contradiction) -> [(BatchRecord, Int)] {
    var names: [[UInt8]: (sighting: Sighting, repeats: Int)] = [:]
    for new in group {
      // A case without a name is another one than a case whose name is empty.
      var name: [UInt8] = []
      if let id = new.record.verdict.id { name = [1] + Array(id.utf8) }
      guard let (known, repeats) = names[name] else {
        names[name] = (new, 0)
        continue
      }
      guard known.record.verdict.kind == new.record.verdict.kind else {
        throw Contradiction(first: known, second: new)
      }
      let isLess = line(new.record).lexicographicallyPrecedes(line(known.record))
      names[name] = (isLess ? new : known, repeats + 1)
    }
    let sorted = names.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return sorted.map { ($0.value.sighting.record, $0.value.repeats) }
  }

  private static func line(_ record: BatchRecord) -> [UInt8] {
    var writer = JSONWriter()
    record.write(to: &writer)
    return writer.bytes
  }
}
