// SPDX-License-Identifier: MIT
// The palettes can be read: contrasts as WCAG 2.2 computes them, differences between inks as people with
// dichromatic vision see them (Machado, Oliveira and Fernandes 2009, severity 1) in CIE 1976 L*a*b*.

import TerminalScreen
import Testing

/// A colour without the curve of sRGB, each part from 0 to 1.
private func linear(_ color: RGB) -> [Double] {
  [color.red, color.green, color.blue].map {
    let part = Double($0) / 255
    return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
  }
}

/// x to the power of y for x from 0 to 1, by the logarithm's series: what ships has no library for it.
private func power(_ x: Double, _ y: Double) -> Double {
  guard x > 0 else { return 0 }
  var (mantissa, logarithm) = (x, 0.0)
  while mantissa < 0.75 {
    mantissa *= 2
    logarithm -= 0.693147180559945309
  }
  let ratio = (mantissa - 1) / (mantissa + 1)
  var term = ratio
  for index in 0..<30 {
    logarithm += 2 * term / Double(2 * index + 1)
    term *= ratio * ratio
  }
  var result = 1.0
  term = 1
  for index in 1..<60 {
    term *= logarithm * y / Double(index)
    result += term
  }
  return result
}

private func contrast(_ one: RGB, _ other: RGB) -> Double {
  let luminances = [one, other].map { color in
    zip(linear(color), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
  }.sorted()
  return (luminances[1] + 0.05) / (luminances[0] + 0.05)
}

private let visions: [(name: String, matrix: [[Double]])] = [
  ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
  (
    "protan",
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ]
  ),
  (
    "deutan",
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ]
  ),
  (
    "tritan",
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ]
  ),
]

private func lab(_ color: RGB, seenWith matrix: [[Double]]) -> [Double] {
  let product = { (matrix: [[Double]], vector: [Double]) in
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
  let seen = product(matrix, linear(color)).map { min(1, max(0, $0)) }
  let tristimulus = product(
    [
      [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
      [0.2126729, 0.7151522, 0.0721750],
      [0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883],
    ], seen
  ).map { $0 > 216.0 / 24389 ? power($0, 1.0 / 3) : (24389.0 / 27 * $0 + 16) / 116 }
  return [
    116 * tristimulus[1] - 16, 500 * (tristimulus[0] - tristimulus[1]),
    200 * (tristimulus[1] - tristimulus[2]),
  ]
}

@Suite struct PaletteTests {
  @Test(arguments: [Palette.dark, .light])
  func contrasts(_ palette: Palette) {
    for ink in Ink.allCases {
      let entry = palette[ink]
      let paper = entry.background?.components ?? palette.paper
      let contrast = contrast(entry.foreground?.components ?? palette.text, paper)
      #expect(contrast >= 4.5, "\(ink)")
    }
  }

  /// The inks that mean different things look different; frames and what matters less may be alike.
  @Test(arguments: [Palette.dark, .light])
  func differences(_ palette: Palette) {
    let inks = Ink.allCases.filter { $0 != .border && $0 != .current }
    for vision in visions {
      for one in inks {
        for other in inks where other.rawValue > one.rawValue {
          let parts = [one, other].map {
            lab(palette[$0].foreground?.components ?? palette.text, seenWith: vision.matrix)
          }
          let square = zip(parts[0], parts[1]).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
          }
          #expect(square >= 12.5 * 12.5, "\(vision.name): \(one), \(other)")
        }
      }
    }
  }

  /// The values that were chosen by trial.
  @Test func fixedValues() {
    let dark = [Ink.good, .bad, .furthest, .dim].map { Palette.dark[$0].foreground?.index }
    #expect(dark == [75, 202, 228, 243])
    let light = [Ink.good, .bad, .furthest, .dim].map { Palette.light[$0].foreground?.index }
    #expect(light == [25, 124, 90, 243])
    #expect(PaletteColor(index: 214, basic: nil).components == RGB(255, 175, 0))
    #expect(PaletteColor(index: 243, basic: nil).components == RGB(118, 118, 118))
  }

  @Test func suited() {
    #expect(Palette.suited(to: RGB(0, 43, 54)) == .dark)
    #expect(Palette.suited(to: RGB(253, 246, 227)) == .light)
  }

  @Test(
    arguments: [
      (nil, nil, .none), ("", nil, .none), ("dumb", "truecolor", .none), ("vt100", nil, .none),
      ("vt220", nil, .none), ("xterm-mono-m", nil, .none), ("linux", nil, .sixteen),
      ("xterm", nil, .sixteen), ("screen", "", .sixteen), ("xterm-256color", nil, .indexed),
      ("screen-256color-bce", "yes", .indexed), ("tmux-256color", "truecolor", .indexed),
      ("xterm", "24bit", .indexed), ("xterm-direct", nil, .indexed),
    ] as [(String?, String?, ColorDepth)])
  func depth(_ term: String?, _ colorterm: String?, _ expected: ColorDepth) {
    #expect(ColorDepth.detect(term: term, colorterm: colorterm) == expected)
  }
}
