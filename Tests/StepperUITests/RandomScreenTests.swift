// SPDX-License-Identifier: MIT
// Random sessions under random keys at random sizes: nothing crashes, the terminal shows what the model says, and of
// pattern and subject it is sent nothing that it would obey.

import RegexDebugging
import RegexSyntax
import Reporting
import ScreenEmulation
import TerminalScreen
import TestThreads
import Testing

@testable import StepperUI

@Suite("Random screens", .serialized) @ComputingTests struct RandomScreenTests {
  private nonisolated static let pieces = [
    "a", "b+", "(a|b)*", "(?<n>.)", "[^a]{2,3}?", "(?=", "(?<=b)", "(?!c)", ")", "|", "\n", "\t",
    "#",
    "(?#c)", "\\b", "$", "^", "\\w+", "漢*", "(*MARK:x)", "(?1)?", "(?>a*)", "\\K", "(", "\\X",
    "\\PL",
  ]
  /// Keys that somebody may press; letters are those of the key table and others.
  private nonisolated static let keys: [Key] =
    "sSnNrRfFmMtTcCgG\"'/;,P<>bBDwWudkjzvHxaeEyo:?q123456789 hl{~é漢".unicodeScalars.map { Key($0) }
    + [
      Key(.enter), Key(.escape), Key(.tab), Key(.tab, .shift), Key(.backspace), Key(.up),
      Key(.down), Key(.left), Key(.right), Key(.home), Key(.end), Key(.pageUp), Key(.pageDown),
      Key(.function(1)), Key("l", .control), Key("c", .control), Key("r", .control),
      Key("w", .control), Key("u", .control),
    ]
  private nonisolated static let lines = [
    "break a", "watch 1", "goto 7", "50%", "until pos 3", "catch fail", "captures", "explain",
    "profile", "set hex on", "layout text", "layout events", "focus why", "zoom", "help", "near",
    "set subject \"x\\x1b[2Jy\"", "export x.svg", "export x.json", "export x.txt", "set ascii on",
    "set ascii off", "set theme light", "nothing \u{1B}[31m", "print pos", "mark a", "info choices",
  ]

  @Test("random sessions, keys and sizes")
  func sessions() {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    var count = 0
    var strokes = 0
    while count < 36 {
      guard var stepper = randomStepper(&generator) else { continue }
      count += 1
      strokes += drive(&stepper, &generator)
    }
    #expect(strokes >= 2000)
  }

  /// Presses keys and compares the screen with the model after each; how many.
  private func drive(
    _ stepper: inout Stepper, _ generator: inout SeededGenerator
  ) -> Int {
    let depth = ColorDepth.allCases.randomElement(using: &generator) ?? .indexed
    var writer = FrameWriter(depth: depth, palette: .dark, isASCII: false)
    var terminal = ScreenTerminal(columns: 80, rows: 24)
    _ = stepper.send(.resized(columns: 80, rows: 24))
    var done: [String] = []
    for _ in 0..<80 {
      let message = randomMessage(&generator)
      done.append("\(message)")
      if case .resized(let columns, let rows) = message {
        terminal = ScreenTerminal(columns: columns, rows: rows)
        writer.forget()
      }
      // A long run is stopped.
      _ = stepper.send(message) { $0.steps < 20_000 }
      for _ in 0..<Int.random(in: 0..<3, using: &generator) { _ = stepper.idle() }
      let grid = stepper.model.view()
      terminal.obey(writer.bytes(for: grid))
      let about = "seed \(generator.seed), after \(done.suffix(8))"
      let isSound = check(stepper.model, grid, about)
      let difference = terminal.difference(from: grid, depth, .dark)
      #expect(difference == nil, "\(about)")
      guard isSound, difference == nil else { break }
    }
    return done.count
  }

  /// Whether what the model says of itself can be.
  private func check(_ model: Model, _ grid: CellGrid, _ about: String) -> Bool {
    var faults: [String] = []
    if grid.columns != model.columns || grid.rows != model.rows { faults.append("size") }
    if let cursor = grid.cursor, !grid.area.contains(column: cursor.column, row: cursor.row) {
      faults.append("cursor")
    }
    if let item = model.selectedItem, !model.scene.text.map.tree.items.indices.contains(item.index)
    {
      faults.append("item")
    }
    if let step = model.selectedStep, step < 1 { faults.append("step") }
    let layout = Layout(model)
    for place in layout.places {
      let area = place.area
      if area.column < 0 || area.row < 1 || area.column + area.columns > model.columns
        || area.row + area.rows > model.rows - 1
      {
        faults.append("place of \(place.pane)")
      }
    }
    if !layout.isTooSmall, layout.area(of: model.focus) == nil { faults.append("focus") }
    if Set(layout.panes).count != layout.panes.count { faults.append("panes") }
    if model.settings.isASCII, !grid.cells.allSatisfy({ $0.glyph?.isASCII != false }) {
      faults.append("not ASCII")
    }
    #expect(faults == [], "\(about)")
    return faults.isEmpty
  }

  private func randomMessage(_ generator: inout SeededGenerator) -> Message {
    switch Int.random(in: 0..<30, using: &generator) {
    case 0:
      let isSmall = Int.random(in: 0..<4, using: &generator) == 0
      return .resized(
        columns: Int.random(in: isSmall ? 1...40 : 40...130, using: &generator),
        rows: Int.random(in: isSmall ? 1...10 : 10...45, using: &generator))
    case 1: return .input(.paste(RandomTexts.text(&generator)))
    case 2: return .woken
    case 3: return .told(RandomTexts.text(&generator), isGood: false)
    case 4:
      return .edited(
        Bool.random(using: &generator) ? .subject : .pattern,
        RandomTexts.bytes(isValid: true, &generator))
    case 5: return .lines([Self.lines.randomElement(using: &generator) ?? "step"])
    case 6:
      let actions: [MouseEvent.Action] = [.press(0), .release(0), .move(0), .wheelUp, .wheelDown]
      return .input(
        .mouse(
          MouseEvent(
            actions.randomElement(using: &generator) ?? .press(0),
            column: Int.random(in: 0..<140, using: &generator),
            row: Int.random(in: 0..<50, using: &generator))))
    default: return .input(.key(Self.keys.randomElement(using: &generator) ?? Key("s")))
    }
  }

  private func randomStepper(_ generator: inout SeededGenerator) -> Stepper? {
    var pattern: [UInt8] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      if Int.random(in: 0..<5, using: &generator) == 0 {
        pattern += RandomTexts.bytes(isValid: true, &generator)
      } else {
        pattern += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
      }
    }
    let isUTF = Bool.random(using: &generator)
    var subject: [UInt8] = Array("aab".utf8)
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      subject += RandomTexts.bytes(isValid: isUTF, &generator)
    }
    var options = PatternOptions()
    if isUTF { options.compile.insert(.utf) }
    if Bool.random(using: &generator) { options.compile.insert(.extended) }
    guard var session = try? Session(pattern: pattern, subject: subject, options: options)
    else { return nil }
    session.askLibrary()
    return Stepper(session, name: RandomTexts.text(&generator))
  }

  @Test(
    "pyte has every cell of 10,000 random subjects where the pane has it",
    .enabled(if: PyteFrames.isAvailable, "python3 with pyte is not there"))
  func subjects() throws {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    var frames = PyteFrames()
    frames.begin(columns: 80, rows: 25, .indexed)
    var writer = FrameWriter(depth: .indexed, palette: .dark, isASCII: false)
    for frame in 0..<400 {
      var grid = CellGrid(columns: 80, rows: 25)
      for row in 0..<grid.rows {
        let isUTF = Bool.random(using: &generator)
        var session = try Session(
          pattern: Array(".".utf8), subject: RandomTexts.bytes(isValid: isUTF, &generator),
          options: PatternOptions(compile: isUTF ? .utf : []))
        let pane = SubjectPane(model: Model(session.scene(), name: ""))
        grid.place(pane.content(columns: 78, rows: 1).grid, column: 1, row: row)
      }
      let start = frame == 0 ? ScreenModes.enter(mouse: true) : []
      frames.add(start + writer.bytes(for: grid), grid, .indexed, .dark)
    }
    let areShown = frames.areShown()
    #expect(areShown, "seed \(generator.seed)")
  }
}
