// SPDX-License-Identifier: MIT
// What `rxdebug match` adds where there is no match: how near the search came, and what would help. On a
// terminal in a few lines, with --why in full.

import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting

/// When the hint is given.
struct HintChoice {
  /// Whether everything is told, wherever the output goes.
  var isWhole = false
  /// Whether nothing is told.
  var isOff = false
}

/// The nearest miss of a query without a match.
struct MissHint {
  /// The longest search after which it is given without being asked for, in steps: a moment's work.
  private static let mostSteps: UInt64 = 5_000_000

  /// The lines, without a line end behind the last one; may be empty.
  let text: String

  /// Looks for it; nil if it is not wanted.
  init?(_ query: Query, _ choice: HintChoice, steps: UInt64, isTerminal: Bool) {
    guard !choice.isOff, choice.isWhole || isTerminal && steps <= Self.mostSteps,
      let options = try? patternOptions(query.input),
      var session = try? Session(
        pattern: query.input.pattern, subject: query.input.subject, options: options,
        matchOptions: query.options)
    else { return nil }
    session.askLibrary()
    _ = session.execute(.goto(.end))
    let response = session.execute(.why)
    text = choice.isWhole ? renderText(response) : renderHint(response)
  }
}
