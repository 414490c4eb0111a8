// SPDX-License-Identifier: MIT
// What a screen shows as one JSON object, with the members that the answers of a session have: for `export`.
//
//     {"type":"view","step":33,"place":{"kind":"step",...},"why":["Step 33, ..."],"captures":[...],...}
//
// Tested in RegexDebuggingTests/SceneJSONTests.swift.

import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexSyntax

/// A scene and a list of steps as one JSON object and a line end.
///
/// - `type`: view.
/// - `pattern` and `subject`, or `pattern_b64` and `subject_b64` where they are no UTF-8.
/// - `step` (none at the end), `attempt`, `attempt_start`, `position`, `backtracks`, `stack_depth`.
/// - `place` as in answers; `why`: the explanation as lines; `summary`: the place in one line.
/// - `captures` as in answers, with `changed` where the value is not that of the step before; `mark`.
/// - `choices` and `total` (none where the stack is too deep to count them) as in answers.
/// - `frames` with `selected`, `breakpoints`, `search` as in answers.
/// - `furthest` and `furthest_step`: the furthest failure so far.
/// - `steps`: the list, each a step (`step`, `item`, `position`, `first_of_attempt`, `backtracked`), its `verdict`
///   (matched, passed, failed, stopped), what it has `taken`, and the item it went `back_to`.
/// - `result`, `total_steps`, `attempts`: how the match ends, if that is known.
///
/// - Parameters:
///   - scene: The scene.
///   - lines: Steps around it.
/// - Returns: UTF-8 bytes.
public func renderJSON(_ scene: Scene, lines: [StepLine]) -> [UInt8] {
  let json = SessionJSON(StepText(scene.text))
  var writer = JSONWriter()
  writer.value(json.object(scene, lines))
  writer.endLine()
  return writer.bytes
}

extension SessionJSON {
  fileprivate func object(_ scene: Scene, _ lines: [StepLine]) -> JSONValue {
    var members: [JSONMember] = [JSONMember("type", .string("view"))]
    for part in [
      texts(scene), whereabouts(scene), tables(scene), steps(lines), ending(scene.end),
    ] {
      guard case .object(let more) = part else { continue }
      members += more
    }
    return .object(members)
  }

  private func texts(_ scene: Scene) -> JSONValue {
    let (pattern, subject) = (encoded(map.tree.source[...]), encoded(scene.text.subject[...]))
    return fields([
      "pattern": pattern.text, "pattern_b64": pattern.base64, "subject": subject.text,
      "subject_b64": subject.base64,
    ])
  }

  private func whereabouts(_ scene: Scene) -> JSONValue {
    var step: JSONValue?
    if case .step(let number) = scene.place { step = self.number(number) }
    let words = StepWords(scene.text)
    return fields([
      "step": step, "attempt": number(scene.attempt), "attempt_start": number(scene.attemptStart),
      "position": number(scene.position), "backtracks": number(scene.backtracks),
      "stack_depth": number(scene.stackDepth), "place": place(scene.view),
      "summary": .string(words.sentence(of: scene.view)),
      "why": .array(words.explanation(of: scene.view).map { .string($0) }),
      "furthest": scene.furthest.map { number($0.position) },
      "furthest_step": scene.furthest.map { number($0.step) },
    ])
  }

  private func tables(_ scene: Scene) -> JSONValue {
    let captures = scene.captures.enumerated().map { group, range in
      capture(
        group, range, isLatest: group == scene.latestGroup,
        hasChanged: scene.changedGroups.contains(group))
    }
    return fields([
      "captures": .array(captures), "mark": scene.mark.map { text($0) },
      "choices": .array(scene.choices.map { choice($0) }),
      "total": scene.choiceCount.map { number($0) },
      "frames": .array(scene.frames.map { frame($0) }), "selected": number(scene.selectedFrame),
      "breakpoints": .array(scene.breakpoints.map { breakpoint($0) }),
      "search": scene.search.map { search($0) },
    ])
  }

  private func steps(_ lines: [StepLine]) -> JSONValue {
    fields(["steps": .array(lines.map { step($0) })])
  }

  private func step(_ line: StepLine) -> JSONValue {
    var verdict = "passed"
    var taken: JSONValue?
    var target: JSONValue?
    switch line.result {
    case .matched(let start, let end):
      (verdict, taken) = ("matched", .array([number(start), number(end)]))
    case .passed: break
    case .failed(let item): (verdict, target) = ("failed", item.map { self.item($0) })
    case .unknown: verdict = "stopped"
    }
    return fields([
      "step": number(line.number), "item": item(line.item), "position": number(line.position),
      "first_of_attempt": .bool(line.isFirstOfAttempt),
      "backtracked": .bool(line.isAfterBacktrack), "verdict": .string(verdict), "taken": taken,
      "back_to": target,
    ])
  }

  private func ending(_ end: MatchEnd?) -> JSONValue {
    guard let end else { return .object([]) }
    return fields([
      "result": .string(name(of: end.outcome)), "total_steps": number(end.steps),
      "attempts": number(end.attempts),
    ])
  }
}
