// SPDX-License-Identifier: MIT
// Why a step fails, and where the search goes back to.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// Why an item fails, without a full stop.
  ///
  /// In short characters are shown without their code points.
  func reason(_ reason: FailureReason, _ why: Why, short: Bool) -> String {
    self.reason(reason, why.found, at: why.step.position, short: short)
  }

  /// The same for a failure at a position where something was found.
  func reason(
    _ reason: FailureReason, _ found: Found, at position: Int, short: Bool
  ) -> String {
    switch reason {
    case .needs(let words): return "needs \(words), " + next(found, short)
    case .tooFew(let words, _, let count, let at):
      let seen = count == 0 ? "" : "only \(count) here; "
      return "needs \(words), \(seen)" + next(character(at: at), short)
    case .noWordBoundary(bothAreWords: true):
      return "no word boundary here, both sides are word characters"
    case .noWordBoundary(bothAreWords: false):
      return "no word boundary here, neither side is a word character"
    case .wordBoundary(wordIsBefore: true): return "a word ends here"
    case .wordBoundary(wordIsBefore: false): return "a word begins here"
    case .groupNotSet(let name): return name + " is not set"
    case .notTheSameText(let name, let span):
      return "needs \(quoted(span.start, span.end)), the text of \(name); "
        + next(found, short)
    case .tooNearToStart(let characters):
      return "there are not \(Wording.count(characters, "character")) before \(position)"
    case .contentMatched(let name): return "the content matches, so \(name) does not hold"
    case .always: return "it always does"
    case .noScriptRun(let span):
      return "\(quoted(span.start, span.end)) is no script run, it mixes scripts or sets of digits"
    case .takesNoMore: return "takes no more, " + next(found, short)
    case .holdsAtStartOnly: return "holds only where the search starts"
    case .emptyMatch: return "the match would be empty, which is not allowed"
    case .notAtSubjectEnd: return "the match would end before the subject does"
    }
  }

  func next(_ found: Found, _ short: Bool) -> String {
    switch found {
    case .end: "the subject ends here"
    case .character(let value):
      "next is "
        + (short
          ? Wording.quoted(value, isUTF: text.isUTF) : Wording.numbered(value, isUTF: text.isUTF))
    }
  }

  func character(at position: Int) -> Found {
    guard position < text.subject.count else { return .end }
    return text.isUTF
      ? .character(decodeUTF8(text.subject, at: position).value)
      : .character(UInt32(text.subject[position]))
  }

  // MARK: Going back

  /// Where the search goes back to, as sentences; empty if it does not.
  func retreat(_ why: Why) -> String {
    guard let retreat = why.retreat else { return "" }
    let result = verbs(retreat, direction(retreat, why))
    return ([result] + restored(retreat.restored).map { capitalised($0) + "." })
      .joined(separator: " ")
  }

  /// Groups that get back a former value, as clauses.
  func restored(_ changes: [CaptureChange]) -> [String] {
    let unset = changes.filter { $0.new == nil }.map { map.describe(group: $0.group) }
    var result: [String] = []
    if let last = unset.last {
      let names = unset.dropLast().joined(separator: ", ")
      result.append(
        names.isEmpty ? "\(last) is unset again" : "\(names) and \(last) are unset again")
    }
    for change in changes {
      guard let new = change.new else { continue }
      result.append("\(map.describe(group: change.group)) is \(range(new)) again")
    }
    return result
  }

  private func direction(_ retreat: Retreat, _ why: Why) -> String {
    let back = retreat.step.map { "Back to \(step($0)): " } ?? "Then "
    switch retreat.target {
    case .nextAttempt(nil): return "Nothing is left to try: no match."
    case .nextAttempt(let start?):
      return "The attempt at \(why.step.attemptStart) is over; the next starts at \(start)."
    case .alternative(let node, let index):
      return back + "\(branch(node, index)) is tried at \(retreat.position)."
    case .leave(let node):
      return back + (isLeftOut(node, retreat) ? "leaves out " : "goes on behind ")
        + "\(code(node)) at \(retreat.position)."
    case .again(let node):
      return back + (isLeftOut(node, retreat) ? "goes into " : "starts another round of ")
        + "\(code(node)) at \(retreat.position)."
    case .giveBack(let node, let taken, let kept):
      return back + "\(code(node)) took \(quoted(taken.start, taken.end)), gives back "
        + "\(quoted(kept.end, taken.end))."
    case .takeMore(let node, let taken):
      return back + "\(code(node)) took \(quoted(taken.start, taken.end)), takes "
        + "\(quoted(taken.end, retreat.position)) as well."
    case .holds(let node):
      return "So \(map.description(of: node)) holds; on at \(retreat.position)."
    case .fewerCopies(let node, let taken):
      return back + "\(code(node)) " + copies(taken) + "gives back one."
    case .moreCopies(let node, let taken):
      return back + "\(code(node)) " + copies(taken) + "takes one more."
    case .conditionDecided(_, let isTrue):
      return "So the condition is \(isTrue ? "true" : "false"); on at \(retreat.position)."
    case .other: return back + "goes on at \(retreat.position)."
    }
  }

  /// "took 2 copies, ", or nothing if that is not known.
  func copies(_ taken: Int?) -> String {
    guard let taken else { return "" }
    return "took " + (taken == 1 ? "1 copy, " : "\(taken) copies, ")
  }

  /// Whether a group is passed over rather than left after a round.
  private func isLeftOut(_ node: NodeID, _ retreat: Retreat) -> Bool {
    guard let item = retreat.item else { return false }
    switch map.roles[item.index] {
    case .open, .single: return true
    default: return false
    }
  }

  /// An alternative of a group, counted from 0, with its text.
  func branch(_ node: NodeID, _ index: Int) -> String {
    guard case .group(let group) = map.tree[node].kind, index < group.branches.count else {
      return "the next alternative"
    }
    let span = trimmed(map.tree[group.branches, index].span, map.tree[node].modes)
    guard !span.isEmpty else { return "alternative \(index + 1), which is empty," }
    return "alternative \(index + 1), "
      + Wording.code(Array(map.tree.source[span.start..<span.end]), isUTF: text.isUTF) + ","
  }

  /// A span without the blanks around it that extended mode ignores.
  private func trimmed(_ span: SourceSpan, _ modes: Modes) -> SourceSpan {
    guard modes.contains(.extended) else { return span }
    let source = map.tree.source
    var span = span
    while span.start < span.end && source[span.start] <= 0x20 { span.start += 1 }
    while span.end > span.start && source[span.end - 1] <= 0x20 { span.end -= 1 }
    return span
  }

  func capitalised(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }
}
