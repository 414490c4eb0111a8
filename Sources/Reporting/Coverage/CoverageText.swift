// SPDX-License-Identifier: MIT
// Coverage as text: for each pattern what no case reaches, where, and an input that would; then totals.
//
//     cases.ndjson:1: 9 of 12 points, 75.0%, 1 case
//       a(b|c)d
//           ^
//       branch 2 of 2, `c`, is never begun; try "acd"
//
// Tested in Tests/CommandTests/CoverageTests.swift and by the examples of man/rxdebug-coverage.1.

import CaseCorpus
import RegexCoverage
import SourceText

/// One pattern as text, with its line ends; nothing if all is covered.
public func coverageText(_ pattern: CoveredPattern) -> String {
  let gaps = pattern.points.indices.filter { pattern.points[$0].isGap }
  guard !gaps.isEmpty else { return "" }
  let total = pattern.total()
  var text = "\(pattern.place.file):\(pattern.place.line): "
  text += "\(total.covered) of \(counted(total.points, "point")), \(total.percent), "
  text += counted(pattern.cases, "case")
  if pattern.limited > 0 { text += ", \(pattern.limited) met a limit" }
  text += "\n"
  let names = pattern.optionNames
  if !names.isEmpty {
    text += "  (\(Escaping().display(Array(names.joined(separator: ", ").utf8))))\n"
  }
  var lastSpan: SourceSpan?
  for index in gaps.sorted(by: { isBefore(pattern.points[$0], pattern.points[$1]) }) {
    let point = pattern.points[index]
    if point.point.span != lastSpan, point.point.category != .results {
      text += excerpt(pattern, point.point.span)
    }
    lastSpan = point.point.span
    text += "  \(point.missing)\(advice(pattern, index))\n"
  }
  return text + "\n"
}

private func isBefore(_ left: CoveredPoint, _ right: CoveredPoint) -> Bool {
  let isLeftResult = left.point.category == .results
  let isRightResult = right.point.category == .results
  if isLeftResult != isRightResult { return !isLeftResult }
  return (left.point.span.start, left.point.span.end)
    < (right.point.span.start, right.point.span.end)
}

private func excerpt(_ pattern: CoveredPattern, _ span: SourceSpan) -> String {
  let shown = CaretExcerpt(
    pattern.input.pattern, marking: span, width: 74,
    escaping: Escaping(showsUnicode: pattern.isUTF))
  return "    \(shown.text)\n    \(shown.marker)\n"
}

private func advice(_ pattern: CoveredPattern, _ point: Int) -> String {
  if let proposal = pattern.proposal(for: point) {
    return "; try " + coverageQuote(proposal.subject, isUTF: pattern.isUTF)
  }
  return pattern.isSearched ? "; no input found" : ""
}

/// A proposed input in quotes.
func coverageQuote(_ subject: [UInt8], isUTF: Bool) -> String {
  let words = Escaping(showsUnicode: isUTF, doublesBackslash: true).display(subject)
  return words.contains("\"") && !words.contains("'") ? "'" + words + "'" : "\"" + words + "\""
}

/// The totals as text, with line ends.
public func coverageSummary(_ report: CoverageReport) -> String {
  let total = report.total()
  var text = "\(counted(report.patterns.count, "pattern")), \(counted(report.cases, "case")): "
  text += "\(total.covered) of \(counted(total.points, "point")) covered, \(total.percent)\n"
  let parts = report.categories.map { entry in
    "\(entry.category.rawValue) \(entry.total.covered)/\(entry.total.points)"
  }
  if !parts.isEmpty { text += "  " + parts.joined(separator: ", ") + "\n" }
  for words in passedOverWords(report) { text += "  not counted: \(words)\n" }
  return text
}

/// What is not counted, in words: "2 cases that only compile their patterns".
func passedOverWords(_ report: CoverageReport) -> [String] {
  sortedReasons(report).map { reason, count in
    "\(counted(count, "case")) that \(count == 1 ? reason : plural(reason))"
  }
}

func sortedReasons(_ report: CoverageReport) -> [(String, Int)] {
  report.passedOver.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
}

private func plural(_ reason: String) -> String {
  if reason.hasPrefix("has ") { return "have " + reason.dropFirst(4) }
  if reason.hasPrefix("is ") { return "are " + reason.dropFirst(3) }
  return reason.hasPrefix("only compiles its") ? "only compile their patterns" : reason
}
