// SPDX-License-Identifier: MIT
// A batch run by the Test Anything Protocol, version 13 or 14; perl's prove refuses 14.
//
//   TAP version 13
//   1..2
//   ok 1 - a.ndjson:1 a:1
//   not ok 2 - a.ndjson:2 a:2
//     ---
//     verdict: "failed"
//     pattern: "a+"
//     ...
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking
import CaseCorpus

/// Writes TAP.
public struct TAPReport: BatchReportWriter {
  private let version: Int
  private var count = 0
  private var isPartial = false

  /// Makes a writer of version 13 or 14.
  public init(version: Int = 13) { self.version = version }

  /// Writes the version and the plan.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    isPartial = summary.isPartial
    bytes += "TAP version \(version)\n1..\(summary.total)\n".utf8
  }

  /// Writes a test line, and below it what is known if the case needs attention.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    count += 1
    let text = CaseText(record)
    let standing = record.verdict.kind.standing
    let isOK = standing == .passed || standing == .skipped
    let name = text.ownName.map { " " + $0 } ?? ""
    bytes += "\(isOK ? "ok" : "not ok") \(count) - \(Self.description(text.place + name))".utf8
    if standing == .skipped {
      bytes += " # SKIP \(Self.description("\(text.verdict): \(text.message)"))".utf8
    }
    bytes.append(0x0A)
    guard record.verdict.kind != .passed else { return }
    bytes += "  ---\n".utf8
    var facts = [("verdict", text.verdict)]
    if text.detail == nil { facts.append(("message", text.message)) }
    for (label, value) in facts + text.facts.map({ ($0.label, $0.text) }) {
      // A string of JSON is one of YAML.
      var writer = JSONWriter(isASCII: false)
      writer.string(value)
      bytes += "  \(label): ".utf8
      bytes += writer.bytes
      bytes.append(0x0A)
    }
    bytes += "  ...\n".utf8
  }

  /// Writes that the run was stopped, if it was.
  public mutating func end(to bytes: inout [UInt8]) {
    if isPartial { bytes += "Bail out! Stopped before all cases had a verdict\n".utf8 }
  }

  /// A description, in which `#` would begin a directive.
  static func description(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == "#" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
