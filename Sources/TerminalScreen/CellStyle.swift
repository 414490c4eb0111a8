// SPDX-License-Identifier: MIT
// How a cell looks, by what it means: an ink, of which a palette knows the colours, and attributes. So one
// picture can be sent with many colours, with sixteen or with none, and exported in light and dark.
//
// Example: `CellStyle(.bad, .bold)`. Tested in TerminalScreenTests/PaletteTests.swift.

/// What a piece of text means; a palette gives it colours.
public enum Ink: UInt8, Hashable, Sendable, CaseIterable {
  /// Text that means nothing special.
  case plain
  /// What matters less: rulers, comments, hints.
  case dim
  /// Frames and their titles.
  case border
  /// The frame that has the keys.
  case focus
  /// The item or character that is looked at now.
  case current
  /// What matches.
  case good
  /// What fails.
  case bad
  /// The furthest point that was reached.
  case furthest
  /// Groups and what they hold.
  case group
  /// Breakpoints.
  case stop
  /// Keys that can be pressed.
  case key
}

/// The ink of a cell and how it is emphasised.
public struct CellStyle: Hashable, Sendable {
  /// Emphasis that needs no colour.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier letters.
    public static let bold = Attributes(rawValue: 1)
    /// A line below.
    public static let underlined = Attributes(rawValue: 2)
    /// Ink and paper exchanged.
    public static let reversed = Attributes(rawValue: 4)

    /// How many sets of them there are.
    static let count = 8
  }

  /// What the text means.
  public var ink: Ink
  /// How it is emphasised.
  public var attributes: Attributes

  /// Makes a style.
  public init(_ ink: Ink, _ attributes: Attributes = []) {
    self.ink = ink
    self.attributes = attributes
  }

  /// Text that means nothing special.
  public static let plain = CellStyle(.plain)
  /// Text that matters less.
  public static let dim = CellStyle(.dim)
}
