// SPDX-License-Identifier: MIT
// The bytes that a terminal is sent: they show the same screen in pyte, and a step costs few of them.

import RegexDebugging
import RegexSyntax
import Reporting
import ScreenEmulation
import TerminalScreen
import TestFiles
import TestThreads
import Testing

@testable import StepperUI

@Suite("Bytes of frames", .serialized) @ComputingTests struct FrameBytesTests {
  @Test(
    "pyte shows the golden sessions, every frame of them",
    .enabled(if: PyteFrames.isAvailable, "python3 with pyte is not there"))
  func pyte() throws {
    var frames = PyteFrames()
    for name in ScreenGoldenTests.sessions {
      let script = try script(name)
      for (columns, rows) in ScreenGoldenTests.sizes {
        for isASCII in [false, true] {
          var settings = ScreenSettings()
          settings.isASCII = isASCII
          var grids: [CellGrid] = []
          _ = try script.run(columns: columns, rows: rows, settings) { grids.append($0) }
          for depth in isASCII ? [.full] : ColorDepth.allCases {
            var writer = FrameWriter(depth: depth, palette: .dark, isASCII: isASCII)
            frames.begin(columns: columns, rows: rows, depth)
            for (index, grid) in grids.enumerated() {
              let bytes = writer.bytes(for: grid)
              let start = index == 0 ? ScreenModes.enter(mouse: true) : []
              frames.add(start + bytes, grid, depth, .dark)
            }
          }
        }
      }
    }
    #expect(frames.count > 1000)
    let areShown = frames.areShown()
    #expect(areShown)
  }

  private nonisolated static let strokes: [(key: Unicode.Scalar, times: Int)] = [
    ("s", 14), ("S", 7), ("n", 2), ("N", 2), ("f", 2), ("F", 2), ("m", 1), ("M", 1),
  ]

  /// A session in which steps are measured.
  struct Measured: Sendable {
    var pattern: String
    var subject: String
    var option: String?
  }

  private nonisolated static let others: [Measured] = [
    Measured(
      pattern: "(\\w+)\\s+\\1",
      subject: String(repeating: "some words of a long line, ", count: 12) + "the the"),
    Measured(
      pattern: "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)|(\\w)(\\w)(\\w)(\\w+)$",
      subject: "abcdefghijk lmnopq"),
    Measured(
      pattern: "(\\((?:[^()]|(?1))*\\))", subject: String(repeating: "(a", count: 20) + "x"),
    Measured(
      pattern: "^(\\w+):\\s(.*)$",
      subject: (1...10).map { "key\($0): value \($0)" }.joined(separator: "\n"),
      option: "MULTILINE"),
    Measured(
      pattern: (1...30).map { "(?<g\($0)> [\($0 % 10)a-f]{1,3} | x\($0) )  # line \($0)" }
        .joined(separator: "\n"),
      subject: (1...30).map { "\($0 % 10)a" }.joined(), option: "EXTENDED"),
    Measured(
      pattern: "(\\p{Lu}\\X)+?(\\d|é)", subject: "Éé\u{301}Ш漢字\u{1F468}\u{200D}\u{1F469}Ωמ9Ääöé"),
    Measured(pattern: "(?:a|b|ab)*c", subject: "abababab"),
  ]

  /// Most steps change a few cells.
  ///
  /// Where a full list moves by a third of its rows, or the pattern by a page, all of
  /// their rows are sent.
  @Test("a step at 120x40 in full colour: most cost at most 2,048 bytes, none more than 5,120")
  func steps() throws {
    var sent: [(bytes: Int, of: String)] = []
    for name in ScreenGoldenTests.sessions {
      var stepper = try script(name).stepper()
      sent += measure(&stepper, name)
    }
    for session in Self.others {
      var stepper = try script(session).stepper()
      sent += measure(&stepper, String(session.pattern.prefix(30)))
    }
    let most = try #require(sent.max { $0.bytes < $1.bytes })
    let median = sent.map(\.bytes).sorted()[sent.count / 2]
    let within = sent.count { $0.bytes <= 2048 }
    print("steps: \(sent.count), within 2,048 bytes: \(within), median \(median), most \(most)")
    #expect(within * 100 >= sent.count * 85)
    #expect(most.bytes <= 5120, "\(most.of)")
  }

  private func script(_ session: Measured) throws -> ScreenScript {
    var lines = "pattern \(QuotedText.text(of: Array(session.pattern.utf8)))\n"
    lines += "subject \(QuotedText.text(of: Array(session.subject.utf8)))\n"
    if let option = session.option { lines += "option \(option)\n" }
    return try ScreenScript(lines)
  }

  /// Goes through a session with all keys that go by a step or further, and measures what is sent for each: the frame
  /// that answers it, and those that follow when the rest is known.
  private func measure(_ stepper: inout Stepper, _ name: String) -> [(bytes: Int, of: String)] {
    var sent: [(bytes: Int, of: String)] = []
    var writer = FrameWriter(depth: .full, palette: .dark, isASCII: false)
    _ = stepper.send(.resized(columns: 120, rows: 40))
    while stepper.idle() {}
    _ = writer.bytes(for: stepper.model.view())
    for (key, times) in Self.strokes {
      for number in 0..<times {
        _ = stepper.send(.input(.key(Key(key))))
        var bytes = writer.bytes(for: stepper.model.view()).count
        while stepper.idle() {}
        bytes += writer.bytes(for: stepper.model.view()).count
        sent.append((bytes, "\(name): \(key), time \(number + 1)"))
      }
    }
    return sent
  }

  private func script(_ name: String) throws -> ScreenScript {
    let path = "\(packageRoot)/fixtures/screens/\(name)/session.txt"
    return try ScreenScript(String(decoding: try #require(readFile(path)), as: UTF8.self))
  }
}
