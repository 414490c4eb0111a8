// SPDX-License-Identifier: MIT
// The end of a search that found nothing: the nearest misses and the edits that would help, looked for when
// they are shown first, and kept.
//
// Tested in RegexDebuggingTests/MissTests.swift and by fixtures/sessions/misses.txt.

import RegexMachine
import RegexSyntax

/// What is known of a search that found nothing.
struct MissReport {
  /// The nearest misses, the best first.
  var misses: [NearestMiss]
  /// The edits that helped, the best first.
  var candidates: [Edit]
  /// Whether everything was tried.
  var isComplete: Bool
  /// The edits to show, once somebody has asked.
  var edits: [SuggestedEdit]?
}

extension Session {
  /// Most misses that are told.
  private static let mostMisses = 3

  /// The nearest misses of a search that finds nothing, the best first; empty if it finds something.
  ///
  /// Goes to the end of the match.
  ///
  /// - Parameter shouldContinue: Asked now and then; false ends the search for them early.
  /// - Returns: At most three.
  public mutating func misses(_ shouldContinue: () -> Bool = { true }) -> [NearestMiss] {
    current.timeline.move(to: .end, budget: .max)
    analyse(shouldContinue)
    return current.report?.misses ?? []
  }

  /// Looks for the misses if there can be some, the session stands at the end, and nobody has done it.
  mutating func analyse(_ shouldContinue: () -> Bool) {
    guard current.report == nil, place == .end, let end = current.timeline.end else { return }
    switch end.outcome {
    case .match, .error: return
    case .noMatch, .partial, .limit: break
    }
    var isInterrupted = false
    func goesOn() -> Bool {
      if !isInterrupted { isInterrupted = !shouldContinue() }
      return !isInterrupted
    }
    var search = MissSearch(trial, text.map)
    search.run(goesOn)
    var misses: [NearestMiss] = []
    for ranked in search.ranked(limit: Self.mostMisses) where goesOn() {
      misses.append(current.timeline.miss(ranked, search, text.map))
    }
    if !search.sawAll, let far = current.timeline.furthestMiss(text.map, goesOn),
      misses.first.map({ !$0.hasEdit && $0.reach < far.reach }) ?? true
    {
      misses.insert(far, at: 0)
    }
    // What was cut short is looked for again the next time.
    if isInterrupted && misses.isEmpty { return }
    current.report = MissReport(
      misses: Array(misses.prefix(Self.mostMisses)),
      candidates: search.helpful.sorted { $0.score > $1.score }.map(\.edit),
      isComplete: search.isComplete)
  }

  private var trial: EditTrial {
    EditTrial(
      current.timeline.machine.program, text.subject, current.timeline.machine.options,
      setup.options)
  }

  /// The edits to show; the misses have to be known.
  mutating func edits(_ shouldContinue: () -> Bool) -> [SuggestedEdit] {
    guard let report = current.report else { return [] }
    if let edits = report.edits { return edits }
    let edits = trial.suggestions(report.candidates, confirmation, shouldContinue)
    current.report?.edits = edits
    return edits
  }

  /// The command `suggest`.
  mutating func suggest(_ shouldContinue: () -> Bool) -> Response {
    let home = current.timeline.mark()
    while current.timeline.move(to: .end) == .unfinished {
      guard shouldContinue() else {
        current.timeline.restore(home)
        return respond(.fault(.interrupted))
      }
    }
    analyse(shouldContinue)
    let edits = edits(shouldContinue)
    current.timeline.restore(home)
    return respond(
      .suggestions(
        Suggestions(
          edits: edits, isMatch: current.timeline.end?.outcome == .match,
          isComplete: current.report?.isComplete ?? true)))
  }

  /// A response that shows the end, with the misses, and for `why` with the edits.
  mutating func completed(_ response: Response, _ shouldContinue: () -> Bool) -> Response {
    guard place == .end, current.timeline.end?.outcome != .match else { return response }
    var response = response
    switch response.body {
    case .stopped(let reason, .end(let end)):
      response.body = .stopped(reason, .end(filled(end, false, shouldContinue)))
    case .why(.end(let end)): response.body = .why(.end(filled(end, true, shouldContinue)))
    case .place(.end(let end)): response.body = .place(.end(filled(end, false, shouldContinue)))
    case .list(var listing):
      guard case .end(let end) = listing.place else { break }
      listing.place = .end(filled(end, false, shouldContinue))
      response.body = .list(listing)
    default: break
    }
    return response
  }

  private mutating func filled(
    _ end: EndInfo, _ wantsEdits: Bool, _ shouldContinue: () -> Bool
  ) -> EndInfo {
    if findsMisses || wantsEdits { analyse(shouldContinue) }
    var end = end
    end.miss = current.report?.misses.first
    guard wantsEdits else { return end }
    end.otherMisses = Array(current.report?.misses.dropFirst() ?? [])
    end.edits = edits(shouldContinue)
    return end
  }
}
