// SPDX-License-Identifier: MIT
// The words of a session for whoever draws a view of his own: each piece for itself, without markers and columns.
// Nothing of pattern or subject is in them that is not escaped.
//
//     let words = StepWords(scene.text)
//     words.sentence(of: scene.view)          // "#2 `a` at 0 matches "a", [0,1)."
//     words.result(of: line)                  // "back to \d+"
//     words.shortChoice(row).action           // "took 2 → 1"
//
// Tested in RegexDebuggingTests/StepWordsTests.swift.

public import RegexDebugging
public import RegexMachine
public import RegexSyntax
import SourceText

/// Puts the parts of a scene into words.
public struct StepWords: Sendable {
  let words: StepText
  /// Whether the words themselves, without what is quoted, are ASCII.
  public let isASCII: Bool

  /// Makes one for a pattern and a subject.
  public init(_ text: SessionText, isASCII: Bool = false) {
    words = StepText(text)
    self.isASCII = isASCII
  }

  var map: PatternMap { words.map }

  // MARK: Places

  /// A place as one line: what a stepper without a screen prints after every move.
  public func sentence(of place: PlaceView) -> String { words.line(place) }

  /// The explanation of a place as lines, some of them indented, without pictures of pattern and subject.
  public func explanation(of place: PlaceView) -> [String] {
    switch place {
    case .step(let why): words.explanation(why)
    case .end(let end): [words.line(place)] + words.details(end, withPicture: false)
    }
  }

  // MARK: Items and groups

  /// An item's text as code, with its place where the text alone does not tell which one it is.
  public func name(of item: ItemID) -> String { words.name(item) }

  /// An item's text, escaped, cut in the middle where it is longer than so many characters.
  public func shortName(of item: ItemID, limit: Int = 14) -> String {
    if case .end = map.roles[item.index] { return "end of pattern" }
    return code(map.labels[item.index], limit: limit)
  }

  /// A stretch of the pattern, escaped and cut; it may be long, so that only its ends are looked at.
  func code(_ span: SourceSpan, limit: Int) -> String {
    let source = map.tree.source[span.start..<span.end]
    let ends = source.prefix(8 * limit) + source.dropFirst(8 * limit).suffix(8 * limit)
    let code = Wording.code(Array(ends), isUTF: words.text.isUTF, limit: limit)
    // By code points: a mark behind the first quote is no character of its own.
    return String(String.UnicodeScalarView(code.unicodeScalars.dropFirst().dropLast()))
  }

  /// What an item asks for or does: "one or more digits, as many as possible", "group 1 begins".
  public func description(of item: ItemID) -> String { words.words(for: item) }

  /// Where an item is in the pattern: its offset, or its line and column where there is more than one line.
  public func place(of item: ItemID) -> String { words.place(item) }

  /// The name of a group, escaped; nil if it has none.
  public func name(ofGroup number: Int) -> String? {
    map.name(ofGroup: number).map { Escaping().display($0) }
  }

  /// A stretch of the subject as its bounds: "[0,7)".
  public func bounds(of range: CaptureRange) -> String { "[\(range.start),\(range.end))" }

  /// A stretch of the subject in quotes, cut in the middle where it is longer than so many characters.
  public func quoted(_ range: CaptureRange, limit: Int = 40) -> String {
    quoted(range.start, range.end, limit)
  }

  func quoted(_ start: Int, _ end: Int, _ limit: Int) -> String {
    let subject = words.text.subject
    let start = min(max(start, 0), subject.count)
    return Wording.text(
      subject[start..<min(max(end, start), subject.count)], isUTF: words.text.isUTF, limit: limit)
  }

  // MARK: Frames, breakpoints, choices

  /// A group or call: its text as code (empty for the whole pattern), what it is, and since where.
  public func parts(of frame: Frame) -> (code: String, description: String, since: String) {
    let cells = words.cells(frame)
    return (cells[0], cells[1], cells[2])
  }

  /// What a breakpoint was set on, and under which conditions.
  public func description(of breakpoint: Breakpoint) -> String { words.describe(breakpoint) }

  /// What a choice would do, in full.
  public func description(of row: ChoiceRow) -> String { words.choice(row) }
}
