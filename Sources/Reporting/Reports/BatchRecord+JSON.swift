// SPDX-License-Identifier: MIT
// From a line of JSON Lines back to the record or the counts that it was written from. Fields that this version
// does not know are passed over.
//
// Tested in Tests/ReportingTests/RecordTests.swift.

import CaseChecking
public import CaseCorpus
import SourceText

/// A line of a batch run's JSON Lines.
public enum BatchLine: Hashable, Sendable {
  /// A case.
  case record(BatchRecord)
  /// The counts, which are the last line.
  case end(BatchEnd)

  /// Reads a line.
  ///
  /// - Throws: `JSONError` with an offset into the line.
  public init(json line: [UInt8]) throws(JSONError) {
    let reader = try RecordReader(line)
    self = reader.has("summary") ? .end(try BatchEnd(reader)) : .record(try BatchRecord(reader))
  }
}

/// What the last line of a run says besides what its cases say.
public struct BatchEnd: Hashable, Sendable {
  /// The version of the format that this program writes, and the latest that it reads.
  public static let version = 1

  /// Files that were read.
  public var files = 0
  /// Worker processes.
  public var workers = 0
  /// Workers that died or were killed.
  public var deaths = 0
  /// Cases whose verdict came from a journal.
  public var known = 0
  /// The time from start to end, in milliseconds.
  public var milliseconds = 0
  /// Whether the run was stopped before all cases had a verdict.
  public var isPartial = false

  /// Makes the end of a run of nothing.
  public init() {}

  init(_ reader: RecordReader) throws(JSONError) {
    let version = try reader.integer("version", atLeast: 1) ?? Self.version
    guard version <= Self.version else {
      throw JSONError(offset: 0, reason: .unknownWord("version \(version)"))
    }
    files = try reader.integer("files") ?? 0
    workers = try reader.integer("workers") ?? 0
    deaths = try reader.integer("deaths") ?? 0
    known = try reader.integer("known") ?? 0
    isPartial = reader.value("partial") == .bool(true)
    switch reader.value("seconds") {
    // Beyond 300,000 years the number is no time.
    case .number(let seconds) where seconds >= 0 && seconds < 1e13:
      milliseconds = Int((seconds * 1000).rounded())
    case .integer(let seconds) where seconds >= 0 && seconds < 10_000_000_000_000:
      milliseconds = seconds * 1000
    default: break
    }
  }
}

extension BatchRecord {
  /// Reads a record from a line.
  ///
  /// - Throws: `JSONError` with an offset into the line.
  public init(json line: [UInt8]) throws(JSONError) { try self.init(try RecordReader(line)) }

  init(_ reader: RecordReader) throws(JSONError) {
    // Whoever wrote the line: what is shown as a name holds no control characters.
    let file = safeName(try reader.required("file", try reader.string("file")))
    let number = try reader.required("line", try reader.integer("line", atLeast: 1))
    let kind = try reader.required("verdict", try reader.word("verdict", of: CaseVerdict.Kind.self))
    var verdict = CaseVerdict(
      kind, id: try reader.string("id"), detail: try reader.string("detail") ?? "",
      steps: try reader.integer("steps") ?? 0)
    verdict.expected = try reader.string("expected")
    verdict.found = try reader.string("found")
    self.init(place: CasePlace(file: file, line: number), verdict: verdict, input: reader.input)
    tags = try reader.strings("tags") ?? []
    guard let microseconds = try reader.integer("microseconds") else { return }
    var run = Run(
      microseconds: microseconds, worker: try reader.string("worker") ?? "",
      attempts: try reader.integer("attempts") ?? 1)
    run.signal = try reader.integer("signal")
    self.run = run
  }
}

/// A name without control characters; any other stays byte for byte the same.
private func safeName(_ name: String) -> String {
  let isSafe = name.unicodeScalars.allSatisfy { scalar in
    // U+FFFE and U+FFFF stand in no XML.
    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
  }
  return isSafe ? name : Escaping().display(Array(name.utf8))
}
