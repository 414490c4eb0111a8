// SPDX-License-Identifier: MIT
// What all cases of a corpus cover, pattern by pattern: the half of coverage that one process does. Records may come in
// any order; what comes out is the same.
//
//     var collector = CoverageCollector()
//     collector.add(record, place: 17)
//     collector.patterns        // sorted by the place of their first case
//
// Tested in Tests/CaseCheckingTests/CoverageTests.swift.

public import CaseCorpus
public import RegexCoverage

/// Adds up coverage.
public struct CoverageCollector: Sendable {
  /// What is known of one pattern.
  public struct Pattern: Hashable, Sendable {
    /// The pattern and what it is compiled with.
    public var input: CaseInput
    /// The place of its first case.
    public var place: Int
    /// What its cases have reached.
    public var counts: CoverageCounts
    /// Subjects of its first cases, the shorter ones among them.
    public var subjects: [[UInt8]] { told.map(\.subject) }

    var told: [Told] = []
  }

  struct Told: Hashable, Sendable {
    var place: Int
    var subject: [UInt8]
  }

  private var entries: [CaseInput: Pattern] = [:]
  /// Cases that count for nothing, by reason.
  public private(set) var passedOver: [String: Int] = [:]
  /// The most subjects that are kept for a pattern.
  private static let mostSubjects = 6

  /// Makes a collector of nothing.
  public init() {}

  /// Adds a record as the bytes that a worker has answered.
  ///
  /// - Returns: false if they are no record, or one that contradicts those before.
  public mutating func add(json: [UInt8], place: Int) -> Bool {
    guard let record = try? CoverageRecord(json: json) else { return false }
    return add(record, place: place)
  }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - record: What a case covers.
  ///   - place: A number that grows from case to case, of the caller's choice.
  /// - Returns: false, and nothing is added, if other cases of the pattern had other points.
  @discardableResult
  public mutating func add(_ record: CoverageRecord, place: Int) -> Bool {
    if let reason = record.passedOver {
      passedOver[reason, default: 0] += 1
      return true
    }
    let key = record.input.patternAlone
    var entry =
      entries[key]
      ?? Pattern(
        input: key, place: place,
        counts: CoverageCounts(
          fingerprint: record.fingerprint, counts: record.counts.map { _ in 0 }, cases: 0,
          limited: 0, steps: 0))
    guard entry.counts.add(record.addable) else { return false }
    entry.place = min(entry.place, place)
    if !record.input.subject.isEmpty {
      entry.told.append(Told(place: place, subject: record.input.subject))
      entry.told.sort { ($0.place, $0.subject.count) < ($1.place, $1.subject.count) }
      if entry.told.count > Self.mostSubjects { entry.told.removeLast() }
    }
    entries[key] = entry
    return true
  }

  /// The patterns in the order of their first cases.
  public var patterns: [Pattern] {
    entries.values.sorted {
      $0.place != $1.place
        ? $0.place < $1.place : $0.input.pattern.lexicographicallyPrecedes($1.input.pattern)
    }
  }
}
