// SPDX-License-Identifier: MIT
// Breakpoints, watchpoints and catchpoints; where there is room below, the items that were tried most.
//
//       1 ● 3:5 `(?<num>`        2 hits
//       3 ○ 4:7 `$` if pos > 10  off
//
//     Item visits (top)
//     `$` 4:7     ████████████ 18
//
// Tested in StepperUITests/ListPaneTests.swift.

import RegexDebugging
import RegexSyntax
import Reporting
import TerminalScreen

/// Draws the breakpoints.
struct BreakpointsPane: PaneView {
  let model: Model

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    guard columns > 0, rows > 0 else { return canvas.content }
    let breakpoints = model.scene.breakpoints
    let words = StepWords(model.scene.text, isASCII: canvas.isASCII)
    var free = breakpoints.count
    if breakpoints.isEmpty {
      free = putHint(&canvas)
    } else {
      let selected = model.selectedRow[.breakpoints]
      canvas.content.scroll = scrolled(
        to: selected ?? 0, seen: rows, of: breakpoints.count, chosen: model.scroll[.breakpoints])
      let seen = breakpoints.indices.dropFirst(canvas.content.scroll.top).prefix(rows)
      let table = ListTable(
        seen.map { cells(breakpoints[$0], words, columns: columns) }, columns: columns - 2)
      for (row, index) in seen.enumerated() {
        canvas.put(
          table, row, isMarked: index == selected, isSelected: index == selected, row: row)
        canvas.mark(.row(index), 0..<columns, row: row)
      }
    }
    putVisits(from: free + 1, words, &canvas)
    return canvas.content
  }

  /// How to set one.
  private func putHint(_ canvas: inout Canvas) -> Int {
    let lines = StyledText("none; b sets one on the chosen item", .dim)
      .wrapped(to: max(1, canvas.columns - 1), asciiOnly: canvas.isASCII)
    for (row, line) in lines.enumerated() {
      canvas.content.grid.put(line, column: 1, row: row, asciiOnly: canvas.isASCII)
    }
    return lines.count
  }

  // MARK: Breakpoints

  private func cells(
    _ breakpoint: Breakpoint, _ words: StepWords, columns: Int
  ) -> [ListTable.Cell] {
    let isOn = breakpoint.isEnabled && breakpoint.isResolved
    let name = description(breakpoint, words)
    let notes = self.notes(breakpoint, isShort: columns < 28)
    return [
      .init("\(breakpoint.id)", .dim),
      .init(String(sign(of: breakpoint)), isOn ? CellStyle(.stop, .bold) : .dim),
      .init(name, isOn ? .plain : .dim, shrinks: true), .init(notes, .dim),
    ]
  }

  /// What there is to know of it besides: in few columns only how often it was met.
  private func notes(_ breakpoint: Breakpoint, isShort: Bool) -> String {
    if isShort { return breakpoint.hits > 0 ? "x\(breakpoint.hits)" : "" }
    var notes: [String] = []
    if !breakpoint.isEnabled { notes.append("off") }
    if !breakpoint.isResolved { notes.append("not there now") }
    if breakpoint.isTemporary { notes.append("once") }
    if breakpoint.options.ignore > 0 { notes.append("ignores \(breakpoint.options.ignore)") }
    if breakpoint.hits > 0 { notes.append(Wording.count(breakpoint.hits, "hit")) }
    if !breakpoint.commands.isEmpty {
      notes.append(Wording.count(breakpoint.commands.count, "command"))
    }
    return notes.joined(separator: ", ")
  }

  private func sign(of breakpoint: Breakpoint) -> Character {
    guard breakpoint.isEnabled else { return model.symbols.disabled }
    switch breakpoint.target {
    case .watch: return model.symbols.watch
    case .event: return model.symbols.catching
    case .offset, .lineColumn, .text, .group, .position, .subjectLine:
      return model.symbols.breakpoint
    }
  }

  /// Texts may stand for thousands of items, which are not all named.
  private func description(_ breakpoint: Breakpoint, _ words: StepWords) -> String {
    guard breakpoint.items.count > 4, let first = breakpoint.items.first else {
      return words.description(of: breakpoint)
    }
    return words.name(of: first) + " and \(breakpoint.items.count - 1) more"
  }

  // MARK: Visits

  /// Draws the items that were tried most, as bars.
  private func putVisits(from row: Int, _ words: StepWords, _ canvas: inout Canvas) {
    let room = canvas.rows - row - 1
    guard room >= 2, canvas.columns >= 24, let heat = model.details.heat else { return }
    let top = mostVisited(heat.profile, count: min(room, 12))
    guard let most = top.first?.visits else { return }
    canvas.put(
      heat.isComplete ? "Item visits (top)" : "Item visits so far (top)", column: 1, row: row,
      CellStyle(.border))
    let names = top.map { "\(words.shortName(of: $0.item)) \(words.place(of: $0.item))" }
    let nameWidth = min(canvas.columns / 2, names.map { canvas.width(of: $0) }.max() ?? 0)
    let bars = max(1, canvas.columns - nameWidth - 10)
    for (index, entry) in top.enumerated() {
      let y = row + 1 + index
      canvas.put(names[index], column: 1, row: y, limit: nameWidth + 1)
      let length = max(1, Int(Double(entry.visits) / Double(most) * Double(bars)))
      let failures = heat.profile.failures[entry.item.index]
      canvas.put(
        String(repeating: model.symbols.block, count: length), column: nameWidth + 2, row: y,
        CellStyle(failures >= entry.visits ? .bad : .good), limit: nameWidth + 2 + bars)
      canvas.putRight(shortNumber(entry.visits), before: canvas.columns, row: y, .dim)
      canvas.mark(.item(entry.item), 0..<canvas.columns, row: y)
    }
  }

  private func mostVisited(
    _ profile: Profile, count: Int
  ) -> [(item: ItemID, visits: UInt64)] {
    var top: [(item: ItemID, visits: UInt64)] = []
    let items = model.scene.text.map.tree.items.count
    for (index, visits) in profile.visits.enumerated() where visits > 0 && index < items {
      if top.count == count {
        guard let last = top.last, visits > last.visits else { continue }
        top.removeLast()
      }
      let place = top.firstIndex { $0.visits < visits } ?? top.count
      top.insert((ItemID(index), visits), at: place)
    }
    return top
  }
}
