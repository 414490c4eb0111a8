// SPDX-License-Identifier: MIT
// How often the items of a line were tried, as bars beside the line: each bar is an item's share of what the item had
// that was tried most; what was never tried has none.
//
//     ▁▃▂▁▂      96
//
// Tested in StepperUITests/PatternPaneTests.swift.

import RegexDebugging
import RegexSyntax
import TerminalScreen

/// The bars of one line.
struct HeatColumn {
  private let profile: Profile
  private let most: UInt64
  /// The columns of the bars.
  private let bars: Int
  /// The columns of the number behind them; 0 = none.
  private let digits: Int

  /// The columns it takes, at the right end of the pane.
  var width: Int { bars + (digits > 0 ? digits + 1 : 0) }

  init(_ profile: Profile, columns: Int) {
    self.profile = profile
    most = profile.visits.max() ?? 0
    bars = min(16, columns / 8)
    digits = columns >= 56 ? 6 : 0
  }

  /// Draws the bars of some items; where there are more items than columns, some share a bar.
  func draw(_ items: ArraySlice<ItemID>, row: Int, _ canvas: inout Canvas) {
    guard !items.isEmpty else { return }
    let column = canvas.columns - width
    let shown = min(bars, items.count)
    var total: UInt64 = 0
    var values = [(visits: UInt64, failures: UInt64)](repeating: (0, 0), count: shown)
    for (index, item) in items.enumerated() where profile.visits.indices.contains(item.index) {
      let visits = profile.visits[item.index]
      total &+= visits
      let bar = index * shown / items.count
      if visits > values[bar].visits { values[bar] = (visits, profile.failures[item.index]) }
    }
    for (index, value) in values.enumerated() {
      guard let bar = canvas.symbols.bar(value.visits, of: most) else { continue }
      canvas.put(
        bar, column: column + index, row: row,
        CellStyle(value.failures >= value.visits ? .bad : .good))
    }
    guard digits > 0, total > 0 else { return }
    canvas.putRight(shortNumber(total), before: canvas.columns, row: row, .dim)
  }
}

/// A number in at most six columns: "99999", "123 k", "34 M".
func shortNumber(_ number: UInt64) -> String {
  var (number, unit) = (number, 0)
  guard number >= 100_000 else { return String(number) }
  while number >= 1_000, unit < 6 {
    number /= 1_000
    unit += 1
  }
  let units = ["", " k", " M", " G", " T", " P", " E"]
  return String(number) + units[unit]
}
