// SPDX-License-Identifier: MIT
// Steps to come, folded, in words and as JSON.
//
//     #4  a  at 1
//     #5  |  at 2  fails
//         these 2 steps, 12 times more, to #29 at 14

import CaseCorpus
import RegexDebugging
import RegexSyntax
import SourceText

extension StepText {
  /// A line for each step, and for each stretch that repeats.
  func ahead(_ steps: [FoldedStep]) -> [String] {
    table(
      steps.map { step in
        switch step {
        case .step(let step):
          [
            self.step(step.number), name(ItemID(step.item)), "at \(step.position)",
            step.fails ? "fails" : "",
          ]
        case .again(let rounds, let length, let steps, let end):
          ["", again(rounds, length) + ", to \(self.step(steps.upperBound)) at \(end)"]
        }
      })
  }

  /// How often a round repeats, in words.
  func again(_ rounds: UInt64, _ length: Int) -> String {
    (length == 1 ? "the same, " : "these \(length) steps, ")
      + "\(Wording.count(rounds, "time")) more"
  }
}

extension SessionJSON {
  func ahead(_ steps: [FoldedStep]) -> JSONValue {
    fields([
      "type": .string("ahead"),
      "steps": .array(
        steps.map { step in
          switch step {
          case .step(let step):
            fields([
              "step": number(step.number), "item": item(ItemID(step.item)),
              "position": number(step.position), "fails": .bool(step.fails),
            ])
          case .again(let rounds, let length, let steps, let end):
            fields([
              "rounds": number(rounds), "round": number(length),
              "first": number(steps.lowerBound), "last": number(steps.upperBound),
              "position": number(end),
            ])
          }
        }),
    ])
  }
}
