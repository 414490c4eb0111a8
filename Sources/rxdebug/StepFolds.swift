// SPDX-License-Identifier: MIT
// The rows of `trace`, with `--fold` only once where they repeat.
//
//        5     3  a       2 ^
//          (the same, 37 times more, to step 42)

import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import SourceText

/// Writes rows, folded or as they come.
struct StepFolds {
  private let printer: StepPrinter
  private let writesJSON: Bool
  private let folds: Bool
  private var folder = StepFolder()
  /// Rows that the folder has not told yet.
  private var rows: [UInt64: StepRow] = [:]

  init(printer: StepPrinter, writesJSON: Bool, folds: Bool) {
    self.printer = printer
    self.writesJSON = writesJSON
    self.folds = folds
  }

  /// Takes a row.
  mutating func add(
    _ number: UInt64, _ row: StepRow, _ output: inout Output
  ) throws(Failure) {
    guard folds else { return try write(number, row, &output) }
    rows[number] = row
    // What a step came to shows in how the next one was reached.
    let step = FoldableStep(
      number: number, item: row.itemSpan.start << 24 | row.itemSpan.end & 0xFF_FFFF,
      position: row.position, fails: row.flags & 2 != 0)
    try tell(folder.add(step), &output)
  }

  /// Writes what is left.
  mutating func finish(_ output: inout Output) throws(Failure) {
    if folds { try tell(folder.finish(), &output) }
  }

  private mutating func tell(
    _ steps: [FoldedStep], _ output: inout Output
  ) throws(Failure) {
    for step in steps {
      switch step {
      case .step(let step):
        if let row = rows.removeValue(forKey: step.number) {
          try write(step.number, row, &output)
        }
      case .again(let rounds, let length, let steps, let end):
        rows = rows.filter { $0.key > steps.upperBound }
        try tellAgain(rounds, length, steps, end, &output)
      }
    }
    // A round that goes on for ever must not keep its rows: the folder tells of the first two only.
    if rows.count > 8 * StepFolder.longestRound, let latest = rows.keys.max() {
      let oldest = latest - UInt64(4 * StepFolder.longestRound)
      let first = rows.keys.min() ?? 0
      rows = rows.filter { $0.key > oldest || $0.key < first + UInt64(3 * StepFolder.longestRound) }
    }
  }

  private func tellAgain(
    _ rounds: UInt64, _ length: Int, _ steps: ClosedRange<UInt64>, _ end: Int,
    _ output: inout Output
  ) throws(Failure) {
    guard writesJSON else {
      let what = length == 1 ? "the same" : "these \(length) steps"
      let times = rounds == 1 ? "once" : "\(rounds) times"
      return try output.line(
        "        (\(what), \(times) more, to step \(steps.upperBound) at \(end))")
    }
    var writer = JSONWriter()
    writer.value(
      .object([
        JSONMember("rounds", .integer(Int(clamping: rounds))),
        JSONMember("round", .integer(length)),
        JSONMember("first", .integer(Int(clamping: steps.lowerBound))),
        JSONMember("last", .integer(Int(clamping: steps.upperBound))),
        JSONMember("position", .integer(end)),
      ]))
    writer.endLine()
    try output.write(bytes: writer.bytes)
  }

  private func write(
    _ number: UInt64, _ row: StepRow, _ output: inout Output
  ) throws(Failure) {
    if writesJSON {
      try output.write(bytes: printer.json(number, row))
    } else {
      try output.line(printer.text(number, row))
    }
  }
}
