// SPDX-License-Identifier: MIT
// Coverage as JSON Lines: an object for each pattern, then a summary with the version of the form.
//
// Tested in Tests/CommandTests/CoverageTests.swift; rxdebug-coverage(1) describes the fields.

import CaseCorpus
import RegexCoverage
import SourceText

/// The version of the form; it changes when a field loses or changes its meaning.
private let formVersion = 1

/// One pattern as a line of JSON with its line end.
public func coverageJSON(_ pattern: CoveredPattern) -> [UInt8] {
  var writer = JSONWriter()
  writer.object { writer in
    text("file", pattern.place.file, &writer)
    number("line", pattern.place.line, &writer)
    bytes("pattern", "pattern_b64", pattern.input.pattern, &writer)
    writer.name("options")
    writer.array { for name in pattern.optionNames { $0.string(name) } }
    number("cases", pattern.cases, &writer)
    number("limited", pattern.limited, &writer)
    number("steps", Int(clamping: pattern.steps), &writer)
    total(pattern.total(), &writer)
    writer.name("points")
    writer.array { for point in pattern.points { write(point, &$0) } }
    writer.name("proposals")
    writer.array { writer in
      for proposal in pattern.proposals {
        writer.object { writer in
          bytes("subject", "subject_b64", proposal.subject, &writer)
          writer.name("points")
          writer.array { for point in proposal.points { $0.integer(point) } }
        }
      }
    }
  }
  writer.endLine()
  return writer.bytes
}

private func write(_ point: CoveredPoint, _ writer: inout JSONWriter) {
  writer.object { writer in
    text("category", point.point.category.rawValue, &writer)
    number("start", point.point.span.start, &writer)
    number("end", point.point.span.end, &writer)
    text("label", point.label, &writer)
    number("count", Int(point.count), &writer)
    if point.isGap { text("gap", point.missing, &writer) }
  }
}

/// The totals as a line of JSON with its line end.
public func coverageSummaryJSON(_ report: CoverageReport) -> [UInt8] {
  var writer = JSONWriter()
  writer.object { writer in
    writer.name("coverage")
    writer.object { writer in
      number("version", formVersion, &writer)
      number("patterns", report.patterns.count, &writer)
      number("cases", report.cases, &writer)
      total(report.total(), &writer)
      writer.name("categories")
      writer.object { writer in
        for entry in report.categories {
          writer.name(text: entry.category.rawValue)
          writer.object { total(entry.total, &$0) }
        }
      }
      writer.name("passed_over")
      writer.object { writer in
        for (reason, count) in sortedReasons(report) {
          writer.name(text: reason)
          writer.integer(count)
        }
      }
    }
  }
  writer.endLine()
  return writer.bytes
}

// MARK: - Fields

private func total(_ total: CoverageTotal, _ writer: inout JSONWriter) {
  number("total", total.points, &writer)
  number("covered", total.covered, &writer)
  writer.name("percent")
  writer.number(Double(total.permille) / 10)
}

private func text(_ name: StaticString, _ value: String, _ writer: inout JSONWriter) {
  writer.name(name)
  writer.string(value)
}

private func number(_ name: StaticString, _ value: Int, _ writer: inout JSONWriter) {
  writer.name(name)
  writer.integer(value)
}

/// Bytes as text, or under the other name as base64 if they are not UTF-8.
private func bytes(
  _ name: StaticString, _ base64Name: StaticString, _ value: [UInt8], _ writer: inout JSONWriter
) {
  let isText = firstUTF8Fault(in: value) == nil
  writer.name(isText ? name : base64Name)
  writer.string(utf8: isText ? value : Base64.encode(value))
}
