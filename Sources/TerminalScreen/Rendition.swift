// SPDX-License-Identifier: MIT
// What a terminal is told about the look of text: SGR (ECMA-48, 8.3.117), and the shortest way from one look to
// the next. Two inks that a terminal cannot tell apart have one rendition.
//
// Example: from bold to bold and colour 75 it is ESC [ 38;5;75 m, from there to nothing special ESC [ m.
// Tested in TerminalScreenTests/FrameWriterTests.swift.

/// How text is rendered.
struct Rendition: Hashable, Sendable {
  /// The parameters that set the colour of the text; empty for the terminal's own.
  var foreground: [UInt8] = []
  /// The parameters that set the colour behind it; empty for the terminal's own.
  var background: [UInt8] = []
  var attributes: CellStyle.Attributes = []

  /// As a terminal is when nothing was said.
  static let normal = Rendition()

  /// What a style is at some depth of colours.
  init(_ style: CellStyle, depth: ColorDepth, palette: Palette) {
    let entry = palette[style.ink]
    attributes = style.attributes
    switch depth {
    case .none: attributes.formUnion(entry.standIn)
    case .sixteen:
      // Sixteen are too few for one each. Reversed stands in only where no colour lies behind.
      attributes.formUnion(entry.standIn.subtracting(entry.background == nil ? [] : .reversed))
      foreground = entry.foreground?.basic.map { [$0] } ?? []
      background = entry.background?.basic.map { [$0 + 10] } ?? []
    case .indexed:
      foreground = entry.foreground.map { [38, 5, $0.index] } ?? []
      background = entry.background.map { [48, 5, $0.index] } ?? []
    }
  }

  private init() {}

  /// Whether a blank looks like one of the terminal's own.
  var hidesBlanks: Bool {
    background.isEmpty && attributes.isDisjoint(with: [.underlined, .reversed])
  }

  /// The bytes that lead from another rendition to this one; none from itself.
  func bytes(from old: Rendition) -> [UInt8] {
    guard self != old else { return [] }
    guard self != .normal else { return Array("\u{1B}[m".utf8) }
    let change = Self.sequence(changes(from: old))
    let whole = Self.sequence([0] + changes(from: .normal))
    return change.count <= whole.count ? change : whole
  }

  private func changes(from old: Rendition) -> [UInt8] {
    var parameters: [UInt8] = []
    let pairs: [(CellStyle.Attributes, on: UInt8, off: UInt8)] = [
      (.bold, 1, 22), (.underlined, 4, 24), (.reversed, 7, 27),
    ]
    for (attribute, on, off) in pairs {
      let has = attributes.contains(attribute)
      if has != old.attributes.contains(attribute) { parameters.append(has ? on : off) }
    }
    if foreground != old.foreground { parameters += foreground.isEmpty ? [39] : foreground }
    if background != old.background { parameters += background.isEmpty ? [49] : background }
    return parameters
  }

  private static func sequence(_ parameters: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1B, 0x5B]
    for (offset, parameter) in parameters.enumerated() {
      if offset > 0 { bytes.append(0x3B) }
      bytes += Array(String(parameter).utf8)
    }
    bytes.append(0x6D)
    return bytes
  }
}
