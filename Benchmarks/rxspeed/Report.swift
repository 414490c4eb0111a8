// SPDX-License-Identifier: MIT
// What is told of all cases: a table while they are run, its means and worst cases against the bars, and JSON.

import Glibc
import PCRE2Oracle

/// The figures of all cases.
struct Report {
  let columns: [Column]
  let rounds: Int
  private(set) var rows: [(item: SpeedCase, cells: [Column: Measurement])] = []
  private(set) var failures: [String] = []
  private var group = ""

  init(columns: [Column], rounds: Int) {
    self.columns = columns
    self.rounds = rounds
  }

  /// The table's head.
  func printHead() {
    print(
      "ours / libpcre2 \(OracleLibrary.versionString), thread CPU time, median of \(rounds) rounds")
    print("| case | " + columns.map(\.rawValue).joined(separator: " | ") + " |")
    print("|---|" + columns.map { _ in "---|" }.joined())
    fflush(nil)
  }

  /// A case that has been measured.
  mutating func add(_ item: SpeedCase, _ cells: [Column: Measurement]) {
    rows.append((item, cells))
    if item.group != group { print("| **\(item.group)** |" + columns.map { _ in " |" }.joined()) }
    group = item.group
    let texts = columns.map { column in
      cells[column].map { cell in
        let text = decimals(cell.ratio)
        return column.worstBar.map { cell.ratio > $0 } ?? false ? "**\(text)**" : text
      } ?? "-"
    }
    print("| \(item.name) | " + texts.joined(separator: " | ") + " |")
    fflush(nil)
  }

  /// A case that could not be measured.
  mutating func fail(_ item: SpeedCase, _ column: Column, _ error: any Error) {
    failures.append("\(item.name), \(column.rawValue): \(error)")
  }

  /// Means and worst cases; whether all bars are kept.
  func printSummary() -> Bool {
    var isGood = failures.isEmpty
    print("\n| | geometric mean | bar | worst | bar | cases above it |\n|---|---|---|---|---|---|")
    for column in columns {
      let cells = rows.compactMap { row in row.cells[column].map { (row.item.name, $0.ratio) } }
      guard let worst = cells.max(by: { $0.1 < $1.1 }) else { continue }
      let mean = geometricMean(cells.map(\.1))
      let above = column.worstBar.map { bar in cells.filter { $0.1 > bar }.count } ?? 0
      if above > 0 || column.meanBar.map({ mean > $0 }) ?? false { isGood = false }
      print(
        "| \(column.rawValue) | \(decimals(mean)) | \(column.meanBar.map(decimals) ?? "-") "
          + "| \(decimals(worst.1)) (\(worst.0)) | \(column.worstBar.map(decimals) ?? "-") "
          + "| \(above) of \(cells.count) |")
    }
    for failure in failures { print("not measured: \(failure)") }
    return isGood
  }

  /// The figures as JSON: cases with their ratios and seconds, and the bars.
  var json: String {
    let bars = columns.map { column in
      let mean = column.meanBar.map { "\($0)" } ?? "null"
      let worst = column.worstBar.map { "\($0)" } ?? "null"
      return "    {\"column\": \"\(column.rawValue)\", \"mean\": \(mean), \"worst\": \(worst)}"
    }
    let cases = rows.map { row in
      let cells = columns.compactMap { column in
        row.cells[column].map {
          "\"\(column.rawValue)\": {\"ratio\": \($0.ratio), \"ours\": \($0.ours), \"theirs\": \($0.theirs)}"
        }
      }
      return "    {\"group\": \"\(row.item.group)\", \"name\": \"\(row.item.name)\", "
        + cells.joined(separator: ", ") + "}"
    }
    return """
      {
        "library": "\(OracleLibrary.versionString)", "rounds": \(rounds),
        "columns": [
      \(bars.joined(separator: ",\n"))
        ],
        "cases": [
      \(cases.joined(separator: ",\n"))
        ]
      }

      """
  }
}

/// A number with two decimals; with three where it is small.
func decimals(_ value: Double) -> String {
  let (scale, places) = value < 0.1 ? (1000, 3) : (100, 2)
  let scaled = Int((value * Double(scale)).rounded())
  let rest = String(scaled % scale)
  return "\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
}

/// Writes a file; what is wrong goes to standard error.
func writeFile(_ path: String, _ text: String) {
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  let bytes = Array(text.utf8)
  guard file >= 0, unsafe write(file, bytes, bytes.count) == bytes.count else {
    printError("\(path) cannot be written")
    exit(2)
  }
  close(file)
}

/// A line on standard error.
func printError(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = unsafe write(2, bytes, bytes.count)
}
