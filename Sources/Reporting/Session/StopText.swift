// SPDX-License-Identifier: MIT
// Breakpoints that were met, the frames around a step, and the profile of the items.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// The breakpoints that were met; those that watch or catch have a line of their own.
  func met(_ hits: [BreakpointHit]) -> [String] {
    var plain: [String] = []
    var lines: [String] = []
    for hit in hits {
      switch hit.target {
      case .watch:
        let words = hit.changes.map { change($0) }.joined(separator: "; ")
        lines.append("Watchpoint \(hit.id): \(words).")
      case .event(let event): lines.append("Catchpoint \(hit.id): \(event.rawValue).")
      default: if !hit.isTracepoint { plain.append("\(hit.id)") }
      }
    }
    guard !plain.isEmpty else { return lines }
    let names = plain.joined(separator: ", ")
    return [(plain.count == 1 ? "Breakpoint " : "Breakpoints ") + names + "."] + lines
  }

  private func change(_ change: WatchChange) -> String {
    switch change {
    case .position(let old, let new): return "the position was \(old), is now \(new)"
    case .capture(let capture):
      let name = map.describe(group: capture.group)
      return "\(name) was \(value(capture.old)), is now \(value(capture.new))"
    }
  }

  private func value(_ range: CaptureRange?) -> String { range.map { self.range($0) } ?? "unset" }

  // MARK: Frames

  func frames(_ frames: [Frame], _ selected: Int) -> [String] {
    table(
      frames.enumerated().map { number, frame in
        [(number == selected ? ">" : " ") + "\(number)"] + cells(frame)
      }, indent: " ")
  }

  func frame(_ frame: Frame, _ number: Int) -> [String] {
    let node = node(of: frame)
    let span = map.span(of: node)
    let excerpt = CaretExcerpt(
      map.tree.source, marking: span, width: 72, escaping: Escaping(showsUnicode: text.isUTF))
    return ["    " + excerpt.text, "    " + excerpt.marker]
      + table([["\(number)"] + cells(frame)], indent: " ")
  }

  private func node(of frame: Frame) -> NodeID {
    switch frame.kind {
    case .group(let node, _), .call(let node, _): node
    }
  }

  func cells(_ frame: Frame) -> [String] {
    let since = frame.start.map { "from \($0)" } ?? ""
    switch frame.kind {
    case .group(let node, let branch):
      var words = map.description(of: node)
      if case .group(let group) = map.tree[node].kind, group.branches.count > 1 {
        words += ", alternative \(branch + 1) of \(group.branches.count)"
      }
      return [node == map.tree.root ? "" : code(node), words, since]
    case .call(let node, let group):
      return [code(node), "call of " + called(group), since]
    }
  }

  // MARK: Profile

  func profile(_ profile: Profile) -> [String] {
    let rows = map.tree.items.indices.map { index in
      [
        name(ItemID(index)), "tried \(profile.visits[index])",
        profile.failures[index] == 0 ? "" : "failed \(profile.failures[index])",
      ]
    }
    return [
      "\(Wording.count(profile.steps, "step")); furthest position \(profile.furthest.position), "
        + "first reached at \(step(profile.furthest.step)):"
    ] + table(rows)
  }
}
