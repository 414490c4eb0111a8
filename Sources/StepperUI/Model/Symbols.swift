// SPDX-License-Identifier: MIT
// The signs that the stepper draws besides letters, in two sets: one with boxes and blocks, one of ASCII alone.
// None of them has an emoji form, and each takes one column wherever boxes do.

/// Signs by their meaning.
struct Symbols: Hashable, Sendable {
  /// Corners and edges of frames, and where frames meet.
  let horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight: Character
  /// Where a line ends at another one: from the left, right, above, below, and from all sides.
  let teeLeft, teeRight, teeTop, teeBottom, cross: Character
  /// Where the search stands, below the subject.
  let here: Character
  /// An armed breakpoint, a switched-off one, a watchpoint, a catchpoint.
  let breakpoint, disabled, watch, catching: Character
  /// What matched, what failed, what the search went back to.
  let good, bad, back: Character
  /// The end of the subject.
  let subjectEnd: Character
  /// From one thing to another, and what was cut off.
  let arrow: String
  let ellipsis: String
  /// Between the parts of a heading.
  let separator: String
  /// Bars of eight heights, the least first.
  let bars: [Character]
  /// A full cell of a bar chart.
  let block: Character

  /// Boxes and blocks.
  static let unicode = Symbols(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", teeLeft: "├", teeRight: "┤", teeTop: "┬", teeBottom: "┴", cross: "┼",
    here: "▲", breakpoint: "●", disabled: "○", watch: "◆", catching: "✱", good: "✓", bad: "✗",
    back: "↶", subjectEnd: "␃", arrow: "→", ellipsis: "…", separator: " · ",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], block: "█")

  /// ASCII alone.
  static let ascii = Symbols(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+", cross: "+",
    here: "^", breakpoint: "*", disabled: "o", watch: "w", catching: "c", good: "+", bad: "!",
    back: "<", subjectEnd: "$", arrow: "->", ellipsis: "...", separator: ", ",
    bars: [".", ".", ":", ":", "-", "=", "+", "#"], block: "#")
}
