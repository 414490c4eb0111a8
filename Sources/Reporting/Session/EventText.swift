// SPDX-License-Identifier: MIT
// The fine events between two steps, one line each.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

extension StepText {
  func events(_ events: [MachineEvent], _ program: Program) -> [String] {
    events.map { "  " + event($0, program) }
  }

  private func event(_ event: MachineEvent, _ program: Program) -> String {
    func code(_ instruction: Int) -> String {
      guard program.origins.indices.contains(instruction) else { return "" }
      return self.code(program.origins[instruction])
    }
    switch event {
    case .attempt(let start, _): return "attempt at \(start) begins"
    case .step(let number, let item, let position):
      return "step #\(number): \(name(ItemID(item))) at \(position)"
    case .matched(let instruction, let from, let to):
      return "\(code(instruction)) takes \(quoted(from, to)), [\(from),\(to))"
    case .fellShort(let instruction, let position):
      return "\(code(instruction)) takes some, but not enough: up to \(position)"
    case .failed(let instruction, let position):
      return "\(code(instruction)) fails at \(position)"
    case .choice(let kind, _, let position):
      return "a choice is left at \(position): \(words(kind))"
    case .gaveBack(_, let position): return "one is given back: on at \(position)"
    case .tookMore(_, let position): return "one more is taken: on at \(position)"
    case .backtrack(let kind, _, let position):
      return "back to a choice at \(position): \(words(kind))"
    case .open(let group, let position):
      return "\(map.describe(group: group)) begins at \(position)"
    case .close(let group, let old, let new):
      let before = old.map { ", before " + range($0) } ?? ""
      return "\(map.describe(group: group)) = \(range(new))\(before)"
    case .restore(let group, let value):
      return "\(map.describe(group: group)) is "
        + (value.map { range($0) } ?? "unset") + " again"
    case .enter(let instruction, let position, _): return "into \(code(instruction)) at \(position)"
    case .leave(_, let position, _): return "out again at \(position)"
    case .called(let group, _, let position, let depth):
      return "\(called(group)) is called at \(position), depth \(depth)"
    case .returned(let group, _, let position, _):
      return "the call of \(called(group)) ends at \(position)"
    case .verbEffect(let kind, _, let position, _): return "it acts on \(met(kind)) at \(position)"
    case .verb(let instruction, let position, let triggered):
      return "\(code(instruction)) \(triggered ? "takes effect" : "is passed") at \(position)"
    case .accept(let start, let end): return "the match is [\(start),\(end))"
    case .reject(let start): return "the attempt at \(start) has failed"
    }
  }

  /// What a verb acts on.
  private func met(_ kind: ChoiceKind) -> String {
    switch kind {
    case .alternative: "an alternative"
    case .look, .softLook: "a lookaround"
    case .lookDone: "a lookaround that was completed"
    case .lookNot: "a negative lookaround"
    case .condition: "a condition"
    case .call: "a call"
    default: "the attempt"
    }
  }

  private func words(_ kind: ChoiceKind) -> String {
    switch kind {
    case .attempt: "a new attempt"
    case .branch, .alternative, .calledAlternative: "another way on"
    case .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster, .giveBackReference:
      "give one back"
    case .takeUnit, .takeReference: "take one more"
    case .possessive: "leave the loop"
    case .lookNot: "the negative lookaround holds"
    case .condition: "the condition is false"
    case .atomic, .look, .softLook, .lookDone, .mark, .verb, .register, .capture, .call, .data,
      .giveBackGuarded, .takeGuarded:
      "nothing to try"
    }
  }
}
