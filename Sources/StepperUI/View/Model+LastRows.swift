// SPDX-License-Identifier: MIT
// The last rows of the screen: the keys that fit the pane in hand, in the frame; below them what is typed, what is told,
// or how far a long computation is.
//
// Tested in StepperUITests/ScreenGoldenTests.swift and UpdateTests.swift.

import TerminalScreen

extension Model {
  func drawHints(into grid: inout CellGrid) {
    var column = 2
    let row = rows - 2
    for hint in hints {
      let width = hint.keys.unicodeScalars.count + hint.words.unicodeScalars.count + 1
      guard column + width < columns - 2 else { break }
      column = grid.put(hint.keys, column: column, row: row, CellStyle(.key, .bold))
      column = grid.put(" " + hint.words + "  ", column: column, row: row, CellStyle(.border))
    }
  }

  private var hints: [(keys: String, words: String)] {
    var own: [(String, String)] =
      switch focus {
      case .pattern: [("j/k", "item"), ("b", "break"), ("e", "edit pattern")]
      case .subject: [("e", "edit subject"), ("x", "hex")]
      case .breakpoints: [("j/k", "row"), ("D", "on/off")]
      case .events, .captures: [("j/k", "row"), ("Enter", "go there")]
      case .timeline: [("j/k", "step")]
      case .frames: [("u/d", "frame")]
      case .choices, .why: [("j/k", "scroll")]
      }
    if isZoomed { own.insert(("Esc", "unzoom"), at: 0) }
    return [("?", "help"), ("q", "quit"), ("s/S", "step+-"), ("f/F", "fail+-"), ("c/C", "run+-")]
      + own + [
        ("G", "end"), (":", "command"), ("w", "why"), ("n/N", "over+-"), ("m/M", "match+-"),
        ("z", "zoom"),
      ]
  }

  func drawLastRow(into grid: inout CellGrid) {
    let row = rows - 1
    if case .prompt(let prompt) = mode {
      draw(prompt, into: &grid)
    } else if let work {
      let text = work.words(isASCII: settings.isASCII)
      grid.put(text, column: 0, row: row, CellStyle(.plain, .bold))
    } else if let notice {
      let style: CellStyle =
        switch notice.kind {
        case .plain: .plain
        case .good: CellStyle(.good)
        case .bad: CellStyle(.bad, .bold)
        }
      put(StyledText(notice.text, style), column: 0, row: row, columns: columns - 1, into: &grid)
    } else if case .prefix(let prefix) = mode {
      grid.put(prefix.hint, column: 0, row: row, .dim)
    }
  }

  private func draw(_ prompt: Prompt, into grid: inout CellGrid) {
    let row = rows - 1
    let label = prompt.editor.searchPrompt ?? prompt.label
    var scroll = PromptScroll()
    let line = scroll.row(
      prompt: label, text: prompt.editor.text, cursor: prompt.editor.cursor, columns: columns - 1,
      asciiOnly: settings.isASCII)
    grid.clear(Area(column: 0, row: row, columns: columns, rows: 1))
    grid.put(line.glyphs, column: 0, row: row)
    grid.cursor = .init(column: line.cursor, row: row)
    if let fault = prompt.fault {
      grid.clear(Area(column: 0, row: row - 1, columns: columns, rows: 1))
      let text = StyledText(fault, CellStyle(.bad, .bold))
      put(text, column: 0, row: row - 1, columns: columns - 1, into: &grid)
    }
    draw(candidates: prompt.candidates, into: &grid)
  }

  /// What a word can become, in as many rows above the line as it takes, at most half of the screen.
  private func draw(candidates: [String], into grid: inout CellGrid) {
    guard !candidates.isEmpty else { return }
    let words = StyledText(candidates.joined(separator: "  "), CellStyle(.key))
    let lines = words.wrapped(to: columns - 1, asciiOnly: settings.isASCII).prefix(rows / 2)
    let top = rows - 1 - lines.count
    for (index, line) in lines.enumerated() {
      grid.clear(Area(column: 0, row: top + index, columns: columns, rows: 1))
      put(line, column: 0, row: top + index, columns: columns - 1, into: &grid)
    }
  }
}

extension Mode.Prefix {
  /// What is awaited.
  fileprivate var hint: String {
    switch self {
    case .goto: "g: another g goes to the first step"
    case .gotoMark: "': the letter of a mark to go to"
    case .setMark: "\": a letter to mark this step with"
    }
  }
}

extension Work {
  /// How far it is, in words.
  func words(isASCII: Bool) -> String {
    var text = "\(title): \(Self.short(steps)) steps"
    if rate > 0 { text += ", \(Self.short(rate)) steps/s" }
    if let total, total > steps, rate > 0 {
      text += ", at most \(Self.duration((total - steps) / rate + 1)) more"
    }
    return text + (isASCII ? "  " : " · ") + "Ctrl-C stops"
  }

  /// A number in three digits at most, with a letter for thousands and more.
  static func short(_ number: UInt64) -> String {
    var value = number
    for unit in ["", " k", " M", " G"] {
      if value < 10_000 { return "\(value)\(unit)" }
      value /= 1000
    }
    return "\(value) T"
  }

  private static func duration(_ seconds: UInt64) -> String {
    seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
  }
}
