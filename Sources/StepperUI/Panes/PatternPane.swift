// SPDX-License-Identifier: MIT
// The pattern: its lines with the item in hand, the one that is chosen, breakpoints, and how often the items of each
// line were tried. What is left of the room tells what the items are.
//
//      ●  3    | (?<num> \d+ )                    # number          ▂▇      30
//       > 4  ) \s* $                                               ▅█      42
//                  ^
//
// Tested in StepperUITests/PatternPaneTests.swift.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import SourceText
import TerminalScreen

/// Draws the pattern.
struct PatternPane: PaneView {
  let model: Model

  /// What the end of the pattern looks like where it is the item in hand.
  static let endGlyph = Glyph(" ")

  var map: PatternMap { model.scene.text.map }
  var layout: PatternLayout { model.layout }
  /// The item of the step; at the end without a match the one that most likely kept the search from it.
  var current: ItemID? { model.step?.item ?? model.scene.missedItem }
  private var currentStyle: CellStyle {
    model.step == nil ? CellStyle(.furthest, [.bold, .underlined]) : CellStyle(.current)
  }
  /// The item that the user has chosen.
  private var chosen: ItemID? {
    model.selectedItem.flatMap { map.roles.indices.contains($0.index) ? $0 : nil }
  }
  /// The same, if it is another one than that of the step.
  var selected: ItemID? { chosen == current ? nil : chosen }

  func content(columns: Int, rows: Int) -> PaneContent {
    var canvas = Canvas(model, columns: columns, rows: rows)
    canvas.head(.pattern, heading)
    guard columns > 0, rows > 0 else { return canvas.content }
    let text = DrawnText(
      bytes: map.tree.source, isUTF: model.scene.text.isUTF, isASCII: canvas.isASCII)
    let gutter = Gutter(lines: layout.lines.count, columns: columns)
    let wantsHeat = model.settings.showsHeat && columns - gutter.width >= Self.leastForHeat
    let heat = wantsHeat ? model.details.heat.map { HeatColumn($0.profile, columns: columns) } : nil
    let room = max(1, columns - gutter.width - (heat.map { $0.width + 2 } ?? 0))
    let layoutRows = PatternRows(layout, text, columns: room, most: rows)
    let marked = Set([current, selected].compactMap { $0.map { row(of: $0, in: layoutRows) } })
    let hasMarkers = layoutRows.count + marked.count <= rows || rows >= 6
    let seen = rows - (hasMarkers ? marked.count : 0)
    var y = 0
    canvas.content.scroll = scrolled(
      to: (chosen ?? current).map { row(of: $0, in: layoutRows) } ?? 0, seen: max(1, seen),
      of: layoutRows.count, chosen: model.scroll[.pattern])
    for index in canvas.content.scroll.top..<layoutRows.count where y < rows {
      let row = layoutRows[index]
      let window = self.window(of: row, text, columns: room)
      gutter.draw(row, self, &canvas, y)
      draw(window, column: gutter.width, row: y, columns: room, &canvas)
      if row.isFirst, let heat {
        heat.draw(layout.items(in: layout.lines[row.line]), row: y, &canvas)
      }
      y += 1
      guard hasMarkers, marked.contains(index) else { continue }
      drawMarks(window, column: gutter.width, row: y, &canvas)
      y += 1
    }
    tell(from: y, column: gutter.width, &canvas)
    return canvas.content
  }

  /// Panes narrower than this have no bars.
  private static let leastForHeat = 36

  // MARK: Rows

  private func row(of item: ItemID, in rows: PatternRows) -> Int {
    rows.row(of: layout.span(of: item).start, line: layout.line(of: item))
  }

  private func window(of row: PatternRows.Row, _ text: DrawnText, columns: Int) -> TextWindow {
    let isEnd = row.isLast && row.line == layout.lines.count - 1
    let end = isEnd ? Self.endGlyph : nil
    let item = [chosen, current].compactMap { $0 }.first {
      layout.line(of: $0) == row.line
    }
    return TextWindow(
      text, in: row.span, around: item.map { layout.span(of: $0).start } ?? row.span.start,
      columns: columns, end: end)
  }

  private func draw(
    _ window: TextWindow, column: Int, row: Int, columns: Int, _ canvas: inout Canvas
  ) {
    guard let first = window.pieces.first else { return }
    let span = SourceSpan(first.offset, window.end)
    let styles = self.styles(in: span)
    canvas.put(window, column: column, row: row, columns: columns) {
      styles[$0.offset - span.start]
    }
    for item in layout.items(in: span) {
      guard let seen = self.columns(of: item, window) else { continue }
      canvas.mark(.item(item), seen.lowerBound + column..<seen.upperBound + column, row: row)
    }
  }

  /// How each byte of a stretch looks, and the end behind it.
  private func styles(in span: SourceSpan) -> [CellStyle] {
    var styles = [CellStyle](repeating: .plain, count: span.count + 1)
    func paint(_ part: SourceSpan, _ style: CellStyle) {
      let start = max(part.start, span.start) - span.start
      let end = min(max(part.end, part.start + 1), span.end + 1) - span.start
      for index in start..<max(start, end) { styles[index] = style }
    }
    for comment in layout.comments(in: span) { paint(comment, .dim) }
    for item in layout.items(in: span) {
      paint(layout.span(of: item), style(of: item))
    }
    return styles
  }

  private func style(of item: ItemID) -> CellStyle {
    var style = CellStyle.plain
    switch map.roles[item.index] {
    case .open, .separator, .close: style = CellStyle(.group)
    case .single, .callout, .end: break
    }
    if stops(at: item) != nil { style = CellStyle(.stop, .bold) }
    if item == current { style = currentStyle }
    if item == selected { style.attributes.insert(.underlined) }
    return style
  }

  /// Whether there is a breakpoint on an item, and whether one of them is switched on.
  func stops(at item: ItemID) -> Bool? {
    var result: Bool?
    for breakpoint in model.scene.breakpoints where !breakpoint.items.isEmpty {
      let items = breakpoint.rule.items
      guard items.indices.contains(item.index), items[item.index] else { continue }
      result = (result ?? false) || breakpoint.isEnabled
    }
    return result
  }

  /// The same for all items of a line.
  fileprivate func stops(inLine line: Int) -> Bool? {
    guard model.scene.breakpoints.contains(where: { !$0.items.isEmpty }) else { return nil }
    var result: Bool?
    for item in layout.items(in: layout.lines[line]) {
      guard let isEnabled = stops(at: item) else { continue }
      if isEnabled { return true }
      result = false
    }
    return result
  }

  /// The columns in which an item is seen.
  private func columns(of item: ItemID, _ window: TextWindow) -> Range<Int>? {
    guard let first = window.pieces.first else { return nil }
    let label = layout.span(of: item)
    let start = max(label.start, first.offset)
    let last = min(max(label.end - 1, label.start), max(first.offset, window.end - 1))
    guard let from = window.columns(of: start),
      let to = window.columns(of: label.isEmpty ? label.start : last)
    else { return nil }
    return from.lowerBound..<max(from.upperBound, to.upperBound)
  }

  /// `^` below the item in hand, `~` below the one that is chosen.
  private func drawMarks(
    _ window: TextWindow, column: Int, row: Int, _ canvas: inout Canvas
  ) {
    let marks: [(ItemID?, String, CellStyle)] = [
      (selected, "~", CellStyle(.key)), (current, "^", currentStyle),
    ]
    for case (let item?, let sign, let style) in marks {
      guard let seen = columns(of: item, window) else { continue }
      canvas.put(
        String(repeating: sign, count: seen.count), column: column + seen.lowerBound, row: row,
        CellStyle(style.ink == .current ? .plain : style.ink, .bold))
    }
  }
}

/// What stands before the lines: a sign for breakpoints, one for the line in hand, the number.
private struct Gutter {
  let width: Int
  private let signColumn: Int
  private let digits: Int

  init(lines: Int, columns: Int) {
    digits = lines > 1 ? String(lines).count : 0
    if columns < 12 {
      (signColumn, width) = (-1, 0)
    } else if columns < 36 {
      (signColumn, width) = (0, lines > 1 ? digits + 3 : 2)
    } else {
      (signColumn, width) = (1, lines > 1 ? digits + 6 : 3)
    }
  }

  func draw(_ row: PatternRows.Row, _ pane: PatternPane, _ canvas: inout Canvas, _ y: Int) {
    guard signColumn >= 0, row.isFirst else { return }
    if let stops = pane.stops(inLine: row.line) {
      canvas.put(
        stops ? canvas.symbols.breakpoint : canvas.symbols.disabled, column: signColumn, row: y,
        stops ? CellStyle(.stop, .bold) : .dim)
    }
    guard digits > 0 else { return }
    let isCurrent = pane.current.map { pane.layout.line(of: $0) } == row.line
    if isCurrent { canvas.put(">", column: signColumn + 1, row: y, CellStyle(.plain, .bold)) }
    canvas.putRight(
      String(row.line + 1), before: width - (signColumn + 1), row: y,
      isCurrent ? CellStyle(.plain, .bold) : .dim)
  }
}
