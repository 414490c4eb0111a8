// SPDX-License-Identifier: MIT
// The long explanation of a step: where it is in pattern and subject, then in full what the step line says
// in short.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// The explanation of a place, as lines.
  func explanation(_ place: PlaceView) -> [String] {
    switch place {
    case .step(let why): picture(why.step.item, at: why.step.position) + explanation(why)
    case .end(let end): [line(place)] + details(end)
    }
  }

  /// The explanation of a step without its picture, as lines.
  func explanation(_ why: Why) -> [String] {
    var lines: [String] = []
    lines.append(
      "Step \(why.step.number), attempt \(why.step.attempt) (from \(why.step.attemptStart)): "
        + "\(name(why.step.item)) at \(why.step.position).")
    if !why.trial.isEmpty {
      lines.append("  tries   \(why.trial)")
      lines.append("  finds   \(found(why.found))")
    }
    lines.append("  " + verdict(why))
    let back = retreat(why)
    if back.isEmpty {
      lines.append(contentsOf: next(why))
    } else {
      lines.append("  then    " + back.prefix(1).lowercased() + back.dropFirst())
    }
    return lines
  }

  func found(_ found: Found) -> String {
    switch found {
    case .end: "the end of the subject"
    case .character(let value): Wording.numbered(value, isUTF: text.isUTF)
    }
  }

  private func verdict(_ why: Why) -> String {
    switch why.verdict {
    case .matched(let span) where span.isEmpty: "holds   and takes nothing"
    case .matched(let span):
      "takes   \(quoted(span.start, span.end)), [\(span.start),\(span.end))"
    case .passed: "here    " + passed(why)
    case .failed(let reason): "fails   " + self.reason(reason, why, short: false)
    }
  }

  private func next(_ why: Why) -> [String] {
    switch why.next {
    case .end: []
    case .step(let next):
      ["  then    \(name(next.item)) at \(next.position)"]
    }
  }

  /// Pattern and subject with carets under an item and a position.
  func picture(_ item: ItemID, at position: Int, start: Int? = nil) -> [String] {
    let label = map.labels[item.index]
    let pattern = CaretExcerpt(
      map.tree.source, marking: label, width: 72, escaping: Escaping(showsUnicode: text.isUTF))
    let window = Window(text.subject, around: position, width: 72, isUTF: text.isUTF)
    let indent = "    "
    var marks: [(offset: Int, mark: Character)] = [(position, "^")]
    if let start { marks.insert((start, "S"), at: 0) }
    return [
      indent + pattern.text, indent + pattern.marker, indent + window.text,
      indent + window.line(marks),
    ]
  }
}
