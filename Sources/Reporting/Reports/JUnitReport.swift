// SPDX-License-Identifier: MIT
// A batch run as JUnit XML, by Jenkins' schema (junit-10.xsd): a suite for each file, a test case for each case.
//
//   <testsuite name="a.ndjson" tests="2" failures="1" errors="0" skipped="0">
//   <testcase classname="a_ndjson" name="a:1"/>
//   <testcase classname="a_ndjson" name="a:2"><failure type="failed" message="...">...</failure></testcase>
//
// That schema knows neither `file` nor `line` of a test case nor properties of it: those are given only to
// GitLab, the workers as a property of the suite. The pair of classname and name is unique in a report, as
// GitLab drops the second of a pair.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking

/// Writes JUnit XML.
public struct JUnitReport: BatchReportWriter {
  /// Tries of one case that are told, at most.
  private static let mostTries = 10

  private let hasPlaces: Bool
  private var summary = BatchSummary()
  private var file: String?
  private var className = ""
  private var classNames: Set<String> = []
  private var names: Set<String> = []
  private var workers: Set<String> = []

  /// Makes a writer.
  ///
  /// - Parameter hasPlaces: Whether cases have `file` and `line`, which Jenkins' schema refuses.
  public init(hasPlaces: Bool = false) { self.hasPlaces = hasPlaces }

  /// Writes the head.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    self.summary = summary
    func count(_ standing: CaseStanding) -> String {
      let kinds = CaseVerdict.Kind.allCases.filter { $0.standing == standing }
      return String(kinds.reduce(0) { $0 + summary.count($1) })
    }
    let head = tag(
      "testsuites",
      [
        "name": "rxdebug",
        "time": summary.seconds > 0
          ? seconds(microseconds: Int(min(summary.seconds, 1e12) * 1_000_000)) : nil,
        "tests": "\(summary.total)", "failures": count(.failure), "errors": count(.error),
      ])
    bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(head)\n".utf8
  }

  /// Writes a case, and the ends of a suite between two files.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    if file.map({ !$0.utf8.elementsEqual(record.place.file.utf8) }) ?? true {
      endSuite(to: &bytes)
      beginSuite(record.place.file, to: &bytes)
    }
    let text = CaseText(record)
    if let worker = record.run?.worker, !worker.isEmpty {
      workers.insert(CaseText.display(worker))
    }
    let attributes: KeyValuePairs<String, String?> = [
      "classname": className, "name": uniqueName(text),
      "time": record.run.map { seconds(microseconds: $0.microseconds) },
      "file": hasPlaces ? record.place.file : nil,
      "line": hasPlaces ? "\(record.place.line)" : nil,
    ]
    let content = Self.content(text)
    guard !content.isEmpty else {
      bytes += (tag("testcase", attributes, isEmpty: true) + "\n").utf8
      return
    }
    bytes += "\(tag("testcase", attributes))\n\(content)</testcase>\n".utf8
  }

  /// Writes the ends of the last suite and of the report.
  public mutating func end(to bytes: inout [UInt8]) {
    endSuite(to: &bytes)
    bytes += "</testsuites>\n".utf8
  }

  // MARK: Suites

  private mutating func beginSuite(_ file: String, to bytes: inout [UInt8]) {
    self.file = file
    className = Self.unique(Self.className(file), in: &classNames, otherwise: "again")
    let counts = summary.counts(of: file)
    let head = tag(
      "testsuite",
      [
        "name": file, "tests": "\(counts.cases)", "failures": "\(counts.failures)",
        "errors": "\(counts.errors)", "skipped": "\(counts.skipped)",
        "time": counts.microseconds.map { seconds(microseconds: $0) },
      ])
    bytes += (head + "\n").utf8
  }

  private mutating func endSuite(to bytes: inout [UInt8]) {
    guard file != nil else { return }
    if !workers.isEmpty {
      let names = workers.sorted().joined(separator: " ")
      let property = tag("property", ["name": "workers", "value": names], isEmpty: true)
      bytes += "<properties>\n\(property)\n</properties>\n".utf8
    }
    bytes += "</testsuite>\n".utf8
    file = nil
    names = []
    workers = []
  }

  /// A path as a class in a package: readers make a tree of it, with the points as branches.
  static func className(_ file: String) -> String {
    let parts = file.split(separator: "/").filter { $0 != "." && $0 != ".." }
    let words = parts.map { part in
      var word = String.UnicodeScalarView()
      for scalar in part.unicodeScalars { word.append(scalar == "." ? "_" : scalar) }
      return String(word)
    }
    return words.joined(separator: ".")
  }

  private mutating func uniqueName(_ text: CaseText) -> String {
    Self.unique(text.name, in: &names, otherwise: "line \(text.record.place.line)")
  }

  /// The name, with something added to it as often as it takes to be the only one.
  private static func unique(
    _ name: String, in names: inout Set<String>, otherwise addition: String
  ) -> String {
    var name = name
    while !names.insert(name).inserted { name += " (\(addition))" }
    return name
  }

  // MARK: Cases

  /// What stands inside a case; nothing where it passed at once.
  private static func content(_ text: CaseText) -> String {
    let kind = text.record.verdict.kind
    let body = ([text.place] + text.facts.map { "\($0.label): \($0.text)" }).joined(separator: "\n")
    let attempts = min(text.record.run?.attempts ?? 1, mostTries)
    func element(_ name: String, _ type: String) -> String {
      tag(name, ["type": type, "message": text.message]) + markup(body) + "</\(name)>\n"
    }
    switch kind.standing {
    case .passed:
      // Every try before the last one ended with its worker.
      return kind == .flaky
        ? String(repeating: element("flakyError", text.verdict), count: max(1, attempts - 1)) : ""
    case .failure: return element("failure", text.verdict)
    case .error:
      let again = tag("rerunError", ["type": text.verdict, "message": text.message], isEmpty: true)
      return element("error", text.verdict)
        + String(repeating: again + "\n", count: max(0, attempts - 1))
    case .skipped: return element("skipped", text.verdict)
    }
  }
}
