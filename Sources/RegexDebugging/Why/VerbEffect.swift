// SPDX-License-Identifier: MIT
// What becomes of the search when it comes back to a backtracking verb.
//
// Source: pcre2pattern(3), "Backtracking control"; the rules stand in RegexMachine/Execution+Verbs.swift.

import RegexMachine
import RegexProgram
public import RegexSyntax

/// A verb to which the search came back, and what it did.
public struct VerbEffect: Hashable, Sendable {
  /// The kinds of effects.
  public enum Effect: Hashable, Sendable {
    /// No further attempt is made.
    case endsSearch
    /// The attempt is over, the next one starts as always.
    case endsAttempt
    /// The attempt is over, the next one starts at a place; mark = where the mark was passed.
    case skips(to: Int, mark: Int?)
    /// The mark was passed at a place, but no further than the start: the next attempt starts as always.
    case markIsTooEarly(Int)
    /// No such mark was passed: the attempt is run again without the verb.
    case runsAgain
    /// The next alternative is tried.
    case nextAlternative
    /// The alternative was the last one of its group, so the group fails.
    case noAlternativeLeft
    /// The lookaround that it stands in fails.
    case lookaroundFails(NodeID)
    /// An ordinary failure, because a lookaround has been completed in front of it.
    case failsAfter(NodeID)
    /// The content of a negative lookaround, or of a condition, does not match.
    case contentFails(NodeID)
    /// The call of a group fails, 0 = the whole pattern.
    case callFails(Int)
  }
  /// The verb.
  public var node: NodeID
  /// What it did.
  public var effect: Effect
}

/// A call that begins or ends at a step.
public struct CallChange: Hashable, Sendable {
  /// The group, 0 = the whole pattern.
  public var group: Int
  /// The node of the call.
  public var node: NodeID
  /// Whether it begins; else it ends.
  public var begins: Bool
  /// The number of calls active from now on.
  public var depth: Int
}

extension Program {
  /// The effects of the verbs that are triggered in a stretch of events, in order.
  func verbEffects(_ events: [MachineEvent]) -> [VerbEffect] {
    var result: [VerbEffect] = []
    var verb: (instruction: Int, node: NodeID)?
    for (index, event) in events.enumerated() {
      switch event {
      case .verb(let instruction, _, triggered: true):
        verb = (instruction, origins[instruction])
      case .verbEffect(let kind, let target, let position, let mark):
        guard let triggered = verb else { continue }
        verb = nil
        let effect: VerbEffect.Effect =
          switch kind {
          case .alternative: target < 0 ? .noAlternativeLeft : .nextAlternative
          case .look, .softLook: .lookaroundFails(origins[target])
          case .lookDone: .failsAfter(origins[target])
          case .lookNot, .condition: .contentFails(origins[target])
          case .call: .callFails(Int(code[target].a))
          default:
            end(triggered.instruction, at: position, mark, events[(index + 1)...])
          }
        result.append(VerbEffect(node: triggered.node, effect: effect))
      default: continue
      }
    }
    return result
  }

  /// The effect of a verb that has come down to the attempt.
  private func end(
    _ instruction: Int, at start: Int, _ mark: Int?, _ rest: ArraySlice<MachineEvent>
  ) -> VerbEffect.Effect {
    let verb = code[instruction]
    guard verb.operation != .commit else { return .endsSearch }
    var next: (start: Int, reason: AttemptReason)?
    for case .attempt(let start, let reason) in rest {
      next = (start, reason)
      break
    }
    guard let next, next.reason == .skip else {
      if verb.operation == .skip, let mark { return .markIsTooEarly(mark) }
      return .endsAttempt
    }
    let isNamed = verb.b != 0
    if isNamed && mark == nil { return .runsAgain }
    return .skips(to: next.start, mark: mark)
  }
}
