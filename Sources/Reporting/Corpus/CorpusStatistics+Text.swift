// SPDX-License-Identifier: MIT
// What a corpus holds, as text and as JSON. Tested in Tests/ReportingTests/CorpusStatisticsTests.swift.

public import CaseChecking
import SourceText
public import CaseCorpus

extension CorpusStatistics {
  /// The statistics as lines of text.
  public var text: String {
    var lines = ["\(cases) cases: \(list(kinds))"]
    if leftOut > 0 { lines.append("left out: \(leftOut)") }
    if faults > 0 { lines.append("not a case: \(faults)") }
    lines.append("patterns: \(patterns) different")
    lines.append("inputs: \(inputs) different, \(cases - inputs) the same as another")
    if let most = subjectLength(share: 1), let least = subjectLengths.keys.min() {
      let (half, many) = (subjectLength(share: 0.5) ?? 0, subjectLength(share: 0.9) ?? 0)
      lines.append(
        "subjects: \(least) to \(most) bytes, half at most \(half), 90 % at most \(many), "
          + "\(subjectBytes) in all")
    }
    for (title, counts) in [
      ("expected", expectations), ("options", options), ("match options", matchOptions),
      ("tags", tags), ("constructs", constructs),
    ] where !counts.isEmpty {
      lines.append("\(title):")
      let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let width = ordered.first.map { String($0.value).count } ?? 0
      for (name, count) in ordered {
        let digits = String(count)
        let indent = String(repeating: " ", count: 2 + width - digits.count)
        lines.append("\(indent)\(digits) \(Escaping().display(Array(name.utf8)))")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func list(_ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "none" }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  /// Writes the statistics as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (name, count) in [
        ("cases", cases), ("left_out", leftOut), ("faults", faults), ("patterns", patterns),
        ("inputs", inputs),
      ] {
        writer.name(text: name)
        writer.integer(count)
      }
      writer.name("subject_bytes")
      writer.object { writer in
        for (name, length) in [
          ("least", subjectLengths.keys.min()), ("median", subjectLength(share: 0.5)),
          ("p90", subjectLength(share: 0.9)), ("most", subjectLength(share: 1)),
          ("total", subjectBytes),
        ] {
          guard let length else { continue }
          writer.name(text: name)
          writer.integer(length)
        }
      }
      for (name, counts) in [
        ("kinds", kinds), ("expected", expectations), ("options", options),
        ("match_options", matchOptions), ("tags", tags), ("constructs", constructs),
      ] {
        writer.name(text: name)
        writer.object { writer in
          for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            writer.name(text: name)
            writer.integer(count)
          }
        }
      }
    }
  }
}
