// SPDX-License-Identifier: MIT
// What a pane draws inside its frame. Each pane is a struct of its own in Panes/ that makes this from the model, and
// nothing else: the frame, its number and the place on the screen are the layout's.

import RegexSyntax
import TerminalScreen

/// The inside of a pane.
struct PaneContent {
  /// What a place of the pane stands for, for the mouse.
  enum Target: Hashable {
    /// An item of the pattern.
    case item(ItemID)
    /// An offset of the subject, in bytes.
    case position(Int)
    /// A step.
    case step(UInt64)
    /// A row of a list, from 0.
    case row(Int)
  }

  /// What follows the pane's name in its frame, as "item 14 of 16"; may be empty.
  var heading = ""
  /// What is drawn, as large as was asked for.
  var grid: CellGrid
  /// Where the mouse finds something, in the grid's own coordinates.
  var targets: [(area: Area, target: Target)] = []

  /// The first row that is seen of those that could be, and the last one that could be the first.
  var scroll = (top: 0, last: 0)

  /// Makes an empty inside.
  init(columns: Int, rows: Int) { grid = CellGrid(columns: columns, rows: rows) }
}

/// A pane that draws.
protocol PaneView {
  /// Makes the inside of the pane for a size, which may be as small as 1 column by 1 row.
  func content(columns: Int, rows: Int) -> PaneContent
}
