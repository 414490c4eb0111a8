// SPDX-License-Identifier: MIT
// The course of a match for a scrubber: how deep the stack was over the steps that have been run.
//
// Tested in RegexDebuggingTests/OverviewTests.swift.

import RegexMachine

/// An overview, and how many columns it was asked to have.
struct Course {
  var columns: Int
  var overview: Overview
}

extension Session {
  /// The course of the match as far as it has been run.
  ///
  /// Of a match of at most half a million steps it is exact: it is run again for it, unless the last one asked for
  /// was the same. Of a longer one only the steps at which there are checkpoints are looked at, which lie evenly some
  /// thousands of steps apart, 2,000 to 4,000 of them in all: a column tells the deepest of those in it, and the
  /// attempt at the last of them, which the one at its end may be later than; one without any tells what the column
  /// before it does.
  ///
  /// - Parameter columns: The most columns.
  /// - Returns: The course; no columns if no step was run.
  public mutating func overview(columns: Int) -> Overview {
    let (steps, end) = explored
    if let course = current.course, course.columns == columns, course.overview.steps == steps,
      course.overview.isComplete == (end != nil)
    {
      return course.overview
    }
    let columnSteps = max(1, (steps + UInt64(max(1, columns)) - 1) / UInt64(max(1, columns)))
    var overview = Overview(
      columnSteps: columnSteps, columns: [], steps: steps, isComplete: end != nil)
    guard steps > 0 else { return overview }
    overview.columns =
      steps <= Timeline.exactSteps
      ? current.timeline.exactCourse(of: steps, columnSteps)
      : current.timeline.sampledCourse(of: steps, columnSteps)
    current.course = Course(columns: columns, overview: overview)
    return overview
  }
}

extension Timeline {
  /// The longest match of which all steps are looked at.
  fileprivate static let exactSteps: UInt64 = 500_000

  fileprivate mutating func exactCourse(
    of steps: UInt64, _ columnSteps: UInt64
  ) -> [Overview.Column] {
    let home = mark()
    defer { restore(home) }
    restore(store.marks[0])
    var observer = CourseObserver(columnSteps: columnSteps)
    machine.run(&observer, until: steps)
    observer.finish()
    return observer.columns.map { Overview.Column(depth: $0.depth, attempt: $0.attempts) }
  }

  fileprivate func sampledCourse(of steps: UInt64, _ columnSteps: UInt64) -> [Overview.Column] {
    let count = Int(clamping: (steps + columnSteps - 1) / columnSteps)
    var columns: [Overview.Column] = []
    var samples = store.marks.dropFirst()[...]
    while columns.count < count {
      let last = columnSteps * UInt64(columns.count + 1)
      var column = Overview.Column(depth: -1, attempt: columns.last?.attempt ?? 1)
      while let mark = samples.first, mark.steps <= last {
        column.depth = max(column.depth, mark.checkpoint.stackDepth)
        column.attempt = mark.progress.attempts
        samples.removeFirst()
      }
      if column.depth < 0 { column.depth = columns.last?.depth ?? 0 }
      columns.append(column)
    }
    if let end { columns[count - 1].attempt = end.attempts }
    return columns
  }
}
