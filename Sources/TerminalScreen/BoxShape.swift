// SPDX-License-Identifier: MIT
// Lines, blocks and quadrants (U+2500 to U+259F) as shapes in a cell, for pictures: letters of a font would
// leave gaps between cells.
//
// Example: of `┌` the arms are right and down. The dashed, double and diagonal lines are left to the font.
// Tested in TerminalScreenTests/GridSVGTests.swift.

/// A rectangle in a cell, in units of the cell from its left upper corner.
struct ShapePart: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int
  /// How much of the paper it covers, in percent.
  var opacity = 100
}

/// Shapes of characters.
enum BoxShape {
  /// The columns of units of a cell; can be divided by 8.
  static let width = 24
  /// The rows of units of a cell; can be divided by 8.
  static let height = 48

  /// How thick the arms of U+2500 to U+257F are: up, right, down and left, in two bits each from the lowest;
  /// 0 none, 1 light, 2 heavy.
  private static let arms: [UInt8] = [
    0x44, 0x88, 0x11, 0x22, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x14, 0x18, 0x24, 0x28,
    0x50, 0x90, 0x60, 0xA0, 0x05, 0x09, 0x06, 0x0A, 0x41, 0x81, 0x42, 0x82, 0x15, 0x19, 0x16, 0x25,
    0x26, 0x1A, 0x29, 0x2A, 0x51, 0x91, 0x52, 0x61, 0x62, 0x92, 0xA1, 0xA2, 0x54, 0x94, 0x58, 0x98,
    0x64, 0xA4, 0x68, 0xA8, 0x45, 0x85, 0x49, 0x89, 0x46, 0x86, 0x4A, 0x8A, 0x55, 0x95, 0x59, 0x99,
    0x56, 0x65, 0x66, 0x96, 0x5A, 0xA5, 0x69, 0x9A, 0xA9, 0xA6, 0x6A, 0xAA, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    // The round corners like others.
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x14, 0x50, 0x41,
    0x05, 0x00, 0x00, 0x00, 0x40, 0x01, 0x04, 0x10, 0x80, 0x02, 0x08, 0x20, 0x48, 0x21, 0x84, 0x12,
  ]

  /// The rectangles of a character; empty if it is to be drawn as a letter.
  static func parts(of scalar: Unicode.Scalar, isBold: Bool) -> [ShapePart] {
    switch scalar.value {
    case 0x2500...0x257F: lines(arms[Int(scalar.value) - 0x2500], isBold: isBold)
    case 0x2580...0x259F: blocks(scalar.value)
    default: []
    }
  }

  private static func lines(_ arms: UInt8, isBold: Bool) -> [ShapePart] {
    let light = isBold ? 6 : 4
    let thickness = (0..<4).map { [0, light, 8, 0][Int(arms >> (2 * $0)) & 3] }
    // Arms of one cell meet in the middle: each reaches over by half of the thickest across.
    let across = max(thickness[0], thickness[2]) / 2
    let along = max(thickness[1], thickness[3]) / 2
    let (x, y) = (width / 2, height / 2)
    var parts: [ShapePart] = []
    let (left, right) = (thickness[3], thickness[1])
    if left > 0, left == right {
      parts.append(ShapePart(x: 0, y: y - left / 2, width: width, height: left))
    } else {
      if left > 0 {
        parts.append(ShapePart(x: 0, y: y - left / 2, width: x + across, height: left))
      }
      if right > 0 {
        let start = x - across
        parts.append(ShapePart(x: start, y: y - right / 2, width: width - start, height: right))
      }
    }
    let (up, down) = (thickness[0], thickness[2])
    if up > 0, up == down {
      parts.append(ShapePart(x: x - up / 2, y: 0, width: up, height: height))
    } else {
      if up > 0 { parts.append(ShapePart(x: x - up / 2, y: 0, width: up, height: y + along)) }
      if down > 0 {
        let start = y - along
        parts.append(ShapePart(x: x - down / 2, y: start, width: down, height: height - start))
      }
    }
    return parts
  }

  private static func blocks(_ value: UInt32) -> [ShapePart] {
    let eighths = Int(value & 0xF)
    switch value {
    case 0x2580: return [ShapePart(x: 0, y: 0, width: width, height: height / 2)]
    case 0x2581...0x2588:
      let part = height / 8 * eighths
      return [ShapePart(x: 0, y: height - part, width: width, height: part)]
    case 0x2589...0x258F:
      return [ShapePart(x: 0, y: 0, width: width / 8 * (16 - eighths), height: height)]
    case 0x2590: return [ShapePart(x: width / 2, y: 0, width: width / 2, height: height)]
    case 0x2591...0x2593:
      return [ShapePart(x: 0, y: 0, width: width, height: height, opacity: 25 * eighths)]
    case 0x2594: return [ShapePart(x: 0, y: 0, width: width, height: height / 8)]
    case 0x2595: return [ShapePart(x: width / 8 * 7, y: 0, width: width / 8, height: height)]
    default: return quadrants(value)
    }
  }

  /// Quarters of the cell: left upper 1, right upper 2, left lower 4, right lower 8.
  private static func quadrants(_ value: UInt32) -> [ShapePart] {
    let sets: [Int] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
    let set = sets[Int(value) - 0x2596]
    return (0..<4).filter { set >> $0 & 1 == 1 }.map {
      ShapePart(
        x: $0 % 2 * width / 2, y: $0 / 2 * height / 2, width: width / 2, height: height / 2)
    }
  }
}
