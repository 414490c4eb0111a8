// SPDX-License-Identifier: MIT
// What came of a step, and what a choice would do, in few columns: for lists.
//
// Tested in RegexDebuggingTests/StepWordsTests.swift.

public import RegexDebugging
import RegexMachine
public import RegexSyntax
import SourceText

/// A choice in short.
public struct ShortChoice: Hashable, Sendable {
  /// The part of the pattern whose choice it is; nil if it is the next attempt.
  public var node: NodeID?
  /// That part's text, of an alternative only its own, escaped and cut; empty if there is none.
  public var name: String
  /// Where the part is: its offset, or its line and column where there is more than one line; empty if there is none.
  public var place: String
  /// Where in the subject the search would go on, in bytes; nil if nowhere.
  public var position: Int?
  /// What it would do: "took 2 → 1", "alternative 2", "next attempt at 1".
  public var action: String
}

extension StepWords {
  /// Longer stretches are counted in bytes, so that a list of them takes no time.
  private static let countedBytes = 4096

  /// What came of a step, in about 30 columns: "took "30"", "holds", "back to \d+".
  public func result(of line: StepLine) -> String {
    switch line.result {
    case .matched(let start, let end):
      guard start == end else { return "took " + quoted(start, end, 20) }
      return takesText(line.item) ? "took nothing" : "holds"
    case .passed: return passed(line.item)
    case .failed(let target?): return "fails, back to " + shortName(of: target)
    case .failed(nil): return "fails, attempt over"
    case .unknown: return "stopped here"
    }
  }

  private func takesText(_ item: ItemID) -> Bool {
    guard case .single(let node) = map.roles[item.index] else { return false }
    if case .assertion = map.tree[node].kind { return false }
    return true
  }

  private func passed(_ item: ItemID) -> String {
    switch map.roles[item.index] {
    case .open: return "begins"
    case .separator(_, let branch): return "alternative \(branch + 1) has matched"
    case .close: return "ends"
    case .end: return "the pattern has matched"
    case .callout: return "passed"
    case .single(let node):
      switch map.tree[node].kind {
      case .call: return "calls"
      default: return "passed"
      }
    }
  }

  /// What a choice would do, in short.
  public func shortChoice(_ row: ChoiceRow) -> ShortChoice {
    var position: Int? = row.position
    if case .nextAttempt(let start) = row.target { position = start }
    guard let node = row.target.owner else {
      return ShortChoice(node: nil, name: "", place: "", position: position, action: action(row))
    }
    var span = map.span(of: node)
    if case .alternative(_, let index) = row.target, case .group(let group) = map.tree[node].kind,
      index < group.branches.count
    {
      span = map.tree[group.branches, index].span
    }
    let place =
      map.lines.count > 1 ? map.lines.place(of: span.start).description : "\(span.start)"
    return ShortChoice(
      node: node, name: code(span, limit: 14), place: place, position: position,
      action: action(row))
  }

  private func action(_ row: ChoiceRow) -> String {
    switch row.target {
    case .nextAttempt(let start?): "next attempt at \(start)"
    case .nextAttempt(nil): "no match"
    case .alternative(_, let index): "alternative \(index + 1)"
    case .leave: "goes on behind"
    case .again: "another round"
    case .giveBack(_, let taken, let kept): "took " + change(taken, kept)
    case .takeMore(_, let taken): "took \(count(taken)), one more"
    case .holds: "holds"
    case .fewerCopies(_, let taken?): "took \(taken) \(arrow) \(taken - 1)"
    case .moreCopies(_, let taken?): "took \(taken) \(arrow) \(taken + 1)"
    case .fewerCopies(_, nil): "one copy less"
    case .moreCopies(_, nil): "one copy more"
    case .conditionDecided(_, let isTrue): isTrue ? "condition true" : "condition false"
    case .other: "goes on"
    }
  }

  private var arrow: String { isASCII ? "->" : "→" }

  private func change(_ taken: SourceSpan, _ kept: SourceSpan) -> String {
    guard taken.count <= Self.countedBytes || !words.text.isUTF else {
      return "\(taken.count) \(arrow) \(kept.count) bytes"
    }
    return "\(count(taken)) \(arrow) \(count(kept))"
  }

  /// The characters in a stretch of the subject.
  private func count(_ span: SourceSpan) -> String {
    guard words.text.isUTF else { return "\(span.count)" }
    guard span.count <= Self.countedBytes else { return "\(span.count) bytes" }
    let characters = words.text.subject[span.start..<span.end].count { $0 & 0xC0 != 0x80 }
    return "\(characters)"
  }
}
