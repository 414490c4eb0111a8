// SPDX-License-Identifier: MIT
// The first row of the screen: what is matched and how, what libpcre2 says, and where the session stands.
//
//     rxdebug  conf.rx  /xm  pcre2 10.42 agrees        attempt 1 at 0   step 33/174
//
// Tested in StepperUITests/ScreenGoldenTests.swift.

import RegexDebugging
import TerminalScreen

extension Model {
  func drawHeading(into grid: inout CellGrid) {
    let right = status
    let glyphs = Glyph.glyphs(for: right.unicodeScalars, asciiOnly: settings.isASCII)
    let start = columns - glyphs.count - 1
    var column = grid.put("rxdebug", column: 1, row: 0, CellStyle(.plain, .bold), limit: start)
    for text in headingParts {
      let part = Glyph.glyphs(for: text.unicodeScalars, asciiOnly: settings.isASCII)
      guard column + 2 + part.count < start - 1 else { break }
      column = grid.put(part, column: column + 2, row: 0)
    }
    grid.put(
      glyphs, column: max(1, start), row: 0, CellStyle(.plain, .bold), limit: columns)
  }

  private var headingParts: [String] {
    var parts: [String] = []
    if !name.isEmpty { parts.append(name) }
    let options = optionWords
    if !options.isEmpty { parts.append(options) }
    if let verdict = details.verdict { parts.append(verdict) }
    return parts
  }

  /// The options that are on: letters as behind a Perl pattern where there are some, and names.
  ///
  /// UTF is what one expects, so that its absence is told.
  private var optionWords: String {
    let letters = [
      "CASELESS": "i", "MULTILINE": "m", "DOTALL": "s", "EXTENDED": "x", "NO_AUTO_CAPTURE": "n",
      "EXTENDED_MORE": "xx",
    ]
    let names = scene.setup.optionNames
    let short = names.compactMap { letters[$0] }.joined()
    let long = names.filter { letters[$0] == nil && $0 != "UTF" }
    let bytes = names.contains("UTF") ? [] : ["bytes"]
    return ((short.isEmpty ? [] : ["/" + short]) + long + bytes).joined(separator: " ")
  }

  /// Attempt and step, at the right.
  private var status: String {
    var parts: [String] = []
    if let player { parts.append("playing \(player.speed)/s") }
    if let search = scene.search { parts.append("search \(search.number)") }
    let total = scene.end?.steps ?? details.overview.flatMap { $0.isComplete ? $0.steps : nil }
    switch scene.place {
    case .step(let number):
      parts.append("attempt \(scene.attempt) at \(scene.attemptStart)")
      parts.append("step \(number)" + (total.map { "/\($0)" } ?? ""))
    case .end:
      parts.append("end")
      parts.append(total == 1 ? "1 step" : "\(total ?? 0) steps")
    }
    return parts.joined(separator: "   ")
  }
}
