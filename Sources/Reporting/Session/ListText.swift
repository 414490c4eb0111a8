// SPDX-License-Identifier: MIT
// Pattern and subject with markers: the item under a caret; under the subject one digit for the innermost group
// that has taken a character, a point for what was taken outside groups.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  func list(_ listing: Listing) -> [String] {
    switch listing.place {
    case .step(let why): return list(why.step, listing.captures)
    case .end(let end):
      let pattern = CaretExcerpt(map.tree.source, marking: SourceSpan(0, 0), width: 72)
      let start = end.captures.first.flatMap { $0 }?.start ?? 0
      return ["Pattern", "    " + pattern.text] + subject(around: start, end.captures, marks: [])
        + [line(listing.place)]
    }
  }

  private func list(_ step: StepInfo, _ captures: [CaptureRange?]) -> [String] {
    let pattern = CaretExcerpt(
      map.tree.source, marking: map.labels[step.item.index], width: 72,
      escaping: Escaping(showsUnicode: text.isUTF))
    let title =
      map.lines.count > 1 ? "Pattern, line \(pattern.line) of \(map.lines.count)" : "Pattern"
    var marks: [(Int, Character)] = []
    if step.attemptStart != step.position { marks.append((step.attemptStart, "S")) }
    marks.append((step.position, "^"))
    return [title, "    " + pattern.text, "    " + pattern.marker]
      + subject(around: step.position, captures, marks: marks)
      + [
        "    at \(step.position)\(elsewhere(step.position)), attempt \(step.attempt) from "
          + "\(step.attemptStart)"
      ]
  }

  /// What else there is to say of a position of the subject: its line and column where there is more than one
  /// line, and how many characters are before it where that is not the number of bytes.
  func elsewhere(_ position: Int) -> String {
    var parts: [String] = []
    let lines = LineMap(text.subject)
    if lines.count > 1 { parts.append("line \(lines.place(of: position))") }
    let bytes = text.subject.prefix(position)
    let characters = text.isUTF ? bytes.count { $0 & 0xC0 != 0x80 } : bytes.count
    if characters != bytes.count { parts.append("character \(characters)") }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
  }

  private func subject(
    around position: Int, _ captures: [CaptureRange?], marks: [(Int, Character)]
  ) -> [String] {
    let window = Window(text.subject, around: position, width: 72, isUTF: text.isUTF)
    var lines = ["Subject, \(Wording.count(text.subject.count, "byte"))", "    " + window.text]
    let taken: [(Int, Character)] = window.offsets.dropLast().compactMap { offset in
      group(at: offset, captures).map { (offset, $0) }
    }
    if !taken.isEmpty { lines.append("    " + window.line(taken)) }
    if !marks.isEmpty { lines.append("    " + window.line(marks)) }
    return lines
  }

  /// The mark of the innermost group that holds an offset.
  private func group(at offset: Int, _ captures: [CaptureRange?]) -> Character? {
    var best: (group: Int, length: Int)?
    for (group, range) in captures.enumerated() {
      guard let range, range.start <= offset, offset < range.end else { continue }
      if (best?.length ?? .max) >= range.end - range.start {
        best = (group, range.end - range.start)
      }
    }
    guard let best else { return nil }
    if best.group == 0 { return "." }
    return best.group < 10 ? Character("\(best.group)") : "+"
  }
}
