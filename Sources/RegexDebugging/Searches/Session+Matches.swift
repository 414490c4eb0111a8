// SPDX-License-Identifier: MIT
// What has been found so far, and what a template made of it.
//
// Tested in RegexDebuggingTests/SearchTests.swift and fixtures/sessions/searches.txt.

import RegexMachine
import RegexProgram
import RegexSyntax

extension Session {
  /// Most matches that are listed.
  static let listedMatches = 100

  /// The matches of all searches that have been run to their end, at most the latest hundred.
  mutating func matches(_ shouldContinue: () -> Bool) -> Response {
    noteEnd()
    guard let chain = current.chain else { return respond(.fault(.oneSearchOnly)) }
    let total = chain.knownMatches
    let first = total - Self.listedMatches
    var rows: [MatchRow] = []
    var setup = chain.setup(atOrBefore: .max, matches: max(0, first))
    while setup.matches < total {
      switch rerun(setup, shouldContinue) {
      case .failure(let error): return respond(.fault(error.fault))
      case .success(let run):
        if let captures = run.captures, setup.matches >= first {
          rows.append(
            MatchRow(
              number: setup.matches + 1, search: setup.number, captures: captures,
              replacement: run.replacement, error: run.error))
        }
        guard case .search(let next) = run.following else { setup.matches = total; break }
        setup = next
      }
    }
    return respond(.matches(rows, total: total, isComplete: chain.total != nil))
  }

  /// The template piece by piece; at the end of a search with a match, with what each piece gave.
  func replacement() -> Response {
    guard let chain = current.chain, let template = chain.template else {
      return respond(.fault(.noReplacement))
    }
    var view = ReplacementView(
      template: template, pieces: nil, bytes: [], error: nil, captures: [])
    let machine = current.timeline.machine.outcome
    if machine == .match {
      let match = chain.replace(chain.current, current.timeline.machine, keepsPieces: true)
      if let (writer, error) = match {
        view.pieces = writer.pieces
        view.bytes = writer.bytes
        view.error = error
        view.captures = current.timeline.machine.captures
      }
    }
    return respond(.replacement(view))
  }
}
