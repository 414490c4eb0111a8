// SPDX-License-Identifier: MIT
// What the items of the pattern are, in words: in the pane's heading and below its lines.
//
// Example: "item 14 of 16 · `$` the end of a line · 18 visits, 18 fails".
// Tested in StepperUITests/PatternPaneTests.swift.

import RegexDebugging
import RegexSyntax
import Reporting
import TerminalScreen

extension PatternPane {
  /// What the frame says of the item in hand.
  var heading: [String] {
    let count = map.tree.items.count
    guard let item = selected ?? current else { return [Wording.count(count, "item")] }
    let head = selected != nil ? "chosen: " : model.step == nil ? "nearest miss: " : ""
    return [
      head + "item \(item.index + 1) of \(count)", name(of: item, isShort: true),
      visits(of: item),
    ]
  }

  /// What stands below the pattern: the item in hand and what is around it, then the one that is chosen.
  func tell(from row: Int, column: Int, _ canvas: inout Canvas) {
    var lines: [(text: String, style: CellStyle)] = []
    if let current { lines.append((name(of: current), .plain)) }
    if let place = surroundings { lines.append((place, .dim)) }
    if let selected {
      let visits = visits(of: selected)
      lines.append(
        ("chosen: " + name(of: selected) + (visits.isEmpty ? "" : "; " + visits), .plain))
    }
    let free = canvas.rows - row
    var y = row + (free > lines.count ? 1 : 0)
    for line in lines where y < canvas.rows {
      canvas.put(line.text, column: column, row: y, line.style)
      y += 1
    }
  }

  /// An item as code with what it asks for.
  private func name(of item: ItemID, isShort: Bool = false) -> String {
    let words =
      switch map.roles[item.index] {
      case .single(let node) where isShort: map.description(of: node)
      case .single(let node), .callout(let node): map.fullDescription(of: node)
      case .open(let node): map.description(of: node) + " begins"
      case .separator(_, let branch): "end of alternative \(branch + 1)"
      case .close(let node): map.description(of: node) + " ends"
      case .end: "end of the pattern"
      }
    guard map.roles[item.index] != .end else { return words }
    return Wording.code(map.text(of: item), isUTF: model.scene.text.isUTF, limit: 24) + " " + words
  }

  private func visits(of item: ItemID) -> String {
    guard let heat = model.details.heat, heat.profile.visits.indices.contains(item.index) else {
      return ""
    }
    let words =
      Wording.count(heat.profile.visits[item.index], "visit") + ", "
      + Wording.count(heat.profile.failures[item.index], "fail")
    return heat.isComplete ? words : words + " so far"
  }

  /// The groups around the item, the innermost first.
  private var surroundings: String? {
    var parts: [String] = []
    for frame in model.scene.frames {
      guard case .group(let node, let branch) = frame.kind, node != map.tree.root else { break }
      var words = map.description(of: node)
      if case .group(let group) = map.tree[node].kind, group.branches.count > 1 {
        words = "alternative \(branch + 1) of \(group.branches.count) of " + words
      }
      parts.append(words)
      if parts.count == 4 { break }
    }
    return parts.isEmpty ? nil : "in " + parts.joined(separator: ", in ")
  }
}
