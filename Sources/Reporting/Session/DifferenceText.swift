// SPDX-License-Identifier: MIT
// Where two runs part, in words: pattern and subject of both with carets, what each does at the last common step
// and at the first that differs, and both results.
//
//     The first 13 steps are the same. Then different items are tried:
//       before  #14 `$` at 11 fails: needs the end of the subject, next is "!".
//       now     #14 `!` at 11 matches "!", [11,12).
//
// Tested by fixtures/sessions/differences.txt and Tests/CommandTests/DiffTests.swift.

public import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

/// Two runs and what to call them.
struct DifferenceText {
  let difference: RunDifference
  /// What the first and the second run are called.
  let names: (first: String, second: String)

  private var left: StepText { StepText(difference.first.text) }
  private var right: StepText { StepText(difference.second.text) }

  var lines: [String] {
    var lines = [headline] + replacements
    if case .parted(let parting, _) = difference.result, parting != .result {
      if let detail = detail(parting) { lines.append(detail) }
      lines += pictures
      lines += lastCommonStep
      if let ours = difference.first.next, let theirs = difference.second.next {
        lines.append("Step \(difference.equalSteps + 1):")
        lines += pair(left.line(ours), right.line(theirs))
      }
    }
    return lines + results
  }

  // MARK: Where they part

  private var headline: String {
    let count = difference.equalSteps
    let same = count == 1 ? "The first step is the same" : "The first \(count) steps are the same"
    switch difference.result {
    case .same: return "The runs are the same: \(Wording.count(count, "step")), and the result."
    case .sameSoFar, .unfinished: return same + "."
    case .limited:
      return "The runs are the same up to a limit: \(Wording.count(count, "step"))."
    case .parted(.result, _):
      return "All steps are the same (\(count)), the results are not."
    case .parted(let parting, _):
      return (count == 0 ? "Already the first step differs: " : same + ". Then ") + words(parting)
        + "."
    }
  }

  /// Which items stand for each other.
  private var replacements: [String] {
    let pairs = difference.replaced
    guard let only = pairs.first else { return [] }
    guard pairs.count == 1 else {
      return ["(\(pairs.count) items that were replaced one by one are taken as the same.)"]
    }
    return ["(\(left.name(only.first)) and \(right.name(only.second)) are taken as the same item.)"]
  }

  private func words(_ parting: Parting) -> String {
    switch parting {
    case .item: "different items are tried"
    case .position: "the same item is tried at different positions"
    case .attemptStart: "the attempts begin at different positions"
    case .flags: "one of them has gone back, or begun an attempt, and the other has not"
    case .group(let first, let second):
      first == second
        ? "group \(first) has different values"
        : "group \(first) and group \(second), which is the same one, have different values"
    case .length: "one of them is over"
    case .result: "the results differ"
    }
  }

  /// The values of a group that differ.
  private func detail(_ parting: Parting) -> String? {
    guard case .group(let first, let second) = parting else { return nil }
    return "  \(names.first) \(value(first, difference.first)), "
      + "\(names.second) \(value(second, difference.second))"
  }

  private func value(_ group: Int, _ side: RunSide) -> String {
    guard group < side.captures.count, let range = side.captures[group] else { return "unset" }
    return StepText(side.text).range(range)
  }

  /// Both patterns and subjects, with a caret where the runs part.
  private var pictures: [String] {
    guard case .step(let ours)? = difference.first.next,
      case .step(let theirs)? = difference.second.next
    else { return [] }
    let above = left.picture(ours.step.item, at: ours.step.position)
    let below = right.picture(theirs.step.item, at: theirs.step.position)
    if above == below { return above }
    return [names.first + ":"] + above + [names.second + ":"] + below
  }

  /// What each run makes of the last common step, if that is not the same.
  private var lastCommonStep: [String] {
    guard let ours = difference.first.common, let theirs = difference.second.common else {
      return []
    }
    let (above, below) = (left.line(ours), right.line(theirs))
    guard above != below else { return [] }
    return ["Step \(difference.equalSteps), the last one in common:"] + pair(above, below)
  }

  // MARK: Results

  private var results: [String] {
    let (above, below) = (left.line(difference.first.end), right.line(difference.second.end))
    guard above != below else { return ["Both: " + above] + groups }
    return ["Results:"] + pair(above, below) + groups
  }

  /// The groups that differ, and those that only one pattern has and that are set.
  private var groups: [String] {
    let (ours, theirs) = (difference.first.end.captures, difference.second.end.captures)
    guard !ours.isEmpty, !theirs.isEmpty else { return [] }
    var rows: [[String]] = []
    for pair in difference.groups where ours[pair.first] != theirs[pair.second] {
      let name = pair.first == pair.second ? "\(pair.first)" : "\(pair.first), \(pair.second)"
      rows.append([
        "group " + name, ours[pair.first].map { left.range($0) } ?? "unset", "/",
        theirs[pair.second].map { right.range($0) } ?? "unset",
      ])
    }
    let paired = (difference.groups.map(\.first), difference.groups.map(\.second))
    for (group, range) in ours.enumerated().dropFirst() where !paired.0.contains(group) {
      guard let range else { continue }
      rows.append(["group \(group)", left.range(range), "/", "not there"])
    }
    for (group, range) in theirs.enumerated().dropFirst() where !paired.1.contains(group) {
      guard let range else { continue }
      rows.append(["group \(group)", "not there", "/", right.range(range)])
    }
    return left.table(rows)
  }

  private func pair(_ first: String, _ second: String) -> [String] {
    left.table([[names.first, first], [names.second, second]])
  }
}

/// The difference of two runs as lines joined by newlines, without one at the end.
///
/// - Parameters:
///   - difference: The difference.
///   - first: What the first run is called.
///   - second: What the second run is called.
/// - Returns: The lines.
public func renderText(_ difference: RunDifference, first: String, second: String) -> String {
  DifferenceText(difference: difference, names: (first, second)).lines.joined(separator: "\n")
}
