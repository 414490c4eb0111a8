// SPDX-License-Identifier: MIT
// The changes of a group in words and as JSON.
//
//     #19  group 1 (year) is [3,6) "202", was [3,7) "2024"

import CaseCorpus
import RegexDebugging
import RegexMachine
import SourceText

extension StepText {
  /// A line for each change.
  func history(_ name: String, _ changes: [DatedChange], isComplete: Bool) -> [String] {
    guard !changes.isEmpty else {
      let group = "Group " + Escaping().display(Array(name.utf8))
      return [group + (isComplete ? " has not changed yet." : ": interrupted.")]
    }
    func value(_ range: CaptureRange?) -> String { range.map { self.range($0) } ?? "unset" }
    return table(
      changes.map { dated in
        [
          step(dated.step), map.describe(group: dated.change.group),
          "is " + value(dated.change.new), "was " + value(dated.change.old),
        ]
      })
  }
}

extension SessionJSON {
  func history(_ name: String, _ changes: [DatedChange], isComplete: Bool) -> JSONValue {
    fields([
      "type": .string("history"), "name": .string(name), "complete": .bool(isComplete),
      "changes": .array(
        changes.map { dated in
          fields([
            "step": number(dated.step), "group": number(dated.change.group),
            "old": range(dated.change.old), "new": range(dated.change.new),
          ])
        }),
    ])
  }
}
