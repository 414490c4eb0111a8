// SPDX-License-Identifier: MIT
// Puts libpcre2 at the disposal of a session; sessions themselves do not know it.
//
//     var session = try Session(setup)
//     session.askLibrary()
//
// Tested by fixtures/sessions/starts.txt and misses.txt.

import CaseChecking
import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexSyntax

extension Session {
  /// Lets the session ask libpcre2: what it knows of a match before it begins, and whether a suggested edit
  /// makes it match.
  public mutating func askLibrary() {
    startFacts = { StartFacts.asking(CaseInput($0)) }
    confirmation = { pair in
      libraryMatches(pair.pattern, pair.subject, pair.options, pair.matchOptions)
    }
  }
}

extension Session {
  /// What libpcre2 says to the match in hand, whole, wherever in it the session stands.
  ///
  /// - Parameter cap: how many steps the machine and the library are run at most.
  /// - Returns: the check; nil if the match is one of several or takes more steps.
  public func libraryCheck(cap: Int) -> LibraryCheck? {
    guard setup.plan == nil,
      var machine = try? Machine(
        program: program, subject: setup.subject, options: setup.matchOptions)
    else { return nil }
    guard case .finished = machine.run(until: UInt64(cap)) else { return nil }
    return try? LibraryCheck(
      program, CaseInput(setup), setup.matchOptions, MatchResult(machine), cap: cap)
  }
}

extension CaseInput {
  /// A run in the words of the library.
  fileprivate init(_ setup: RunSetup) {
    var compile: [String] = []
    var match: [String] = []
    for name in setup.optionNames {
      switch OptionName(name, letters: false)?.kind {
      case .compile: compile.append(name)
      case .match: match.append(name)
      case nil: continue
      }
    }
    // Two flags have names that mean the pattern's options; later searches set the first.
    if setup.matchOptions.flags.contains(.anchored) { match.append("ANCHORED") }
    if setup.matchOptions.flags.contains(.endAnchored) { match.append("ENDANCHORED") }
    self.init(
      pattern: setup.pattern, options: compile, subject: setup.subject, matchOptions: match,
      offset: setup.matchOptions.startOffset, offsetLimit: setup.matchOptions.offsetLimit,
      newline: setup.options.newline.rawValue, bsr: setup.options.bsr.rawValue,
      parensNestLimit: setup.options.parensNestLimit,
      maxPatternLength: setup.options.maxPatternLength)
  }
}
