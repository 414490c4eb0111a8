// SPDX-License-Identifier: MIT
// What comes out of a case, to be written into its suite. Only what both engines agree on is observed, and only
// where the case expects something else, nothing at all, or fewer steps.
//
//   let (verdict, observation) = observe(line: line)      // observation: nil if nothing is to be written
//
// Tested in Tests/CaseCheckingTests/SuiteCheckTests.swift.

public import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Judges a line of a case file, and says what came out if the line should say something else.
///
/// - Parameters:
///   - line: The bytes of the line.
///   - options: How it is checked.
/// - Returns: The verdict; and what came out, nil if the case expects that, if the engines disagree, if a
///   limit was reached, or if the line is no case.
/// - Complexity: Runs the case once more if it has to be observed.
public func observe(
  line: [UInt8], options: CheckOptions = CheckOptions()
) -> (verdict: CaseVerdict, observation: Observation?) {
  let verdict = check(line: line, options: options)
  let given: Case
  do throws(CaseError) {
    given = try Case(json: line, lineNumber: 0)
  } catch {
    return (verdict, nil)
  }
  switch verdict.kind {
  case .passed where given.expected.isEmpty && !given.isLimitDependent: break
  case .failed, .overBudget: break
  default: return (verdict, nil)
  }
  guard let found = found(given, options) else { return (verdict, nil) }
  return (verdict, Observation(id: given.id, found: found, steps: verdict.steps))
}

/// What comes out of a case on both engines; nil if they disagree, or if a limit is reached.
private func found(_ given: Case, _ options: CheckOptions) -> Expectation? {
  // What the case expects has no say in what comes out.
  var open = given
  open.expected = Expectation()
  open.expectedPlain = nil
  open.stepBudget = nil
  guard check(open, options: options).kind == .passed else { return nil }
  var found = Expectation()
  do throws(SetupError) {
    let tree = try tree(
      pattern: given.input.pattern, options: try patternOptions(given.input))
    found.captureCount = tree.captureCount
    found.names = tree.names.flatMap { name in
      name.groups.map { CaseGroupName(String(decoding: name.name, as: UTF8.self), $0) }
    }
  } catch {
    guard case .pattern(let error) = error else { return nil }
    found.compileError = error.code
    found.compileOffset = error.offset
    return found
  }
  guard given.kind == .match else {
    found.compile = "ok"
    return found
  }
  return foundByMatching(given, options, found)
}

private func foundByMatching(
  _ given: Case, _ options: CheckOptions, _ compiled: Expectation
) -> Expectation? {
  var found = compiled
  do throws(SetupError) {
    var limits = workerLimits
    limits.steps = options.stepLimit
    let match = try matchOptions(given.input, limits: limits)
    let result = EngineRun(try program(for: given.input), given.input.subject, match).result
    switch result.kind {
    case .match:
      let groups = result.setGroups
      found.rc = groups.count
      found.ovector = groups
    case .noMatch: found.rc = -1
    case .partial:
      found.rc = -2
      found.ovector = Array(result.groups.prefix(1))
    case .error(let code): found.rc = code
    case .limit: return nil
    }
    found.mark = result.mark
    return found
  } catch {
    return nil
  }
}
