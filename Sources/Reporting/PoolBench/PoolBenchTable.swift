// SPDX-License-Identifier: MIT
// A pool benchmark as text: a block for each measure, a row for each kind, a column for each number of jobs.
// At most 80 columns for six numbers of jobs.
//
// Tested in Tests/CommandTests/PoolBenchTests.swift.

extension PoolBench {
  /// The benchmark as lines of text.
  public var table: [String] {
    var lines = [heading, ""]
    lines += block("wall time") { cell in
      cell.estimate.map { "(\(duration($0)))" } ?? cell.wall.map(duration)
    }
    lines += block("processor time of a job") { cell in
      cell.cpu.map { duration($0 / Double(cell.jobs)) }
    }
    lines += block("memory at the peak, MB") { cell in
      cell.peakBytes > 0 ? threeDigits(Double(cell.peakBytes) / 1e6) : nil
    }
    if repeats > 1 {
      lines += block("variation (deviation/mean)") { cell in
        cell.variation.map { "\(Int(($0 * 100).rounded())) %" }
      }
    }
    if cells.contains(where: { $0.estimate != nil }) {
      lines.append(
        "In brackets: what would have taken more than \(threeDigits(budget)) s, not run.")
    } else {
      lines.removeLast()
    }
    return lines
  }

  /// What was measured, in one line.
  public var heading: String {
    let job =
      switch work {
      case .checking: "checking a case"
      case .waiting(let milliseconds): "waiting for \(milliseconds) ms"
      }
    return "\(job); \(counted(workers, "worker")) on \(counted(processors, "processor")); "
      + (repeats == 1 ? "one run" : "median of \(repeats) runs")
  }

  private func block(_ title: String, _ text: (PoolBenchCell) -> String?) -> [String] {
    let counts = jobCounts
    var lines = [padded(title, 26) + counts.map { column(grouped($0)) }.joined()]
    for kind in PoolKind.allCases where cells.contains(where: { $0.kind == kind }) {
      let columns = counts.map { count in
        guard let cell = cell(kind, count) else { return column("") }
        return column(text(cell) ?? "-")
      }
      lines.append(padded("  " + kind.words, 26) + columns.joined())
    }
    return lines + [""]
  }

  private func column(_ text: String) -> String {
    String(repeating: " ", count: max(1, 9 - text.count)) + text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// A number of things with their name.
func counted(_ number: Int, _ name: String) -> String {
  "\(number) \(name)\(number == 1 ? "" : "s")"
}

/// Seconds with a unit, in three digits.
func duration(_ seconds: Double) -> String {
  if seconds < 0.000_999_5 { return "\(threeDigits(seconds * 1e6)) us" }
  if seconds < 0.999_5 { return "\(threeDigits(seconds * 1e3)) ms" }
  return "\(threeDigits(seconds)) s"
}

/// A number that is not negative, in three digits as long as it is below 1,000.
func threeDigits(_ value: Double) -> String {
  guard value.isFinite, value < 1e15 else { return "-" }
  let places = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
  let factor = [1.0, 10, 100][places]
  let scaled = Int((value * factor).rounded())
  guard places > 0 else { return "\(scaled)" }
  let digits = String(scaled % Int(factor))
  let zeros = String(repeating: "0", count: places - digits.count)
  return "\(scaled / Int(factor)).\(zeros)\(digits)"
}

/// A whole number with commas between groups of three digits.
func grouped(_ number: Int) -> String {
  var digits = String(number)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}
