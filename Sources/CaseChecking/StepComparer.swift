// SPDX-License-Identifier: MIT
// The machine beside the library, step by step, in constant memory: the library hands its steps to a
// visitor one at a time, and the comparer lets the machine run a short stretch ahead and compares.
//
// Tested in Tests/CaseCheckingTests/StepComparerTests.swift.

public import CaseCorpus
public import PCRE2Oracle
public import RegexMachine
public import RegexProgram
import SourceText

/// A machine whose steps are compared with steps from elsewhere as they come.
public struct StepComparer: ~Copyable {
  /// The machine; it is up to a window ahead of what has been compared.
  public private(set) var machine: Machine
  /// Steps that were equal.
  public private(set) var equalSteps = 0
  /// The first difference; nil while there is none.
  public private(set) var difference: StepDifference?
  private var window: StepWindow
  private var next = 0

  /// Takes a machine that has not run yet.
  ///
  /// - Parameters:
  ///   - machine: The machine.
  ///   - window: How many steps it runs ahead at most.
  public init(_ machine: consuming Machine, window: Int = 1024) {
    self.window = StepWindow(program: machine.program, capacity: window)
    self.machine = machine
  }

  /// Compares the machine's next step with one of the library.
  ///
  /// - Returns: False when there is nothing more to compare: a difference, or the machine has met a
  ///   limit.
  public mutating func take(_ row: OracleRow) -> Bool {
    guard difference == nil else { return false }
    guard hasStep() else { return lacks(StepRow(row.values)) }
    if isEqual(row) {
      next += 1
      equalSteps += 1
      return true
    }
    return differs(from: StepRow(row.values))
  }

  /// Compares the machine's next step with a row from a trace file; as the other form.
  ///
  /// - Returns: False when there is nothing more to compare.
  public mutating func take(_ row: StepRow) -> Bool {
    guard difference == nil else { return false }
    guard hasStep() else { return lacks(row) }
    guard Array(window.row(next)) == row.values else { return differs(from: row) }
    next += 1
    equalSteps += 1
    return true
  }

  /// Notes that the library has no more steps: a step that the machine still has is a difference.
  public mutating func end() {
    guard difference == nil, hasStep() else { return }
    difference = StepDifference(
      step: equalSteps + 1, machine: StepRow(Array(window.row(next))), library: nil)
  }

  /// Whether the machine has a step that has not been compared; runs it on if need be.
  private mutating func hasStep() -> Bool {
    if next < window.count { return true }
    guard machine.outcome == nil else { return false }
    window.removeAll()
    next = 0
    machine.run(&window)
    return window.count > 0
  }

  private func isEqual(_ row: OracleRow) -> Bool {
    let ours = window.row(next)
    let start = ours.startIndex
    return ours[start] == row.patternPosition && ours[start + 1] == row.nextItemLength
      && ours[start + 2] == row.currentPosition && ours[start + 3] == row.startMatch
      && ours[start + 4] == row.flags && ours[start + 5] == row.captureTop
      && ours[start + 6] == row.captureLast && ours[(start + 7)...].elementsEqual(row.captures)
  }

  private mutating func differs(from row: StepRow) -> Bool {
    difference = StepDifference(
      step: equalSteps + 1, machine: StepRow(Array(window.row(next))), library: row)
    return false
  }

  private mutating func lacks(_ row: StepRow) -> Bool {
    if case .limit = machine.outcome { return false }
    difference = StepDifference(step: equalSteps + 1, machine: nil, library: row)
    return false
  }
}

/// What came of comparing two runs.
public struct StepComparison: Hashable, Sendable {
  /// How far the comparison went.
  public enum End: Hashable, Sendable {
    /// To the end: every step is equal.
    case complete
    /// To as many steps as were to be compared; the runs go on.
    case capped
    /// To the first difference.
    case difference(StepDifference)
    /// To a limit of the machine; every step before it is equal.
    case machineLimit
    /// To a limit of the library; every step before it is equal.
    case libraryLimit
  }

  /// How far the comparison went.
  public var end: End
  /// Steps that were equal.
  public var equalSteps: Int
  /// What the machine found; nil if the comparison ended before it did.
  public var machine: MatchResult?
  /// What the library found; nil if the comparison ended before it did.
  public var library: MatchResult?
}

/// Why two runs could not be compared.
public enum ComparisonError: Error, Hashable, Sendable {
  /// The machine refuses the subject.
  case subject(SubjectError)
  /// The library cannot be asked.
  case library(OracleError)
}

/// Runs a program and the library side by side and compares every step and the result.
///
/// - Parameters:
///   - program: The program.
///   - input: Pattern, subject and options, for the library.
///   - options: The same options and the limits, for the machine.
///   - cap: How many steps are compared at most.
/// - Returns: How far both agree, and their results.
/// - Throws: `ComparisonError` if one of them cannot run.
public func compareSteps(
  of program: Program, input: CaseInput, options: MatchOptions, cap: Int = .max
) throws(ComparisonError) -> StepComparison {
  var comparer = StepComparer(try prepare(program, input, options))
  do throws(OracleError) {
    var oracle = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), plain: true, autoCallout: true)
    var isCapped = false
    let match = try oracle.trace(
      subject: input.subject, options: OracleMatchOptions(input, isLimited: false)
    ) { row in
      guard comparer.equalSteps < cap else {
        isCapped = true
        return false
      }
      return comparer.take(row)
    }
    let library = MatchResult(match)
    if match.rc != calloutStop, library.kind != .limit { comparer.end() }
    return conclude(comparer, match.rc == calloutStop ? nil : library, isCapped: isCapped)
  } catch {
    throw .library(error)
  }
}

/// PCRE2_ERROR_CALLOUT: the visitor has stopped the match.
private let calloutStop = -37

private func prepare(
  _ program: Program, _ input: CaseInput, _ options: MatchOptions
) throws(ComparisonError) -> Machine {
  do throws(SubjectError) {
    return try Machine(program: program, subject: input.subject, options: options)
  } catch {
    throw .subject(error)
  }
}

private func conclude(
  _ comparer: borrowing StepComparer, _ library: MatchResult?, isCapped: Bool
) -> StepComparison {
  let machine = comparer.machine.outcome == nil ? nil : MatchResult(comparer.machine)
  let end: StepComparison.End
  if let difference = comparer.difference {
    end = .difference(difference)
  } else if isCapped {
    end = .capped
  } else if case .limit = comparer.machine.outcome {
    end = .machineLimit
  } else if library?.kind == .limit {
    end = .libraryLimit
  } else {
    end = .complete
  }
  return StepComparison(
    end: end, equalSteps: comparer.equalSteps, machine: machine, library: library)
}
