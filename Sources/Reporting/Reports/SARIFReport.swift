// SPDX-License-Identifier: MIT
// A batch run as SARIF 2.1.0: a result for every case that did not simply pass, a rule for every kind of verdict,
// and the steps of a case as a code flow.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking
import CaseCorpus
import SourceText

/// Writes SARIF.
public struct SARIFReport: BatchReportWriter {
  private let choices: BatchReportChoices
  private var explained = 0
  private var hasResult = false
  private var summary = BatchSummary()

  /// The verdicts that have a rule, in the order of the rules.
  private static let kinds = CaseVerdict.Kind.allCases.filter { $0 != .passed }

  /// Makes a writer.
  public init(_ choices: BatchReportChoices = BatchReportChoices()) { self.choices = choices }

  /// Writes the tool and its rules.
  public mutating func begin(_ summary: BatchSummary, to bytes: inout [UInt8]) {
    self.summary = summary
    var writer = JSONWriter(isASCII: false)
    writer.object { writer in
      writer.field("name", "rxdebug")
      if !choices.toolVersion.isEmpty { writer.field("version", choices.toolVersion) }
      writer.name("rules")
      writer.array { writer in for kind in Self.kinds { Self.writeRule(kind, to: &writer) } }
    }
    bytes += #"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","#.utf8
    bytes += "\n\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\n\"tool\":{\"driver\":".utf8
    bytes += writer.bytes
    bytes += "},\n\"results\":[".utf8
  }

  /// Writes a case that did not simply pass as a result.
  public mutating func add(_ record: BatchRecord, to bytes: inout [UInt8]) {
    guard let rule = Self.kinds.firstIndex(of: record.verdict.kind) else { return }
    let text = CaseText(record)
    var writer = JSONWriter(isASCII: false)
    writer.object { writer in
      writer.field("ruleId", text.verdict)
      writer.name("ruleIndex")
      writer.integer(rule)
      let (kind, level) = Self.importance(record.verdict.kind)
      writer.field("kind", kind)
      writer.field("level", level)
      writer.name("message")
      writer.message("\(text.name): \(text.message)")
      writer.name("locations")
      writer.array { writer in
        writer.object { writer in
          writer.physicalLocation(record.place)
          writer.name("logicalLocations")
          writer.array { $0.object { $0.field("name", text.name) } }
        }
      }
      writer.name("partialFingerprints")
      writer.object { $0.field("rxdebugCase/v1", Self.fingerprint(record)) }
      if let explanation = explanation(of: record) {
        writer.codeFlow(explanation, of: record, text)
      }
      Self.writeProperties(text, to: &writer)
    }
    if hasResult { bytes.append(0x2C) }
    bytes.append(0x0A)
    bytes += writer.bytes
    hasResult = true
  }

  /// Writes how the run went.
  public mutating func end(to bytes: inout [UInt8]) {
    var writer = JSONWriter(isASCII: false)
    writer.object { writer in
      writer.name("executionSuccessful")
      writer.bool(!summary.isPartial)
      writer.name("properties")
      writer.object { writer in
        writer.name("counts")
        summary.write(to: &writer)
      }
    }
    bytes += "\n],\n\"invocations\":[".utf8
    bytes += writer.bytes
    bytes += "]}]}\n".utf8
  }

  // MARK: Parts

  private static func writeRule(_ kind: CaseVerdict.Kind, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", kind.rawValue)
      writer.name("shortDescription")
      writer.message(kind.sentence)
      writer.name("defaultConfiguration")
      writer.object { $0.field("level", importance(kind).level) }
    }
  }

  private static func importance(_ kind: CaseVerdict.Kind) -> (kind: String, level: String) {
    switch kind {
    case .passed: ("pass", "none")
    case .failed, .differs, .timedOut, .crashed, .garbled, .invalid: ("fail", "error")
    case .overBudget: ("fail", "warning")
    case .flaky: ("fail", "note")
    case .unsupported: ("notApplicable", "none")
    case .limit: ("open", "none")
    }
  }

  /// The same for the same case in another run, also if lines were put in before it.
  private static func fingerprint(_ record: BatchRecord) -> String {
    var hash = TraceHash()
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash.add(Int(byte)) }
      hash.add(-1)
    }
    add(record.place.file.utf8)
    add(record.verdict.kind.rawValue.utf8)
    if let id = record.verdict.id {
      add(id.utf8)
    } else if let input = record.input {
      add(input.pattern)
      add(input.subject)
    } else {
      hash.add(record.place.line)
    }
    return hash.hexDigits
  }

  private static func writeProperties(_ text: CaseText, to writer: inout JSONWriter) {
    writer.name("properties")
    writer.object { writer in
      for (label, value) in text.facts where label != "tags" {
        writer.name(text: label)
        writer.string(value)
      }
      writer.name("steps")
      writer.integer(text.record.verdict.steps)
      guard !text.record.tags.isEmpty else { return }
      writer.name("tags")
      // The schema wants each only once.
      writer.array { for tag in Set(text.record.tags).sorted() { $0.string(tag) } }
    }
  }

  private mutating func explanation(of record: BatchRecord) -> CaseExplanation? {
    guard let explain = choices.explain, record.verdict.kind.isExplained,
      explained < choices.mostExplained, let input = record.input, let found = explain(input),
      !found.steps.isEmpty
    else { return nil }
    explained += 1
    return found
  }
}

extension CaseVerdict.Kind {
  /// Whether running the case again in this process tells something, and cannot hurt.
  var isExplained: Bool {
    switch self {
    case .failed, .differs, .overBudget, .timedOut: true
    case .passed, .unsupported, .limit, .invalid, .crashed, .garbled, .flaky: false
    }
  }

  /// What the verdict means, as a sentence.
  var sentence: String {
    switch self {
    case .passed: "The case went as expected, and libpcre2 agrees."
    case .failed: "The engine does not find what the case expects."
    case .differs: "The engine does not do what libpcre2 does."
    case .overBudget: "The match takes more steps, or meets another limit, than the case allows."
    case .unsupported: "The engine declines the pattern or an option."
    case .limit: "A limit was reached before there was a result."
    case .invalid: "The line is no case."
    case .timedOut: "The worker did not answer in time."
    case .crashed: "The worker died of the case."
    case .garbled: "The worker answered with something that is no verdict."
    case .flaky: "The case passed, but not at the first try."
    }
  }
}
