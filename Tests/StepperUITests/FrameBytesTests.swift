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
          for depth in isASCII ? [.indexed] : ColorDepth.allCases {
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

  private typealias Stroke = (key: Unicode.Scalar, times: Int)
  private nonisolated static let steps: [Stroke] = [("s", 16), ("S", 8)]
  private nonisolated static let jumps: [Stroke] = [
    ("s", 7), ("n", 1), ("N", 1), ("f", 2), ("F", 2), ("m", 1), ("M", 1),
  ]

  /// A session in which steps are measured.
  struct Measured: Sendable {
    var pattern: String
    var subject: String
    var option: String?
  }

  private nonisolated static let sessions: [Measured] = [
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

  @Test("a step costs at most 2,048 bytes at 120x40 in colour")
  func steps() throws {
    let most = try measure(Self.steps)
    print("the most bytes of a step:", most.bytes, "for", most.of)
    #expect(most.bytes <= 2048, "\(most.of)")
  }

  @Test("a key that goes further costs at most 4,096 bytes")
  func jumps() throws {
    let most = try measure(Self.jumps)
    print("the most bytes of a key:", most.bytes, "for", most.of)
    #expect(most.bytes <= 4096, "\(most.of)")
  }

  private func measure(_ strokes: [Stroke]) throws -> (bytes: Int, of: String) {
    var most = (bytes: 0, of: "")
    for name in ScreenGoldenTests.sessions {
      var stepper = try script(name).stepper()
      measure(&stepper, name, strokes, &most)
    }
    for session in Self.sessions {
      var stepper = try script(session).stepper()
      measure(&stepper, String(session.pattern.prefix(30)), strokes, &most)
    }
    return most
  }

  private func script(_ session: Measured) throws -> ScreenScript {
    var lines = "pattern \(QuotedText.text(of: Array(session.pattern.utf8)))\n"
    lines += "subject \(QuotedText.text(of: Array(session.subject.utf8)))\n"
    if let option = session.option { lines += "option \(option)\n" }
    return try ScreenScript(lines)
  }

  /// Goes through a session with all keys that go by a step or further, and measures what is sent for each: the frame
  /// that answers it, and those that follow when the rest is known.
  private func measure(
    _ stepper: inout Stepper, _ name: String, _ strokes: [Stroke],
    _ most: inout (bytes: Int, of: String)
  ) {
    var writer = FrameWriter(depth: .indexed, palette: .dark, isASCII: false)
    _ = stepper.send(.resized(columns: 120, rows: 40))
    while stepper.idle() {}
    _ = writer.bytes(for: stepper.model.view())
    for (key, times) in strokes {
      for number in 0..<times {
        _ = stepper.send(.input(.key(Key(key))))
        var bytes = writer.bytes(for: stepper.model.view()).count
        while stepper.idle() {}
        bytes += writer.bytes(for: stepper.model.view()).count
        if bytes > most.bytes { most = (bytes, "\(name): \(key), time \(number + 1)") }
      }
    }
  }

  private func script(_ name: String) throws -> ScreenScript {
    let path = "\(packageRoot)/fixtures/screens/\(name)/session.txt"
    return try ScreenScript(String(decoding: try #require(readFile(path)), as: UTF8.self))
  }
}
