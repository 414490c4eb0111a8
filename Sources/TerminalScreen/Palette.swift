// SPDX-License-Identifier: MIT
// The colours of the inks, on dark and on light paper. Every ink has a contrast of at least 4.5 with the paper
// (WCAG 2.2, 1.4.3), and the inks differ for people with protanopia, deuteranopia and tritanopia. Where there
// are no colours, attributes stand in for those inks that must be found at a glance.
//
// Example: `Palette.dark[.bad].foreground?.index` is 202, an orange red.
// Tested in TerminalScreenTests/PaletteTests.swift, which computes contrasts and differences.

/// A colour of xterm's 256, and what is nearest to it among sixteen.
public struct PaletteColor: Hashable, Sendable {
  /// The number of the colour, 16 to 255: those below are not the same everywhere.
  public let index: UInt8
  /// The SGR code of the foreground among sixteen: 30 to 37 or 90 to 97; nil for the terminal's own.
  public let basic: UInt8?

  /// Makes a colour.
  ///
  /// - Precondition: the index is at least 16.
  public init(index: UInt8, basic: UInt8?) {
    precondition(index >= 16, "the first sixteen colours are the terminal's own")
    self.index = index
    self.basic = basic
  }

  /// Red, green and blue, as xterm computes them from the number.
  public var components: RGB {
    guard index < 232 else {
      let grey = 8 + 10 * (index - 232)
      return RGB(grey, grey, grey)
    }
    let cube = index - 16
    let level = { (part: UInt8) -> UInt8 in part == 0 ? 0 : 55 + 40 * part }
    return RGB(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
  }
}

/// Red, green and blue, 8 bits each, in sRGB.
public struct RGB: Hashable, Sendable {
  /// How much red.
  public var red: UInt8
  /// How much green.
  public var green: UInt8
  /// How much blue.
  public var blue: UInt8

  /// Makes a colour.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}

/// The colours of all inks.
public struct Palette: Hashable, Sendable {
  /// How one ink is drawn.
  public struct Entry: Hashable, Sendable {
    /// The colour of the text; nil for what the terminal has.
    public var foreground: PaletteColor?
    /// The colour behind it; nil for what the terminal has.
    public var background: PaletteColor?
    /// What stands in for colours where there are none.
    public var standIn: CellStyle.Attributes
  }

  /// The colour behind everything, for pictures; a terminal keeps its own.
  public let paper: RGB
  /// The colour of text that means nothing special, for pictures; a terminal keeps its own.
  public let text: RGB
  private let entries: [Ink: Entry]

  /// The colours of an ink.
  public subscript(ink: Ink) -> Entry { entries[ink] ?? Entry(standIn: []) }

  /// Light text on black.
  public static let dark = Palette(
    paper: RGB(0, 0, 0), text: RGB(208, 208, 208),
    colors: [
      // Not the bright black of sixteen: on black it has a contrast of 2.8 or, in some themes, none.
      .dim: (243, nil), .border: (243, nil), .focus: (214, 97), .good: (75, 96), .bad: (202, 91),
      .furthest: (228, 93), .group: (99, 95), .stop: (170, 95), .key: (114, 92),
    ])

  /// Dark text on white.
  public static let light = Palette(
    paper: RGB(255, 255, 255), text: RGB(28, 28, 28),
    colors: [
      .dim: (243, nil), .border: (243, nil), .focus: (130, 30), .good: (25, 34), .bad: (124, 31),
      .furthest: (90, 35), .group: (92, 34), .stop: (161, 35), .key: (21, 34),
    ])

  /// The palette for a terminal's background: the dark one unless that is light.
  public static func suited(to background: RGB) -> Palette {
    // Luma as in ITU-R BT.601, in thousandths.
    let luma = 299 * Int(background.red) + 587 * Int(background.green) + 114 * Int(background.blue)
    return luma >= 128_000 ? .light : .dark
  }

  private init(paper: RGB, text: RGB, colors: [Ink: (index: UInt8, basic: UInt8?)]) {
    self.paper = paper
    self.text = text
    var entries: [Ink: Entry] = [:]
    for ink in Ink.allCases {
      let color = colors[ink].map { PaletteColor(index: $0.index, basic: $0.basic) }
      entries[ink] = Entry(foreground: color, background: nil, standIn: Self.standIn(ink))
    }
    // The same on dark and on light paper: black on orange.
    entries[.current]?.foreground = PaletteColor(index: 16, basic: 30)
    entries[.current]?.background = PaletteColor(index: 214, basic: 33)
    self.entries = entries
  }

  private static func standIn(_ ink: Ink) -> CellStyle.Attributes {
    switch ink {
    case .plain, .dim, .border, .good: []
    case .current: .reversed
    case .furthest, .group: .underlined
    case .focus, .bad, .stop, .key: .bold
    }
  }
}
