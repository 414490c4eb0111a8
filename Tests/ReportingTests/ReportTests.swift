// SPDX-License-Identifier: MIT
// Every report shows what is planted: pattern, subject, what was expected and what was found of every case that
// did not pass, in a form that its readers can read. Whether they do is for Scripts/check-reports.py.

import CaseChecking
import CaseCorpus
import Testing

@testable import Reporting

/// A text as a format writes it.
private func written(_ text: String, in format: BatchReportFormat) -> String {
  switch format {
  case .text: return text
  case .junit, .html: return markup(text)
  case .json, .tap, .sarif:
    var writer = JSONWriter(isASCII: format == .json)
    writer.string(text)
    return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
  }
}

/// Parts of a text between tags or quotes.
private func count(_ needle: String, in text: String) -> Int {
  text.utf8.count == 0
    ? 0 : text.split(separator: needle, omittingEmptySubsequences: false).count - 1
}

@Suite struct ReportTests {
  @Test(arguments: BatchReportFormat.allCases.filter { $0 != .json })
  func showsTheFourFacts(_ format: BatchReportFormat) throws {
    var choices = BatchReportChoices()
    choices.explain = { explainCase($0) }
    let records = try plantedRecords()
    let text = reportText(format, records, choices)
    for record in records where record.verdict.kind != .passed {
      let words = CaseText(record)
      if format == .text, record.verdict.kind.isNotJudged { continue }
      for fact in [words.pattern, words.subject, words.expected, words.found] {
        guard let fact else { continue }
        // A person's subject is cut to a line.
        let shown =
          format == .text ? String(fact.unicodeScalars.prefix(40).map(Character.init)) : fact
        let isThere = text.contains(written(shown, in: format))
        #expect(isThere, "\(format) of \(words.place): \(shown)")
      }
      if let name = words.ownName {
        let shown = format == .tap ? TAPReport.description(name) : written(name, in: format)
        let hasName = text.contains(shown)
        #expect(hasName, "\(format) of \(words.place)")
      }
      let hasVerdict = text.contains(format == .text ? words.verdict.uppercased() : words.verdict)
      #expect(hasVerdict, "\(format) of \(words.place)")
    }
  }

  @Test(arguments: BatchReportFormat.allCases)
  func holdsNoControlCharacters(_ format: BatchReportFormat) throws {
    for scalar in reportText(format, try plantedRecords()).unicodeScalars {
      let isPlain =
        scalar == "\n" || scalar.value >= 0x20 && (scalar.value < 0x7F || scalar.value > 0x9F)
      // JSON itself has nothing against DEL.
      #expect(isPlain || format == .json && scalar.value == 0x7F, "\(format): \(scalar.value)")
      #expect(scalar.value & 0xFFFE != 0xFFFE)
    }
  }

  /// A subject of a megabyte is cut to what there is to see in it.
  @Test(arguments: BatchReportFormat.allCases.filter { $0 != .json })
  func longSubjectsAreCut(_ format: BatchReportFormat) throws {
    let half = Array(repeating: UInt8(ascii: "x"), count: 1 << 19)
    var record = BatchRecord(
      place: CasePlace(file: "a", line: 1), verdict: CaseVerdict(.failed),
      input: CaseInput(pattern: Array("n".utf8), subject: half + Array("needle".utf8) + half))
    record.verdict.expected = "no match"
    record.verdict.found = "a match at [\(1 << 19),\(1 << 19 + 6))"
    let text = reportText(format, [record])
    #expect(text.contains("needle"))
    #expect(text.contains("(1048582 bytes)"))
    #expect(text.utf8.count < 32_000, "\(format): \(text.utf8.count)")
  }

  @Test(arguments: BatchReportFormat.allCases) func aRunOfNothing(_ format: BatchReportFormat) {
    #expect(!report(format, []).isEmpty)
  }

  // MARK: JUnit

  @Test func junitCountsEachFile() throws {
    let text = reportText(.junit, try plantedRecords())
    #expect(text.contains(#"tests="18" failures="9" errors="4">"#))
    #expect(
      text.contains(#"<testsuite name="suite/cases one.ndjson" tests="6" failures="4" errors="0""#))
    #expect(count("<failure ", in: text) == 9)
    #expect(count("<error ", in: text) == 4)
    #expect(count("<skipped ", in: text) == 2)
    // Two were tried twice, one three times.
    #expect(count("<rerunError ", in: text) == 4)
    #expect(count("<flakyError ", in: text) == 1)
    #expect(!text.contains(" line=\"") && !text.contains(" file=\""))
    #expect(text.contains(#"<property name="workers" value="rxdebug-w1 rxdebug-w2"/>"#))
  }

  @Test func junitWithPlaces() throws {
    var choices = BatchReportChoices()
    choices.hasJUnitPlaces = true
    let text = reportText(.junit, try plantedRecords(), choices)
    #expect(text.contains(#"file="suite/cases one.ndjson" line="4""#))
  }

  @Test func junitNamesAreUnique() throws {
    let records = try plantedRecords()
    // The same file by two paths that look alike as classes, and every case twice.
    var more: [BatchRecord] = []
    for file in ["a.b/c", "a/b.c", "a/b/c", "./a/b/c"] {
      for record in records + records {
        var copy = record
        copy.place.file = file
        more.append(copy)
      }
    }
    let lines = reportText(.junit, more).split(separator: "\n").filter {
      $0.hasPrefix("<testcase ")
    }
    #expect(lines.count == more.count)
    let names = lines.map { line in
      line.prefix { $0 != ">" }.split(separator: "\"").prefix(4).joined(separator: "\"")
    }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("suite/cases one.ndjson", "suite.cases one_ndjson"), ("../a.b", "a_b"), ("/x/y", "x.y"),
    ("standard input", "standard input"),
  ])
  func classNames(_ file: String, _ name: String) {
    #expect(JUnitReport.className(file) == name)
  }

  // MARK: TAP

  @Test func tapKeepsItsPlan() throws {
    let lines = reportText(.tap, try plantedRecords()).split(separator: "\n")
    #expect(lines[0] == "TAP version 13")
    #expect(lines[1] == "1..18")
    #expect(lines.filter { $0.hasPrefix("ok ") }.count == 5)
    #expect(lines.filter { $0.hasPrefix("not ok ") }.count == 13)
    #expect(lines.filter { $0.contains(" # SKIP ") && !$0.hasPrefix(" ") }.count == 2)
  }

  @Test func tapOfAStoppedRun() throws {
    var choices = BatchReportChoices()
    choices.tapVersion = 14
    let text = String(
      decoding: report(.tap, try plantedRecords(), isPartial: true, choices: choices), as: UTF8.self
    )
    #expect(text.hasPrefix("TAP version 14\n"))
    #expect(text.hasSuffix("Bail out! Stopped before all cases had a verdict\n"))
  }

  // MARK: SARIF

  @Test func sarifIsJSONWithRules() throws {
    let value = try JSONValue(parsing: report(.sarif, try plantedRecords()))
    guard case .array(let runs)? = value["runs"], case .array(let results)? = runs[0]["results"],
      case .array(let rules)? = runs[0]["tool"]?["driver"]?["rules"]
    else {
      Issue.record("no results")
      return
    }
    #expect(results.count == 16)
    #expect(runs[0]["columnKind"] == .string("unicodeCodePoints"))
    for result in results {
      guard case .integer(let index)? = result["ruleIndex"] else { continue }
      #expect(rules[index]["id"] == result["ruleId"])
    }
    let prints = results.map { $0["partialFingerprints"]?["rxdebugCase/v1"] }
    // Two cases of one file have one name, and one verdict.
    #expect(Set(prints).count == results.count - 1)
  }

  @Test(arguments: [
    ("a/b c.x", "a/b%20c.x"), ("/tmp/a", "file:///tmp/a"), ("é:#?%", "%C3%A9%3A%23%3F%25"),
  ])
  func addresses(_ path: String, _ address: String) { #expect(sarifURI(path) == address) }

  // MARK: HTML

  @Test func htmlShowsAtMostSoMany() throws {
    let record = try #require(try plantedRecords().first { $0.verdict.kind == .failed })
    let records = (1...(HTMLReport.mostCases + 7)).map { line in
      var copy = record
      copy.place.line = line
      return copy
    }
    let text = reportText(.html, records)
    #expect(count("<article ", in: text) == HTMLReport.mostCases)
    #expect(text.contains("<p>7 more cases are not shown on this page.</p>"))
  }

  @Test func htmlMarksBothSpans() throws {
    let text = reportText(.html, try plantedRecords())
    #expect(text.contains(#"<mark class="expected">xaa</mark></code>"#))
    #expect(text.contains(#"x<mark class="found">aa</mark></code>"#))
    #expect(text.contains(#"aa<mark class="found"><i>empty</i></mark>b</code>"#))
    #expect(!text.contains("<script>alert"))
    // Nothing is loaded from elsewhere.
    for loading in ["src=", "<a ", "<link", "@import", "url("] {
      let isLoading = text.contains(loading)
      #expect(!isLoading, "\(loading)")
    }
  }
}
