// SPDX-License-Identifier: MIT
// Ten thousand random texts, drawn in rows one over the other, as pyte sees them: every cell where it should be.
// What compares them is Tests/PyteScreen/compare.py. Without python3 and pyte (Debian: python3-pyte) this is
// skipped.

import Glibc
import SourceText
import TerminalScreen
import TestThreads
import Testing

/// A Python that has pyte.
private let python: String? = ["python3", "/usr/bin/python3"].first {
  unsafe system("\($0) -c 'import pyte' >/dev/null 2>&1") == 0
}

/// Random texts of all that may be in a subject.
private func randomText(_ generator: inout SeededGenerator) -> String {
  let ranges: [ClosedRange<UInt32>] = [
    // ASCII, controls, Latin, marks, Hebrew and Arabic, Devanagari, Hangul letters.
    0x20...0x7E, 0x00...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F,
    0x1100...0x11FF,
    // Format characters, marks, boxes and symbols, CJK, variation selectors, private use.
    0x200B...0x206F, 0x20D0...0x20FF, 0x2190...0x27BF, 0x3000...0x30FF, 0x4E00...0x9FFF,
    0xAC00...0xD7FF, 0xFE00...0xFE2F, 0xE000...0xF8FF, 0xFF00...0xFFFF,
    // Emoji and flags, tags, and all there is.
    0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0xE0000...0xE01EF, 0x10000...0x10FFFF, 0...0x10FFFF,
  ]
  let fixed = [
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{2764}\u{FE0F}", "1\u{FE0F}\u{20E3}",
    "\u{1F44D}\u{1F3FD}", "\u{1B}[2J", "\u{9B}31m", "\u{202E}abc", "e\u{301}\u{302}", "\r\n", "│─",
  ]
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 1...12, using: &generator) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes += Array((fixed.randomElement(using: &generator) ?? "").utf8)
    // Bytes that are no text, among them those of surrogates.
    case 1:
      bytes +=
        [[0xED, 0xA0, 0x80], [0xC3], [0xFF], [0xF5, 0x80]].randomElement(using: &generator) ?? []
    default:
      let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}"
        bytes += Array(String(Character(scalar)).utf8)
      }
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A cell as compare.py reads it.
private func line(_ cell: Cell) -> [UInt8] {
  var bytes: [UInt8] = []
  cell.glyph?.append(to: &bytes)
  let entry = Palette.dark[cell.style.ink]
  let color = { (color: PaletteColor?) -> String in
    guard let parts = color?.components else { return "default" }
    return [parts.red, parts.green, parts.blue]
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
  let flags: [(CellStyle.Attributes, String)] = [
    (.bold, "b"), (.underlined, "u"), (.reversed, "r"),
  ]
  let marks = flags.map { cell.style.attributes.contains($0.0) ? $0.1 : "" }.joined()
  return bytes + Array("\u{1F}\(color(entry.foreground)),\(color(entry.background)),\(marks)".utf8)
}

/// Writes all to a new file and gives its path; nil if that fails.
private func temporaryFile(_ bytes: [UInt8]) -> String? {
  let path = "/tmp/rxdebug-frames-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    rest = rest.dropFirst(count)
  }
  return path
}

@Suite @ComputingTests struct PyteTests {
  @Test(
    .enabled(if: python != nil, "python3 with pyte is not there"),
    arguments: [ColorDepth.indexed, .full])
  func texts(_ depth: ColorDepth) throws {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    let inks = Ink.allCases
    var writer = FrameWriter(depth: depth, palette: .dark, isASCII: false)
    var grid = CellGrid(columns: 80, rows: 25)
    var terminal = ScreenTerminal(columns: 80, rows: 25)
    var file: [UInt8] = []
    // With both depths 10,000 texts.
    for _ in 0..<200 {
      for row in 0..<grid.rows {
        let style = CellStyle(
          inks[Int.random(in: 0..<inks.count, using: &generator)],
          .init(rawValue: UInt8.random(in: 0..<8, using: &generator)))
        // Some of what was there stays beside it.
        if Bool.random(using: &generator) {
          grid.clear(Area(column: 0, row: row, columns: 80, rows: 1))
        }
        grid.put(
          randomText(&generator), column: Int.random(in: -3...60, using: &generator), row: row,
          style)
      }
      let bytes = (file.isEmpty ? ScreenModes.enter(mouse: true) : []) + writer.bytes(for: grid)
      terminal.obey(bytes)
      file += Array("frame \(bytes.count) \(grid.columns) \(grid.rows)\n".utf8) + bytes + [0x0A]
      for row in 0..<grid.rows {
        let cells = (0..<grid.columns).map { line(grid[$0, row]) }
        file += Array(cells.joined(separator: [0x09])) + [0x0A]
      }
    }
    // Nothing of the texts was sent that a terminal obeys.
    #expect(terminal.faults == [], "seed \(generator.seed)")
    let path = try #require(temporaryFile(file))
    defer { unsafe unlink(path) }
    var root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    root.removeLast(2)
    let script = root.joined(separator: "/") + "/PyteScreen/compare.py"
    let status = unsafe system("\(python ?? "") '\(script)' '\(path)'")
    #expect(status == 0, "seed \(generator.seed)")
  }
}
