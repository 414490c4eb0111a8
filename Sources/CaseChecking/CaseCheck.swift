// SPDX-License-Identifier: MIT
// One case, judged: the engine against what the case expects, and the engine against libpcre2, by the result
// or by every step. Rules, in this order:
//
//   1. A line that is no case is invalid; what the engine declines is unsupported.
//   2. Both must accept the pattern, or both refuse it with the same number and offset.
//   3. A case on which the library gives up at its own limit is not counted: limit.
//   4. What the case expects must come out (`expected`, or `expected_plain` where it is there).
//   5. The result must be the library's, with or without its optimisations; with steps every step too.
//   6. It must not take more than the case allows: the library's limits, and the number of steps.
//
// Tested in Tests/CaseCheckingTests/CaseCheckTests.swift.

public import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// How cases are checked.
public struct CheckOptions: Hashable, Sendable {
  /// Which engines check a case.
  public var engines = Engines.both
  /// Whether every step is compared, not only the result.
  public var comparesSteps: Bool
  /// Whether steps are counted where nothing about a case needs it: without, the fast program searches.
  public var countsSteps = true
  /// Steps of the engine before it gives up.
  public var stepLimit: UInt64
  /// Steps that are compared at most.
  public var stepCap: Int

  /// Makes options.
  public init(
    comparesSteps: Bool = false, stepLimit: UInt64 = 100_000_000, stepCap: Int = 2_000_000
  ) {
    self.comparesSteps = comparesSteps
    self.stepLimit = stepLimit
    self.stepCap = stepCap
  }
}

/// Who checks a case.
public enum Engines: String, Hashable, Sendable, CaseIterable {
  /// The engine, against what the case expects and against libpcre2.
  case both
  /// The engine, against what the case expects.
  case rxdebug
  /// libpcre2, against what the case expects.
  case pcre2
}

/// Judges cases one after another; patterns are compiled once for neighbouring cases.
public struct CaseChecker {
  private let options: CheckOptions
  private let cache = PatternCache()

  /// Makes a checker.
  public init(options: CheckOptions = CheckOptions()) { self.options = options }

  /// Judges a line of a case file.
  public func check(line: [UInt8]) -> CaseVerdict {
    do throws(CaseError) {
      let unnamed = "line 0"
      let given = try Case(json: line, lineNumber: 0)
      var verdict = check(given)
      verdict.id = given.id == unnamed ? nil : given.id
      return verdict
    } catch {
      switch error.reason {
      case .json(let error): return CaseVerdict(.invalid, detail: "no case: \(error)")
      case .lineTooLong(let limit):
        return CaseVerdict(.invalid, detail: "no case: longer than \(limit) bytes")
      case .text(let words): return CaseVerdict(.invalid, detail: "no case: \(words)")
      }
    }
  }

  /// Judges a case.
  public func check(_ given: Case) -> CaseVerdict {
    if let fault = caseFault(given) { return CaseVerdict(.invalid, detail: "no case: \(fault)") }
    let pattern = cache.pattern(for: given.input)
    return options.engines == .pcre2
      ? judgeByLibrary(given, pattern) : CaseChecking.check(given, pattern, options)
  }
}

/// Judges a line of a case file.
public func check(line: [UInt8], options: CheckOptions = CheckOptions()) -> CaseVerdict {
  CaseChecker(options: options).check(line: line)
}

/// Judges a case.
public func check(_ given: Case, options: CheckOptions = CheckOptions()) -> CaseVerdict {
  CaseChecker(options: options).check(given)
}

private func check(
  _ given: Case, _ pattern: CachedPattern, _ options: CheckOptions
) -> CaseVerdict {
  let refusal: PatternError
  do throws(SetupError) {
    switch given.kind {
    case .compile:
      let tree = try tree(pattern: given.input.pattern, options: try patternOptions(given.input))
      return judgeCompiled(given, tree, options)
    case .match:
      var limits = workerLimits
      limits.steps = given.limits?.steps.map { UInt64(max(0, $0)) } ?? options.stepLimit
      let match = try matchOptions(given.input, limits: limits)
      let isFast = !options.countsSteps && !options.comparesSteps && !given.needsSteps
      let compiled =
        isFast && !match.isPartial ? try pattern.compiledFast() : try pattern.compiled()
      if let fault = patternFault(given, compiled.program.tree) { return fault }
      if given.isLimitDependent {
        return CaseVerdict(.limit, detail: "libpcre2 gives up here at its own limit: not counted")
      }
      return judgeMatch(given, pattern, compiled, match, options)
    }
  } catch {
    switch error {
    case .unsupported(let what): return CaseVerdict(.unsupported, detail: what)
    case .unknownOption(let name): return CaseVerdict(.invalid, detail: "unknown option \(name)")
    case .pattern(let error): refusal = error
    }
  }
  return judgeRefused(given, refusal, options)
}

extension Case {
  /// Whether it says how many steps it may take.
  fileprivate var needsSteps: Bool { stepBudget != nil || limits?.steps != nil }
}

// MARK: - Patterns

/// The verdict on a case that expects other groups or names than its pattern has; nil if it does not.
private func patternFault(_ given: Case, _ tree: Tree) -> CaseVerdict? {
  if let count = given.expected.captureCount, count != tree.captureCount {
    return CaseVerdict(expected: "\(count) groups", found: "\(tree.captureCount)")
  }
  guard let names = given.expected.names else { return nil }
  let found = tree.names.flatMap { name in
    name.groups.map { CaseGroupName(String(decoding: name.name, as: UTF8.self), $0) }
  }
  guard Set(names) != Set(found) else { return nil }
  return CaseVerdict(expected: "the names \(words(names))", found: words(found))
}

private func words(_ names: [CaseGroupName]) -> String {
  let list = names.sorted { ($0.group, $0.name) < ($1.group, $1.name) }
  return list.isEmpty ? "none" : list.map { "\($0.name) (\($0.group))" }.joined(separator: ", ")
}

/// The engine accepts a pattern that is only to be compiled.
private func judgeCompiled(
  _ given: Case, _ tree: Tree, _ options: CheckOptions
) -> CaseVerdict {
  let captureCount = tree.captureCount
  if let code = given.expected.compileError {
    return CaseVerdict(expected: "pattern error \(code)", found: "none")
  }
  if let fault = patternFault(given, tree) { return fault }
  guard options.engines == .both else { return CaseVerdict(.passed) }
  do throws(OracleError) {
    let pattern = try OraclePattern(
      pattern: given.input.pattern, options: OracleOptions(given.input))
    guard pattern.captureCount == captureCount else {
      return CaseVerdict(
        .differs, detail: "libpcre2 has \(pattern.captureCount) groups, rxdebug \(captureCount)")
    }
    return CaseVerdict(.passed)
  } catch {
    return judgeLibraryRefusal(error)
  }
}

/// The library refuses what the engine accepts.
func judgeLibraryRefusal(_ error: OracleError) -> CaseVerdict {
  switch error {
  case .compile(let code, let offset, _):
    CaseVerdict(
      .differs,
      detail: "libpcre2 refuses the pattern with error \(code) at offset \(offset), "
        + "rxdebug accepts it")
  case .outOfMemory: CaseVerdict(.limit, detail: "libpcre2 is out of memory")
  default: CaseVerdict(.invalid, detail: "\(error)")
  }
}

/// The engine refuses the pattern.
private func judgeRefused(
  _ given: Case, _ refusal: PatternError, _ options: CheckOptions
) -> CaseVerdict {
  let got = "pattern error \(refusal.code) at offset \(refusal.offset)"
  if let code = given.expected.compileError {
    let offset = given.expected.compileOffset
    if code != refusal.code || offset != nil && offset != refusal.offset {
      let place = offset.map { " at offset \($0)" } ?? ""
      return CaseVerdict(expected: "pattern error \(code)\(place)", found: got)
    }
  } else if let expected = MatchResult(given.expected) {
    return CaseVerdict(expected: expected.summary, found: "\(got): \(refusal.message)")
  } else if given.expected.compile != nil || given.expected.captureCount != nil {
    return CaseVerdict(expected: "the pattern to compile", found: got)
  }
  guard options.engines == .both else { return CaseVerdict(.passed) }
  do throws(OracleError) {
    _ = try OraclePattern(pattern: given.input.pattern, options: OracleOptions(given.input))
    return CaseVerdict(.differs, detail: "libpcre2 accepts the pattern, rxdebug has \(got)")
  } catch {
    guard case .compile(let code, let offset, _) = error else {
      return judgeLibraryRefusal(error)
    }
    if code == refusal.code, offset == refusal.offset { return CaseVerdict(.passed) }
    return CaseVerdict(
      .differs,
      detail: "libpcre2 has pattern error \(code) at offset \(offset), rxdebug has \(got)")
  }
}
