// SPDX-License-Identifier: MIT
// From the words of a case to the library's options: the names are its own.

public import CaseCorpus
public import PCRE2Oracle
import RegexSyntax

extension OracleOptions {
  /// The compile options of a case.
  ///
  /// A newline or `\R` convention that does not exist is passed over, as for the engine.
  public init(_ input: CaseInput) {
    self.init(
      compile: input.options,
      newline: input.newline.flatMap { NewlineConvention(rawValue: $0)?.rawValue },
      bsr: input.bsr.flatMap { BSRConvention(rawValue: $0)?.rawValue },
      parensNestLimit: input.parensNestLimit, maxPatternLength: input.maxPatternLength)
  }
}

extension OracleMatchOptions {
  /// The match options of a case.
  ///
  /// - Parameters:
  ///   - input: The case.
  ///   - isLimited: Whether the library gives up at its default of 10,000,000 internal steps.
  public init(_ input: CaseInput, isLimited: Bool) {
    self.init(
      names: input.matchOptions, offset: input.offset, offsetLimit: input.offsetLimit,
      matchLimit: isLimited ? nil : Int(UInt32.max))
  }
}
