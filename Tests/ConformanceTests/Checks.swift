// SPDX-License-Identifier: MIT
// What is asked of one case: each check gives a verdict, and the words for a person.

import CaseChecking
import CaseCorpus
import DifferentialTesting
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// What came of a case.
enum Verdict: Hashable {
  /// Everything is as expected.
  case equal
  /// The engine declines the pattern: the words say what it lacks.
  case unsupported(String)
  /// The first difference in words.
  case different(String)
}

/// No case comes near these; a loop that does not end meets them.
private let limits = MatchLimits(steps: 20_000_000, stackBytes: 256 << 20)

/// Checks a case on all counts: the recorded result, every step beside libpcre2, all matches.
func check(_ item: Case) -> Verdict {
  do throws(SetupError) {
    switch item.kind {
    case .compile: return try checkCompiling(item)
    case .match: return try checkMatching(item)
    }
  } catch {
    switch error {
    case .unsupported(let construct): return .unsupported(construct)
    case .unknownOption(let name): return .different("no option \(name)")
    case .pattern(let error):
      return refusalVerdict(error, item.expected)
    }
  }
}

private func refusalVerdict(_ error: PatternError, _ expected: Expectation) -> Verdict {
  guard let code = expected.compileError else {
    return .different("the pattern is refused: \(error)")
  }
  guard error.code == code, error.offset == expected.compileOffset else {
    let offset = expected.compileOffset ?? -1
    return .different(
      "expected error \(code) at \(offset), got \(error.code) at \(error.offset)")
  }
  return .equal
}

private func checkCompiling(_ item: Case) throws(SetupError) -> Verdict {
  let tree: Tree
  let options = try patternOptions(item.input)
  do throws(PatternError) {
    tree = try parsePattern(item.input.pattern, options: options)
  } catch {
    throw .pattern(error)
  }
  if let code = item.expected.compileError {
    return .different("expected error \(code), the pattern is accepted")
  }
  guard tree.captureCount == item.expected.captureCount else {
    return .different("\(tree.captureCount) groups, not \(item.expected.captureCount ?? -1)")
  }
  let names = tree.names.flatMap { name in
    name.groups.map { CaseGroupName(String(decoding: name.name, as: UTF8.self), $0) }
  }
  guard Set(names) == Set(item.expected.names ?? []) else {
    return .different("the names are \(names)")
  }
  return .equal
}

private func checkMatching(_ item: Case) throws(SetupError) -> Verdict {
  let program = try program(for: item.input)
  let options = try matchOptions(item.input, limits: limits)
  guard let expected = MatchResult(item.expected) else { return .different("nothing expected") }
  do throws(SubjectError) {
    var machine = try Machine(program: program, subject: item.input.subject, options: options)
    machine.run()
    let result = MatchResult(machine)
    if let difference = result.difference(from: expected) {
      let plain = item.expectedPlain.flatMap { MatchResult($0) }
      guard let plain, result.difference(from: plain) == nil else {
        return .different(difference)
      }
    }
    if let words = stepDifference(item, program, options) { return .different(words) }
    return try checkAllMatches(item, program, options)
  } catch {
    return expected.kind == .error(error.code) ? .equal : .different("\(error)")
  }
}

private func stepDifference(
  _ item: Case, _ program: Program, _ options: MatchOptions
) -> String? {
  do throws(ComparisonError) {
    let comparison = try compareSteps(of: program, input: item.input, options: options)
    switch comparison.end {
    case .complete:
      guard let library = comparison.library else { return "libpcre2 has no result" }
      return comparison.machine?.difference(from: library)
    case .difference(let difference): return difference.description(pattern: item.input.pattern)
    case .capped, .machineLimit, .libraryLimit: return "the steps end with \(comparison.end)"
    }
  } catch {
    return "\(error)"
  }
}

private func checkAllMatches(
  _ item: Case, _ program: Program, _ options: MatchOptions
) throws(SubjectError) -> Verdict {
  guard let expected = item.globalMatches else { return .equal }
  let found = try findAll(program, in: item.input.subject, options: options)
  let ours = found.matches.map { match in
    match.captures.map { $0.map { SourceSpan($0.start, $0.end) } }
  }
  guard ours == expected else {
    return .different("all matches: expected \(text(expected)), got \(text(ours))")
  }
  return .equal
}

private func text(_ matches: [[SourceSpan?]]) -> String {
  matches.map { $0.map(groupText).joined(separator: " ") }.joined(separator: "; ")
}

/// Runs a case on every path of the machine; nil if all come to the same end, or if it cannot run.
func pathDifference(_ item: Case, seed: UInt64) -> String? {
  do {
    let program = try program(for: item.input)
    var options = try matchOptions(item.input, limits: limits)
    options.limits.steps = 20_000
    for round in 0..<3 {
      let words = try checkPaths(
        of: program, subject: item.input.subject, options: options, seed: seed + UInt64(round))
      if let words { return words }
    }
    return nil
  } catch {
    return nil
  }
}
