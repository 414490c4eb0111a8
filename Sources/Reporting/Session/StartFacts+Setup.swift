// SPDX-License-Identifier: MIT
// Asks libpcre2 about a run of a session; sessions themselves do not know it.
//
//     session.startFacts = startFacts(for:)
//
// Tested by fixtures/sessions/starts.txt.

import CaseChecking
import CaseCorpus
public import RegexDebugging
public import RegexMachine
import RegexSyntax

/// What libpcre2 knows of a match before it begins; nil if it cannot say.
@Sendable public func startFacts(for setup: RunSetup) -> StartFacts? {
  StartFacts.asking(CaseInput(setup))
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
    self.init(
      pattern: setup.pattern, options: compile, subject: setup.subject, matchOptions: match,
      offset: setup.matchOptions.startOffset, offsetLimit: setup.matchOptions.offsetLimit,
      newline: setup.options.newline.rawValue, bsr: setup.options.bsr.rawValue,
      parensNestLimit: setup.options.parensNestLimit,
      maxPatternLength: setup.options.maxPatternLength)
  }
}
