// SPDX-License-Identifier: MIT
// One step as trace files write it, and the first step at which two streams part, in words:
//
//   step 5: rxdebug tries `b` (offset 1) at 3, libpcre2 tries `c` (offset 2) at 3
//   step 7, `b` (offset 1) at 3: group 1 is [0,2) in rxdebug, unset in libpcre2
//
// Tested in CaseCheckingTests.

public import SourceText

/// One step: what is tried where, with the groups in force.
public struct StepRow: Hashable, Sendable {
  /// Pattern position, item length, position, attempt start, flags, capture top, capture last, then
  /// start and end of each group below the top; -1 stands for unset.
  public var values: [Int]

  /// Makes a row; one of fewer than seven values is filled up with zeros.
  public init(_ values: [Int]) {
    self.values = values + Array(repeating: 0, count: max(0, 7 - values.count))
  }

  /// The text of the item in the pattern.
  public var itemSpan: SourceSpan { SourceSpan(values[0], values[0] + values[1]) }
  /// Where in the subject, in bytes.
  public var position: Int { values[2] }
  /// Where this attempt began.
  public var attemptStart: Int { values[3] }
  /// Bit 0: first step of an attempt; bit 1: something was undone since the step before.
  public var flags: Int { values[4] }
  /// 1 + the highest group in force.
  public var captureTop: Int { values[5] }
  /// The group closed last, 0 = none.
  public var captureLast: Int { values[6] }

  /// The groups 1 and up that are in force; nil where unset.
  public var groups: [SourceSpan?] {
    stride(from: 7, to: values.count - 1, by: 2).map {
      values[$0] < 0 ? nil : SourceSpan(values[$0], values[$0 + 1])
    }
  }
}

/// The first step at which the machine and the library part.
public struct StepDifference: Hashable, Sendable {
  /// The step's number, from 1.
  public var step: Int
  /// What the machine does; nil if it has no such step.
  public var machine: StepRow?
  /// What the library does; nil if it has no such step.
  public var library: StepRow?

  /// Makes a difference.
  public init(step: Int, machine: StepRow?, library: StepRow?) {
    self.step = step
    self.machine = machine
    self.library = library
  }

  /// The difference as one sentence without a full stop.
  ///
  /// - Parameter pattern: The bytes of the pattern, for the texts of items.
  /// - Returns: The sentence.
  public func description(pattern: [UInt8]) -> String {
    guard let machine else {
      let next = library.map { "libpcre2 goes on with \(tries($0, pattern))" } ?? "there is no more"
      return "rxdebug ends after \(stepCount(step - 1)), \(next)"
    }
    guard let library else {
      return "libpcre2 ends after \(stepCount(step - 1)), "
        + "rxdebug goes on with \(tries(machine, pattern))"
    }
    if machine.itemSpan != library.itemSpan || machine.position != library.position {
      return "step \(step): rxdebug tries \(tries(machine, pattern)), "
        + "libpcre2 tries \(tries(library, pattern))"
    }
    let (name, ours, theirs) = firstField(machine, library)
    return "step \(step), \(tries(machine, pattern)): "
      + "\(name) \(ours) in rxdebug, \(theirs) in libpcre2"
  }
}

/// An item and where it is tried.
private func tries(_ row: StepRow, _ pattern: [UInt8]) -> String {
  let span = row.itemSpan
  let text = itemText(span, in: pattern)
  return "\(text) (offset \(span.start)) at \(row.position)"
}

/// The text of an item in backquotes, cut to a length that fits into a sentence.
public func itemText(_ span: SourceSpan, in pattern: [UInt8]) -> String {
  if span.isEmpty { return "the end of the pattern" }
  let most = 24
  let shown = SourceSpan(span.start, min(span.end, span.start + most))
  return "`" + Escaping().display(pattern, in: shown) + (shown.end < span.end ? "…" : "") + "`"
}

/// The first field in which two rows for the same item and position differ.
private func firstField(
  _ machine: StepRow, _ library: StepRow
) -> (name: String, ours: String, theirs: String) {
  if machine.attemptStart != library.attemptStart {
    return ("the attempt began at", "\(machine.attemptStart)", "\(library.attemptStart)")
  }
  let (ours, theirs) = (machine.groups, library.groups)
  for index in 0..<max(ours.count, theirs.count) {
    let (our, their) = (at(index, ours), at(index, theirs))
    if our != their { return ("group \(index + 1) is", our, their) }
  }
  if machine.flags != library.flags {
    return ("the step", flagText(machine.flags), flagText(library.flags))
  }
  if machine.captureTop != library.captureTop {
    return (
      "the highest group is", "\(machine.captureTop - 1)", "\(library.captureTop - 1)"
    )
  }
  return ("the group closed last is", "\(machine.captureLast)", "\(library.captureLast)")
}

private func at(_ index: Int, _ groups: [SourceSpan?]) -> String {
  index < groups.count ? groupText(groups[index]) : "not yet in force"
}

private func flagText(_ flags: Int) -> String {
  switch flags {
  case 0: "simply follows"
  case 1: "begins an attempt"
  case 2: "comes after going back"
  case 3: "begins an attempt after going back"
  default: "has the flags \(flags)"
  }
}

/// A group as `[1,3)`, or the word for one that is not set.
public func groupText(_ group: SourceSpan?) -> String {
  group.map { "[\($0.start),\($0.end))" } ?? "unset"
}

/// A number of steps in words: `1 step`, `7 steps`.
public func stepCount(_ count: Int) -> String { count == 1 ? "1 step" : "\(count) steps" }
