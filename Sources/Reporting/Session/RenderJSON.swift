// SPDX-License-Identifier: MIT
// Responses of a debug session as JSON, one object and a line end for each, for editors and scripts. Names are
// stable: fields are added, none is renamed or removed. What is not there is left out; offsets are bytes
// from 0, steps and attempts are numbered from 1.
//
//     {"type":"stopped","reason":"arrived","place":{"kind":"step","step":2,...},"text":"#2 `a` at 0 ..."}
//
// Tested by fixtures/sessions/json.txt and RegexDebuggingTests/JSONTests.swift.

import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// A response as one JSON object and a line end.
///
/// Every object has `type` and, unless it is empty, `text`: what `renderText` says. Besides, by type:
///
/// - `stopped`: `reason` (opened, arrived, breakpoints, traced, nothing_found, no_further, interrupted), `hits` of
///   breakpoints (`id`, `kind`, `changes`), `place`.
/// - `why`, `where`: `place`.
/// - `captures`: `complete`, `captures` (`group`, `name`, `start`, `end`, `text` or `text_b64`, `latest`,
///   `set_at`), `mark`.
/// - `choices`: `total`, `choices` (`kind`, `position`, `node`).
/// - `items`: `items` (`index`, `offset`, `length`, `item`), `current`.
/// - `program`: `code` (`operation`, `a`, `b`, `c`, `offset`, `length`), `current`.
/// - `breakpoints`, `breakpoint_set`: `breakpoints` (`id`, `kind`, `items`, `position`, `groups`, `event`,
///   `enabled`, `resolved` (false = not in this pattern), `temporary`, `trace`, `hits`, `ignore`, `commands` and
///   `conditions` as numbers).
/// - `breakpoints_changed`: `action`, `ids`.
/// - `frames`, `frame`: `selected`, `frames` (`kind`, `node`, `group`, `branch`, `start`).
/// - `profile`: `steps`, `furthest`, `furthest_step`, `items` (`index`, `tried`, `failed`).
/// - `list`: `place`, `captures` as pairs.
/// - `assertion`: `holds`, `claim` as text, and what there is: `result` with `steps` and `attempts`, `capture`,
///   `count`, or `step` (null = never).
/// - `value`: `name`, and `value` (a number) or `capture`. `attached`: `id`, `commands` (how many).
/// - `matches`: `total`, `complete`, `matches` (`match`, `search`, `captures`, `replacement`, `error`).
/// - `replacement`: `template`, `pieces` (`kind`, `offset`, `length`, `depth`, `group`, `forcing`, `start`,
///   `end`, `output`), `replacement`, `error` (`code`, `offset`, `message`).
/// - `history`: `name`, `complete`, `changes` (`step`, `group`, `old`, `new`), the latest first.
/// - `suggestions`: `is_match`, `complete`, `edits`.
/// - `ahead`: `steps`, each a step (`step`, `item`, `position`, `fails`) or a repetition of the last `round`
///   steps told (`rounds` more times, `first` and `last` step, `position` of the last).
/// - `events`: `events` as lines of text. `marked`: `name`, `step` (none = the end). `help`: `verbs`.
/// - `changed`: `changed` (pattern, subject, replacement, all, newline, bsr, offset or names of options),
///   `undo`, `arrival` (same_place, parting, interrupted), `equal_steps`, `lost` and `found` (breakpoints), `place`.
///   `unchanged`: nothing. `shown`: `what`, `value` or `value_b64`; of options `options`, `newline`, `bsr`,
///   `offset`. `difference`: as `renderJSON` of a difference.
/// - `fault`: `fault`. `quit`: nothing.
///
/// If all matches are looked for, every object has `search`: `search` (its number), `start`, `retry`,
/// `matches` (found so far), `new` (whether the command led to it), and at its end `next_start` (null: none
/// follows), `error`, `replacement`.
///
/// A `place` of kind `step` has `step`, `attempt`, `attempt_start`, `position`, `item`, `first_of_attempt`,
/// `backtracked`, `verdict` (matched, passed, failed), `taken`, `reason` (`kind`, `text`), `found` (a code
/// point or byte; null = the end), `set` and `restored` (`group`, `old`, `new`), `calls`, `call_depth`,
/// `mark`, `verbs` (`node`, `effect`), `retreat` (`kind`, `step`, `position`) and `next` (a step's number;
/// null = the end). One of kind `end` has `result` (match, nomatch, partial, limit, error), `limit`, `error`,
/// `steps`, `attempts`, `captures`, `mark`, `miss` and `other_misses` (`start`, `position`, `complete`,
/// `dead_ends`), `edits` (`of`, `kind`, `changes`, `match`, `confirmed`, `text`) and `not_begun`: why
/// libpcre2 would not even begin (too_short, first_missing, first_differs, no_first, no_first_there,
/// required_missing, other).
public func renderJSON(_ response: Response) -> [UInt8] {
  let json = SessionJSON(StepText(response.text))
  var writer = JSONWriter()
  writer.value(json.object(response))
  writer.endLine()
  return writer.bytes
}

/// Makes JSON values of responses.
struct SessionJSON {
  let words: StepText
  var map: PatternMap { words.map }

  init(_ words: StepText) { self.words = words }

  /// An object of the fields that are there.
  func fields(_ pairs: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(pairs.compactMap { name, value in value.map { JSONMember(name, $0) } })
  }

  func number(_ value: some BinaryInteger) -> JSONValue { .integer(Int(clamping: value)) }

  func object(_ response: Response) -> JSONValue {
    var members: [JSONMember] = []
    if case .object(let own) = body(response.body) { members = own }
    if let search = response.search { members.append(JSONMember("search", self.search(search))) }
    let text = words.lines(response).joined(separator: "\n")
    if !text.isEmpty { members.append(JSONMember("text", .string(text))) }
    return .object(members)
  }

  private func body(_ body: Response.Body) -> JSONValue {
    switch body {
    case .stopped(let reason, let place): return stopped(reason, place)
    case .why(let place): return fields(["type": .string("why"), "place": self.place(place)])
    case .place(let place): return fields(["type": .string("where"), "place": self.place(place)])
    case .captures(let rows, let isComplete, let mark):
      return fields([
        "type": .string("captures"), "complete": .bool(isComplete),
        "captures": .array(rows.map { capture($0) }), "mark": mark.map { text($0) },
      ])
    case .choices(let rows, let total):
      return fields([
        "type": .string("choices"), "total": number(total),
        "choices": .array(rows.map { choice($0) }),
      ])
    case .list(let listing):
      return fields([
        "type": .string("list"), "place": place(listing.place),
        "captures": .array(listing.captures.map { range($0) }),
      ])
    case .ahead(let steps): return ahead(steps)
    case .history(let name, let changes, let isComplete):
      return history(name, changes, isComplete: isComplete)
    case .events(let events, let program):
      return fields([
        "type": .string("events"),
        "events": .array(
          words.events(events, program).map { .string(String($0.drop { $0 == " " })) }),
      ])
    case .asserted(let result): return asserted(result)
    case .value(let operand, let value): return self.value(operand, value)
    case .attached(let id, let count):
      return fields([
        "type": .string("attached"), "id": number(id), "commands": number(count),
      ])
    case .matches(let rows, let total, let isComplete):
      return matches(rows, total: total, isComplete: isComplete)
    case .replacement(let view): return replacement(view)
    case .suggestions(let found): return suggestions(found)
    case .marked(let name, let place):
      return fields([
        "type": .string("marked"), "name": .string(name), "step": step(place),
      ])
    case .changed(let change, let place): return self.change(change, place)
    case .unchanged: return fields(["type": .string("unchanged")])
    case .shown(let topic, let setup): return shown(topic, setup)
    case .difference(let difference): return .object(self.difference(difference))
    case .help(let verbs, _):
      return fields([
        "type": .string("help"), "verbs": .array(verbs.map { .string($0.name) }),
      ])
    case .fault(let fault):
      return fields(["type": .string("fault"), "fault": .string(name(of: fault))])
    case .quit: return fields(["type": .string("quit")])
    default: return table(body)
    }
  }

  private func stopped(_ reason: StopReason, _ place: PlaceView) -> JSONValue {
    var hits: [BreakpointHit] = []
    let word: String
    switch reason {
    case .opened: word = "opened"
    case .arrived: word = "arrived"
    case .breakpoints(let met): (word, hits) = ("breakpoints", met)
    case .traced(let met, _): (word, hits) = ("traced", met)
    case .nothingFound: word = "nothing_found"
    case .noFurther: word = "no_further"
    case .interrupted: word = "interrupted"
    }
    return fields([
      "type": .string("stopped"), "reason": .string(word),
      "hits": hits.isEmpty ? nil : .array(hits.map { hit($0) }), "place": self.place(place),
    ])
  }

  private func step(_ place: Place) -> JSONValue? {
    if case .step(let step) = place { return number(step) }
    return nil
  }

  private func name(of fault: SessionFault) -> String {
    switch fault {
    case .noSuchItem: "no_such_item"
    case .nothingContains: "nothing_contains"
    case .positionBeyondEnd: "position_beyond_end"
    case .lineBeyondEnd: "line_beyond_end"
    case .noSuchBreakpoint: "no_such_breakpoint"
    case .tooManyBreakpoints: "too_many_breakpoints"
    case .noFrame: "no_frame"
    case .interrupted: "interrupted"
    case .noSetting: "no_setting"
    case .noSuchMark: "no_such_mark"
    case .atEnd: "at_end"
    case .cannotRun: "cannot_run"
    case .nothingToUndo: "nothing_to_undo"
    case .nothingToCompare: "nothing_to_compare"
    case .nothingParts: "nothing_parts"
    case .oneSearchOnly: "one_search_only"
    case .noSuchSearch: "no_such_search"
    case .refusedSearch: "refused_search"
    case .noReplacement: "no_replacement"
    }
  }
}
