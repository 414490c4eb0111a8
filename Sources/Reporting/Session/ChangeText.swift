// SPDX-License-Identifier: MIT
// Changes of pattern, subject and options in words: what is matched now, where the new run stands, and which
// breakpoints mean nothing any more.
//
//     The pattern is now `(\d+)-(\w+)`. The runs are the same up to here:
//
// Tested by fixtures/sessions/settings.txt.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// Most characters of a text that are shown.
  private static let shownCharacters = 2_000

  func changed(_ change: RunChange, _ place: PlaceView) -> [String] {
    var lines = change.settings.map { words($0) }
    if change.isUndo { lines.append("The last change is taken back.") }
    lines += changed("is not in this pattern or subject and does not stop", change.lost)
    lines += changed("is there again", change.found)
    lines.append(arrival(change, place))
    lines.append(line(place))
    return lines
  }

  private func changed(_ words: String, _ ids: [Int]) -> [String] {
    ids.map { "Breakpoint \($0) \(words)." }
  }

  private func arrival(_ change: RunChange, _ place: PlaceView) -> String {
    switch (change.arrival, place) {
    case (.interrupted, _): "The comparison with the run before was interrupted."
    case (.samePlace, .end): "Nothing differs from the run before, up to its end:"
    case (.samePlace, .step): "Nothing differs from the run before, up to this step:"
    case (.parting, .end):
      "\(Wording.count(change.equalSteps, "step")) as in the run before, then this one is over:"
    case (.parting, _) where change.equalSteps == 0:
      "Already the first step differs from the run before:"
    case (.parting, _) where change.equalSteps == 1:
      "The first step is as in the run before, this one differs:"
    case (.parting, _):
      "The first \(Wording.count(change.equalSteps, "step")) are as in the run before, this one differs:"
    }
  }

  private func words(_ setting: Setting) -> String {
    switch setting {
    case .pattern(let bytes):
      "The pattern is now " + (isPlain(bytes) ? Wording.code(bytes) : shown(bytes)) + "."
    case .subject(let bytes):
      "The subject is now \(shown(bytes)), \(Wording.count(bytes.count, "byte"))."
    case .option(let option, let isOn): "\(option.name) is \(isOn ? "on" : "off")."
    case .newline(let newline): "A newline is now \(newline.rawValue)."
    case .bsr(let bsr): "\\R now matches as \(bsr.rawValue) says."
    case .startOffset(let offset): "The search starts at \(offset)."
    case .replacement(let bytes): "The replacement is now \(shown(bytes))."
    case .findsAll(let isOn): isOn ? "All matches are looked for." : "One match is looked for."
    }
  }

  // MARK: Show

  func shown(_ topic: ShowTopic, _ setup: RunSetup) -> [String] {
    switch topic {
    case .pattern:
      return [
        isPlain(setup.pattern)
          ? String(decoding: setup.pattern, as: UTF8.self) : shown(setup.pattern)
      ]
    case .subject: return [shown(setup.subject)]
    case .options:
      let names = setup.optionNames
      var lines = [names.isEmpty ? "No options." : "Options " + names.joined(separator: " ") + "."]
      if setup.options.newline != .lf { lines.append("Newline \(setup.options.newline.rawValue).") }
      if setup.options.bsr != .unicode { lines.append("\\R as \(setup.options.bsr.rawValue).") }
      if setup.matchOptions.startOffset != 0 {
        lines.append("The search starts at \(setup.matchOptions.startOffset).")
      }
      return lines
    }
  }

  /// Whether a text can be shown, and given to `set`, as it is.
  private func isPlain(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= Self.shownCharacters else {
      return false
    }
    return first != UInt8(ascii: "\"") && first != 0x20 && last != 0x20
      && bytes.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// A text in quotes in a form that `set` reads back, cut if it is very long.
  private func shown(_ bytes: [UInt8]) -> String {
    var result = "\""
    var offset = 0
    var count = 0
    while offset < bytes.count {
      guard count < Self.shownCharacters else { return result + "\"…" }
      count += 1
      let piece = Escaping(showsUnicode: text.isUTF, doublesBackslash: true)
        .piece(of: bytes, at: offset, end: bytes.count)
      if bytes[offset] == UInt8(ascii: "\"") {
        result += "\\\""
      } else if piece.text.hasPrefix("\\x{") {
        for byte in bytes[offset..<(offset + piece.length)] { result += hexadecimal(byte) }
      } else {
        result += piece.text
      }
      offset += piece.length
    }
    return result + "\""
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }

  // MARK: Faults

  /// Why a match cannot be run, with a caret under the place in the pattern.
  func fault(_ error: SessionError, _ pattern: [UInt8]) -> [String] {
    let kept = "Nothing is changed."
    switch error {
    case .pattern(let error):
      return ["Pattern error \(error.code) at offset \(error.offset): \(error.message). \(kept)"]
        + excerpt(pattern, error.span) + (error.hint.isEmpty ? [] : ["  \(error.hint)"])
    case .unsupported(let words, let start, let end):
      return ["\(capitalised(words)). \(kept)"] + excerpt(pattern, SourceSpan(start, end))
    case .subject(let error): return ["\(capitalised(error.description)). \(kept)"]
    case .replacement, .partialReplacement:
      return ["\(capitalised(error.description)). \(kept)"]
    }
  }

  private func excerpt(_ pattern: [UInt8], _ span: SourceSpan) -> [String] {
    let excerpt = CaretExcerpt(
      pattern, marking: span, width: 72, escaping: Escaping(showsUnicode: text.isUTF))
    return ["    " + excerpt.text, "    " + excerpt.marker]
  }
}
