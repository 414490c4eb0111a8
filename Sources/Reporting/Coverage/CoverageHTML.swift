// SPDX-License-Identifier: MIT
// Coverage as one page of HTML that needs nothing else, not even scripts: every pattern painted, what is missing in
// words, all points in a table. What is covered is told by the underline and by titles as well as by colour.
//
// Tested in Tests/CommandTests/CoverageTests.swift.

import CaseCorpus
import RegexCoverage
import SourceText

/// The whole report as a page.
public func coverageHTML(_ report: CoverageReport) -> String {
  let total = report.total()
  var text = pageHead
  text += "<h1>Regex coverage: \(total.percent)</h1>\n"
  text += "<p>\(counted(report.patterns.count, "pattern")), \(counted(report.cases, "case")): "
  text += "\(total.covered) of \(counted(total.points, "point")) covered.</p>\n"
  text += categories(report)
  for words in passedOverWords(report) { text += "<p>Not counted: \(escaped(words)).</p>\n" }
  text += legend
  for (index, pattern) in report.patterns.enumerated() { text += section(pattern, index + 1) }
  return text + "</main>\n</body>\n</html>\n"
}

private func categories(_ report: CoverageReport) -> String {
  var text = "<table>\n<caption>Points by kind</caption>\n<thead><tr><th scope=\"col\">Kind</th>"
  text += "<th scope=\"col\">Covered</th><th scope=\"col\">Points</th>"
  text += "<th scope=\"col\">Part</th></tr></thead>\n<tbody>\n"
  for entry in report.categories {
    text += "<tr><th scope=\"row\">\(entry.category.rawValue)</th><td>\(entry.total.covered)</td>"
    text += "<td>\(entry.total.points)</td><td>\(entry.total.percent)</td></tr>\n"
  }
  return text + "</tbody>\n</table>\n"
}

// MARK: - One pattern

private func section(_ pattern: CoveredPattern, _ number: Int) -> String {
  let total = pattern.total()
  let place = escaped("\(pattern.place.file):\(pattern.place.line)")
  var text = "<section id=\"p\(number)\">\n<h2>\(place): \(total.percent)</h2>\n"
  text += "<pre class=\"pattern\">\(painted(pattern))</pre>\n"
  text += "<p>\(total.covered) of \(counted(total.points, "point")), "
  text += counted(pattern.cases, "case")
  if pattern.limited > 0 { text += ", \(pattern.limited) met a limit" }
  let names = pattern.optionNames
  if !names.isEmpty { text += "; " + escaped(names.joined(separator: ", ")) }
  text += ".</p>\n"
  let gaps = pattern.points.indices.filter { pattern.points[$0].isGap }
  if !gaps.isEmpty {
    text += "<ul>\n"
    for index in gaps { text += "<li>\(gap(pattern, index))</li>\n" }
    text += "</ul>\n"
  }
  return text + points(pattern) + "</section>\n"
}

private func gap(_ pattern: CoveredPattern, _ index: Int) -> String {
  var text = escaped(pattern.points[index].missing)
  if let proposal = pattern.proposal(for: index) {
    text += ": try <code>\(escaped(coverageQuote(proposal.subject, isUTF: pattern.isUTF)))</code>"
  } else if pattern.isSearched {
    text += ": no input found"
  }
  return text
}

private func points(_ pattern: CoveredPattern) -> String {
  var text = "<details><summary>All points</summary>\n<table>\n<thead><tr>"
  for name in ["At", "Text", "Point", "Count"] { text += "<th scope=\"col\">\(name)</th>" }
  text += "</tr></thead>\n<tbody>\n"
  let escaping = Escaping(showsUnicode: pattern.isUTF)
  for point in pattern.points {
    let span = point.point.span
    let code = escaped(escaping.display(pattern.input.pattern, in: span))
    text += "<tr class=\"\(point.count > 0 ? "full" : "none")\"><td>\(span.start)</td>"
    text += "<td><code>\(code)</code></td><td>\(escaped(point.label))</td>"
    text += "<td>\(point.count)</td></tr>\n"
  }
  return text + "</tbody>\n</table>\n</details>\n"
}

// MARK: - The pattern painted

/// The points of one stretch of the pattern.
private struct Paint {
  var span: SourceSpan
  var points: [CoveredPoint]

  var style: String {
    if points.allSatisfy({ $0.count > 0 }) { return "full" }
    return points.contains { $0.count > 0 } ? "part" : "none"
  }

  var title: String {
    let words = ["full": "covered", "part": "partly covered", "none": "not covered"]
    let counts = points.map { "\($0.label) \($0.count)" }.joined(separator: ", ")
    return "\(words[style] ?? ""): \(counts)"
  }
}

/// The pattern with each byte painted as the shortest stretch that has points.
private func painted(_ pattern: CoveredPattern) -> String {
  var stretches: [SourceSpan: [CoveredPoint]] = [:]
  for point in pattern.points where isPainted(point.point) {
    stretches[point.point.span, default: []].append(point)
  }
  let paints = stretches.map { Paint(span: $0.key, points: $0.value) }
    .sorted { ($1.span.count, $0.span.start) < ($0.span.count, $1.span.start) }
  let source = pattern.input.pattern
  var layer = [Int](repeating: -1, count: source.count)
  for (index, paint) in paints.enumerated() {
    for offset in paint.span.start..<min(paint.span.end, source.count) { layer[offset] = index }
  }
  var text = ""
  var start = 0
  while start < source.count {
    var end = start
    while end < source.count && layer[end] == layer[start] { end += 1 }
    let code = shown(source, SourceSpan(start, end), isUTF: pattern.isUTF)
    if layer[start] >= 0 {
      let paint = paints[layer[start]]
      text += "<span class=\"\(paint.style)\" title=\"\(escaped(paint.title))\">\(code)</span>"
    } else {
      text += code
    }
    start = end
  }
  return text
}

/// Whether a point says something of its text: a group that is not set is no part that was reached.
private func isPainted(_ point: CoveragePoint) -> Bool {
  if case .groupUnset = point.kind { return false }
  return point.category != .results && !point.span.isEmpty
}

/// Pattern text as HTML; a line of it is a line there.
private func shown(_ bytes: [UInt8], _ span: SourceSpan, isUTF: Bool) -> String {
  let escaping = Escaping(showsUnicode: isUTF)
  let lines = bytes[span.start..<span.end].split(
    separator: 0x0A, omittingEmptySubsequences: false)
  return lines.map { escaped(escaping.display(Array($0))) }.joined(separator: "\n")
}

private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

// MARK: - The page

private let pageHead = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Regex coverage</title>
  <style>
  :root { color-scheme: light dark; }
  body { font: 1rem/1.5 sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
  pre, code { font-family: monospace; font-size: 1rem; }
  pre.pattern { line-height: 2; white-space: pre-wrap; overflow-wrap: anywhere; padding: .5rem;
    border: 1px solid #767676; }
  .pattern span, .legend span { text-underline-offset: .3em; text-decoration-thickness: .12em; }
  .full { background: #d3ecff; color: #111; }
  .part { background: #fff0c2; color: #111; }
  .none { background: #ffd9cf; color: #111; }
  span.full { text-decoration: underline solid; }
  span.part { text-decoration: underline dashed; }
  span.none { text-decoration: underline wavy; font-weight: bold; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid #767676; padding: .1rem .5rem; text-align: left; }
  </style>
  </head>
  <body>
  <main>

  """

private let legend = """
  <p class="legend"><span class="full">covered: solid line</span>
  <span class="part">partly: dashed line</span>
  <span class="none">not covered: wavy line, bold</span></p>

  """
