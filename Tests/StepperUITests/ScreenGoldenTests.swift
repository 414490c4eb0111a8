// SPDX-License-Identifier: MIT
// The whole screen at moments of four sessions, in five sizes, with inks and in ASCII alone:
// fixtures/screens/NAME/SIZE.txt. RXDEBUG_RECORD=1 rewrites them, and fails the run.
//
// FrameBytesTests.swift sees to it that a terminal shows what the grids say.

import TerminalScreen
import TestFiles
import TestThreads
import Testing

@testable import StepperUI

@Suite("Screens", .serialized) @ComputingTests struct ScreenGoldenTests {
  nonisolated static let sessions = ["config", "backtracking", "unicode", "recursion"]
  nonisolated static let sizes = [(80, 24), (120, 40), (200, 60), (60, 20), (40, 10)]

  @Test("the screen is as recorded", arguments: sessions) func frames(_ name: String) throws {
    let script = try ScreenScript(try fixture("\(name)/session.txt"))
    for (columns, rows) in Self.sizes {
      var ascii = ScreenSettings()
      ascii.isASCII = true
      let colored = try script.run(columns: columns, rows: rows)
      let plain = try script.run(columns: columns, rows: rows, ascii)
      check("\(name)/\(columns)x\(rows).txt", text(colored) { GridText.styled($0) })
      check("\(name)/\(columns)x\(rows)-ascii.txt", text(plain) { GridText.plain($0) })
      for (_, grid) in plain {
        #expect(grid.cells.allSatisfy { $0.glyph?.isASCII != false }, "\(name) \(columns)x\(rows)")
      }
    }
  }

  @Test("there are twelve moments") func moments() throws {
    let count = try Self.sessions.reduce(0) {
      try $0 + ScreenScript(fixture("\($1)/session.txt")).run(columns: 80, rows: 24).count
    }
    #expect(count >= 12)
  }

  private func text(
    _ frames: [(moment: String, grid: CellGrid)], _ form: (CellGrid) -> String
  ) -> String {
    frames.map { "== \($0.moment)\n\(form($0.grid))\n" }.joined()
  }

  private func fixture(_ name: String) throws -> String {
    let path = "\(packageRoot)/fixtures/screens/\(name)"
    return String(decoding: try #require(readFile(path), "no file \(path)"), as: UTF8.self)
  }

  private func check(_ name: String, _ found: String) {
    let path = "\(packageRoot)/fixtures/screens/\(name)"
    let before = readFile(path).map { String(decoding: $0, as: UTF8.self) }
    guard before != found else { return }
    if isRecording {
      #expect(writeFile(path, Array(found.utf8)))
      Issue.record("recorded \(name): look at the difference and run again without RXDEBUG_RECORD")
      return
    }
    let old = (before ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    let expected = line < old.count ? String(old[line]) : "(nothing)"
    let got = line < new.count ? String(new[line]) : "(nothing)"
    Issue.record("\(name):\(line + 1)\nexpected: \(expected)\nfound:    \(got)")
  }
}
