// SPDX-License-Identifier: MIT
// The ways to do many jobs that the pool benchmark compares, and how each is told and drawn.

/// A way to do many jobs.
public enum PoolKind: String, Hashable, Sendable, CaseIterable {
  /// One after another, in this process.
  case serial
  /// A task each, in a task group.
  case tasks
  /// Threads that take the next job.
  case threads
  /// Worker processes that are sent one job at a time.
  case processesUnbatched = "processes_unbatched"
  /// Worker processes that are sent as many jobs as keep them busy for a while.
  case processesBatched = "processes_batched"
  /// A process for each job.
  case processPerCase = "process_per_case"

  /// The kind in words, at most 20 characters.
  public var words: String {
    switch self {
    case .serial: "serial"
    case .tasks: "tasks"
    case .threads: "threads"
    case .processesUnbatched: "processes, unbatched"
    case .processesBatched: "processes, batched"
    case .processPerCase: "process per case"
    }
  }

  /// The lengths of dashes and gaps of its line; empty for a line without gaps.
  var dashes: String {
    switch self {
    case .serial: ""
    case .tasks: "2 4"
    case .threads: "8 4"
    case .processesUnbatched: "8 3 2 3"
    case .processesBatched: "16 4"
    case .processPerCase: "2 2 8 2 2 6"
    }
  }

  /// The colour of its line; each has a contrast of at least 3 to white.
  var color: String {
    switch self {
    case .serial: "#000000"
    case .tasks: "#0072b2"
    case .threads: "#007a5a"
    case .processesUnbatched: "#b35900"
    case .processesBatched: "#c2185b"
    case .processPerCase: "#7b3fa0"
    }
  }
}
