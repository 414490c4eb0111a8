// SPDX-License-Identifier: MIT
// Going to a step by what stands in the pattern there: `search \d` finds the steps of all items whose text has `\d` in
// it. Some words mean what happens at a step: fail, match, backtrack, verb, attempt.
//
// Tested in RegexDebuggingTests/SearchingTests.swift, against a look at all steps.

import RegexMachine
import RegexSyntax
import SourceText

extension Session {
  /// Goes to the next step, or the latest one before, that a text means.
  mutating func search(
    _ words: String, _ direction: StepSearch.Direction, _ command: Command,
    _ shouldContinue: () -> Bool
  ) -> Response {
    guard let query = query(for: words) else { return respond(.fault(.nothingContains(words))) }
    switch look(for: query, direction, shouldContinue) {
    case .found: return stopped(.arrived)
    case .none: return stopped(.nothingFound(command))
    case .unfinished: return stopped(.interrupted)
    }
  }

  /// What to look for; nil if the text stands in no item.
  private func query(for words: String) -> StepQuery? {
    var query = StepQuery()
    switch StepRule.Event(rawValue: words) {
    case .fail: query.failures = true
    case .match: query.successes = true
    case .attempt: query.attempts = true
    case .backtrack, .verb:
      guard case .success(let breakpoint) = resolve(.event(words == "verb" ? .verb : .backtrack))
      else { return nil }
      return self.query(for: [breakpoint])
    case .limit, nil:
      let bytes = Array(words.utf8)
      query.items = text.map.labels.map { label in
        text.map.tree.source[label.start..<label.end].contains(bytes)
      }
      guard query.items.contains(true) else { return nil }
    }
    return query
  }
}

extension ArraySlice<UInt8> {
  /// Whether a text stands somewhere in this one.
  fileprivate func contains(_ text: [UInt8]) -> Bool {
    guard count >= text.count else { return false }
    return (startIndex...(endIndex - text.count)).contains {
      self[$0..<($0 + text.count)].elementsEqual(text)
    }
  }
}
