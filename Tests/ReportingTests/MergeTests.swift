// SPDX-License-Identifier: MIT
// Merging runs: the same however they are cut, ordered and grouped; contradictions are found.

import CaseChecking
import CaseCorpus
import ScreenEmulation
import Testing

@testable import Reporting

/// A run as its lines.
private typealias Lines = [[UInt8]]

/// Runs as one.
private func merged(_ runs: [Lines]) throws -> (lines: Lines, repeats: Int) {
  var merge = BatchMerge()
  for (number, run) in runs.enumerated() {
    merge.add(run: number)
    for (index, text) in run.enumerated() {
      switch try BatchLine(json: text) {
      case .record(let record):
        merge.add(
          record, at: BatchMerge.Source(run: number, offset: index, length: text.count))
      case .end(let end): merge.add(end, run: number)
      }
    }
  }
  let load = { (source: BatchMerge.Source) in
    try BatchRecord(json: runs[source.run][source.offset])
  }
  var summary = merge.summary
  var repeats = 0
  try merge.forEach(load: load) { record, more in
    summary.add(record)
    repeats += more
  }
  var writer = JSONLinesReport()
  var bytes: [UInt8] = []
  writer.begin(summary, to: &bytes)
  try merge.forEach(load: load) { record, _ in writer.add(record, to: &bytes) }
  writer.end(to: &bytes)
  return (bytes.split(separator: 0x0A).map { Array($0) }, repeats)
}

@Suite struct MergeTests {
  @Test func oneRunStaysAsItIs() throws {
    #expect(try merged([plantedLines]).lines == plantedLines)
  }

  @Test func orderAndGroupingDoNotMatter() throws {
    var random = SeededGenerator(seed: .random(in: 0...UInt64.max))
    let records = plantedLines.dropLast()
    for round in 0..<40 {
      var shards: [Lines] = Array(repeating: [], count: Int.random(in: 1...5, using: &random))
      for record in records {
        // Some cases are in several shards.
        for _ in 0..<(Int.random(in: 0..<6, using: &random) == 0 ? 2 : 1) {
          let shard = Int.random(in: shards.indices, using: &random)
          shards[shard].append(record)
        }
      }
      for index in shards.indices where index % 4 != 3 {
        shards[index].shuffle(using: &random)
        let seconds = Double(Int.random(in: 0..<100_000, using: &random)) / 1000
        let text = #"{"summary":{},"files":\#(index),"workers":2,"deaths":1,"seconds":\#(seconds)}"#
        shards[index].append(Array(text.utf8))
      }
      let whole = try merged(shards).lines
      let sorted = try merged(shards.shuffled(using: &random)).lines
      let cut = Int.random(in: 0...shards.count, using: &random)
      let parts = try [shards[..<cut], shards[cut...]].filter { !$0.isEmpty }.map {
        try merged(Array($0)).lines
      }
      let grouped = try merged(parts).lines
      let note: Comment = "round \(round), seed \(random.seed)"
      #expect(whole == sorted, note)
      #expect(whole == grouped, note)
      #expect(Array(whole.dropLast()) == Array(records), note)
      #expect(try merged([whole]).lines == whole, note)
    }
  }

  @Test func aRunWithoutItsEndIsPartial() throws {
    let lines = try merged([Array(plantedLines.dropLast())]).lines
    guard case .end(let end)? = try lines.last.map({ try BatchLine(json: $0) }) else {
      Issue.record("no counts")
      return
    }
    #expect(end.isPartial)
  }

  @Test func repeatsAreCounted() throws {
    let records = Array(plantedLines.dropLast())
    let (lines, repeats) = try merged([records, records, [records[0]]])
    #expect(repeats == records.count + 1)
    #expect(lines.count == records.count + 1)
  }

  @Test func differentVerdictsContradict() throws {
    let passed = Array(#"{"file":"a","line":3,"verdict":"passed","steps":1,"id":"x"}"#.utf8)
    let failed = Array(#"{"file":"a","line":3,"verdict":"failed","steps":1,"id":"x"}"#.utf8)
    let other = Array(#"{"file":"a","line":3,"verdict":"failed","steps":1,"id":"y"}"#.utf8)
    let unnamed = Array(#"{"file":"a","line":3,"verdict":"failed","steps":1}"#.utf8)
    #expect(try merged([[passed], [other], [unnamed]]).lines.count == 4)
    let error = #expect(throws: BatchMerge.Contradiction.self) {
      try merged([[other, passed], [failed]])
    }
    #expect(error?.first.source.run == 0 && error?.second.source.run == 1)
    #expect(error?.first.record.verdict.kind == .passed)
  }

  /// Of two records with one verdict the same is taken, whichever comes first.
  @Test func recordsThatDifferInDetail() throws {
    let one = Array(#"{"file":"a","line":3,"verdict":"failed","steps":1,"detail":"one"}"#.utf8)
    let two = Array(#"{"file":"a","line":3,"verdict":"failed","steps":1,"detail":"two"}"#.utf8)
    #expect(try merged([[one], [two]]).lines == merged([[two], [one]]).lines)
  }
}
