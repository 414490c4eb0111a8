// SPDX-License-Identifier: MIT
// `rxdebug batch`: case files checked by worker processes. The only command that starts the concurrency
// runtime, on a task beside the main thread, so that the others start fast.

import ArgumentParser
import Glibc
import Synchronization
import WorkerPool

struct Batch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Check case files on the engine and on libpcre2, in worker processes.")

  @Option(help: ArgumentHelp("Worker processes.", valueName: "n")) var jobs: String?
  @Option(help: ArgumentHelp("For one case.", valueName: "seconds")) var timeout: String?
  @Flag(help: "Compare every step.") var steps = false
  @Flag(help: "Write JSON Lines.") var json = false
  @Option(help: ArgumentHelp("Stop after so many bad cases.", valueName: "n")) var maxFail: String?
  @Flag(name: .shortAndLong, help: "Write only the summary.") var quiet = false
  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when")) var color: String?
  @Argument(help: ArgumentHelp("Case files and folders.", valueName: "path"))
  var paths: [String] = []

  func run() throws {
    guard environment(workerMarker) == nil else {
      throw Failure.input("a worker of a batch run cannot start another one")
    }
    guard !paths.isEmpty else {
      throw Failure.input(
        "there is nothing to check: name case files or folders, or - for standard input")
    }
    let workers = try Numbers.whole(
      jobs, "--jobs", in: 1...256, otherwise: availableProcessors())
    let run = BatchRun(
      files: try CasePaths.expand(paths), workers: workers,
      timeout: try Numbers.seconds(timeout, "--timeout", otherwise: 10), comparesSteps: steps,
      isJSON: json, isQuiet: quiet,
      maxFail: try Numbers.whole(maxFail, "--max-fail", in: 1...Int.max, otherwise: .max),
      color: try ColorChoice(argument: color))
    warn(about: workers)
    if let failure = waitFor({ await run.run() }) { throw failure }
  }

  private func warn(about workers: Int) {
    let processors = availableProcessors()
    guard workers > processors else { return }
    var output = Output.error()
    try? output.line(
      "rxdebug: \(workers) workers on \(processors) processors: more are not faster")
    try? output.flush()
  }
}

/// What is in the environment of workers, so that no worker can start workers of its own.
let workerMarker = "RXDEBUG_WORKER"

/// Runs a task and blocks the calling thread until it has ended.
func waitFor<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
  let box = ResultBox<Value>()
  var ends: [Int32] = [-1, -1]
  _ = unsafe pipe(&ends)
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  let writeEnd = ends[1]
  Task.detached {
    let value = await body()
    box.set(value)
    close(writeEnd)
  }
  var byte: UInt8 = 0
  while true {
    if let value = box.value { return value }
    // Ends when the task closes the other end.
    _ = unsafe read(ends[0], &byte, 1)
  }
}

private final class ResultBox<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func set(_ value: Value) { content.withLock { $0 = value } }
}
