// SPDX-License-Identifier: MIT
// Whether libpcre2 finds a match, asked with the engine's own options: the last word on an edit that a debug
// session wants to show.
//
//     session.confirmation = { pair in
//       libraryMatches(pair.pattern, pair.subject, pair.options, pair.matchOptions)
//     }
//
// Tested in Tests/CaseCheckingTests/LibraryMatchTests.swift.

import PCRE2Oracle
public import RegexMachine
public import RegexSyntax

/// Most internal steps that the library spends on the question: a fraction of a second.
private let confirmationLimit = 2_000_000

/// Whether libpcre2 finds a match; false also where it refuses the pattern or gives up.
///
/// - Parameters:
///   - pattern: The pattern's bytes.
///   - subject: The subject's bytes.
///   - options: The options of the pattern.
///   - matchOptions: The options of the match; their limits do not count.
/// - Returns: Whether there is a match, complete and not only partial.
public func libraryMatches(
  _ pattern: [UInt8], _ subject: [UInt8], _ options: PatternOptions, _ matchOptions: MatchOptions
) -> Bool {
  let compile = CompileOptions.pcre2Names.filter { name in
    name != "NO_UTF_CHECK"
      && CompileOptions(pcre2Name: name).map { options.compile.contains($0) } ?? false
  }
  let flags = MatchFlags.pcre2Names.filter { name in
    MatchFlags(pcre2Name: name).map { matchOptions.flags.contains($0) } ?? false
  }
  let oracleOptions = OracleOptions(
    compile: compile, newline: options.newline.rawValue, bsr: options.bsr.rawValue,
    parensNestLimit: options.parensNestLimit, maxPatternLength: options.maxPatternLength)
  do throws(OracleError) {
    var pattern = try OraclePattern(pattern: pattern, options: oracleOptions)
    let match = try pattern.match(
      subject: subject,
      options: OracleMatchOptions(
        names: flags, offset: matchOptions.startOffset, offsetLimit: matchOptions.offsetLimit,
        matchLimit: confirmationLimit))
    return match.rc > 0
  } catch {
    return false
  }
}
