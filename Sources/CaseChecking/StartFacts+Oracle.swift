// SPDX-License-Identifier: MIT
// Asks libpcre2 what it knows of a match before it begins.
//
//     try StartFacts(CaseInput(pattern: Array("abc".utf8), subject: Array("ab".utf8)))?.begins    // false
//
// Tested in Tests/ConformanceTests/StartTests.swift.

public import CaseCorpus
public import PCRE2Oracle
public import RegexMachine

extension StartFacts {
  /// Asks the library; nil if it refuses the pattern or an option, or cannot search the subject.
  public static func asking(_ input: CaseInput) -> StartFacts? {
    do throws(OracleError) { return try StartFacts(input) } catch { return nil }
  }

  /// Asks the library, as it works when nobody watches; nil if it cannot search the subject.
  ///
  /// - Throws: `OracleError` if it refuses the pattern or an option.
  public init?(_ input: CaseInput) throws(OracleError) {
    var pattern = try OraclePattern(pattern: input.pattern, options: OracleOptions(input))
    let options = OracleMatchOptions(input, isLimited: true)
    guard let begins = try pattern.beginsMatching(subject: input.subject, options: options) else {
      return nil
    }
    let start = try pattern.start()
    self.init(
      isAnchored: start.isAnchored || input.matchOptions.contains("ANCHORED"),
      isFirstLine: input.options.contains("FIRSTLINE"), minimumLength: start.minimumLength,
      first: First(start.first), required: start.required.map { NeededUnit($0) }, begins: begins)
  }
}

extension StartFacts.First {
  fileprivate init(_ first: OracleStart.First) {
    switch first {
    case .unknown: self = .unknown
    case .unit(let unit): self = .unit(NeededUnit(unit))
    case .lineStart: self = .lineStart
    case .set(let set): self = .set(set)
    }
  }
}

extension NeededUnit {
  fileprivate init(_ unit: OracleUnit) { self.init(unit.value, otherCase: unit.otherCase) }
}
