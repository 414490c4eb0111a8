// SPDX-License-Identifier: MIT
// A batch run for a person: every case that is not as it should be with all that is known of it, the slowest
// cases, the counts.
//
//   a.ndjson:2 a:2: FAILED
//     pattern:  a+
//     subject:  xaa
//               ^^^ expected
//                ^^ found
//     expected: a match at [0,3)
//     found:    a match at [1,3)
//     detail:   libpcre2 agrees with rxdebug
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking
import CaseCorpus
import SourceText

/// Writes text.
public struct TextReport: BatchReportWriter {
  /// Cases that are told as the slowest, at most.
  public static let mostSlow = 10
  /// Columns of a subject.
  private static let width = 60

  private var summary = BatchSummary()
  private var slowest: [(microseconds: Int, line: String)] = []

  /// Makes a writer.
  public init() {}

  /// Keeps the counts for the end.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    self.summary = summary
  }

  /// Writes a case that needs attention.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    let text = CaseText(record)
    note(text)
    let kind = record.verdict.kind
    guard kind != .passed, !kind.isNotJudged else { return }
    bytes += Self.entry(text).utf8
    bytes.append(0x0A)
  }

  /// All that is known of a case, as lines.
  static func entry(_ text: CaseText) -> String {
    let name = text.ownName.map { " " + $0 } ?? ""
    var entry = "\(text.place)\(name): \(text.verdict.uppercased())\n"
    for (label, value) in text.facts {
      let shown = label == "subject" ? subject(text) : [value]
      entry += line(label, shown[0])
      for more in shown.dropFirst() { entry += line("", more) }
    }
    return entry
  }

  /// Writes the slowest cases and the counts.
  public mutating func end(to bytes: inout [UInt8]) {
    if !slowest.isEmpty {
      bytes += "Slowest:\n".utf8
      for (microseconds, line) in slowest {
        let milliseconds = String(microseconds / 1000)
        let pad = String(repeating: " ", count: max(0, 8 - milliseconds.utf8.count))
        bytes += "\(pad)\(milliseconds) ms  \(line)\n".utf8
      }
      bytes.append(0x0A)
    }
    bytes += (summary.text + "\n").utf8
    for line in summary.reasonLines { bytes += (line + "\n").utf8 }
  }

  /// Keeps a case if it is one of the slowest; of two that are as slow the one that came first.
  private mutating func note(_ text: CaseText) {
    // What takes less than a millisecond is not slow.
    guard let run = text.record.run, run.microseconds >= 1000 else { return }
    let isFull = slowest.count >= Self.mostSlow
    guard !isFull || run.microseconds > slowest[slowest.count - 1].microseconds else { return }
    if isFull { slowest.removeLast() }
    let index =
      slowest.firstIndex { $0.microseconds < run.microseconds } ?? slowest.count
    let name = text.ownName.map { " " + $0 } ?? ""
    slowest.insert((run.microseconds, text.place + name), at: index)
  }

  static func line(_ label: String, _ text: String) -> String {
    let head = label.isEmpty ? "" : label + ":"
    return "  " + head + String(repeating: " ", count: max(1, 10 - head.utf8.count)) + text + "\n"
  }

  /// The subject around what is to be seen, with a line of marks for each span below it.
  private static func subject(_ text: CaseText) -> [String] {
    guard let input = text.record.input else { return [] }
    let window = Window(
      input.subject, around: text.focus?.start ?? 0, width: width, isUTF: true)
    var lines = [window.text]
    if input.subject.count > CaseText.mostBytes { lines[0] += " (\(input.subject.count) bytes)" }
    for (span, label) in [(text.expectedSpan, "expected"), (text.foundSpan, "found")] {
      guard let span, span.end <= input.subject.count,
        let marks = window.marks(span)
      else { continue }
      lines.append("\(marks) \(label)")
    }
    return lines
  }
}

extension Window {
  /// A line with a mark below every column of a span, or one where it is empty; nil if none of it is shown.
  fileprivate func marks(_ span: SourceSpan) -> String? {
    guard let first = offsets.first, let last = offsets.last, span.start <= last,
      span.end >= first, let start = column(of: max(first, span.start)),
      let end = column(of: min(last, span.end))
    else { return nil }
    return String(repeating: " ", count: start) + String(repeating: "^", count: max(1, end - start))
  }
}
