// SPDX-License-Identifier: MIT
// A batch run as one page: the counts, a filter, and every case that did not simply pass with its pattern, its
// subject, where in it something was expected and found, and its steps. It needs no other file and reads without
// its script, which only filters (HTMLPage.swift has both script and style). What is shown is bounded, as a
// browser has to take it at once; the counts are whole.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking
import CaseCorpus
import SourceText

/// Writes a page of HTML.
public struct HTMLReport: BatchReportWriter {
  /// Cases that are shown at most.
  public static let mostCases = 2000
  /// Bytes of cases after which no further one is shown.
  public static let mostBytes = 16 << 20
  /// Bytes of a subject around a span.
  private static let subjectBytes = 400

  private let choices: BatchReportChoices
  private var shown = 0
  private var hidden = 0
  private var written = 0
  private var explained = 0

  /// Makes a writer.
  public init(_ choices: BatchReportChoices = BatchReportChoices()) { self.choices = choices }

  /// Writes the head, the counts and the filter.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    bytes += HTMLPage.head(title: "rxdebug: \(summary.text)").utf8
    bytes += "<header>\n<h1>Batch run</h1>\n<p>\(markup(summary.text))</p>\n".utf8
    for line in summary.reasonLines { bytes += "<p class=\"quiet\">\(markup(line))</p>\n".utf8 }
    bytes += "</header>\n<main>\n".utf8
    let kinds = CaseVerdict.Kind.allCases.filter { summary.count($0) > 0 }
    bytes += "<table>\n<caption>Verdicts</caption>\n".utf8
    bytes += "<tr><th scope=\"col\">Verdict</th><th scope=\"col\">Cases</th></tr>\n".utf8
    for kind in kinds {
      let name =
        "<th scope=\"row\"><span class=\"verdict \(kind.rawValue)\">\(kind.rawValue)</span></th>"
      bytes += "<tr>\(name)<td>\(summary.count(kind))</td></tr>\n".utf8
    }
    bytes += "</table>\n".utf8
    bytes += HTMLPage.filter(kinds.filter { $0 != .passed }.map(\.rawValue)).utf8
    bytes += "<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">Cases</h2>\n".utf8
  }

  /// Writes a case that did not simply pass.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    guard record.verdict.kind != .passed else { return }
    guard shown < Self.mostCases, written < Self.mostBytes else {
      hidden += 1
      return
    }
    shown += 1
    let start = bytes.count
    let text = CaseText(record)
    let tags = record.tags.map { markup(CaseText.display($0)) }.joined(separator: "\n")
    bytes += "<article data-verdict=\"\(text.verdict)\" data-tags=\"\(tags)\">\n<h3>".utf8
    bytes += "<span class=\"verdict \(text.verdict)\">\(text.verdict)</span> ".utf8
    bytes += "<code>\(markup(text.place))</code> \(markup(text.ownName ?? ""))</h3>\n<dl>\n".utf8
    for (label, value) in text.facts { Self.writeFact(label, value, text, to: &bytes) }
    bytes += "</dl>\n".utf8
    writeExplanation(record, to: &bytes)
    bytes += "</article>\n".utf8
    written += bytes.count - start
  }

  /// Writes how many cases are not shown, and the end.
  public mutating func end(to bytes: inout [UInt8]) {
    if shown == 0 { bytes += "<p>Every case passed.</p>\n".utf8 }
    if hidden > 0 {
      let what = hidden == 1 ? "case is" : "cases are"
      bytes += "<p>\(hidden) more \(what) not shown on this page.</p>\n".utf8
    }
    bytes += "</section>\n</main>\n\(HTMLPage.script)</body>\n</html>\n".utf8
  }

  // MARK: Parts

  private static func writeFact(
    _ label: String, _ value: String, _ text: CaseText, to bytes: inout [UInt8]
  ) {
    let isCode = ["pattern", "options", "subject"].contains(label)
    let shown = isCode ? "<code>\(markup(value))</code>" : markup(value)
    bytes += "<dt>\(label)</dt>\n<dd>\(shown)</dd>\n".utf8
    let span: SourceSpan? =
      switch label {
      case "expected": text.expectedSpan
      case "found": text.foundSpan
      default: nil
      }
    guard let span, let subject = text.record.input?.subject, span.end <= subject.count else {
      return
    }
    let excerpt = Excerpt(subject, around: span, limit: subjectBytes)
    // A match of nothing is a mark of nothing, which has to be seen too.
    let inside = span.isEmpty ? "<i>empty</i>" : markup(excerpt.marked)
    bytes += "<dd><code>\(excerpt.bytesBefore > 0 ? "…" : "")\(markup(excerpt.before))".utf8
    bytes += "<mark class=\"\(label)\">\(inside)</mark>".utf8
    bytes += "\(markup(excerpt.after))\(excerpt.bytesAfter > 0 ? "…" : "")</code></dd>\n".utf8
  }

  private mutating func writeExplanation(_ record: BatchRecord, to bytes: inout [UInt8]) {
    guard let explain = choices.explain, record.verdict.kind.isExplained,
      explained < choices.mostExplained, let input = record.input,
      let explanation = explain(input), !explanation.steps.isEmpty
    else { return }
    explained += 1
    if !explanation.why.isEmpty {
      let lines = explanation.why.joined(separator: "\n")
      bytes +=
        "<details open><summary>Why</summary>\n<pre>\(markup(lines))</pre>\n</details>\n".utf8
    }
    let total = stepCount(explanation.total) + (explanation.isCut ? ", then given up" : "")
    bytes += "<details><summary>\(total)</summary>\n<ul class=\"steps\">\n".utf8
    var last = 0
    for step in explanation.steps {
      if step.number > last + 1 {
        bytes += "<li>… \(stepCount(step.number - last - 1)) left out</li>\n".utf8
      }
      last = step.number
      bytes += "<li>\(markup(stepText(step, pattern: input.pattern)))</li>\n".utf8
    }
    bytes += "</ul>\n</details>\n".utf8
  }
}
