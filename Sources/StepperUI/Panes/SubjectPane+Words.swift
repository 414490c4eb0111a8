// SPDX-License-Identifier: MIT
// What the pane of the subject says besides the text: its heading, what the signs mean, what stands at the position.
//
// Example: `12: U+0020 SPACE (1 byte: 20)   line 2 column 3`.
// Tested in StepperUITests/SubjectPaneTests.swift.

import RegexDebugging
import RegexMachine
import Reporting
import SourceText
import TerminalScreen

extension SubjectPane {
  /// Beyond so many bytes nothing is counted from the beginning.
  private static let mostToCount = 64 << 10

  /// Where the search stands, and how far it came.
  var heading: [String] {
    var parts: [String] = []
    switch scene.view {
    case .step(let why): parts = ["start \(why.step.attemptStart)", "at \(scene.position)"]
    case .end(let end):
      if end.end.outcome == .match, let whole = end.captures.first ?? nil {
        parts = ["match \(whole.start) to \(whole.end)"]
      }
    }
    if let furthest = scene.furthest, scene.place != .end || scene.isWithoutMatch {
      parts.append("furthest \(furthest.position) (step \(furthest.step))")
    }
    parts.append("end \(subject.count)")
    return parts
  }

  /// What the signs mean, each with how it looks.
  func legend(_ marks: SubjectMarks) -> [(sign: String, words: String, style: CellStyle)] {
    var parts: [(sign: String, words: String, style: CellStyle)] = []
    if marks.here != nil {
      let words = marks.looksBehind ? "at, looks behind" : "at"
      parts.append((String(marks.hereSign), words, CellStyle(.plain, .bold)))
    }
    if scene.furthest != nil { parts.append(("F", "furthest", CellStyle(.furthest))) }
    if scene.captures.count > 1 {
      parts.append((scene.captures.count > 10 ? "1..9+" : "1..9", "group", CellStyle(.group)))
      parts.append((".", "matched, no group", CellStyle(.good)))
    } else {
      parts.append((".", "matched", CellStyle(.good)))
    }
    // What comes and goes stands last, so that the rest stays where it is.
    if scene.attemptStart != 0 { parts.append(("S", "start", CellStyle(.plain, .bold))) }
    return parts
  }

  func drawLegend(
    _ parts: [(sign: String, words: String, style: CellStyle)], column: Int, row: Int,
    _ canvas: inout Canvas
  ) {
    var column = column
    for part in parts {
      guard column + part.sign.count + 1 + part.words.count <= canvas.columns else { break }
      column = canvas.put(part.sign, column: column, row: row, part.style) + 1
      column = canvas.put(part.words, column: column, row: row, .dim) + 2
    }
  }

  /// The columns of a legend.
  func width(_ legend: [(sign: String, words: String, style: CellStyle)]) -> Int {
    legend.reduce(-2) { $0 + $1.sign.count + 1 + $1.words.count + 2 }
  }

  /// What stands at the position.
  var detail: String {
    let position = scene.position
    var parts = ["\(position): " + character(at: position)]
    if subject.count <= Self.mostToCount {
      let lines = LineMap(subject)
      if lines.count > 1 {
        let place = lines.place(of: position)
        parts.append("line \(place.line) column \(place.column)")
      }
      if scene.text.isUTF {
        let characters = subject.prefix(position).count { $0 & 0xC0 != 0x80 }
        if characters != position { parts.append("character \(characters)") }
      }
    }
    return parts.joined(separator: "   ")
  }

  private func character(at position: Int) -> String {
    guard position < subject.count else { return "the end of the subject" }
    guard scene.text.isUTF || subject[position] < 0x80,
      let character = validCharacter(subject, at: position),
      let scalar = Unicode.Scalar(character.value)
    else { return "byte " + hex(UInt32(subject[position]), digits: 2) }
    let name = scalar.properties.name ?? scalar.properties.nameAlias
    let bytes = subject[position..<position + character.length].map { hex(UInt32($0), digits: 2) }
    return "U+" + hex(scalar.value, digits: 4) + (name.map { " " + $0 } ?? "")
      + " (\(Wording.count(bytes.count, "byte")): \(bytes.joined(separator: " ")))"
  }

  /// A number in base 16 with at least so many digits.
  func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
