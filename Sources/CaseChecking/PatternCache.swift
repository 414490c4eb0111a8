// SPDX-License-Identifier: MIT
// Compiled patterns of both engines, so that a suite with many subjects for each pattern compiles each once.
//
// A pattern is kept from its second use on: those that were used once, a few of the latest aside, are only
// remembered by a number, so that a corpus in which no pattern comes twice goes through little memory. Bounded: when
// there are too many, the half that was not used the longest is forgotten. A verdict never depends on what the
// cache holds.
//
// Tested in Tests/CaseCheckingTests/PatternCacheTests.swift.

import CaseCorpus
import PCRE2Oracle
import RegexSyntax

/// Compiled patterns, the latest used ones.
final class PatternCache {
  /// The most patterns that are kept, and the longest that is, in bytes.
  private static let mostPatterns = 1024
  private static let longestPattern = 4096
  /// How many are kept though they were used once, and how many are remembered besides.
  private static let mostFresh = 16
  private static let mostRemembered = 4096

  private var kept: [Int: CachedPattern] = [:]
  private var fresh: [CachedPattern?] = Array(repeating: nil, count: mostFresh)
  /// The hashes of `fresh`; 0 where there is none.
  private var freshHashes = Array(repeating: 0, count: mostFresh)
  private var oldestFresh = 0
  /// Hashes of patterns that were used once, each at a place that it says itself.
  private var remembered = Array(repeating: 0, count: mostRemembered)
  private var uses = 0
  private let memory = SharedMatchMemory()

  /// How many patterns it holds.
  var count: Int { kept.count + fresh.count { $0 != nil } }

  /// The pattern of an input, compiled as far as it was asked for.
  func pattern(for input: CaseInput) -> CachedPattern {
    guard input.pattern.count <= Self.longestPattern else { return CachedPattern(input, memory) }
    uses += 1
    let hash = hash(of: input)
    if let known = kept[hash], known.isPattern(of: input) {
      known.lastUse = uses
      return known
    }
    if let place = freshHashes.firstIndex(of: hash), let known = fresh[place],
      known.isPattern(of: input)
    {
      freshHashes[place] = 0
      fresh[place] = nil
      keep(known, hash)
      return known
    }
    let pattern = CachedPattern(input, memory)
    let place = Int(UInt(bitPattern: hash) % UInt(Self.mostRemembered))
    if remembered[place] == hash {
      keep(pattern, hash)
    } else {
      remembered[place] = hash
      freshHashes[oldestFresh] = hash
      fresh[oldestFresh] = pattern
      oldestFresh = (oldestFresh + 1) % Self.mostFresh
    }
    return pattern
  }

  /// Keeps a pattern, in the place of another one with the same hash.
  private func keep(_ pattern: CachedPattern, _ hash: Int) {
    if kept.count >= Self.mostPatterns - Self.mostFresh { forget() }
    pattern.lastUse = uses
    kept[hash] = pattern
  }

  private func forget() {
    let middle = kept.values.map(\.lastUse).sorted()[kept.count / 2]
    kept = kept.filter { $0.value.lastUse >= middle }
  }

  /// A number of what makes a pattern, not 0.
  private func hash(of input: CaseInput) -> Int {
    var hasher = Hasher()
    hasher.combine(input.pattern)
    if !input.options.isEmpty { hasher.combine(input.options) }
    if let newline = input.newline { hasher.combine(newline) }
    if let bsr = input.bsr { hasher.combine(bsr) }
    return hasher.finalize() | 1
  }
}

/// A pattern that each engine compiles when it is first asked to.
final class CachedPattern {
  fileprivate var lastUse = 0
  private let input: CaseInput
  private let memory: SharedMatchMemory
  private var traced: Result<CompiledProgram, SetupError>?
  private var fast: Result<CompiledProgram, SetupError>?
  private var library: Result<LibraryPattern, OracleError>?

  fileprivate init(_ input: CaseInput, _ memory: SharedMatchMemory) {
    var pattern = input
    pattern.subject = []
    self.input = pattern
    self.memory = memory
  }

  fileprivate func isPattern(of other: CaseInput) -> Bool {
    input.pattern == other.pattern && input.options == other.options
      && input.newline == other.newline && input.bsr == other.bsr
      && input.parensNestLimit == other.parensNestLimit
      && input.maxPatternLength == other.maxPatternLength
  }

  /// The traced program of our engine.
  ///
  /// - Throws: `SetupError`
  func compiled() throws(SetupError) -> CompiledProgram {
    if let traced { return try traced.get() }
    let result = Result { () throws(SetupError) in CompiledProgram(try program(for: input)) }
    traced = result
    return try result.get()
  }

  /// The fast program of our engine.
  ///
  /// - Throws: `SetupError`
  func compiledFast() throws(SetupError) -> CompiledProgram {
    if let fast { return try fast.get() }
    let result = Result { () throws(SetupError) in CompiledProgram(try fastProgram(for: input)) }
    fast = result
    return try result.get()
  }

  /// The library's compiled pattern, with its optimisations.
  ///
  /// - Throws: `OracleError`
  func libraryPattern() throws(OracleError) -> LibraryPattern {
    if let library { return try library.get() }
    let result = Result { () throws(OracleError) in try LibraryPattern(input, memory) }
    library = result
    return try result.get()
  }
}

/// What the library writes to while it matches, one for all patterns of a cache.
final class SharedMatchMemory {
  private var memory: OracleMatchMemory?

  /// The memory, taken when it is first needed.
  func get() throws(OracleError) -> OracleMatchMemory {
    if let memory { return memory }
    let new = try OracleMatchMemory()
    memory = new
    return new
  }
}

/// A pattern that the library has compiled, shared by those who match with it.
final class LibraryPattern {
  private let pattern: OraclePattern
  private let memory: SharedMatchMemory

  init(
    _ input: CaseInput, _ memory: SharedMatchMemory = SharedMatchMemory(), plain: Bool = false
  ) throws(OracleError) {
    pattern = try OraclePattern(
      pattern: input.pattern, options: OracleOptions(input), plain: plain)
    self.memory = memory
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
    return MatchResult(
      try pattern.match(subject: input.subject, options: options, in: memory.get()))
  }
}
