// SPDX-License-Identifier: MIT
// What a batch run was asked for, checked: from the command line, and where it says nothing from a profile.

import CaseChecking
import CaseCorpus
import Reporting
import WorkerPool

/// A report that is to be written at the end.
struct ReportRequest: Sendable {
  /// The form.
  var format: BatchReportFormat
  /// The file as on the command line; `-` is standard output.
  var path: String

  /// Reads `FORMAT:FILE`.
  init(argument: String) throws(Failure) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let names = BatchReportFormat.allCases.map(\.rawValue)
    guard parts.count == 2, let format = BatchReportFormat(rawValue: String(parts[0])),
      !parts[1].isEmpty
    else {
      throw .input(
        "--report takes a form and a file such as junit:out.xml, not "
          + "\(RawArguments.display(argument)); forms are \(names.joined(separator: ", "))")
    }
    self.format = format
    path = String(parts[1])
  }
}

/// A report of coverage that is to be written at the end.
struct CoverageRequest: Sendable {
  /// The form.
  var format: CoverageFormat
  /// The file as on the command line; `-` is standard output.
  var path: String

  /// Reads `FORMAT:FILE`.
  init(argument: String) throws(Failure) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw .input(
        "--coverage takes a form and a file such as html:out.html, not "
          + RawArguments.display(argument))
    }
    format = try CoverageFormat(argument: String(parts[0]))
    path = String(parts[1])
  }
}

/// What a batch run was asked for.
struct BatchSettings: Sendable {
  /// The files, as on the command line.
  var files: [String]
  /// The format of all of them; nil to detect that of each.
  var format: CaseFormat?
  var workers: Int
  /// How long one case may take, in seconds.
  var timeout = 10.0
  /// After how many seconds a case is named while it runs.
  var slowTimeout = 2.0
  /// How often a case is tried again that killed its worker, or was too late.
  var retries = 0
  /// How many cases are sent at once; nil leaves it to the pool.
  var chunk: Int?
  /// The address space of a worker in bytes.
  var workerMemory: Int?
  /// What the workers are told.
  var check = CheckSettings()

  var maxFail = Int.max
  var shard: Shard?
  var onlyLastFailed = false
  var tags: Set<String> = []

  var isJSON = false
  var isQuiet = false
  var isOrdered = false
  /// One line out for each line in, and nothing else.
  var isFilter = false
  /// Whether output tells what differs from run to run.
  var hasTimings = false
  var hasStatistics = false
  var durations = 0
  var color = ColorChoice.auto
  var failsOnNothing = false

  var journal: String?
  var resumes = false
  var baseline: String?
  /// By how many percent the steps of a case may grow; nil for any number.
  var mostGrowth: Double?
  var reports: [ReportRequest] = []
  var coverage: CoverageRequest?
  /// Steps that may be spent on inputs for what no case reaches.
  static let proposalSteps: UInt64 = 50_000_000
  var updates = false

  /// Whether standard output is taken by a report.
  var reportsToStandardOutput: Bool {
    coverage?.path == "-" || reports.contains { $0.path == "-" }
  }

  init(files: [String], workers: Int) {
    self.files = files
    self.workers = workers
  }

  /// Whether what went wrong is kept for the next run: not for what comes through a pipe.
  var keepsState: Bool { !files.contains("-") }

  /// Whether only some of the cases are run.
  var choosesCases: Bool { onlyLastFailed || shard != nil || !tags.isEmpty }

  /// Which cases are run.
  func choice(_ board: BatchBoard) -> CaseChoice {
    var choice = CaseChoice(shard: shard, tags: tags)
    guard onlyLastFailed else { return choice }
    choice.lastFailed = LastRun.read(files: files)
    if choice.lastFailed == nil {
      board.tell("rxdebug: nothing is known to have failed the last time: all cases are run")
    }
    return choice
  }
}
