// SPDX-License-Identifier: MIT
// One step in one plain sentence or two: what a stepper prints after every move.
//
//     #2 `\d+` at 0 fails: needs a digit, next is "o". The attempt at 0 is over; the next starts at 1.
//
// Tested by the goldens in fixtures/sessions.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

/// Puts places into words.
struct StepText {
  let text: SessionText
  var map: PatternMap { text.map }

  init(_ text: SessionText) { self.text = text }

  /// A place as one line.
  func line(_ place: PlaceView) -> String {
    switch place {
    case .step(let why): line(why)
    case .end(let end): line(end)
    }
  }

  // MARK: Names

  /// An item as code, with its place in the pattern where the text alone does not tell which one it is.
  func name(_ item: ItemID) -> String {
    if case .end = map.roles[item.index] { return "end of pattern" }
    let code = Wording.code(map.text(of: item), isUTF: text.isUTF)
    if map.lines.count > 1 {
      return map.lines.place(of: map.tree[item].position).description + " " + code
    }
    return map.isUnique(item) ? code : code + " (pattern \(map.tree[item].position))"
  }

  /// A node with its quantifier as code.
  func code(_ node: NodeID) -> String {
    let span = map.span(of: node)
    return Wording.code(Array(map.tree.source[span.start..<span.end]), isUTF: text.isUTF)
  }

  func quoted(_ start: Int, _ end: Int) -> String {
    let bound = min(max(start, 0), text.subject.count)
    return Wording.text(
      text.subject[bound..<min(max(end, bound), text.subject.count)], isUTF: text.isUTF)
  }

  func range(_ range: CaptureRange) -> String {
    "[\(range.start),\(range.end)) " + quoted(range.start, range.end)
  }

  func step(_ number: UInt64) -> String { "#\(number)" }

  // MARK: Steps

  func line(_ why: Why) -> String {
    let head = "#\(why.step.number) \(name(why.step.item)) at \(why.step.position)"
    switch why.verdict {
    case .matched(let span):
      let isZeroWide = span.isEmpty && !isRepeated(why.role)
      if isZeroWide { return head + " holds." }
      let took = span.isEmpty ? "the empty string" : quoted(span.start, span.end)
      return head + " matches \(took), [\(span.start),\(span.end))."
    case .passed: return head + ": " + sentence(passed(why))
    case .failed(let reason):
      let back = retreat(why)
      return head + " fails: " + sentence(self.reason(reason, why, short: true))
        + (back.isEmpty ? "" : " " + back)
    }
  }

  private func isRepeated(_ role: ItemRole) -> Bool {
    guard case .single(let node) = role else { return false }
    switch map.tree[node].kind {
    case .assertion: return false
    default: return true
    }
  }

  func sentence(_ words: String) -> String { words + "." }

  // MARK: The end

  func line(_ end: EndInfo) -> String {
    let after =
      "after \(Wording.count(end.end.steps, "step")) in \(Wording.count(end.end.attempts, "attempt"))"
    switch end.end.outcome {
    case .match:
      let whole = end.captures.first.flatMap { $0 }.map { range($0) } ?? ""
      return "Match \(whole) \(after)." + mark(end)
    case .partial:
      return "Partial match: the subject ended first, \(after)." + mark(end) + nearest(end)
    case .noMatch: return "No match \(after)." + mark(end) + nearest(end)
    case .limit(let limit):
      return "Stopped by the \(limit.rawValue) limit \(after)." + nearest(end)
    case .error(let error):
      return "Stopped \(after): \(error), which PCRE2 refuses."
    }
  }

  private func mark(_ end: EndInfo) -> String {
    guard let mark = end.mark else { return "" }
    let words = end.end.outcome == .match ? " The mark is " : " The mark passed last was "
    return words + Escaping().display(mark) + "."
  }
}
