// SPDX-License-Identifier: MIT
// Runs that end early: no worker to be had, a receiver that has enough, a stop, a kill, a cancelled
// task, a parent that dies. No process is left, and nothing that was handed out is lost by a stop.

import Glibc
import Synchronization
import Testing
import WorkerPool

@Suite("Worker pool: early ends", .serialized, .timeLimit(.minutes(20)))
struct EndTests {
  @Test func aMissingProgramIsAnError() async throws {
    var pool = FaultPool()
    pool.configuration.executable = "/nonexistent/worker"
    do {
      _ = try await pool.run(jobs(["a", "b"]))
      Issue.record("no error")
    } catch let error as PoolError {
      guard case .cannotStart("/nonexistent/worker", _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test(
    arguments: [
      (
        "die",
        "5 workers died without a single answer; the last one: the worker exited with status 7: "
          + "a library is missing"
      ),
      (
        "mute",
        "5 workers died without a single answer; the last one: it did not say who it is within "
          + "0.1 seconds"
      ),
      (
        "nonsense",
        "5 workers died without a single answer; the last one: a frame of 1734439765 bytes, more "
          + "than 67174400"
      ),
    ])
  func workersThatNeverAnswerEndTheRun(argument: String, text: String) async throws {
    var pool = FaultPool(argument)
    if argument == "mute" { pool.configuration.startDeadline = .milliseconds(100) }
    let error = await #expect(throws: PoolError.self) {
      try await pool.run(jobs(5000, bad: "", at: []))
    }
    #expect(error?.description == text)
    #expect(pool.processes().isEmpty)
  }

  @Test func settingsThatTheWorkerDoesNotKnow() async throws {
    var pool = FaultPool()
    pool.configuration.settings = bytes("bad")
    let error = await #expect(throws: PoolError.self) { try await pool.run(jobs(["a", "b"])) }
    #expect(
      error?.description == "cannot start worker \(faultWorker): it refuses its settings: "
        + "settings that make no sense here")
  }

  @Test func theReceiverCanStop() async throws {
    let pool = FaultPool()
    var count = 0
    await #expect(throws: PoolError.cancelled) {
      try await WorkerPool(pool.configuration).run(jobs: jobs(100_000, bad: "", at: [])) {
        results in
        #expect(!results.isEmpty)
        count += 1
        return count < 3
      }
    }
    #expect(count == 3)
    #expect(pool.processes().isEmpty)
  }

  @Test func cancellationEndsHangingWorkers() async throws {
    let pool = FaultPool()
    let configuration = pool.configuration
    let (stream, started) = AsyncStream<Void>.makeStream()
    let run = Task {
      try await WorkerPool(configuration).run(jobs: jobs(["a", "b"] + hanging)) { _ in
        started.yield()
        return true
      }
    }
    for await _ in stream { break }
    run.cancel()
    let result = await run.result
    #expect(throws: PoolError.cancelled) { try result.get() }
    #expect(pool.processes().isEmpty)
  }

  private var hanging: [String] { Array(repeating: "!wait 600000", count: 50) }

  @Test func aKillEndsHangingWorkers() async throws {
    let pool = FaultPool()
    let control = PoolControl()
    await #expect(throws: PoolError.cancelled) {
      try await WorkerPool(pool.configuration).run(
        jobs: jobs(["a", "b"] + hanging), control: control
      ) { _ in
        control.kill()
        return true
      }
    }
    #expect(pool.processes().isEmpty)
  }

  @Test func aStopLosesNothingThatWasHandedOut() async throws {
    let pool = FaultPool()
    let control = PoolControl()
    var seen: Set<Int> = []
    let counts = try await WorkerPool(pool.configuration).run(
      jobs: EndlessSource(), control: control
    ) { results in
      for result in results { #expect(seen.insert(result.id).inserted) }
      if seen.count > 2000 { control.stop() }
      return true
    }
    #expect(counts.wasStopped)
    #expect(counts.deaths == 0)
    // All that were begun, none left out between them.
    #expect(counts.jobs == seen.count)
    #expect(seen == Set(0..<seen.count))
    #expect(pool.processes().isEmpty)
  }

  @Test func aStopBeforeTheRun() async throws {
    let control = PoolControl()
    control.stop()
    let (results, counts) = try await FaultPool().run(jobs(["a", "b"]), control: control)
    #expect(results.isEmpty)
    #expect(counts.workersSpawned == 0)
  }

  @Test func aStopDoesNotWaitForTheSource() async throws {
    // Nobody ever writes to the pipe that stands between the first job and the second.
    var ends: [Int32] = [-1, -1]
    _ = unsafe pipe(&ends)
    defer { for descriptor in ends { close(descriptor) } }
    let control = PoolControl()
    let pool = FaultPool()
    let source = EndlessSource(second: ends[0])
    let counts = try await WorkerPool(pool.configuration).run(jobs: source, control: control) { _ in
      control.stop()
      return true
    }
    #expect(counts.jobs == 1)
    #expect(pool.processes().isEmpty)
  }

  @Test func theSourceIsHeldUpWhenWorkersAreBehind() async throws {
    // The only worker waits in its first job: the source must not be drained into memory.
    let pool = FaultPool(workers: 1)
    let source = EndlessSource(first: "!wait 300")
    await #expect(throws: PoolError.cancelled) {
      try await WorkerPool(pool.configuration).run(jobs: source) { _ in false }
    }
    #expect(source.taken < 10_000)
    #expect(pool.processes().isEmpty)
  }
}

/// Jobs without end, whose ids count from 0.
private final class EndlessSource: Sequence, IteratorProtocol, Sendable {
  private let count = Mutex(0)
  private let first: String
  private let second: Int32?

  /// - Parameters:
  ///   - first: The first job.
  ///   - second: From where a byte is read before the second job.
  init(first: String = "x", second: Int32? = nil) {
    self.first = first
    self.second = second
  }

  var taken: Int { count.withLock { $0 } }

  func next() -> PoolJob? {
    let number = count.withLock { count in
      count += 1
      return count - 1
    }
    if number == 1, let second {
      var byte: UInt8 = 0
      _ = unsafe read(second, &byte, 1)
    }
    return PoolJob(id: number, payload: bytes(number == 0 ? first : "x"))
  }
}
