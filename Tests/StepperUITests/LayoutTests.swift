// SPDX-License-Identifier: MIT
// Where panes stand, for every size of a screen, and the lines around them.

import TerminalScreen
import Testing

@testable import StepperUI

@Suite("Layout") struct LayoutTests {
  private func model(_ columns: Int, _ rows: Int) throws -> Model {
    var model = try StepperUITests.model("(a+)+b", "aaac")
    _ = model.update(.resized(columns: columns, rows: rows))
    return model
  }

  @Test("frames cover the screen, stay inside it, and share only their lines")
  func areas() throws {
    for (columns, rows) in sizes() {
      let model = try model(columns, rows)
      let layout = Layout(model)
      guard !layout.isTooSmall else {
        #expect(columns < 40 || rows < 10)
        continue
      }
      var covered = Array(repeating: 0, count: columns * rows)
      for place in layout.places {
        let area = place.area
        try #require(area.column >= 0 && area.row >= 1, "\(place) at \(columns)x\(rows)")
        try #require(area.column + area.columns <= columns && area.row + area.rows <= rows - 1)
        #expect(area.inside.columns > 0 && area.inside.rows > 0, "\(place) at \(columns)x\(rows)")
        for row in area.inside.row..<area.inside.row + area.inside.rows {
          for column in area.inside.column..<area.inside.column + area.inside.columns {
            covered[row * columns + column] += 1
          }
        }
        for column in area.column..<area.column + area.columns {
          covered[area.row * columns + column] |= 1 << 8
          covered[(area.row + area.rows - 1) * columns + column] |= 1 << 8
        }
        for row in area.row..<area.row + area.rows {
          covered[row * columns + area.column] |= 1 << 8
          covered[row * columns + area.column + area.columns - 1] |= 1 << 8
        }
      }
      for row in 1..<rows - 1 {
        for column in 0..<columns {
          let cell = covered[row * columns + column]
          #expect(cell == 1 || cell == 1 << 8, "\(column),\(row) of \(columns)x\(rows)")
        }
      }
    }
  }

  private func sizes() -> [(Int, Int)] {
    [20, 39, 40, 59, 60, 69, 70, 79, 80, 109, 110, 120, 200].flatMap { columns in
      [5, 9, 10, 12, 15, 16, 20, 23, 24, 29, 30, 32, 40, 60].map { (columns, $0) }
    }
  }

  @Test("less room drops breakpoints, then the timeline, then choices and captures")
  func dropping() throws {
    #expect(Layout(try model(120, 40)).panes == Pane.allCases)
    #expect(
      Layout(try model(80, 24)).panes
        == [.pattern, .subject, .why, .choices, .captures, .breakpoints, .timeline])
    #expect(
      Layout(try model(79, 23)).panes == [.pattern, .subject, .why, .choices, .captures])
    #expect(Layout(try model(60, 20)).panes == [.pattern, .subject, .why, .choices])
    #expect(Layout(try model(40, 10)).panes == [.pattern, .subject, .why])
    #expect(Layout(try model(39, 10)).isTooSmall)
    #expect(Layout(try model(40, 9)).isTooSmall)
  }

  @Test("a pane without a place gets one as long as it has the keys")
  func focusOnHidden() throws {
    for (columns, rows) in [(80, 24), (60, 20), (40, 10), (120, 40)] {
      for pane in Pane.allCases {
        var model = try model(columns, rows)
        model.focus = pane
        #expect(Layout(model).area(of: pane) != nil, "\(pane) at \(columns)x\(rows)")
      }
    }
  }

  @Test("a zoomed pane has the whole screen") func zoom() throws {
    var model = try model(80, 24)
    model.focus = .events
    model.isZoomed = true
    #expect(
      Layout(model).places
        == [.init(pane: .events, area: Area(column: 0, row: 1, columns: 80, rows: 22))])
  }

  @Test("lines that meet have the right sign") func lines() {
    var lines = FrameLines(columns: 7, rows: 5)
    lines.frame(Area(column: 0, row: 0, columns: 4, rows: 3))
    lines.frame(Area(column: 3, row: 0, columns: 4, rows: 3))
    lines.frame(Area(column: 0, row: 2, columns: 7, rows: 3))
    var grid = CellGrid(columns: 7, rows: 5)
    lines.draw(into: &grid, .unicode)
    #expect(rows(of: grid) == ["┌──┬──┐", "│  │  │", "├──┴──┤", "│     │", "└─────┘"])
  }

  @Test("a screen that is too small says what it needs") func tooSmall() throws {
    let text = rows(of: try model(30, 8).view())
    #expect(text.prefix(3) == ["too small", "needs 40x10", "has 30x8"])
    for columns in 1...5 { _ = try model(columns, 1).view() }
  }
}
