// SPDX-License-Identifier: MIT
// What others do to workers and to the program that runs them: signals from outside, and the table
// of workers that tells whom they would hit.

import Glibc
import TestThreads
import Testing
import WorkerPool

@Suite("Worker pool: signals from outside", .timeLimit(.minutes(20)))
struct OutsideTests {
  /// Runs jobs, and does something to a worker when the first results are there.
  private func run(
    _ pool: FaultPool, _ list: [PoolJob], _ act: (WorkerStatus) -> Void
  ) async throws -> (results: [JobResult], counts: PoolStatistics) {
    let control = PoolControl()
    var hasActed = false
    var results: [JobResult] = []
    let counts = try await WorkerPool(pool.configuration).run(jobs: list, control: control) {
      results += $0
      let busy = control.status().first { $0.process > 0 && $0.state == .working }
      if !hasActed, let busy {
        act(busy)
        hasActed = true
      }
      return true
    }
    #expect(hasActed)
    #expect(pool.processes().isEmpty)
    return (results.sorted { $0.id < $1.id }, counts)
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGSEGV, SIGINT])
  func aWorkerThatIsKilledCostsNothing(signal: Int32) async throws {
    var pool = FaultPool()
    pool.configuration.portionSize = 10
    let list = jobs(Array(repeating: "!wait 1", count: 400))
    let (results, counts) = try await run(pool, list) { kill($0.process, signal) }
    #expect(results.map(\.id) == Array(0..<400))
    #expect(results.allSatisfy { $0.word == "answered" })
    #expect(counts.deaths == 1)
    // A fault could have been the job's; of the others it is known that they were not.
    #expect(results.filter { !$0.strikes.isEmpty }.count == (signal == SIGSEGV ? 1 : 0))
  }

  @Test func aWorkerThatIsStoppedCostsNothing() async throws {
    var pool = FaultPool(deadline: .milliseconds(500))
    pool.configuration.portionSize = 10
    let list = jobs(Array(repeating: "!wait 1", count: 400))
    let (results, counts) = try await run(pool, list) { kill($0.process, SIGSTOP) }
    #expect(results.map(\.id) == Array(0..<400))
    #expect(results.allSatisfy { $0.word == "answered" && $0.strikes.isEmpty })
    #expect(counts.deaths == 1)
  }

  @Test func aWorkerThatWaitsForJobsIsKilled() async throws {
    // The second job comes when the worker, which has nothing to do, was killed.
    let pool = FaultPool(workers: 1)
    let control = PoolControl()
    let (stream, source) = AsyncStream<PoolJob>.makeStream()
    source.yield(PoolJob(id: 0, payload: bytes("a")))
    var seen: [Int] = []
    let counts = try await WorkerPool(pool.configuration).run(jobs: stream, control: control) {
      seen += $0.map(\.id)
      if seen == [0] {
        for worker in control.status() { kill(worker.process, SIGKILL) }
        source.yield(PoolJob(id: 1, payload: bytes("b")))
        source.finish()
      }
      return true
    }
    #expect(seen == [0, 1])
    #expect(counts.deaths == 1)
    #expect(pool.processes().isEmpty)
  }

  /// The answers before a slow job arrive while it runs: so the table names the job.
  @Test func theTableOfWorkers() async throws {
    var pool = FaultPool(workers: 1)
    pool.configuration.portionSize = 4
    let control = PoolControl()
    #expect(control.status().isEmpty)
    var tables: [WorkerStatus] = []
    let list = jobs(["a", "b", "!wait 2000", "c"])
    _ = try await WorkerPool(pool.configuration).run(jobs: list, control: control) { _ in
      tables += control.status()
      return true
    }
    let first = try #require(tables.first)
    #expect(first.name == "\(pool.marker)-w1")
    #expect(first.process > 0)
    #expect(first.state == .working)
    #expect(first.job == 2)
    #expect(first.inFlight == 2)
    #expect(first.jobsDone == 2)
    #expect(first.since != nil)
    var end = WorkerStatus(name: first.name)
    end.jobsDone = 4
    #expect(control.status() == [end])
  }

  /// A program that runs a pool, one worker of which spins, is killed: no worker may outlive it.
  @Test @CommandLineTests func workersDieWithTheirParent() throws {
    let pool = FaultPool()
    let child = try #require(Child(faultWorker, ["parent", pool.marker]))
    // It says so when a job was answered, and the others have been begun.
    #expect(child.read() == bytes("running\n"))
    #expect(waitUntil { pool.processes().count >= 3 }, "\(pool.processes())")
    child.kill()
    #expect(waitUntil { pool.processes().isEmpty }, "\(pool.processes())")
  }
}

/// Asks again and again, for ten seconds at most.
private func waitUntil(_ condition: () -> Bool) -> Bool {
  let clock = ContinuousClock()
  let end = clock.now + .seconds(10)
  while !condition() {
    if clock.now > end { return false }
    _ = poll(nil, 0, 5)
  }
  return true
}
