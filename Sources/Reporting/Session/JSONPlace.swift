// SPDX-License-Identifier: MIT
// A place of a session as a JSON value: the explanation of a step, or the end of the match.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension SessionJSON {
  func place(_ place: PlaceView) -> JSONValue {
    switch place {
    case .step(let why): step(why)
    case .end(let end): self.end(end)
    }
  }

  // MARK: Steps

  private func step(_ why: Why) -> JSONValue {
    var verdict = "passed"
    var taken: JSONValue?
    var reason: JSONValue?
    switch why.verdict {
    case .passed: break
    case .matched(let span):
      (verdict, taken) = ("matched", .array([number(span.start), number(span.end)]))
    case .failed(let why2):
      verdict = "failed"
      reason = self.reason(why2, words.reason(why2, why, short: false))
    }
    let flags = why.step.flags
    return fields([
      "kind": .string("step"), "step": number(why.step.number),
      "attempt": number(why.step.attempt), "attempt_start": number(why.step.attemptStart),
      "position": number(why.step.position), "item": item(why.step.item),
      "first_of_attempt": .bool(flags & 1 != 0), "backtracked": .bool(flags & 2 != 0),
      "verdict": .string(verdict), "taken": taken, "reason": reason, "found": found(why.found),
      "set": list(why.closed), "restored": list(why.retreat?.restored ?? why.restored),
      "calls": why.calls.isEmpty ? nil : .array(why.calls.map { call($0) }),
      "call_depth": number(why.callDepth), "mark": why.mark.map { text($0) },
      "verbs": verbs(why.retreat?.verbs ?? []), "retreat": why.retreat.map { retreat($0) },
      "next": next(why.next),
    ])
  }

  private func list(_ changes: [CaptureChange]) -> JSONValue? {
    changes.isEmpty ? nil : .array(changes.map { change($0) })
  }

  private func found(_ found: Found) -> JSONValue {
    switch found {
    case .character(let value): number(value)
    case .end: .null
    }
  }

  private func call(_ call: CallChange) -> JSONValue {
    fields([
      "group": number(call.group), "begins": .bool(call.begins), "depth": number(call.depth),
      "node": node(call.node),
    ])
  }

  private func retreat(_ retreat: Retreat) -> JSONValue {
    fields([
      "kind": .string(target(retreat.target).kind), "step": retreat.step.map { number($0) },
      "position": number(retreat.position),
    ])
  }

  private func next(_ next: Continuation) -> JSONValue {
    switch next {
    case .step(let step): number(step.number)
    case .end: .null
    }
  }

  private func verbs(_ verbs: [VerbEffect]) -> JSONValue? {
    guard !verbs.isEmpty else { return nil }
    return .array(
      verbs.map { verb in
        fields(["node": node(verb.node), "effect": .string(name(of: verb.effect))])
      })
  }

  private func name(of effect: VerbEffect.Effect) -> String {
    switch effect {
    case .endsSearch: "ends_search"
    case .endsAttempt: "ends_attempt"
    case .skips: "skips"
    case .markIsTooEarly: "mark_too_early"
    case .runsAgain: "runs_again"
    case .nextAlternative: "next_alternative"
    case .noAlternativeLeft: "no_alternative_left"
    case .lookaroundFails: "lookaround_fails"
    case .failsAfter: "fails_after_lookaround"
    case .contentFails: "content_fails"
    case .callFails: "call_fails"
    }
  }

  private func reason(_ reason: FailureReason, _ text: String) -> JSONValue {
    let kind =
      switch reason {
      case .needs: "needs"
      case .tooFew: "too_few"
      case .noWordBoundary: "no_word_boundary"
      case .wordBoundary: "word_boundary"
      case .groupNotSet: "group_not_set"
      case .notTheSameText: "not_the_same_text"
      case .tooNearToStart: "too_near_to_start"
      case .contentMatched: "content_matched"
      case .always: "always"
      case .noScriptRun: "no_script_run"
      case .takesNoMore: "takes_no_more"
      case .holdsAtStartOnly: "holds_at_start_only"
      case .emptyMatch: "empty_match"
      case .notAtSubjectEnd: "not_at_subject_end"
      }
    return fields(["kind": .string(kind), "text": .string(text)])
  }

  // MARK: The end

  private func end(_ info: EndInfo) -> JSONValue {
    var limit: JSONValue?
    var error: JSONValue?
    switch info.end.outcome {
    case .limit(let which): limit = .string(which.rawValue)
    case .error(let code): error = number(code.rawValue)
    default: break
    }
    return fields([
      "kind": .string("end"), "result": .string(name(of: info.end.outcome)), "limit": limit,
      "error": error,
      "steps": number(info.end.steps), "attempts": number(info.end.attempts),
      "captures": .array(info.captures.map { range($0) }), "mark": info.mark.map { text($0) },
      "miss": info.miss.map { miss($0) },
      "not_begun": info.start.map { .string(startName($0)) },
      "other_misses": info.otherMisses.isEmpty
        ? nil : .array(info.otherMisses.map { miss($0) }),
      "edits": info.edits.isEmpty ? nil : .array(info.edits.map { edit($0) }),
    ])
  }

  /// The word for an outcome.
  func name(of outcome: Outcome) -> String {
    switch outcome {
    case .match: "match"
    case .noMatch: "nomatch"
    case .partial: "partial"
    case .limit: "limit"
    case .error: "error"
    }
  }

  private func miss(_ miss: NearestMiss) -> JSONValue {
    let ends = miss.deadEnds.map { end in
      fields([
        "step": number(end.step.number), "item": item(end.item), "found": found(end.found),
        "reason": reason(
          end.reason, words.reason(end.reason, end.found, at: miss.position, short: false)),
        "alternatives": end.alternatives.isEmpty
          ? nil
          : .array(
            end.alternatives.map {
              fields(["node": node($0.group), "branch": number($0.branch)])
            }),
      ])
    }
    return fields([
      "start": number(miss.start), "position": number(miss.position),
      "complete": .bool(miss.isComplete), "dead_ends": .array(ends),
    ])
  }
}
