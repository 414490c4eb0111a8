// SPDX-License-Identifier: MIT
// The mouse: a click chooses a pane and what lies under it, a second one on the same goes there; the wheel scrolls, over
// the timeline it steps.
//
// Tested in StepperUITests/UpdateTests.swift.

import RegexDebugging
import TerminalScreen

extension Model {
  mutating func handle(_ event: MouseEvent) -> [Request] {
    guard settings.hasMouse else { return [] }
    switch mode {
    case .reading(var reading):
      let last = max(0, rowCount(of: reading) - max(1, rows - 4))
      switch event.action {
      case .wheelUp: reading.top = max(0, reading.top - 3)
      case .wheelDown: reading.top = min(last, reading.top + 3)
      default: return []
      }
      mode = .reading(reading)
      return []
    case .prompt, .prefix: return []
    case .normal: break
    }
    let layout = Layout(self)
    guard
      let place = layout.places.last(where: {
        $0.area.contains(column: event.column, row: event.row)
      })
    else { return [] }
    switch event.action {
    case .press(0): return click(place, event)
    case .wheelUp, .wheelDown: return turn(place.pane, event.action == .wheelUp ? -1 : 1)
    default: return []
    }
  }

  private mutating func turn(_ pane: Pane, _ direction: Int) -> [Request] {
    switch pane {
    case .timeline: return [.line(direction > 0 ? "step" : "back")]
    case .pattern, .events, .choices, .captures, .breakpoints, .frames, .subject, .why:
      let before = focus
      focus = pane
      defer { focus = before }
      return perform(direction > 0 ? .down : .up)
    }
  }

  private mutating func click(_ place: Layout.Place, _ event: MouseEvent) -> [Request] {
    let hadKeys = focus == place.pane
    focus = place.pane
    notice = nil
    let inside = place.area.inside
    let content = content(of: place.pane, columns: inside.columns, rows: inside.rows)
    let target = content.targets.first {
      $0.area.contains(column: event.column - inside.column, row: event.row - inside.row)
    }?.target
    switch target {
    case .item(let item):
      let isChosen = selectedItem == item
      selectedItem = item
      return isChosen && hadKeys ? perform(.toggleBreakpoint) : []
    case .step(let number):
      if place.pane == .timeline || selectedStep == number { return [.line("goto \(number)")] }
      selectedStep = number
    case .row(let row) where place.pane == .frames:
      let count = row - scene.selectedFrame
      return count == 0 ? [] : [.line(count > 0 ? "up \(count)" : "down \(-count)")]
    case .row(let row):
      let isChosen = selectedRow[place.pane] == row
      selectedRow[place.pane] = row
      // A choice is nothing to go to.
      return isChosen && hadKeys && place.pane != .choices ? perform(.choose) : []
    case .position(let position): return [.line("until pos \(position)")]
    case nil: break
    }
    return []
  }
}
