// SPDX-License-Identifier: MIT
// Backtracking verbs and calls in words: when they are passed, and when the search comes back to them.
//
//     The search comes back to `(*SKIP)`: the next attempt starts at 7.
//
// Tested by the goldens in fixtures/sessions/verbs.txt and calls.txt.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

// MARK: Passing

extension StepText {
  /// What passing a verb does.
  func passing(_ verb: Verb, _ node: NodeID, _ why: Why) -> String {
    var parts: [String] = []
    if let mark = why.mark { parts.append("the mark is now " + Escaping().display(mark)) }
    switch verb.kind {
    case .mark, .fail: break
    case .accept: return (parts + accepting(why)).joined(separator: "; ")
    case .commit, .prune, .skip, .then:
      parts.insert(
        why.isIgnored
          ? "counts for nothing, no mark \(name(verb)) was passed when this attempt was run before"
          : "passed; " + warning(verb, node, why), at: 0)
    }
    return parts.isEmpty ? "passed" : parts.joined(separator: "; ")
  }

  private func name(_ verb: Verb) -> String {
    Escaping().display(verb.name.map { map.tree[$0] } ?? [])
  }

  /// What coming back to a verb would do.
  private func warning(_ verb: Verb, _ node: NodeID, _ why: Why) -> String {
    let around = map.groups(around: node)
    let isOnItsOwn = around.contains { map.isNegative($0) || map.isCondition($0) }
    guard why.callDepth == 0, !isOnItsOwn else { return "it acts if the search comes back to it" }
    let would = "coming back to it would "
    switch verb.kind {
    case .commit: return would + "end the search"
    case .skip where verb.name != nil:
      return would + "move the next attempt to where the mark \(name(verb)) was passed"
    case .skip where why.step.position > why.step.attemptStart:
      return would + "move the next attempt to \(why.step.position)"
    case .then: return would + giveUp(node, around)
    default: return would + "end the attempt"
    }
  }

  /// What (*THEN) gives up.
  private func giveUp(_ node: NodeID, _ around: [NodeID]) -> String {
    for id in around + [map.tree.root] {
      guard case .group(let group) = map.tree[id].kind else { continue }
      switch group.kind {
      case .conditional: continue
      case .lookahead, .lookbehind, .nonAtomicLookahead, .nonAtomicLookbehind:
        if group.branches.count == 1 { return "make " + map.description(of: id) + " fail" }
      default: break
      }
      if group.branches.count > 1 { return "give up this alternative of " + alternation(id) }
    }
    return "end the attempt"
  }

  private func alternation(_ id: NodeID) -> String {
    id == map.tree.root ? "the pattern" : code(id)
  }

  private func accepting(_ why: Why) -> [String] {
    var parts: [String] = []
    let returned = returning(why)
    if !returned.isEmpty {
      parts = returned
    } else if case .end(let end) = why.next, end.outcome == .match {
      parts = ["the match ends here"]
    } else if case .step(let next) = why.next {
      parts = ["an assertion ends here and holds", "on at \(next.position)"]
    }
    for change in why.closed {
      guard let new = change.new else { continue }
      parts.append("\(map.describe(group: change.group)) is now " + range(new))
    }
    return parts.isEmpty ? ["accepts"] : parts
  }
}

// MARK: Calls

extension StepText {
  /// A group that is called, 0 = the whole pattern.
  func called(_ group: Int) -> String {
    group == 0 ? "the whole pattern" : map.describe(group: group)
  }

  /// What a call does.
  func calling(_ target: GroupReference, _ why: Why) -> String {
    if let call = why.calls.first(where: \.begins) {
      return "\(called(call.group)) is called; depth \(call.depth)"
    }
    if case .end(let end) = why.next, case .error = end.outcome {
      return "calls \(map.describe(target)), which is already being called at this position"
    }
    if case .end = why.next { return "calls " + map.describe(target) }
    return "the call of \(map.describe(target)) is left out for now"
  }

  /// The end of calls, and what begins behind them, as clauses.
  func returning(_ why: Why) -> [String] {
    var parts: [String] = []
    for call in why.calls {
      if call.begins {
        parts.append("\(called(call.group)) is called again; depth \(call.depth)")
      } else {
        let item = map.tree[call.node].item.map { name($0) } ?? code(call.node)
        parts.append("the call of \(called(call.group)) ends, back behind \(item)")
      }
    }
    return parts + restored(why.restored)
  }
}

// MARK: Coming back

extension StepText {
  /// What verbs did on the way back, and where the search goes on, as sentences.
  func verbs(_ retreat: Retreat, _ direction: String) -> String {
    var sentences: [String] = []
    var isComplete = false
    for verb in retreat.verbs {
      let item = map.tree[verb.node].item.map { name($0) } ?? code(verb.node)
      let (words, tellsAll) = effect(verb, retreat, direction)
      sentences.append("The search comes back to \(item): \(words)")
      isComplete = tellsAll
    }
    if !isComplete { sentences.append(direction) }
    return sentences.joined(separator: " ")
  }

  /// What a verb did; whether nothing is left to say of where the search goes on.
  private func effect(
    _ verb: VerbEffect, _ retreat: Retreat, _ direction: String
  ) -> (String, tellsAll: Bool) {
    switch verb.effect {
    case .endsSearch: return ("no further attempt is made, so there is no match.", true)
    case .endsAttempt: return (direction.prefix(1).lowercased() + direction.dropFirst(), true)
    case .skips(let start, nil): return ("the next attempt starts at \(start).", true)
    case .skips(let start, let mark?):
      let there = start == mark ? "there" : "at \(start)"
      return (
        "the mark \(markName(verb)) was passed at \(mark), the next attempt starts \(there).", true
      )
    case .markIsTooEarly(let mark):
      return ("the mark \(markName(verb)) was passed at \(mark), no further than the start.", false)
    case .runsAgain:
      return ("no mark \(markName(verb)) was passed, the attempt is run again without it.", true)
    case .nextAlternative: return (nextAlternative(retreat), true)
    case .noAlternativeLeft: return ("this was the last alternative.", false)
    case .lookaroundFails(let node): return (map.description(of: node) + " fails.", false)
    case .failsAfter(let node):
      return ("a failure like others, as \(map.description(of: node)) stands before it.", false)
    case .contentFails(let node):
      return ("the content of \(map.description(of: node)) does not match.", false)
    case .callFails(let group): return ("the call of \(called(group)) fails.", false)
    }
  }

  private func nextAlternative(_ retreat: Retreat) -> String {
    guard case .alternative(let node, let index) = retreat.target else {
      return "the next alternative is tried."
    }
    return (retreat.step.map { "back to \(step($0)), " } ?? "")
      + "\(branch(node, index)) is tried at \(retreat.position)."
  }

  private func markName(_ verb: VerbEffect) -> String {
    guard case .verb(let verb) = map.tree[verb.node].kind else { return "" }
    return name(verb)
  }
}
