// SPDX-License-Identifier: MIT
// The pool with good and with bad workers. Whatever happens, every job has exactly one result and
// no process is left.

import Synchronization
import Testing
import WorkerPool

@Suite("Worker pool", .timeLimit(.minutes(2)))
struct PoolTests {
  /// Runs jobs of which some are bad, and checks everything but the verdict on those.
  private func check(
    _ pool: ScriptedPool, _ list: [PoolJob], bad: Set<Int>
  ) async throws -> (verdicts: [JobResult], counts: PoolStatistics) {
    let (results, counts) = try await pool.run(list)
    #expect(results.map(\.id) == list.map(\.id))
    for result in results where !bad.contains(result.id) {
      #expect(result.outcome == .answered(list[result.id].payload))
    }
    #expect(counts.jobs == list.count)
    #expect(pool.processes().isEmpty)
    return (results.filter { bad.contains($0.id) }, counts)
  }

  @Test(arguments: [1, 2, 4])
  func everyJobIsAnswered(workers: Int) async throws {
    let pool = ScriptedPool(workers: workers)
    let (_, counts) = try await check(pool, jobs(3000, bad: "", at: []), bad: [])
    #expect(counts.deaths == 0)
    #expect((1...workers).contains(counts.workersSpawned))
    #expect(counts.busy > .zero)
  }

  @Test func noJobsNeedNoWorker() async throws {
    let (results, counts) = try await ScriptedPool().run([])
    #expect(results.isEmpty)
    #expect(counts.jobs == 0)
    #expect(counts.workersSpawned == 0)
  }

  @Test func largeAndEmptyPayloads() async throws {
    let large = String(repeating: "x", count: 300_000)
    let list = jobs(["", large, "", large + large])
    _ = try await check(ScriptedPool("exec cat", workers: 1), list, bad: [])
  }

  @Test(arguments: [("kill", "signal 9"), ("exit", "exit"), ("garbage", "fault")])
  func theGuiltyJobHasTheVerdict(bad: String, word: String) async throws {
    let places: Set = [0, 7, 300, 301, 999]
    let pool = ScriptedPool()
    let (verdicts, counts) = try await check(
      pool, jobs(1000, bad: bad, at: places), bad: places)
    #expect(verdicts.map(\.word) == Array(repeating: word, count: 5))
    #expect(verdicts.allSatisfy { $0.worker.hasPrefix(pool.configuration.name + "-w") })
    #expect(counts.deaths >= 5)
    #expect(counts.retries >= 5)
  }

  @Test func descriptionsSayHowTheWorkerDied() async throws {
    let (results, _) = try await ScriptedPool(workers: 1).run(jobs(["ok", "kill", "exit"]))
    #expect(
      results.map(\.outcome) == [
        .answered(bytes("ok")),
        .crashed(description: "the worker was killed by SIGKILL", signal: 9),
        .crashed(description: "the worker exited with status 3", signal: nil),
      ])
  }

  @Test func aHangingJobMeetsItsDeadline() async throws {
    let pool = ScriptedPool(deadline: .seconds(1))
    let (verdicts, counts) = try await check(
      pool, jobs(200, bad: "hang", at: [50]), bad: [50])
    #expect(verdicts.map(\.outcome) == [.timedOut(.seconds(1))])
    #expect(counts.deaths == 2)
  }

  @Test(arguments: [("silent", "exit"), ("deaf", "signal 9")])
  func aWorkerThatClosesItsOutputIsReplaced(bad: String, word: String) async throws {
    var pool = ScriptedPool()
    pool.configuration.shutdownGrace = .milliseconds(100)
    let (verdicts, _) = try await check(pool, jobs(20, bad: bad, at: [3]), bad: [3])
    #expect(verdicts.map(\.word) == [word])
  }

  @Test func surplusAnswersDoNotShiftOthers() async throws {
    let (results, _) = try await ScriptedPool().run(jobs(100, bad: "twice", at: [40]))
    #expect(results.map(\.id) == Array(0..<100))
    for result in results where result.id != 40 {
      #expect(result.outcome == .answered(bytes("job \(result.id)")))
    }
  }

  @Test func overlongAnswersAreAFault() async throws {
    var pool = ScriptedPool()
    pool.configuration.answerLimit = 1000
    let long = String(repeating: "y", count: 1001)
    let (verdicts, _) = try await check(pool, jobs(50, bad: long, at: [20]), bad: [20])
    #expect(verdicts.map(\.word) == ["fault"])
  }

  @Test func aJobWithALineEndIsNotSent() async throws {
    let (verdicts, _) = try await check(
      ScriptedPool(), jobs(10, bad: "a\nb", at: [4]), bad: [4])
    #expect(verdicts.map(\.outcome) == [.protocolFault("the job holds a line end")])
  }

  @Test func workersAreReplacedAfterTheirShare() async throws {
    var pool = ScriptedPool(workers: 1)
    pool.configuration.jobsPerWorker = 100
    let (_, counts) = try await check(pool, jobs(1000, bad: "", at: []), bad: [])
    #expect(counts.workersSpawned > 1)
    #expect(counts.deaths == 0)
  }

  @Test func aWorkerThatIgnoresItsEndIsKilled() async throws {
    var pool = ScriptedPool("cat; sleep $1", workers: 1, deadline: .seconds(1))
    pool.configuration.shutdownGrace = .milliseconds(100)
    _ = try await check(pool, jobs(["a", "b"]), bad: [])
  }
}

@Suite("Worker pool: early ends", .timeLimit(.minutes(2)))
struct PoolEndTests {
  @Test func aMissingProgramIsAnError() async throws {
    var pool = ScriptedPool()
    pool.configuration.executable = "/nonexistent/worker"
    await #expect(throws: PoolError.self) { try await pool.run(jobs(["a", "b"])) }
    do {
      _ = try await WorkerPool(pool.configuration).run(jobs: jobs(["a"])) { _ in true }
    } catch {
      guard case .cannotStart("/nonexistent/worker", _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func workersThatNeverAnswerEndTheRun() async throws {
    let pool = ScriptedPool("exit 7")
    await #expect(throws: PoolError.self) {
      try await pool.run(jobs(5000, bad: "", at: []))
    }
    #expect(pool.processes().isEmpty)
  }

  @Test func theReceiverCanStop() async throws {
    let pool = ScriptedPool()
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
    let pool = ScriptedPool()
    let configuration = pool.configuration
    let (stream, started) = AsyncStream<Void>.makeStream()
    let run = Task {
      try await WorkerPool(configuration).run(
        jobs: jobs(["a", "b", "hang", "hang", "c"] + Array(repeating: "hang", count: 50))
      ) { _ in
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

  @Test func theSourceIsHeldUpWhenWorkersAreBehind() async throws {
    // The workers answer only the first job: the source must not be drained into memory.
    let pool = ScriptedPool("read -r line; echo \"$line\"; sleep $1", workers: 1)
    let taken = Mutex(0)
    let source = AsyncStream<PoolJob>(unfolding: {
      let number = taken.withLock { count in
        count += 1
        return count
      }
      return number > 1_000_000 ? nil : PoolJob(id: number, payload: bytes("x"))
    })
    await #expect(throws: PoolError.cancelled) {
      try await WorkerPool(pool.configuration).run(jobs: source) { _ in false }
    }
    #expect(taken.withLock { $0 } < 10_000)
    #expect(pool.processes().isEmpty)
  }
}
