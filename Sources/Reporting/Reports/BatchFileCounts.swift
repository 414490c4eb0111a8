// SPDX-License-Identifier: MIT
// The counts of one file of a batch run, which JUnit wants in front of its cases; and from a record to the
// counts of the run.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

public import CaseChecking

/// What a batch run counts of one file.
public struct BatchFileCounts: Hashable, Sendable {
  /// Cases in all.
  public var cases = 0
  /// Cases on which the engine is wrong, or takes more than is allowed.
  public var failures = 0
  /// Cases without a verdict: of a worker that died or was late, or that could not be read.
  public var errors = 0
  /// Cases that are not judged.
  public var skipped = 0
  /// The time of all workers, in microseconds; nil if it is not known of any case.
  public var microseconds: Int?

  /// Makes the counts of nothing.
  public init() {}

  /// Counts a case.
  public mutating func add(_ kind: CaseVerdict.Kind, microseconds: Int? = nil) {
    cases += 1
    switch kind.standing {
    case .passed: break
    case .failure: failures += 1
    case .error: errors += 1
    case .skipped: skipped += 1
    }
    guard let microseconds else { return }
    self.microseconds = (self.microseconds ?? 0) &+ microseconds
  }
}

/// What formats with fewer words than ours make of a verdict.
public enum CaseStanding: Hashable, Sendable {
  /// All is well.
  case passed
  /// The engine is wrong, or takes more than is allowed.
  case failure
  /// There is no verdict on the engine.
  case error
  /// The case does not count.
  case skipped
}

extension CaseVerdict.Kind {
  /// What formats with fewer words make of the verdict.
  public var standing: CaseStanding {
    switch self {
    case .passed, .flaky: .passed
    case .failed, .differs, .overBudget: .failure
    case .invalid, .timedOut, .crashed, .garbled: .error
    case .unsupported, .limit: .skipped
    }
  }
}

extension BatchSummary {
  /// Counts a record, for the run and for its file.
  public mutating func add(_ record: BatchRecord) {
    add(record.verdict)
    count(record.verdict.kind, in: record.place.file, microseconds: record.run?.microseconds)
  }

  /// Counts a verdict for its file alone.
  ///
  /// - Parameters:
  ///   - kind: The verdict.
  ///   - file: The file, as in the place of the record.
  ///   - microseconds: How long the worker took, if that is known.
  public mutating func count(_ kind: CaseVerdict.Kind, in file: String, microseconds: Int? = nil) {
    fileCounts[Array(file.utf8), default: BatchFileCounts()].add(kind, microseconds: microseconds)
  }

  /// The counts of a file; those of nothing if no case of it was counted.
  public func counts(of file: String) -> BatchFileCounts {
    fileCounts[Array(file.utf8)] ?? BatchFileCounts()
  }
}
