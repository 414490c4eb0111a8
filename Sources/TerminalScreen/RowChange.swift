// SPDX-License-Identifier: MIT
// Which cells of a row have to be drawn so that it becomes another row. More than those that differ: wide
// characters are whole or not there, and what stands behind a character of doubtful width may have suffered
// from it.
//
// Example: from `a漢b` to `ax b` all of the three columns behind `a` are drawn, the `b` because a terminal may
// have drawn `漢` in one or three columns.
// Tested in TerminalScreenTests/FrameWriterTests.swift.

/// What a terminal makes of a cell.
struct Appearance: Hashable, Sendable {
  /// What is drawn; nil in the second column of a wide glyph.
  let glyph: Glyph?
  /// The number of its rendition, 0 for the normal one; that of a blank on the terminal's own ground does not
  /// matter.
  let look: Int

  init(_ glyph: Glyph?, _ look: Int) {
    self.glyph = glyph
    self.look = look
  }

  /// A blank on the terminal's own ground.
  static let blank = Appearance(Glyph(" "), 0)
  /// The second column of a wide glyph.
  static let behindWide = Appearance(nil, 0)

  /// The columns it takes; 0 where the glyph before it has them.
  var width: Int { glyph?.width ?? 0 }

  /// As it is drawn in the last column: there tmux gives a mark to the character before.
  var withoutMark: Appearance {
    guard let glyph, glyph.mark != nil else { return self }
    return Appearance(Glyph(glyph.base), look)
  }

  /// Whether all terminals draw it in one column.
  var isASCII: Bool { glyph?.isASCII ?? false }

  /// Whether it is of a box or a block, which a terminal draws all in one column or all in two.
  var isLine: Bool {
    guard let glyph, glyph.mark == nil else { return false }
    return 0x2500...0x259F ~= glyph.base.value
  }

  /// Whether terminals differ about its columns.
  var isDoubtful: Bool { glyph != nil && !isASCII && !isLine }
}

/// The difference between two rows of the same length.
struct RowChange {
  let before: [Appearance]
  let after: [Appearance]
  /// Whether a cell has to be drawn.
  private(set) var isChanged: [Bool]

  init(from old: [Appearance], to new: [Appearance]) {
    before = Self.whole(old)
    after = Self.whole(new)
    isChanged = zip(before, after).map { $0 != $1 }
    spread()
  }

  /// How many cells from one on, up to another, are blank, to the last of them that has to be drawn.
  func blanks(from column: Int, upTo last: Int) -> Int {
    let run = (column...last).prefix { after[$0] == .blank }
    return run.last { isChanged[$0] }.map { $0 - column + 1 } ?? 0
  }

  /// Without second columns that belong to no wide glyph: it may have been replaced.
  private static func whole(_ cells: [Appearance]) -> [Appearance] {
    guard cells.contains(.behindWide) else { return cells }
    return cells.indices.map { column in
      let isOrphan = cells[column].glyph == nil && (column == 0 || cells[column - 1].width != 2)
      return isOrphan ? .blank : cells[column]
    }
  }

  private mutating func spread() {
    let isPlain = { (cell: Appearance) in cell.isASCII || cell.isLine }
    guard !before.allSatisfy(isPlain) || !after.allSatisfy(isPlain) else { return }
    var isStable = false
    while !isStable {
      isStable = true
      for column in isChanged.indices {
        for cell in [before[column], after[column]] where cell.isDoubtful {
          isStable = spread(over: column, cell.width) && isStable
        }
      }
    }
  }

  /// Marks a glyph that is marked in part as a whole, and what stands behind it; tells whether all was
  /// marked already.
  private mutating func spread(over column: Int, _ width: Int) -> Bool {
    let end = min(column + width, isChanged.count)
    guard isChanged[column..<end].contains(true) else { return true }
    let range = column..<min(end + 1, isChanged.count)
    guard isChanged[range].contains(false) else { return true }
    for place in range { isChanged[place] = true }
    return false
  }
}
