// SPDX-License-Identifier: MIT
// A new string made of a subject, as pcre2_substitute makes it: matches are found one after another, and
// a template is filled in for each.
//
//     let template = try parseReplacement(Array("<$0>".utf8), options: .global, for: program.tree)
//     let result = substitute(template, program, in: Array("ab".utf8))
//     result.text                             // with the pattern `.`: <a><b>
//
// Source: pcre2api(3), "Creating a new string with substitutions". Tested in ConformanceTests/SubstitutionTests.swift, and
// with random templates in DifferentialTests.

public import RegexProgram
public import RegexSyntax

/// A match that has been replaced.
public struct Replacement: Hashable, Sendable {
  /// The groups, the whole match first; nil where a group is not set.
  public var captures: [CaptureRange?]
  /// What stands in the new text for the match, in bytes, half-open.
  public var output: Range<Int>
}

/// Why a substitution ended without a text.
public enum SubstitutionError: Error, Hashable, Sendable {
  /// The template cannot be used.
  case replacement(ReplacementError)
  /// The subject cannot be searched.
  case subject(SubjectError)
  /// A search ended with an error.
  case match(MatchError)
  /// A limit ended a search.
  case limit(Limit)
  /// A match ends before it starts or starts before the one before has ended (PCRE2's -60), or it is the
  /// one before (-65).
  case badMatch(CaptureRange, code: Int)
  /// Partial matching was asked for.
  case partialMatching

  /// PCRE2's number; nil for a limit, which libpcre2 measures differently.
  public var code: Int? {
    switch self {
    case .replacement(let error): error.code
    case .subject(let error): error.code
    case .match(let error): error.rawValue
    case .limit: nil
    case .badMatch(_, let code): code
    case .partialMatching: -34
    }
  }
}

extension SubstitutionError: CustomStringConvertible {
  /// What happened, one sentence without a full stop.
  public var description: String {
    switch self {
    case .replacement(let error): "\(error)"
    case .subject(let error): "\(error)"
    case .match(let error): "\(error)"
    case .limit(let limit): "the limit on \(limit) was reached"
    case .badMatch(let match, -60):
      "the match \(match.start)..\(match.end) ends before it starts, or it starts in the one before "
        + "(\\K in a lookaround): it cannot be replaced"
    case .badMatch(let match, _):
      "the match \(match.start)..\(match.end) was found twice: it cannot be replaced"
    case .partialMatching: "a partial match cannot be replaced"
    }
  }
}

/// What came of a substitution.
public struct SubstitutionResult: Hashable, Sendable {
  /// The new text; what there is of it if an error ended the substitution.
  public var text: [UInt8] = []
  /// The matches in order.
  public var replacements: [Replacement] = []
  /// What ended the substitution before its end; nil if nothing did.
  public var error: SubstitutionError?
  /// Steps of all searches together.
  public var steps: UInt64 = 0

  /// Makes a result of nothing.
  public init() {}
}

/// Replaces the first match, or with `SubstituteOptions.global` all.
///
/// - Parameters:
///   - template: what to put in their place, read for the pattern of the program.
///   - program: what to look for.
///   - subject: where.
///   - options: for the first search; the following ones start where it ended. The step limit is for
///     each search.
/// - Returns: the new text and the matches, or what went wrong. Without a match the text is the subject,
///   or nothing if only the replacements are put out.
public func substitute(
  _ template: ReplacementTemplate, _ program: Program, in subject: [UInt8],
  options: MatchOptions = MatchOptions()
) -> SubstitutionResult {
  var result = SubstitutionResult()
  var writer = ReplacementWriter(template, for: program, subject: subject)
  do throws(SubstitutionError) {
    try replaceMatches(&writer, &result, program, subject, options)
  } catch {
    result.error = error
  }
  result.text = writer.bytes
  return result
}

private func replaceMatches(
  _ writer: inout ReplacementWriter, _ result: inout SubstitutionResult, _ program: Program,
  _ subject: [UInt8], _ options: MatchOptions
) throws(SubstitutionError) {
  guard options.flags.isDisjoint(with: [.partialSoft, .partialHard]) else {
    throw .partialMatching
  }
  let isGlobal = writer.template.options.contains(.global)
  let copiesRest = !writer.template.options.contains(.replacementOnly)
  var sequence = MatchSequence(rule: .substitution, startOffset: options.startOffset)
  var copied = 0
  search: while true {
    let machine = try searched(program, subject, sequence.options(options))
    result.steps += machine.steps
    switch sequence.advance(after: machine) {
    case .match(let isLast):
      let captures = machine.captures
      guard let match = captures[0] else { break search }
      if copiesRest { writer.copy(copied..<match.start) }
      copied = match.end
      let start = writer.bytes.count
      do throws(ReplacementError) {
        try writer.write(captures: captures, mark: machine.mark)
      } catch {
        throw .replacement(error)
      }
      result.replacements.append(
        Replacement(captures: captures, output: start..<writer.bytes.count))
      if isLast || !isGlobal { break search }
    case .again: continue
    case .over: break search
    case .refused(let code):
      throw .badMatch(machine.captures[0] ?? CaptureRange(start: 0, end: 0), code: code)
    }
  }
  if copiesRest { writer.copy(copied..<subject.count) }
}

/// A machine that has found a match or none.
private func searched(
  _ program: Program, _ subject: [UInt8], _ options: MatchOptions
) throws(SubstitutionError) -> Machine {
  var machine: Machine
  do throws(SubjectError) {
    machine = try Machine(program: program, subject: subject, options: options)
  } catch {
    throw .subject(error)
  }
  machine.run()
  switch machine.outcome {
  case .match, .noMatch, .partial, nil: return machine
  case .limit(let limit): throw .limit(limit)
  case .error(let error): throw .match(error)
  }
}
