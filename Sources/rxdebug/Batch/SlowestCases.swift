// SPDX-License-Identifier: MIT
// The cases that took the longest, for `--durations`.

/// Keeps the slowest of many cases.
struct SlowestCases {
  private var cases: [(job: Int, microseconds: Int)] = []

  /// Looks at a case.
  mutating func add(_ job: Int, _ microseconds: Int, most: Int) {
    guard most > 0, cases.count < most || microseconds > cases[cases.count - 1].microseconds else {
      return
    }
    let index = cases.firstIndex { $0.microseconds < microseconds } ?? cases.count
    cases.insert((job, microseconds), at: index)
    if cases.count > most { cases.removeLast() }
  }

  /// A line for each, the slowest first.
  func lines(_ name: (Int) -> String) -> [String] {
    cases.map { entry in "\(milliseconds(entry.microseconds)) ms \(name(entry.job))" }
  }

  private func milliseconds(_ microseconds: Int) -> String {
    let digits = String(microseconds % 1000)
    let text =
      "\(microseconds / 1000)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    return String(repeating: " ", count: max(0, 10 - text.utf8.count)) + text
  }
}
