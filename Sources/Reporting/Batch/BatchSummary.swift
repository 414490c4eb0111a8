// SPDX-License-Identifier: MIT
// What a batch run counts, and how its end is told. Pure: time and counts come from the caller.
//
// Tested in Tests/CommandTests/BatchTests.swift.

public import CaseChecking
public import CaseCorpus
import SourceText

/// The counts of a batch run.
public struct BatchSummary: Hashable, Sendable {
  /// How often each verdict was given.
  public private(set) var counts: [CaseVerdict.Kind: Int] = [:]
  /// Steps that the engine made in all cases.
  public private(set) var steps = 0
  /// Files that were read.
  public var files = 0
  /// Worker processes.
  public var workers = 0
  /// Workers that died or were killed.
  public var deaths = 0
  /// The time from start to end, in seconds.
  public var seconds = 0.0
  /// Whether the run was stopped before all cases had a verdict.
  public var isPartial = false
  /// Cases whose verdict came from the journal of an earlier run.
  public var known = 0
  /// Tests of other tools that are no cases here.
  public private(set) var leftOut = 0

  /// What is counted of each file, by the bytes of its name; for reports that need it in front.
  var fileCounts: [[UInt8]: BatchFileCounts] = [:]

  /// Makes a summary of nothing.
  public init() {}

  /// The summary without what differs between two runs over the same cases.
  public var withoutRun: BatchSummary {
    var summary = self
    (summary.workers, summary.deaths, summary.known, summary.seconds) = (0, 0, 0, 0)
    return summary
  }

  /// Why cases were not judged, and how often.
  private var reasons: [String: Int] = [:]
  /// Reasons that are told apart at most.
  private static let mostReasons = 12

  /// Counts a verdict.
  public mutating func add(_ kind: CaseVerdict.Kind, steps: Int) {
    counts[kind, default: 0] += 1
    self.steps = saturating(self.steps, steps)
  }

  /// Counts a verdict of a case, and why if it was not judged.
  public mutating func add(_ verdict: CaseVerdict) {
    add(verdict.kind, steps: verdict.steps)
    guard verdict.kind.isNotJudged else { return }
    let reason = "\(verdict.kind.words): \(Escaping().display(Array(verdict.detail.utf8)))"
    note(reason, "\(verdict.kind.words): other reasons")
  }

  /// Notes a test of another tool that is no case here.
  public mutating func leaveOut(_ reason: String) {
    leftOut += 1
    note("left out: \(Escaping().display(Array(reason.utf8)))", "left out: other reasons")
  }

  private mutating func note(_ reason: String, _ other: String) {
    let isKnown = reasons[reason] != nil || reasons.count < Self.mostReasons
    reasons[isKnown ? reason : other, default: 0] += 1
  }

  /// How often a verdict was given.
  public func count(_ kind: CaseVerdict.Kind) -> Int { counts[kind] ?? 0 }

  /// Cases in all.
  public var total: Int { counts.values.reduce(0, +) }

  /// Cases on which the engine is wrong or does not come back.
  public var bad: Int {
    CaseVerdict.Kind.allCases.filter(\.isBad).reduce(0) { $0 + count($1) }
  }

  /// One line for each reason for which cases were not judged, the commonest first.
  public var reasonLines: [String] {
    reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \($0.value) \($0.key)" }
  }

  /// The run in one line, such as `3 of 4 cases passed, 1 failed, 0.1 s, 40 cases/s`.
  public var text: String {
    var parts = ["\(count(.passed)) of \(total) \(total == 1 ? "case" : "cases") passed"]
    for kind in CaseVerdict.Kind.allCases where kind != .passed && count(kind) > 0 {
      parts.append("\(count(kind)) \(kind.words)")
    }
    if leftOut > 0 { parts.append("\(leftOut) left out") }
    if known > 0 { parts.append("\(known) from the journal") }
    if deaths > 0 { parts.append("\(deaths) \(deaths == 1 ? "worker" : "workers") replaced") }
    if seconds > 0 {
      parts.append("\(decimal(seconds)) s")
      parts.append("\(Int(Double(total) / seconds)) cases/s")
    }
    return (isPartial ? "stopped early: " : "") + parts.joined(separator: ", ")
  }

  /// Writes the run as the last object of a JSON Lines report.
  ///
  /// - Parameters:
  ///   - writer: Where it goes.
  ///   - withTimings: Whether to write what differs between two runs over the same cases.
  public func write(to writer: inout JSONWriter, withTimings: Bool = false) {
    writer.object { writer in
      writer.name("summary")
      writer.object { writer in
        for kind in CaseVerdict.Kind.allCases {
          writer.name(text: kind.rawValue)
          writer.integer(count(kind))
        }
      }
      for (name, number) in [("cases", total), ("steps", steps), ("files", files)] {
        writer.name(text: name)
        writer.integer(number)
      }
      writer.name("version")
      writer.integer(BatchEnd.version)
      writer.name("partial")
      writer.bool(isPartial)
      guard withTimings else { return }
      for (name, number) in [("workers", workers), ("deaths", deaths), ("known", known)] {
        writer.name(text: name)
        writer.integer(number)
      }
      writer.name("seconds")
      writer.number((seconds * 1000).rounded() / 1000)
    }
  }
}

/// A sum that stops at the largest number: reports may hold any.
func saturating(_ one: Int, _ other: Int) -> Int {
  let (sum, isTooLarge) = one.addingReportingOverflow(other)
  return isTooLarge ? .max : sum
}

extension CaseVerdict.Kind {
  /// Whether the case makes a run fail.
  public var isBad: Bool {
    switch self {
    case .failed, .differs, .overBudget, .timedOut, .crashed, .garbled: true
    case .passed, .unsupported, .limit, .invalid, .flaky: false
    }
  }

  /// Whether the case counts neither for nor against the engine.
  public var isNotJudged: Bool { self == .unsupported || self == .limit }

  /// The verdict as a person reads it in a count.
  var words: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .differs: "differ from libpcre2"
    case .overBudget: "over budget"
    case .unsupported: "not yet supported"
    case .limit: "met a limit"
    case .invalid: "invalid"
    case .timedOut: "timed out"
    case .crashed: "crashed"
    case .garbled: "garbled"
    case .flaky: "flaky"
    }
  }
}

/// A number with one digit behind the point; three below one.
private func decimal(_ value: Double) -> String {
  let digits = value < 1 ? 1000.0 : 10.0
  return "\((value * digits).rounded() / digits)"
}
