// SPDX-License-Identifier: MIT
// From the line of a case to what it covers of its pattern: the half of coverage that any process can do.
//
//     let counter = CoverageCounter()
//     let record = counter.record(line: line)     // a CoverageRecord, as good as its bytes
//
// Tested in Tests/CaseCheckingTests/CoverageTests.swift.

public import CaseCorpus
public import RegexCoverage
import RegexMachine
import RegexProgram
import RegexSyntax

/// Counts what cases cover, one after another; patterns are compiled once for neighbouring cases.
public final class CoverageCounter {
  private let stepLimit: UInt64
  private var plans: [CaseInput: Result<CoveragePlan, SetupError>] = [:]

  /// The most patterns that are kept.
  private static let mostPlans = 64
  /// The longest subject that is told, in bytes.
  private static let longestSubject = 256

  /// Makes a counter.
  ///
  /// - Parameter stepLimit: The steps after which a case is given up.
  public init(stepLimit: UInt64 = 10_000_000) { self.stepLimit = stepLimit }

  /// Counts what a line of a case file covers.
  public func record(line: [UInt8]) -> CoverageRecord {
    do throws(CaseError) {
      return record(of: try Case(json: line, lineNumber: 0))
    } catch {
      return CoverageRecord(input: CaseInput(), passedOver: "is no case")
    }
  }

  /// Counts what a case covers.
  public func record(of given: Case) -> CoverageRecord {
    let identity = given.input.patternAlone
    guard given.kind == .match else {
      return CoverageRecord(input: identity, passedOver: "only compiles its pattern")
    }
    do throws(SetupError) {
      return try count(given, identity)
    } catch {
      let reason =
        switch error {
        case .pattern: "has a pattern that is refused"
        case .unsupported: "has a pattern that is not supported"
        case .unknownOption: "has an option that is not known"
        }
      return CoverageRecord(input: identity, passedOver: reason)
    }
  }

  private func count(_ given: Case, _ identity: CaseInput) throws(SetupError) -> CoverageRecord {
    let plan = try plan(identity)
    let limits = MatchLimits(
      steps: min(stepLimit, UInt64(clamping: given.limits?.steps ?? .max)),
      stackBytes: workerLimits.stackBytes)
    let options = try matchOptions(given.input, limits: limits)
    let run: CoverageRun
    do throws(SubjectError) {
      run = try plan.run(
        subject: given.input.subject, options: options, findsAll: given.global == "global")
    } catch {
      return CoverageRecord(input: identity, passedOver: "has a subject that is refused")
    }
    var counts = CoverageCounts(plan)
    counts.add(run)
    var record = CoverageRecord(identity, counts)
    if given.input.matchOptions.isEmpty, given.input.offset == 0, given.input.offsetLimit == nil,
      given.input.subject.count <= Self.longestSubject
    {
      record.input.subject = given.input.subject
    }
    return record
  }

  private func plan(_ identity: CaseInput) throws(SetupError) -> CoveragePlan {
    if let known = plans[identity] { return try known.get() }
    if plans.count == Self.mostPlans { plans.removeAll() }
    let result = Result { () throws(SetupError) in try coveragePlan(for: identity) }
    plans[identity] = result
    return try result.get()
  }
}

/// The points of a pattern as a case gives it.
///
/// - Throws: `SetupError`
public func coveragePlan(for input: CaseInput) throws(SetupError) -> CoveragePlan {
  let tree = try tree(pattern: input.pattern, options: patternOptions(input))
  do throws(UnsupportedConstruct) {
    return try CoveragePlan(tree)
  } catch {
    throw .unsupported(error.construct)
  }
}

extension CaseInput {
  /// The pattern and what it is compiled with: what cases of one pattern have in common.
  var patternAlone: CaseInput {
    CaseInput(
      pattern: pattern, options: options.sorted(), newline: newline, bsr: bsr,
      parensNestLimit: parensNestLimit, maxPatternLength: maxPatternLength)
  }
}

extension CoverageRecord {
  /// Makes the record of some counts.
  init(_ input: CaseInput, _ counts: CoverageCounts) {
    self.init(input: input)
    fingerprint = counts.fingerprint
    self.counts = counts.counts
    cases = counts.cases
    limited = counts.limited
    steps = Int(clamping: counts.steps)
  }

  /// The counts, as they are added up.
  var addable: CoverageCounts {
    CoverageCounts(
      fingerprint: fingerprint, counts: counts, cases: cases, limited: limited,
      steps: UInt64(clamping: steps))
  }
}
