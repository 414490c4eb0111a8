// SPDX-License-Identifier: MIT
// Changes of a session and differences of two runs as JSON values. Names are stable, as in RenderJSON.swift.
//
//     {"type":"difference","result":"parted","equal_steps":13,"step":14,"field":"item","first":{...},"second":{...}}
//
// Tested by fixtures/sessions/differences.txt and Tests/CommandTests/DiffTests.swift.

import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension SessionJSON {
  func change(_ change: RunChange, _ place: PlaceView) -> JSONValue {
    let arrival =
      switch change.arrival {
      case .samePlace: "same_place"
      case .parting: "parting"
      case .interrupted: "interrupted"
      }
    return fields([
      "type": .string("changed"),
      "changed": .array(change.settings.map { .string(name(of: $0)) }),
      "undo": .bool(change.isUndo), "arrival": .string(arrival),
      "equal_steps": number(change.equalSteps),
      "lost": change.lost.isEmpty ? nil : .array(change.lost.map { number($0) }),
      "found": change.found.isEmpty ? nil : .array(change.found.map { number($0) }),
      "place": self.place(place),
    ])
  }

  private func name(of setting: Setting) -> String {
    switch setting {
    case .pattern: "pattern"
    case .subject: "subject"
    case .option(let option, _): option.name
    case .newline: "newline"
    case .bsr: "bsr"
    case .startOffset: "offset"
    case .replacement: "replacement"
    case .findsAll: "all"
    }
  }

  func shown(_ topic: ShowTopic, _ setup: RunSetup) -> JSONValue {
    switch topic {
    case .pattern: return shown("pattern", setup.pattern)
    case .subject: return shown("subject", setup.subject)
    case .options:
      return fields([
        "type": .string("shown"), "what": .string("options"),
        "options": .array(setup.optionNames.map { .string($0) }),
        "newline": .string(setup.options.newline.rawValue),
        "bsr": .string(setup.options.bsr.rawValue),
        "offset": number(setup.matchOptions.startOffset),
      ])
    }
  }

  private func shown(_ what: String, _ bytes: [UInt8]) -> JSONValue {
    let isText = firstUTF8Fault(in: bytes) == nil
    return fields([
      "type": .string("shown"), "what": .string(what),
      "value": isText ? .string(String(decoding: bytes, as: UTF8.self)) : nil,
      "value_b64": isText ? nil : text(Base64.encode(bytes)),
    ])
  }

  // MARK: Differences

  func difference(_ difference: RunDifference) -> [JSONMember] {
    var step: JSONValue?
    var field: JSONValue?
    var groups: JSONValue?
    let result: String
    switch difference.result {
    case .same: result = "same"
    case .limited: result = "limited"
    case .sameSoFar, .unfinished: result = "same_so_far"
    case .parted(let parting, let number):
      result = "parted"
      (step, field) = (self.number(number), .string(name(of: parting)))
      if case .group(let first, let second) = parting {
        groups = .array([self.number(first), self.number(second)])
      }
    }
    let object = fields([
      // Not "search": that is the search in hand, which every answer of a session has.
      "type": .string("difference"), "compared_search": difference.search.map { number($0) },
      "result": .string(result),
      "equal_steps": number(difference.equalSteps), "step": step, "field": field, "group": groups,
      "replaced": difference.replaced.isEmpty
        ? nil
        : .array(
          difference.replaced.map { pair in
            .array([
              item(pair.first), SessionJSON(StepText(difference.second.text)).item(pair.second),
            ])
          }),
      "first": side(difference.first), "second": side(difference.second),
    ])
    if case .object(let members) = object { return members }
    return []
  }

  private func name(of parting: Parting) -> String {
    switch parting {
    case .item: "item"
    case .position: "position"
    case .attemptStart: "attempt_start"
    case .flags: "flags"
    case .group: "group"
    case .length: "length"
    case .searches: "searches"
    case .result: "result"
    }
  }

  /// One of the runs, its items by its own pattern.
  private func side(_ side: RunSide) -> JSONValue {
    let own = SessionJSON(StepText(side.text))
    return fields([
      "common": side.common.map { own.place(.step($0)) }, "next": side.next.map { own.place($0) },
      "end": own.place(.end(side.end)),
    ])
  }
}

/// The difference of two runs as one JSON object and a line end.
///
/// Besides `type` (`difference`) and `text` it has: `compared_search` (where all matches are looked for),
/// `result` (same, parted, limited, same_so_far), `equal_steps`, and where they part `step`, `field` (item, position,
/// attempt_start, flags, group, length, searches, result) and `group` (its numbers in both patterns).
/// `replaced` has pairs of items that are taken as the same. `first` and `second` have `common`, the last
/// step in common, `next`, the first that differs, and `end`: places as `renderJSON` of a response has them.
///
/// - Parameters:
///   - difference: The difference.
///   - first: What the first run is called in the text.
///   - second: What the second run is called.
/// - Returns: The object.
public func renderJSON(
  _ difference: RunDifference, first: String, second: String
) -> [UInt8] {
  let json = SessionJSON(StepText(difference.first.text))
  let words = renderText(difference, first: first, second: second)
  var writer = JSONWriter()
  writer.value(.object(json.difference(difference) + [JSONMember("text", .string(words))]))
  writer.endLine()
  return writer.bytes
}
