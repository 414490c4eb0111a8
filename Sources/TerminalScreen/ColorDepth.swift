// SPDX-License-Identifier: MIT
// How many colours a terminal has, as its environment tells.
//
// The palettes are made of xterm's 256, so terminals that have all colours are sent those, too: they look the same, and a
// frame takes a third fewer bytes than with red, green and blue (`38;5;243` is 8 bytes, `38;2;118;118;118` is 16).
//
// Example: `ColorDepth.detect(term: "xterm-256color", colorterm: nil)` is `.indexed`.
// Tested in TerminalScreenTests/PaletteTests.swift.

/// How many colours a terminal has, the fewest first.
public enum ColorDepth: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  /// No colours; bold, underlined and reversed at most.
  case none
  /// The eight of ECMA-48 and their bright forms, each terminal having its own idea of them.
  case sixteen
  /// xterm's 256, or more.
  case indexed

  /// The depth of a terminal.
  ///
  /// - Parameters:
  ///   - term: the variable TERM; without it nothing is known, so there are no colours.
  ///   - colorterm: the variable COLORTERM, which terminals with all colours set to `truecolor` or
  ///     `24bit`.
  /// - Returns: the depth; sixteen colours where a terminal is not known to have none.
  public static func detect(term: String?, colorterm: String?) -> ColorDepth {
    guard let term, !term.isEmpty, term != "dumb", term != "unknown" else { return .none }
    if colorterm == "truecolor" || colorterm == "24bit" || term.hasSuffix("-direct")
      || term.contains("256color")
    {
      return .indexed
    }
    let family = term.prefix { $0 != "-" && $0 != "." }
    // terminfo's names of terminals that never had colours: vt52 to vt420, and `-m` for monochrome.
    if term.hasSuffix("-m")
      || (family.hasPrefix("vt") && family.dropFirst(2).allSatisfy(\.isNumber))
    {
      return .none
    }
    return .sixteen
  }

  /// Whether one has fewer colours than the other.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
