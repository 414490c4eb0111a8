// SPDX-License-Identifier: MIT
// Pictures: well-formed, each piece where it belongs.

import ScreenEmulation
import TerminalScreen
import Testing

/// Reads the tags of an XML text; nil if they are not nested, or something is not escaped.
private func elements(_ text: String) -> [String]? {
  var rest = text[...]
  var open: [String] = []
  var elements: [String] = []
  while let start = rest.firstIndex(of: "<") {
    if rest[..<start].contains(">") { return nil }
    guard let end = rest[start...].firstIndex(of: ">") else { return nil }
    let tag = rest[rest.index(after: start)..<end]
    if tag.contains("<") || tag.filter({ $0 == "\"" }).count % 2 != 0 { return nil }
    rest = rest[rest.index(after: end)...]
    if tag.first == "?" { continue }
    let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter })
    if tag.first == "/" {
      guard open.popLast() == name else { return nil }
    } else {
      elements.append(String(tag))
      if tag.last != "/" { open.append(name) }
    }
  }
  return open.isEmpty && !rest.contains(">") ? elements : nil
}

@Suite struct GridSVGTests {
  @Test func pieces() throws {
    var grid = CellGrid(columns: 12, rows: 3)
    grid.put("a b  <&>", column: 1, row: 0, CellStyle(.bad, .bold))
    grid.put("漢\u{301}", column: 0, row: 1)
    grid.put("xy", column: 4, row: 1, CellStyle(.current))
    grid.put("z ", column: 7, row: 1, CellStyle(.good, [.reversed, .underlined]))
    grid.put("┌──┤▄▄▒╳", column: 0, row: 2, .dim)
    grid.cursor = .init(column: 11, row: 2)
    let text = GridSVG.document(grid, palette: .dark, title: "a < b\n\u{1B}")
    let found = try #require(elements(text))
    #expect(text.contains("<title>a &lt; b␊␛</title>"))
    #expect(found[0].contains("width=\"126\" height=\"72\""))
    #expect(text.contains("textLength=\"72\" y=\"36\" fill=\"#ff5f00\" font-weight=\"bold\">a b</"))
    #expect(text.contains("<text x=\"144\" textLength=\"72\" y=\"36\" fill=\"#ff5f00\""))
    #expect(text.contains(">&lt;&amp;&gt;</text>"))
    #expect(text.contains("<text x=\"24\" y=\"84\" text-anchor=\"middle\" fill=\"#d0d0d0\">漢</"))
    #expect(text.contains(">\u{25CC}\u{301}</text>"))
    let rectangles = found.filter { $0.hasPrefix("rect") }
    for rectangle in [
      // Behind the current item, and reversed.
      "x=\"96\" y=\"48\" width=\"48\" height=\"48\" fill=\"#ffaf00\"",
      "x=\"168\" y=\"48\" width=\"48\" height=\"48\" fill=\"#5fafff\"",
      "x=\"168\" y=\"88\" width=\"48\" height=\"3\" fill=\"#000000\"",
      // The corner, the line and the end of the box touch each other.
      "x=\"10\" y=\"118\" width=\"14\" height=\"4\" fill=\"#767676\"",
      "x=\"24\" y=\"118\" width=\"48\" height=\"4\"",
      "x=\"72\" y=\"118\" width=\"14\" height=\"4\"",
      "x=\"96\" y=\"120\" width=\"48\" height=\"24\"", "fill-opacity=\"0.50\"",
    ] {
      #expect(rectangles.contains { $0.contains(rectangle) }, "\(rectangle)")
    }
    // What is no shape is a letter.
    #expect(text.contains(">╳</text>"))
  }

  @Test(arguments: [Palette.dark, .light])
  func anyText(_ palette: Palette) {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    var grid = CellGrid(columns: 60, rows: 40)
    for row in 0..<40 {
      for column in 0..<60 {
        let value = UInt32.random(in: row < 20 ? 0...0x2FF : 0x2500...0x25FF, using: &generator)
        grid.put(
          Glyph.glyphs(for: [Unicode.Scalar(value) ?? " "]), column: column, row: row,
          CellStyle(Ink.allCases.randomElement(using: &generator) ?? .plain))
      }
    }
    let text = GridSVG.document(grid, palette: palette, title: "\"<&>\"")
    #expect(elements(text) != nil, "seed \(generator.seed)")
    let isSafe = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
    #expect(isSafe)
  }

  @Test func nothing() {
    #expect(
      elements(GridSVG.document(CellGrid(columns: 0, rows: 0), palette: .dark, title: "")) != nil)
  }
}
