// SPDX-License-Identifier: MIT
// The pool with workers that behave: every job has its own answer, whatever its size and the size
// of portions; workers are named, limited and replaced as asked for.

import Glibc
import Testing
import WorkerPool

@Suite("Worker pool", .serialized, .timeLimit(.minutes(20)))
struct PoolTests {
  @Test(arguments: [1, 2, 4])
  func everyJobIsAnswered(workers: Int) async throws {
    let (_, counts) = try await FaultPool(workers: workers).check(jobs(3000, bad: "", at: []))
    #expect(counts.deaths == 0)
    #expect(counts.retries == 0)
    #expect((1...workers).contains(counts.workersSpawned))
    #expect(counts.busy > .zero)
    #expect(counts.workerCPU > .zero)
    #expect(counts.parentCPU > .zero)
  }

  @Test(arguments: [1, 7, 1000])
  func portionsOfAnySizeGiveTheSame(size: Int) async throws {
    var pool = FaultPool()
    pool.configuration.portionSize = size
    let (_, counts) = try await pool.check(jobs(3000, bad: "", at: []))
    #expect(counts.deaths == 0)
  }

  @Test func noJobsNeedNoWorker() async throws {
    let (results, counts) = try await FaultPool().run([])
    #expect(results.isEmpty)
    #expect(counts.jobs == 0)
    #expect(counts.workersSpawned == 0)
  }

  @Test func anyBytesOfAnySizeAreCarried() async throws {
    let large = String(repeating: "x", count: 300_000)
    var list = jobs(["", large, "", large + large, "a\nb\n", "Жук"])
    list.append(PoolJob(id: list.count, payload: Array(0...255) + [0, 10, 13]))
    _ = try await FaultPool(workers: 1).check(list)
  }

  @Test func answersMayBeLarge() async throws {
    let (results, _) = try await FaultPool().run(jobs(["!long 70000", "a", "!long 3000000", "b"]))
    #expect(results.map(\.answerSize) == [70_000, 1, 3_000_000, 1])
  }

  @Test func resultsSayWhoTookHowLong() async throws {
    let pool = FaultPool(workers: 1)
    let (results, _) = try await pool.run(jobs(["a", "!wait 30"]))
    #expect(results.allSatisfy { $0.worker == "\(pool.marker)-w1" })
    #expect(results.map(\.job.payload) == [bytes("a"), bytes("!wait 30")])
    #expect(results[1].microseconds >= 30_000)
    #expect(results[0].microseconds < results[1].microseconds)
  }

  @Test func workersHaveNames() async throws {
    let pool = FaultPool(workers: 1)
    let (results, _) = try await pool.run(jobs(["!name"]))
    let text = try #require(results[0].answer)
    #expect(text.hasPrefix("\(pool.marker)-w1\n\(pool.marker)-w1\0"), "got \(text)")
  }

  /// Descriptors of this process that are open for children must not reach workers.
  @Test func workersHaveNoOtherFiles() async throws {
    var ends: [Int32] = [-1, -1]
    _ = unsafe pipe(&ends)
    let extra = unsafe open("/dev/null", O_RDONLY)
    defer { for descriptor in ends + [extra] { close(descriptor) } }
    var pool = FaultPool(workers: 1)
    pool.configuration.environment = ["RXDEBUG_WORKER": "1"]
    let (results, _) = try await pool.run(jobs(["!fds", "!environment"]))
    // The last one is where the server writes its frames.
    #expect(results.map(\.answer) == ["0 1 2 64", "RXDEBUG_WORKER=1\0"])
  }

  @Test func whatAWorkerPrintsTearsNoAnswer() async throws {
    let (_, counts) = try await FaultPool().check(jobs(300, bad: "!print hello", at: [0, 9, 150]))
    #expect(counts.deaths == 0)
  }

  @Test func aTalkativeWorkerIsNotHeldUp() async throws {
    // 40 MiB, more than any pipe or file of a worker may hold.
    let (_, counts) = try await FaultPool(workers: 1).check(jobs(["a", "!shout 40000", "b"]))
    #expect(counts.deaths == 0)
  }

  @Test func workersAreReplacedAfterTheirShare() async throws {
    var pool = FaultPool(workers: 1)
    pool.configuration.jobsPerWorker = 100
    let (_, counts) = try await pool.check(jobs(1000, bad: "", at: []))
    #expect(counts.workersSpawned > 1)
    #expect(counts.deaths == 0)
  }

  @Test func workersThatHaveGrownAreReplaced() async throws {
    var pool = FaultPool(workers: 1)
    pool.configuration.residentLimit = 60 << 20
    pool.configuration.portionSize = 5
    let list = jobs((0..<60).map { _ in "!grow 10" })
    let (_, counts) = try await pool.check(list)
    #expect(counts.workersSpawned > 3)
    #expect(counts.recycled >= counts.workersSpawned - 1)
    #expect(counts.deaths == 0)
  }

  @Test func anIncompatibleWorkerIsRefused() async throws {
    var pool = FaultPool()
    pool.configuration.identity = WorkerIdentity(program: "faultworker 2", libraries: "none")
    let error = await #expect(throws: PoolError.self) { try await pool.run(jobs(["a"])) }
    #expect(
      error?.description
        == "the worker is faultworker 1 with none, not faultworker 2 with none")
    pool.configuration.identity?.program = "faultworker 1"
    _ = try await pool.check(jobs(["a"]))
    #expect(pool.processes().isEmpty)
  }

  @Test func anotherProtocolIsRefused() async throws {
    let pool = FaultPool("protocol")
    let error = await #expect(throws: PoolError.self) { try await pool.run(jobs(["a"])) }
    #expect(error?.description == "the worker is one of protocol 2, not one of protocol 1")
    #expect(pool.processes().isEmpty)
  }
}
