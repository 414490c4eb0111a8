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

  @OptionGroup var options: BatchOptions
  @Option(help: ArgumentHelp("Open a case in the stepper.", valueName: "id")) var debug: String?
  @Option(help: ArgumentHelp("Say why a case went as it did.", valueName: "id")) var explain:
    String?
  @Argument(help: ArgumentHelp("Case files and folders.", valueName: "path"))
  var paths: [String] = []

  func run() throws {
    guard environment("RXDEBUG_WORKER") == nil else {
      throw Failure.input("a worker starts no workers: RXDEBUG_WORKER is set")
    }
    try withProfile().check()
  }

  /// The command with the options of a profile, where one is named.
  private func withProfile() throws -> Batch {
    guard options.profile != nil || options.config != nil else { return self }
    let profile = try BatchProfile.arguments(options.profile, in: options.config)
    return try Batch.parse(profile + RawArguments.all().dropFirst())
  }

  private func check() throws {
    let settings = try options.settings(paths)
    guard explain == nil || debug == nil else {
      throw Failure.input("--explain and --debug: choose one")
    }
    if let explain { return try FoundCase.find(explain, settings).explain(settings) }
    if let debug { return try FoundCase.find(debug, settings).debug() }
    warn(about: settings.workers)
    let run = BatchRun(settings: settings)
    if let failure = waitFor({ await run.run() }) { throw failure }
  }

  private func warn(about workers: Int) {
    let processors = availableProcessors()
    guard workers > processors, !options.ndjson else { return }
    var output = Output.error()
    try? output.line(
      "rxdebug: \(workers) workers on \(processors) processors: more are not faster")
    try? output.flush()
  }
}

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
