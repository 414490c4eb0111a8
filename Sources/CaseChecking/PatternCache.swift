// SPDX-License-Identifier: MIT
// Compiled patterns of both engines, so that a suite with many subjects for each pattern compiles each once.
// Bounded: when there are too many, the half that was not used the longest is forgotten. A verdict never depends
// on what the cache holds.
//
// Tested in Tests/CaseCheckingTests/PatternCacheTests.swift.

import CaseCorpus
import PCRE2Oracle
import RegexProgram
import RegexSyntax

/// Compiled patterns, the latest used ones.
final class PatternCache {
  /// The most patterns that are kept, and the longest that is, in bytes.
  private static let (mostPatterns, longestPattern) = (1024, 4096)

  private struct Key: Hashable {
    var pattern: [UInt8]
    var options: [String]
    var newline: String?
    var bsr: String?
    var parensNestLimit: Int?
    var maxPatternLength: Int?
  }

  private final class Entry {
    var program: Result<Program, SetupError>?
    var library: Result<LibraryPattern, OracleError>?
    var lastUse = 0
  }

  private var entries: [Key: Entry] = [:]
  private var uses = 0

  /// How many patterns it holds.
  var count: Int { entries.count }

  /// The program of our engine.
  ///
  /// - Throws: `SetupError`
  func program(for input: CaseInput) throws(SetupError) -> Program {
    let entry = entry(for: input)
    if let known = entry.program { return try known.get() }
    let result = Result { () throws(SetupError) in try CaseChecking.program(for: input) }
    entry.program = result
    return try result.get()
  }

  /// The library's compiled pattern, with its optimisations.
  ///
  /// - Throws: `OracleError`
  func libraryPattern(for input: CaseInput) throws(OracleError) -> LibraryPattern {
    let entry = entry(for: input)
    if let known = entry.library { return try known.get() }
    let result = Result { () throws(OracleError) in try LibraryPattern(input) }
    entry.library = result
    return try result.get()
  }

  private func entry(for input: CaseInput) -> Entry {
    guard input.pattern.count <= Self.longestPattern else { return Entry() }
    let key = Key(
      pattern: input.pattern, options: input.options, newline: input.newline, bsr: input.bsr,
      parensNestLimit: input.parensNestLimit, maxPatternLength: input.maxPatternLength)
    uses += 1
    if let entry = entries[key] {
      entry.lastUse = uses
      return entry
    }
    if entries.count >= Self.mostPatterns { forget() }
    let entry = Entry()
    entry.lastUse = uses
    entries[key] = entry
    return entry
  }

  private func forget() {
    let middle = entries.values.map(\.lastUse).sorted()[entries.count / 2]
    entries = entries.filter { $0.value.lastUse >= middle }
  }
}

/// A pattern that the library has compiled, shared by those who match with it.
final class LibraryPattern {
  private var pattern: OraclePattern

  init(_ input: CaseInput, plain: Bool = false) throws(OracleError) {
    pattern = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), plain: plain)
  }

  /// The number of capturing groups.
  var captureCount: Int { pattern.captureCount }

  /// The groups that a number or a name stands for; none if there is no such group.
  func groupNumbers(_ group: String) -> [Int] {
    if let number = Int(group) { return (0...captureCount).contains(number) ? [number] : [] }
    return pattern.names[group] ?? []
  }

  /// What the library finds, within its own limits.
  func result(_ input: CaseInput) throws(OracleError) -> MatchResult {
    let options = OracleMatchOptions(input, isLimited: true)
    let result = MatchResult(try pattern.match(subject: input.subject, options: options))
    // There may be many patterns: none keeps more than itself.
    try pattern.releaseMatchMemory()
    return result
  }
}
