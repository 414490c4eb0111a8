// SPDX-License-Identifier: MIT
// A grid as a picture that needs nothing else: SVG 1.1, text as text, boxes and blocks as shapes.
//
// Fonts differ in how wide their letters are. So every piece of text says where it begins and how long it is,
// and a character that is not ASCII, which may come from another font, is a piece of its own in the middle of
// its cells.
//
// Example: `GridSVG.document(grid, palette: .light, title: "rxdebug")`, as the pictures in README.md.
// Tested in TerminalScreenTests/GridSVGTests.swift.

/// Pictures of grids.
public enum GridSVG {
  /// Eight units are three pixels: a cell is 9 x 18 pixels.
  private static let scale = (units: 8, pixels: 3)
  /// Around the cells, in units.
  private static let margin = 24
  /// Letters as high as they fit a cell that is 0.6 times as wide, as those of most fonts are.
  private static let fontSize = 40
  /// The line on which letters stand, in units from the top of the cell.
  private static let baseline = 36

  /// The picture as a whole file.
  ///
  /// - Parameters:
  ///   - grid: what to show; its cursor is an open box.
  ///   - palette: the colours.
  ///   - title: what it is a picture of, for people who cannot see it.
  /// - Returns: well-formed XML.
  public static func document(_ grid: CellGrid, palette: Palette, title: String) -> String {
    let width = grid.columns * BoxShape.width + 2 * margin
    let height = grid.rows * BoxShape.height + 2 * margin
    var picture = Picture(grid: grid, palette: palette)
    picture.draw()
    let pixels = { (units: Int) in units * scale.pixels / scale.units }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(pixels(width))" height="\(pixels(height))" \
      viewBox="-\(margin) -\(margin) \(width) \(height)" role="img">
      <title>\(escaped(title))</title>
      <rect x="-\(margin)" y="-\(margin)" width="\(width)" height="\(height)" rx="16" \
      fill="\(hexadecimal(palette.paper))"/>
      <g shape-rendering="crispEdges">
      \(picture.shapes)</g>
      <g font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" \
      font-size="\(fontSize)">
      \(picture.texts)</g>
      </svg>

      """
  }

  /// Text as XML; control characters are shown as in a cell.
  private static func escaped(_ text: String) -> String {
    escaped(Glyph.glyphs(for: text.unicodeScalars))
  }

  private static func escaped(_ glyphs: some Sequence<Glyph>) -> String {
    var bytes: [UInt8] = []
    for glyph in glyphs {
      switch glyph.base {
      case "&": bytes += Array("&amp;".utf8)
      case "<": bytes += Array("&lt;".utf8)
      case ">": bytes += Array("&gt;".utf8)
      case "\"": bytes += Array("&quot;".utf8)
      default: glyph.append(to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ color: RGB) -> String {
    let digits = [color.red, color.green, color.blue].map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    return "#" + digits.joined()
  }

  /// What is in the picture.
  private struct Picture {
    let grid: CellGrid
    let palette: Palette
    var shapes = ""
    var texts = ""

    init(grid: CellGrid, palette: Palette) {
      self.grid = grid
      self.palette = palette
    }

    /// Text and paper of a style.
    private func colors(_ style: CellStyle) -> (text: String, paper: String?) {
      let entry = palette[style.ink]
      let text = entry.foreground?.components ?? palette.text
      let paper = entry.background?.components
      guard style.attributes.contains(.reversed) else {
        return (hexadecimal(text), paper.map(hexadecimal))
      }
      return (hexadecimal(paper ?? palette.paper), hexadecimal(text))
    }

    mutating func draw() {
      for row in 0..<grid.rows {
        for run in runs(row, where: { $0.style == $1.style }) { drawGround(run, row) }
        // Letters of one style, or the same line or block again.
        let pieces = runs(row) { one, other in
          guard one.style == other.style, let glyph = one.glyph else { return false }
          return glyph == other.glyph ? isShape(one) || glyph.isASCII : isText(one) && isText(other)
        }
        for piece in pieces { draw(piece, row) }
      }
      guard let cursor = grid.cursor else { return }
      let (x, y) = (cursor.column * BoxShape.width, cursor.row * BoxShape.height)
      shapes += """
        <rect x="\(x + 2)" y="\(y + 2)" width="\(BoxShape.width - 4)" \
        height="\(BoxShape.height - 4)" fill="none" stroke="\(hexadecimal(palette.text))" \
        stroke-width="4"/>

        """
    }

    private func isShape(_ cell: Cell) -> Bool {
      guard let glyph = cell.glyph, glyph.mark == nil else { return false }
      return !BoxShape.parts(of: glyph.base, isBold: false).isEmpty
    }

    private func isText(_ cell: Cell) -> Bool { cell.glyph?.isASCII ?? false }

    /// The columns of a row, in pieces of neighbours that go together.
    private func runs(_ row: Int, where belong: (Cell, Cell) -> Bool) -> [Range<Int>] {
      var runs: [Range<Int>] = []
      for column in 0..<grid.columns {
        let cell = grid[column, row]
        if let last = runs.last,
          cell.glyph == nil || belong(grid[column - 1, row], cell)
        {
          runs[runs.count - 1] = last.lowerBound..<column + 1
        } else {
          runs.append(column..<column + 1)
        }
      }
      return runs
    }

    /// What is behind and below the letters.
    private mutating func drawGround(_ run: Range<Int>, _ row: Int) {
      let style = grid[run.lowerBound, row].style
      let colors = colors(style)
      let whole = ShapePart(x: 0, y: 0, width: BoxShape.width, height: BoxShape.height)
      if let paper = colors.paper { addShape(whole, run, row, paper) }
      if style.attributes.contains(.underlined) {
        let line = ShapePart(x: 0, y: baseline + 4, width: BoxShape.width, height: 3)
        addShape(line, run, row, colors.text)
      }
    }

    private mutating func draw(_ run: Range<Int>, _ row: Int) {
      let first = grid[run.lowerBound, row]
      guard let glyph = first.glyph else { return }
      let isBold = first.style.attributes.contains(.bold)
      let color = colors(first.style).text
      if isShape(first) {
        for part in BoxShape.parts(of: glyph.base, isBold: isBold) {
          if part.x == 0, part.width == BoxShape.width {
            addShape(part, run, row, color)
          } else {
            for column in run { addShape(part, column..<column + 1, row, color) }
          }
        }
        return
      }
      let attributes = "fill=\"\(color)\"" + (isBold ? " font-weight=\"bold\"" : "")
      let y = row * BoxShape.height + baseline
      guard glyph.isASCII else {
        let middle = (run.lowerBound + run.upperBound) * BoxShape.width / 2
        texts += "<text x=\"\(middle)\" y=\"\(y)\" text-anchor=\"middle\" \(attributes)>"
        texts += "\(escaped([glyph]))</text>\n"
        return
      }
      addText(run, row, "y=\"\(y)\" \(attributes)")
    }

    /// Words that stand one blank apart are one piece.
    private mutating func addText(_ run: Range<Int>, _ row: Int, _ attributes: String) {
      let glyphs = run.map { grid[$0, row].glyph ?? Glyph(" ") }
      var start = 0
      while let first = glyphs[start...].firstIndex(where: { $0.base != " " }) {
        var end = first + 1
        while end < glyphs.count,
          glyphs[end].base != " " || (end + 1 < glyphs.count && glyphs[end + 1].base != " ")
        {
          end += 1
        }
        let x = (run.lowerBound + first) * BoxShape.width
        texts += "<text x=\"\(x)\" textLength=\"\((end - first) * BoxShape.width)\" \(attributes)>"
        texts += "\(escaped(glyphs[first..<end]))</text>\n"
        start = end
      }
    }

    /// Adds a rectangle that goes on over the cells of a run.
    private mutating func addShape(
      _ part: ShapePart, _ run: Range<Int>, _ row: Int, _ color: String
    ) {
      let x = run.lowerBound * BoxShape.width + part.x
      let width = part.width + (run.count - 1) * BoxShape.width
      shapes += "<rect x=\"\(x)\" y=\"\(row * BoxShape.height + part.y)\" width=\"\(width)\" "
      shapes += "height=\"\(part.height)\" fill=\"\(color)\""
      shapes += part.opacity < 100 ? " fill-opacity=\"0.\(part.opacity)\"/>\n" : "/>\n"
    }
  }
}
