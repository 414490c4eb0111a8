// SPDX-License-Identifier: MIT
// Frames, and what pyte, a terminal emulator, is to show after each: one file, one run of compare.py beside this.
// Without python3 and pyte (Debian: python3-pyte) tests of it are skipped.
//
//     var frames = PyteFrames()
//     frames.begin(columns: 80, rows: 24, .indexed)
//     frames.add(writer.bytes(for: grid), grid, .indexed, .dark)
//     #expect(frames.areShown())

internal import Glibc
public import TerminalScreen
internal import TestFiles

/// Frames for pyte.
public struct PyteFrames {
  /// A Python that has pyte.
  private static let python: String? = ["python3", "/usr/bin/python3"].first {
    unsafe system("\($0) -c 'import pyte' >/dev/null 2>&1") == 0
  }
  /// Whether there is one.
  public static var isAvailable: Bool { python != nil }

  private var file: [UInt8] = []
  private var before: CellGrid?
  /// How many frames there are.
  public private(set) var count = 0

  /// Makes a list without any.
  public init() {}

  /// Takes a new terminal for the frames that follow.
  public mutating func begin(columns: Int, rows: Int, _ depth: ColorDepth) {
    // pyte makes bright colours of sixteen bold.
    file += Array("terminal \(columns) \(rows) \(depth == .sixteen ? 0 : 1)\n".utf8)
    before = nil
  }

  /// Adds a frame.
  ///
  /// - Parameters:
  ///   - bytes: what the terminal is sent.
  ///   - grid: what it is to show then; of its rows only those are written down that are others than before.
  ///   - depth: the colours of the terminal.
  ///   - palette: what the inks are.
  public mutating func add(
    _ bytes: [UInt8], _ grid: CellGrid, _ depth: ColorDepth, _ palette: Palette
  ) {
    count += 1
    let cursor = grid.cursor ?? CellGrid.Position(column: -1, row: -1)
    let changed = (0..<grid.rows).filter { row in
      guard let before else { return true }
      let range = row * grid.columns..<(row + 1) * grid.columns
      return before.cells[range] != grid.cells[range]
    }
    file += Array("frame \(bytes.count) \(cursor.column) \(cursor.row) \(changed.count)\n".utf8)
    file += bytes + [0x0A]
    for row in changed {
      file += Array("\(row)".utf8)
      for column in 0..<grid.columns {
        let cell = grid[column, row]
        file.append(0x09)
        cell.glyph?.append(to: &file)
        file += Array("\u{1F}\(Self.text(.init(cell.style, depth, palette)))".utf8)
      }
      file.append(0x0A)
    }
    before = grid
  }

  /// Whether pyte shows all of them; it prints what it does not.
  public func areShown() -> Bool {
    let path = "/tmp/rxdebug-frames-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    guard let python = Self.python, writeFile(path, file) else { return false }
    defer { unsafe unlink(path) }
    let script = packageRoot + "/Tests/ScreenEmulation/compare.py"
    return unsafe system("\(python) '\(script)' '\(path)'") == 0
  }

  /// A look as compare.py reads it: foreground, background, and of b, u, r those that are on.
  private static func text(_ look: ScreenTerminal.Look) -> String {
    let flags = (look.bold ? "b" : "") + (look.underlined ? "u" : "") + (look.reversed ? "r" : "")
    return "\(text(look.foreground)),\(text(look.background)),\(flags)"
  }

  /// A colour as the parameters of SGR.
  private static func text(_ parameters: [Int]) -> String {
    parameters.map(String.init).joined(separator: ";")
  }
}
