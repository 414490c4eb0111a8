// SPDX-License-Identifier: MIT
// What a substitution came to, in libpcre2's terms, from either engine.
//
// Tested in Tests/ConformanceTests and Tests/DifferentialTests.

public import CaseCorpus
public import PCRE2Oracle
public import RegexMachine
public import RegexProgram
import RegexSyntax
import SourceText

extension SubstitutionAnswer {
  /// The library's answer.
  ///
  /// A number above 0 can be a count or the error of an escape; so both texts are kept alike.
  public init(_ answer: OracleSubstitution) {
    self.init(
      rc: answer.rc,
      offset: answer.rc < 0 ? answer.length ?? Self.textOffset(answer.rc, answer.startChar) : nil,
      text: answer.rc < 0 ? nil : answer.text)
  }

  /// The machine's answer; nil if a limit ended it.
  public init?(_ result: SubstitutionResult) {
    guard let error = result.error else {
      self.init(rc: result.replacements.count, offset: nil, text: result.text)
      return
    }
    guard let code = error.code else { return nil }
    switch error {
    case .replacement(let error) where code > 0:
      // libpcre2 tells this error as a count, and the offset as the length of the text.
      let rest = [UInt8](repeating: 0, count: error.offset)
      let text = Array((result.text + rest).prefix(error.offset))
      self.init(rc: code, offset: nil, text: text)
    case .replacement(let error): self.init(rc: code, offset: error.offset, text: nil)
    case .subject(let error):
      self.init(rc: code, offset: Self.textOffset(code, error.offset), text: nil)
    default: self.init(rc: code, offset: nil, text: nil)
    }
  }

  /// Where invalid UTF-8 is; other errors have no place.
  private static func textOffset(_ code: Int, _ offset: Int) -> Int? {
    (-23...(-3)).contains(code) ? offset : nil
  }
}

/// Carries out a substitution on the machine.
///
/// - Returns: The answer; nil if a limit ended it.
public func answer(
  to item: SubstitutionCase, _ program: Program, _ options: MatchOptions
) -> SubstitutionAnswer? {
  var substituteOptions: SubstituteOptions = []
  for name in item.options {
    if let option = SubstituteOptions(pcre2Name: name) { substituteOptions.insert(option) }
  }
  guard options.flags.isDisjoint(with: [.partialSoft, .partialHard]) else {
    return SubstitutionAnswer(rc: -34, offset: nil, text: nil)
  }
  do throws(ReplacementError) {
    let template = try parseReplacement(
      item.replacement, options: substituteOptions, for: program.tree)
    return SubstitutionAnswer(
      substitute(template, program, in: item.input.subject, options: options))
  } catch {
    return SubstitutionAnswer(rc: error.code, offset: error.offset, text: nil)
  }
}
