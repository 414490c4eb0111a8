// SPDX-License-Identifier: MIT
// A chart with two logarithmic axes as SVG. Lines differ by their dashes and are named at their ends, so that the
// chart can be read without colours.
//
// Tested in Tests/CommandTests/PoolBenchTests.swift.

internal import Glibc

/// A line of a chart.
struct ChartLine {
  /// What stands at its end.
  var label: String
  /// Its points, from the left; both numbers are greater than 0.
  var points: [(x: Double, y: Double)]
  /// The lengths of dashes and gaps.
  var dashes: String
  /// The colour, as SVG writes it.
  var color: String
}

/// A chart with two logarithmic axes.
struct LogChart {
  /// What stands above it.
  var title: String
  /// What the horizontal axis counts.
  var xTitle: String
  /// The lines.
  var lines: [ChartLine]
  /// The words for a power of ten on the horizontal and on the vertical axis.
  var xWords: (Double) -> String
  var yWords: (Double) -> String

  /// The size of the whole in pixels.
  static let width = 860.0
  static let height = 420.0
  /// The field of the lines within it; on its right there is room for their names.
  private static let left = 80.0
  private static let right = 660.0
  private static let top = 48.0
  private static let bottom = 360.0
  /// The least distance of two names.
  private static let labelPitch = 18.0

  /// The powers of ten that an axis begins and ends with.
  private static func decades(_ values: [Double]) -> ClosedRange<Int> {
    let exponents = values.map { log10($0) }
    let low = Int((exponents.min() ?? 0).rounded(.down))
    let high = Int((exponents.max() ?? 0).rounded(.up))
    return low...max(high, low + 1)
  }

  /// The chart as an SVG group, moved down by some pixels.
  func svg(at offset: Double) -> String {
    let x = Self.decades(lines.flatMap { $0.points.map(\.x) })
    let y = Self.decades(lines.flatMap { $0.points.map(\.y) })
    var text = "<g transform=\"translate(0 \(pixels(offset)))\">\n"
    text += label(title, Self.left, 28, "font-size=\"16\" font-weight=\"bold\"")
    text += axes(x, y)
    for line in lines { text += svg(line, x, y) }
    // Lines that go all the way are named on the right, the others where they end.
    let widest = lines.compactMap { $0.points.last?.x }.max()
    let whole = lines.filter { $0.points.last?.x == widest }
    let ends = whole.map { line in
      line.points.last.map { point in
        (position(point.x, x, Self.left, Self.right), position(point.y, y, Self.bottom, Self.top))
      } ?? (Self.left, Self.bottom)
    }
    let heights = Self.spread(ends.map(\.1), top: Self.top, bottom: Self.bottom)
    for (index, line) in whole.enumerated() {
      text += svg(line, from: ends[index], to: heights[index])
    }
    for line in lines where line.points.last?.x != widest { text += svg(endOf: line, x, y) }
    return text + "</g>\n"
  }

  private func axes(_ x: ClosedRange<Int>, _ y: ClosedRange<Int>) -> String {
    var text = "<g stroke=\"#cccccc\" stroke-width=\"1\">\n"
    for exponent in x {
      let at = position(power(exponent), x, Self.left, Self.right)
      text += segment(at, Self.top, at, Self.bottom)
    }
    for exponent in y {
      let at = position(power(exponent), y, Self.bottom, Self.top)
      text += segment(Self.left, at, Self.right, at)
    }
    text += "</g>\n"
    for exponent in x {
      let at = position(power(exponent), x, Self.left, Self.right)
      text += label(xWords(power(exponent)), at, Self.bottom + 18, "text-anchor=\"middle\"")
    }
    for exponent in y {
      let at = position(power(exponent), y, Self.bottom, Self.top)
      text += label(yWords(power(exponent)), Self.left - 8, at + 4, "text-anchor=\"end\"")
    }
    let middle = (Self.left + Self.right) / 2
    return text + label(xTitle, middle, Self.bottom + 40, "text-anchor=\"middle\"")
  }

  private func svg(_ line: ChartLine, _ x: ClosedRange<Int>, _ y: ClosedRange<Int>) -> String {
    let points = line.points.map { point in
      "\(pixels(position(point.x, x, Self.left, Self.right))),"
        + pixels(position(point.y, y, Self.bottom, Self.top))
    }
    let dashes = line.dashes.isEmpty ? "" : " stroke-dasharray=\"\(line.dashes)\""
    return
      "<polyline fill=\"none\" stroke=\"\(line.color)\" stroke-width=\"2.5\"\(dashes) points=\""
      + points.joined(separator: " ") + "\"/>\n"
  }

  /// The name of a line on the right, and a thin line that leads to it.
  private func svg(_ line: ChartLine, from end: (Double, Double), to height: Double) -> String {
    let column = Self.right + 24
    return "<g stroke=\"\(line.color)\" stroke-width=\"1\">\n"
      + segment(end.0, end.1, Self.right + 4, height)
      + segment(Self.right + 4, height, column - 6, height)
      + "</g>\n" + label(line.label, column, height + 4, "fill=\"\(line.color)\"")
  }

  /// The name of a line that ends early, on the side of its end where the next line is farther away.
  private func svg(endOf line: ChartLine, _ x: ClosedRange<Int>, _ y: ClosedRange<Int>) -> String {
    guard let end = line.points.last else { return "" }
    func height(_ value: Double) -> Double { position(value, y, Self.bottom, Self.top) }
    let own = height(end.y)
    let others = lines.filter { $0.label != line.label }.flatMap(\.points)
      .filter { $0.x == end.x }.map { height($0.y) }
    let above = others.filter { $0 <= own }.map { own - $0 }.min() ?? .infinity
    let below = others.filter { $0 > own }.map { $0 - own }.min() ?? .infinity
    return label(
      line.label, position(end.x, x, Self.left, Self.right), own + (above < below ? 18 : -10),
      "text-anchor=\"end\" fill=\"\(line.color)\" stroke=\"#ffffff\" stroke-width=\"4\" "
        + "paint-order=\"stroke\"")
  }

  /// Moves heights apart, as little as that takes, and keeps their order.
  static func spread(_ heights: [Double], top: Double, bottom: Double) -> [Double] {
    var result = heights
    let order = heights.indices.sorted { heights[$0] < heights[$1] }
    var least = top
    for index in order {
      result[index] = max(result[index], least)
      least = result[index] + labelPitch
    }
    var most = bottom
    for index in order.reversed() {
      result[index] = min(result[index], most)
      most = result[index] - labelPitch
    }
    return result
  }

  // MARK: Parts

  /// Where a value stands on an axis that goes from one pixel to another.
  private func position(
    _ value: Double, _ decades: ClosedRange<Int>, _ start: Double, _ end: Double
  ) -> Double {
    let share = (log10(value) - Double(decades.lowerBound)) / Double(decades.count - 1)
    return start + share * (end - start)
  }

  private func segment(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line x1=\"\(pixels(x1))\" y1=\"\(pixels(y1))\" x2=\"\(pixels(x2))\" y2=\"\(pixels(y2))\"/>\n"
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ attributes: String) -> String {
    "<text x=\"\(pixels(x))\" y=\"\(pixels(y))\" \(attributes)>\(text)</text>\n"
  }
}

/// A coordinate with one digit behind the point.
private func pixels(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

private func power(_ exponent: Int) -> Double {
  var value = 1.0
  for _ in 0..<abs(exponent) { value *= 10 }
  return exponent < 0 ? 1 / value : value
}
