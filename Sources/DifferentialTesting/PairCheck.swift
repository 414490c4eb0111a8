// SPDX-License-Identifier: MIT
// Pattern and subject on both engines: compile verdict, error number and offset, every step, result,
// captures, mark. Both are bounded, so that no pair takes long.
//
// Tested in Tests/DifferentialTests.

import CaseChecking
public import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// A difference between the engines.
public struct Discrepancy: Hashable, Sendable {
  /// Where the engines part.
  public enum Stage: String, Hashable, Sendable {
    /// One accepts the pattern, or the errors are not the same.
    case compiling
    /// One accepts the subject, or the errors are not the same.
    case subject
    /// A step.
    case step
    /// Every step is equal, the result is not.
    case result
    /// The machine is not at one with itself on another path.
    case path
    /// The fast program finds something else than the traced one.
    case fast
    /// A new string.
    case substitution
  }

  /// Where the engines part.
  public var stage: Stage
  /// The input.
  public var input: CaseInput
  /// The first difference in words.
  public var words: String

  /// Makes a difference.
  public init(stage: Stage, input: CaseInput, words: String) {
    self.stage = stage
    self.input = input
    self.words = words
  }
}

/// What came of some inputs.
public struct PairTally: Hashable, Sendable {
  /// Pairs of pattern and subject that were compared.
  public var pairs = 0
  /// Patterns whose compilation was compared.
  public var patterns = 0
  /// Steps that were equal.
  public var steps = 0
  /// Patterns that libpcre2 refuses, as we do.
  public var refused = 0
  /// Pairs that ended at a bound before the end of the search.
  public var bounded = 0
  /// How often our engine declined, by construct.
  public var unsupported: [String: Int] = [:]

  /// Makes a tally of nothing.
  public init() {}

  /// Adds another tally.
  public mutating func add(_ other: PairTally) {
    pairs += other.pairs
    patterns += other.patterns
    steps += other.steps
    refused += other.refused
    bounded += other.bounded
    unsupported.merge(other.unsupported, uniquingKeysWith: +)
  }
}

/// How far one pair is followed.
public struct PairBounds: Hashable, Sendable {
  /// Steps that are compared at most.
  public var steps: Int
  /// Internal steps of libpcre2 for one attempt.
  public var libraryMatchLimit: Int
  /// Bytes of our backtrack stack.
  public var stackBytes: Int

  /// Bounds that a pair meets within milliseconds.
  public init(steps: Int = 20_000, libraryMatchLimit: Int = 200_000, stackBytes: Int = 64 << 20) {
    self.steps = steps
    self.libraryMatchLimit = libraryMatchLimit
    self.stackBytes = stackBytes
  }
}

/// Compares both engines over inputs that share pattern and compile options.
///
/// - Parameters:
///   - inputs: The inputs; the first one's pattern is compiled.
///   - bounds: How far each is followed.
///   - tally: Counts what was done.
/// - Returns: The first difference; nil if there is none.
public func compareEngines(
  _ inputs: [CaseInput], bounds: PairBounds = PairBounds(), tally: inout PairTally
) -> Discrepancy? {
  guard let input = inputs.first else { return nil }
  tally.patterns += 1
  let program: Program?
  var oracle: OraclePattern
  do throws(OracleError) {
    oracle = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), plain: true, autoCallout: true)
  } catch {
    return compareRefusal(input, error, tally: &tally)
  }
  do throws(SetupError) {
    program = try CaseChecking.program(for: input)
  } catch {
    guard case .unsupported(let construct) = error else {
      return Discrepancy(
        stage: .compiling, input: input, words: "libpcre2 accepts it, rxdebug: \(words(error))")
    }
    tally.unsupported[construct, default: 0] += 1
    return nil
  }
  guard let program else { return nil }
  if program.captureCount != oracle.captureCount {
    let words = "\(program.captureCount) groups, libpcre2 has \(oracle.captureCount)"
    return Discrepancy(stage: .compiling, input: input, words: words)
  }
  for input in inputs {
    var pair = Pair(input: input, bounds: bounds)
    if let found = pair.compare(program, &oracle, &tally) { return found }
  }
  return nil
}

/// PCRE2_ERROR_PATTERN_TOO_LARGE and the like: what the callouts add to the size counts, too.
private let sizeErrors: Set<Int> = [120, 186]

private func compareRefusal(
  _ input: CaseInput, _ error: OracleError, tally: inout PairTally
) -> Discrepancy? {
  guard case .compile(let code, let offset, _) = error else { return nil }
  if sizeErrors.contains(code) {
    tally.unsupported["size of the compiled pattern", default: 0] += 1
    return nil
  }
  let ours: String
  do throws(SetupError) {
    _ = try program(for: input)
    ours = "accepts it"
  } catch {
    if case .pattern(let error) = error, error.code == code, error.offset == offset {
      tally.refused += 1
      return nil
    }
    ours = words(error)
  }
  return Discrepancy(
    stage: .compiling, input: input,
    words: "libpcre2: error \(code) at \(offset), rxdebug: \(ours)")
}

private func words(_ error: SetupError) -> String {
  switch error {
  case .pattern(let error): "error \(error.code) at \(error.offset): \(error.message)"
  case .unsupported(let construct): "not yet supported: \(construct)"
  case .unknownOption(let name): "no option \(name)"
  }
}

// MARK: - One pair

private struct Pair {
  let input: CaseInput
  let bounds: PairBounds

  mutating func compare(
    _ program: Program, _ oracle: inout OraclePattern, _ tally: inout PairTally
  ) -> Discrepancy? {
    tally.pairs += 1
    let limits = MatchLimits(
      steps: UInt64(bounds.steps) + 1000, stackBytes: bounds.stackBytes)
    let options: MatchOptions
    do throws(SetupError) {
      options = try matchOptions(input, limits: limits)
    } catch {
      tally.unsupported[words(error), default: 0] += 1
      return nil
    }
    do throws(SubjectError) {
      let machine = try Machine(program: program, subject: input.subject, options: options)
      return compareSteps(machine, &oracle, &tally)
    } catch {
      return compareSubject(error, &oracle)
    }
  }

  private var oracleOptions: OracleMatchOptions {
    OracleMatchOptions(
      names: input.matchOptions, offset: input.offset, offsetLimit: input.offsetLimit,
      matchLimit: bounds.libraryMatchLimit)
  }

  private func different(_ stage: Discrepancy.Stage, _ words: String) -> Discrepancy {
    Discrepancy(stage: stage, input: input, words: words)
  }

  private func compareSubject(
    _ error: SubjectError, _ oracle: inout OraclePattern
  ) -> Discrepancy? {
    do throws(OracleError) {
      let match = try oracle.match(subject: input.subject, options: oracleOptions)
      let isBadText = (-23...(-3)).contains(error.code)
      if match.rc == error.code, !isBadText || match.startChar == error.offset { return nil }
      return different(
        .subject,
        "libpcre2: \(match.rc) at \(match.startChar), rxdebug: \(error.code) at "
          + "\(error.offset)")
    } catch {
      return different(.subject, "libpcre2 cannot be asked: \(error)")
    }
  }

  private mutating func compareSteps(
    _ machine: consuming Machine, _ oracle: inout OraclePattern, _ tally: inout PairTally
  ) -> Discrepancy? {
    var comparer = StepComparer(machine, window: 64)
    let cap = bounds.steps
    var isCapped = false
    do throws(OracleError) {
      let match = try oracle.trace(subject: input.subject, options: oracleOptions) { row in
        guard comparer.equalSteps < cap else {
          isCapped = true
          return false
        }
        return comparer.take(row)
      }
      let library = MatchResult(match)
      // -44 and -999 are internal errors of the library.
      let isCutShort = isCapped || library.kind == .limit || match.rc == -44 || match.rc == -999
      if comparer.difference == nil, !isCutShort { comparer.end() }
      tally.steps += comparer.equalSteps
      if let difference = comparer.difference {
        return different(.step, difference.description(pattern: input.pattern))
      }
      if case .limit = comparer.machine.outcome, !isCutShort {
        tally.bounded += 1
        return nil
      }
      guard !isCutShort else {
        tally.bounded += 1
        return nil
      }
      return MatchResult(comparer.machine)
        .difference(from: library, verb: "libpcre2 has", got: "rxdebug has")
        .map { different(.result, $0) }
    } catch {
      return different(.subject, "libpcre2 cannot be asked: \(error)")
    }
  }
}
