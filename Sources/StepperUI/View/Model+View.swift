// SPDX-License-Identifier: MIT
// The screen as a grid: heading, frames with the insides of the panes, hints, and the last row. The same model gives the
// same grid.
//
// Tested in StepperUITests/ScreenGoldenTests.swift.

import RegexDebugging
public import TerminalScreen

extension Model {
  /// Draws the screen.
  public func view() -> CellGrid {
    var grid = CellGrid(columns: columns, rows: rows)
    let layout = Layout(self)
    if layout.isTooSmall {
      drawTooSmall(into: &grid)
    } else if case .reading(let reading) = mode {
      drawHeading(into: &grid)
      draw(reading, into: &grid)
    } else {
      drawHeading(into: &grid)
      drawPanes(layout, into: &grid)
    }
    drawLastRow(into: &grid)
    return grid
  }

  /// The inside of a pane.
  func content(of pane: Pane, columns: Int, rows: Int) -> PaneContent {
    view(of: pane).content(columns: max(1, columns), rows: max(1, rows))
  }

  private func view(of pane: Pane) -> any PaneView {
    switch pane {
    case .pattern: PatternPane(model: self)
    case .subject: SubjectPane(model: self)
    case .why: WhyPane(model: self)
    case .choices: ChoicesPane(model: self)
    case .captures: CapturesPane(model: self)
    case .breakpoints: BreakpointsPane(model: self)
    case .timeline: TimelinePane(model: self)
    case .events: EventsPane(model: self)
    case .frames: FramesPane(model: self)
    }
  }

  // MARK: Panes

  private func drawPanes(_ layout: Layout, into grid: inout CellGrid) {
    var lines = FrameLines(columns: columns, rows: rows)
    for place in layout.places where place.pane != focus { lines.frame(place.area) }
    if let area = layout.area(of: focus) { lines.frame(area, CellStyle(.focus, .bold)) }
    lines.draw(into: &grid, symbols)
    for place in layout.places {
      let inside = place.area.inside
      let content = content(of: place.pane, columns: inside.columns, rows: inside.rows)
      grid.place(content.grid, column: inside.column, row: inside.row)
      drawTitle(place, content.heading, into: &grid)
    }
    drawHints(into: &grid)
  }

  private func drawTitle(
    _ place: Layout.Place, _ heading: String, into grid: inout CellGrid
  ) {
    let hasKeys = place.pane == focus
    let style = hasKeys ? CellStyle(.focus, .bold) : CellStyle(.border)
    let limit = place.area.column + place.area.columns - 1
    let mark = hasKeys ? "[\(place.pane.rawValue)]" : "\(place.pane.rawValue)"
    var column = place.area.column + 1
    if !hasKeys { column += 1 }
    column = grid.put(
      mark + " " + place.pane.title, column: column, row: place.area.row, style, limit: limit)
    guard !heading.isEmpty else { return }
    let separator = settings.isASCII ? " - " : " · "
    let text = StyledText(separator + heading, CellStyle(hasKeys ? .focus : .border))
    put(
      text, column: column, row: place.area.row, columns: limit - column - 1, into: &grid)
  }

  /// Draws text, cut to a width.
  func put(
    _ text: StyledText, column: Int, row: Int, columns: Int, into grid: inout CellGrid
  ) {
    grid.put(
      text.truncated(to: max(0, columns), asciiOnly: settings.isASCII), column: column, row: row,
      asciiOnly: settings.isASCII)
  }

  // MARK: Over the panes

  private func draw(_ reading: Reading, into grid: inout CellGrid) {
    let area = Area(column: 0, row: 1, columns: columns, rows: rows - 2)
    var lines = FrameLines(columns: columns, rows: rows)
    lines.frame(area, CellStyle(.focus, .bold))
    lines.draw(into: &grid, symbols)
    grid.put(
      " " + reading.title + " ", column: 2, row: 1, CellStyle(.focus, .bold), limit: columns - 2)
    let inside = area.inside
    let text = reading.rows(inside.rows, columns: inside.columns - 2, isASCII: settings.isASCII)
    for (index, line) in text.enumerated() {
      grid.put(line, column: 2, row: inside.row + index, asciiOnly: settings.isASCII)
    }
    let left = rowCount(of: reading) - reading.top - inside.rows
    let hint =
      left > 0 ? "Esc closes, j/k scroll, \(left) more lines" : "Esc closes"
    grid.put(" " + hint + " ", column: 2, row: rows - 2, CellStyle(.border), limit: columns - 2)
  }

  private func drawTooSmall(into grid: inout CellGrid) {
    let words = [
      "too small", "needs \(Layout.leastColumns)x\(Layout.leastRows)", "has \(columns)x\(rows)",
      "q quits",
    ]
    for (row, text) in words.enumerated() { grid.put(text, column: 0, row: row) }
  }
}
