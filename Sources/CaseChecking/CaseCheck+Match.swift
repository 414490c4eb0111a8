// SPDX-License-Identifier: MIT
// The judgement of a match: what the engine finds against what the case expects and what libpcre2 finds.

import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import SourceText

/// The engine's own run.
struct EngineRun {
  var result: MatchResult
  var steps = 0
  /// The limit that ended it, in words; empty if none did.
  var limit = ""

  /// Runs a machine.
  init(_ program: Program, _ subject: [UInt8], _ options: MatchOptions) {
    do throws(SubjectError) {
      var machine = try Machine(program: program, subject: subject, options: options)
      _ = machine.run()
      self.init(MatchResult(machine), machine.outcome ?? .noMatch, machine.steps)
    } catch {
      self.init(error)
    }
  }

  /// The run that came out so; without a result of its own its outcome says it.
  init(_ result: MatchResult?, _ outcome: Outcome, _ steps: UInt64) {
    self.result = result ?? MatchResult(outcome: outcome)
    self.steps = Int(clamping: steps)
    // The fast program counts none.
    let after = steps == 0 ? "" : " after \(stepCount(self.steps))"
    switch outcome {
    case .limit(.steps): limit = "rxdebug gave up\(after)"
    case .limit(.memory): limit = "rxdebug ran out of memory\(after)"
    case .limit(.depth): limit = "calls are nested too deep\(after)"
    default: break
    }
  }

  /// A run that did not begin.
  init(_ error: SubjectError) { result = MatchResult(.error(error.code)) }
}

/// The engine has compiled the pattern: runs it and judges what comes out.
func judgeMatch(
  _ given: Case, _ pattern: CachedPattern, _ compiled: CompiledProgram, _ match: MatchOptions,
  _ options: CheckOptions
) -> CaseVerdict {
  let run = compiled.run(given.input.subject, match)
  var verdict = judge(run, given, pattern, compiled, options)
  if verdict.kind == .passed, options.comparesSteps, options.engines == .both {
    verdict = judgeSteps(run, given, compiled.program, match, options)
  }
  if verdict.kind == .passed || verdict.kind == .limit, let excess = overBudget(run, given) {
    verdict = excess
  }
  verdict.steps = run.steps
  return verdict
}

private func judge(
  _ run: EngineRun, _ given: Case, _ pattern: CachedPattern, _ compiled: CompiledProgram,
  _ options: CheckOptions
) -> CaseVerdict {
  if let code = given.expected.compileError {
    return CaseVerdict(expected: "pattern error \(code)", found: run.result.summary)
  }
  if given.limits?.isForLibrary == true, let verdict = judgeLimits(given) { return verdict }
  let expected = MatchResult(given.expected)
  let fault = expectationFault(run.result, given) {
    compiled.program.tree.groupNumbers($0)
  }
  if run.result.kind == .limit, fault != nil || expected == nil {
    return CaseVerdict(.limit, detail: run.limit)
  }
  guard options.engines == .both else {
    return fault.map { CaseVerdict($0) } ?? CaseVerdict(.passed)
  }
  do throws(OracleError) {
    let (difference, library) = try libraryDifference(run.result, given.input, pattern)
    if let fault {
      let agrees = difference == nil && library.kind != .limit
      return CaseVerdict(fault, remark: agrees ? "; libpcre2 agrees with rxdebug" : "")
    }
    if let difference { return disagreement(difference) }
    if library.kind == .limit, expected == nil {
      return CaseVerdict(
        .limit,
        detail: "libpcre2 gives up at its own limit, rxdebug has \(run.result.summary)")
    }
    return CaseVerdict(.passed)
  } catch {
    return fault.map { CaseVerdict($0) } ?? judgeLibraryRefusal(error)
  }
}

/// The verdict for a result that is not the library's.
private func disagreement(_ difference: MatchResult.Difference) -> CaseVerdict {
  var verdict = CaseVerdict(.differs, detail: difference.words("libpcre2 has", "rxdebug has"))
  let name = difference.name.map { "\($0) " } ?? ""
  verdict.expected = shortened(name + difference.expected)
  verdict.found = shortened(difference.found)
  return verdict
}

/// How a result differs from the library's, with its optimisations and without them; nil if it does not, or
/// if the library gives up.
private func libraryDifference(
  _ result: MatchResult, _ input: CaseInput, _ pattern: CachedPattern
) throws(OracleError) -> (difference: MatchResult.Difference?, library: MatchResult) {
  let ordinary = try pattern.libraryPattern().result(input)
  if ordinary.kind == .limit { return (nil, ordinary) }
  guard result.firstDifference(from: ordinary) != nil else { return (nil, ordinary) }
  let plain = try LibraryPattern(input, plain: true).result(input)
  if plain.kind == .limit { return (nil, plain) }
  return (result.firstDifference(from: plain), plain)
}

private func judgeSteps(
  _ run: EngineRun, _ given: Case, _ program: Program, _ match: MatchOptions,
  _ options: CheckOptions
) -> CaseVerdict {
  // Neither has steps where the subject is refused.
  if case .error = run.result.kind, run.steps == 0 { return CaseVerdict(.passed) }
  do throws(ComparisonError) {
    let comparison = try compareSteps(
      of: program, input: given.input, options: match, cap: options.stepCap)
    if case .difference(let difference) = comparison.end {
      return CaseVerdict(.differs, detail: difference.description(pattern: given.input.pattern))
    }
    if comparison.end == .complete, let library = comparison.library,
      let difference = run.result.firstDifference(from: library)
    {
      return disagreement(difference)
    }
    return CaseVerdict(.passed)
  } catch {
    switch error {
    case .subject(let error): return CaseVerdict(.differs, detail: "\(error)")
    case .library(let error): return judgeLibraryRefusal(error)
    }
  }
}
