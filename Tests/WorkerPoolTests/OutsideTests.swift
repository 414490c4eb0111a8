// SPDX-License-Identifier: MIT
// What others do to workers and to the program that runs them: signals from outside, and the table
// of workers that tells whom they would hit.

import Glibc
import Testing
import WorkerPool

@Suite("Worker pool: signals from outside", .timeLimit(.minutes(2)))
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

  @Test func theTableOfWorkers() async throws {
    let pool = FaultPool()
    let control = PoolControl()
    #expect(control.status().isEmpty)
    var tables: [[WorkerStatus]] = []
    let list = jobs(["a", "b", "!wait 200", "c"])
    _ = try await WorkerPool(pool.configuration).run(jobs: list, control: control) { _ in
      tables.append(control.status())
      return true
    }
    let names = ["\(pool.marker)-w1", "\(pool.marker)-w2"]
    #expect(tables.allSatisfy { $0.map(\.name) == names })
    let working = tables.flatMap(\.self).filter { $0.state == .working }
    #expect(!working.isEmpty)
    #expect(working.allSatisfy { $0.inFlight > 0 && $0.job != nil && $0.since != nil })
    let end = control.status()
    #expect(end.allSatisfy { $0.process == 0 && $0.state == .none && $0.deaths == 0 })
    #expect(end.reduce(0) { $0 + $1.jobsDone } == 4)
  }

  /// A program that runs a pool, one worker of which spins, is killed: no worker may outlive it.
  @Test func workersDieWithTheirParent() throws {
    let pool = FaultPool()
    let child = try #require(Child(faultWorker, ["parent", pool.marker]))
    // It says so when a job was answered, and the others have been begun.
    #expect(child.readLine() == "running")
    #expect(waitUntil { pool.processes().count >= 3 }, "\(pool.processes())")
    child.kill()
    let clock = ContinuousClock()
    let start = clock.now
    #expect(waitUntil { pool.processes().isEmpty }, "\(pool.processes())")
    #expect(clock.now - start < .seconds(5))
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

/// A program that was started with a pipe as its standard output.
private struct Child {
  let process: pid_t
  private let output: Int32

  init?(_ path: String, _ arguments: [String]) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let error = unsafe posix_spawn(&process, path, &actions, nil, &words, nil)
    close(ends[1])
    guard error == 0 else { return nil }
    self.process = process
    output = ends[0]
  }

  func readLine() -> String {
    var text: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(output, &byte, 1) == 1, byte != 0x0a { text.append(byte) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Kills it and waits for its end.
  func kill() {
    _ = Glibc.kill(process, SIGKILL)
    _ = waitpid(process, nil, 0)
    close(output)
  }
}
