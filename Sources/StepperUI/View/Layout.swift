// SPDX-License-Identifier: MIT
// Where the panes stand. Their frames share lines: the last row of one pane's frame is the first of the next. The first
// row of the screen is the heading, the last one is for what is typed and told.
//
//     80 x 24                       120 x 40
//     pattern                       pattern    | choices
//     subject                       subject    | captures
//     why                           why        | groups and calls
//     choices|captures|breakpoints  events     | breakpoints
//     timeline                      timeline
//
// Where there is less room breakpoints go first, then the timeline, then choices and captures; a pane that is not there
// takes the place of the last one as long as it has the keys.
//
// Tested in StepperUITests/LayoutTests.swift.

import RegexDebugging
import RegexSyntax
import SourceText
import TerminalScreen

/// The places of the panes.
struct Layout: Hashable {
  /// Fewer columns or rows show no panes.
  static let leastColumns = 40
  static let leastRows = 10

  /// A pane with its place, frame included.
  struct Place: Hashable {
    var pane: Pane
    var area: Area
  }

  private(set) var places: [Place] = []

  /// Whether there is no room for panes.
  var isTooSmall: Bool { places.isEmpty }
  /// The panes that are shown, in the order of their numbers.
  var panes: [Pane] { places.map(\.pane).sorted { $0.rawValue < $1.rawValue } }

  /// The place of a pane, frame included; nil if it is not shown.
  func area(of pane: Pane) -> Area? { places.first { $0.pane == pane }?.area }

  /// Lays the panes of a model out.
  init(_ model: Model) {
    guard model.columns >= Self.leastColumns, model.rows >= Self.leastRows else { return }
    let whole = Area(column: 0, row: 1, columns: model.columns, rows: model.rows - 2)
    if model.isZoomed {
      places = [Place(pane: model.focus, area: whole)]
    } else if model.columns >= 110, model.rows >= 30 {
      placeWide(model, whole)
    } else {
      placeNarrow(model, whole)
    }
    show(model.focus)
  }

  /// Puts a pane that has no place where the last one is that can be spared.
  private mutating func show(_ pane: Pane) {
    guard area(of: pane) == nil else { return }
    let order: [Pane] = [.breakpoints, .captures, .choices, .frames, .timeline, .why, .subject]
    let spared = order.first { area(of: $0) != nil }
    guard let index = places.firstIndex(where: { $0.pane == spared }) else { return }
    places[index].pane = pane
  }

  // MARK: Two columns

  private mutating func placeWide(_ model: Model, _ whole: Area) {
    let right = max(43, model.columns * 36 / 100)
    let left = Area(
      column: 0, row: whole.row, columns: model.columns - right + 1, rows: whole.rows)
    let timeline = Slot(3, 3, weight: 0)
    // The timeline below has a frame whose upper line belongs to the columns, too.
    let height = whole.rows - timeline.wanted - 1
    let columns = Area(column: left.column, row: left.row, columns: left.columns, rows: height)
    let beside = Area(
      column: left.columns - 1, row: whole.row, columns: right, rows: height)
    stack(
      [
        (.pattern, patternSlot(model)), (.subject, subjectSlot(model)), (.why, whySlot(model)),
        (.events, Slot(3, 8, weight: model.settings.arrangement == .text ? 1 : 4)),
      ],
      in: columns)
    stack(
      [
        (.choices, Slot(2, 7, weight: 2)), (.captures, capturesSlot(model)),
        (.frames, Slot(2, 4, weight: 1)), (.breakpoints, Slot(2, 6, weight: 2)),
      ],
      in: beside)
    places.append(
      Place(
        pane: .timeline,
        area: Area(
          column: 0, row: whole.row + height - 1, columns: whole.columns,
          rows: whole.rows - height + 1)))
  }

  // MARK: One column

  private mutating func placeNarrow(_ model: Model, _ whole: Area) {
    let lists = model.columns < 60 || model.rows < 16 ? [] : listPanes(model)
    var rows: [(Pane, Slot)] = [
      (.pattern, patternSlot(model)), (.subject, subjectSlot(model)), (.why, whySlot(model)),
    ]
    if let first = lists.first { rows.append((first, Slot(3, 5, weight: 2))) }
    let wantsEvents = model.rows >= 32 || model.settings.arrangement == .events
    if wantsEvents, model.rows >= 16 { rows.append((.events, Slot(3, 6, weight: 4))) }
    if model.rows >= 24 { rows.append((.timeline, Slot(2, 2, weight: 0))) }
    stack(rows, in: whole)
    guard let first = lists.first, let row = area(of: first) else { return }
    places.removeAll { $0.pane == first }
    split(lists, in: row)
  }

  private func listPanes(_ model: Model) -> [Pane] {
    if model.settings.arrangement == .events && model.rows < 32 { return [] }
    // Narrower screens have tabs: one of the two, the other when it has the keys.
    if model.columns < 70 { return [model.focus == .captures ? .captures : .choices] }
    if model.columns < 80 { return [.choices, .captures] }
    return [.choices, .captures, .breakpoints]
  }

  /// Panes side by side, the first ones a little wider.
  private mutating func split(_ panes: [Pane], in row: Area) {
    var column = row.column
    for (index, pane) in panes.enumerated() {
      let isLast = index == panes.count - 1
      let share = row.columns * (index == 0 ? 9 : index == 1 ? 8 : 7) / 24
      let rest = row.column + row.columns - column
      let columns = isLast ? rest : min(rest, panes.count == 2 ? row.columns / 2 + 1 : share + 1)
      places.append(
        Place(
          pane: pane, area: Area(column: column, row: row.row, columns: columns, rows: row.rows)))
      column += columns - 1
    }
  }

  // MARK: Heights

  /// The rows of a pane inside its frame: at least, as wanted, and its share of what is left.
  private struct Slot {
    var least: Int
    var wanted: Int
    var weight: Int

    init(_ least: Int, _ wanted: Int, weight: Int) {
      self.least = least
      self.wanted = max(least, wanted)
      self.weight = weight
    }
  }

  private func patternSlot(_ model: Model) -> Slot {
    let lines = model.scene.text.map.lines.count
    let wantsText = model.settings.arrangement == .text
    let least = model.rows >= 24 ? min(lines, 4) : model.rows >= 16 ? min(lines, 2) : 1
    return Slot(least, min(lines, wantsText ? 40 : 12) + 2, weight: wantsText ? 3 : 0)
  }

  private func subjectSlot(_ model: Model) -> Slot {
    let wantsText = model.settings.arrangement == .text
    let more = model.settings.showsHex ? 4 : 0
    return Slot(
      model.rows >= 24 ? 3 : 2, (model.rows >= 30 ? 5 : 4) + more, weight: wantsText ? 3 : 0)
  }

  private func whySlot(_ model: Model) -> Slot {
    Slot(model.rows >= 20 ? 2 : 1, model.rows >= 36 ? 6 : 3, weight: 1)
  }

  private func capturesSlot(_ model: Model) -> Slot {
    Slot(2, min(12, model.scene.captures.count + 1), weight: 1)
  }

  /// Panes below each other; those that find no room are left out, from the end.
  private mutating func stack(_ wanted: [(Pane, Slot)], in area: Area) {
    var rows = wanted
    while rows.count > 1, rows.reduce(1, { $0 + $1.1.least + 1 }) > area.rows { rows.removeLast() }
    let heights = Self.heights(rows.map(\.1), of: area.rows - rows.count - 1)
    var row = area.row
    for (index, (pane, _)) in rows.enumerated() {
      places.append(
        Place(
          pane: pane,
          area: Area(
            column: area.column, row: row, columns: area.columns, rows: heights[index] + 2)))
      row += heights[index] + 1
    }
  }

  /// Divides rows: first what each needs, then what each wants, one row after the other and the heavier ones first,
  /// then by weight.
  private static func heights(_ slots: [Slot], of total: Int) -> [Int] {
    var heights = slots.map(\.least)
    var left = total - heights.reduce(0, +)
    while left > 0 {
      let growing = slots.indices.filter { heights[$0] < slots[$0].wanted }
        .sorted { (-slots[$0].weight, $0) < (-slots[$1].weight, $1) }
      if growing.isEmpty { break }
      for index in growing.prefix(left) { heights[index] += 1 }
      left -= min(left, growing.count)
    }
    let weights = slots.reduce(0) { $0 + $1.weight }
    guard left > 0 else { return heights }
    guard weights > 0 else {
      heights[heights.count - 1] += left
      return heights
    }
    for (index, slot) in slots.enumerated() { heights[index] += left * slot.weight / weights }
    let heaviest = slots.indices.max { slots[$0].weight < slots[$1].weight } ?? 0
    heights[heaviest] += total - heights.reduce(0, +)
    return heights
  }
}
