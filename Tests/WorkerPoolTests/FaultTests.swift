// SPDX-License-Identifier: MIT
// Workers that die, hang, babble and starve. Whatever happens, every job has exactly one result,
// only guilty jobs have no answer, and no process is left.

import Glibc
import Testing
import WorkerPool

/// A way to misbehave, and the outcome that it has.
struct Fault: CustomTestStringConvertible {
  var job: String
  var outcome: JobResult.Outcome

  var testDescription: String { job }

  static func signal(_ job: String, _ name: String, _ number: Int32) -> Fault {
    Fault(
      job: job,
      outcome: .crashed(description: "the worker was killed by \(name)", signal: number))
  }

  static func exit(_ job: String, _ status: Int) -> Fault {
    let description = "the worker exited with status \(status)"
    return Fault(job: job, outcome: .crashed(description: description, signal: nil))
  }

  static func fault(_ job: String, _ text: String) -> Fault {
    Fault(job: job, outcome: .protocolFault(text))
  }

  static let all = [
    signal("!kill 9", "SIGKILL", SIGKILL), signal("!kill 11", "SIGSEGV", SIGSEGV),
    signal("!kill 6", "SIGABRT", SIGABRT), signal("!kill 15", "SIGTERM", SIGTERM),
    signal("!fault", "SIGSEGV", SIGSEGV), signal("!overflow", "SIGSEGV", SIGSEGV),
    exit("!exit 3", 3), exit("!_exit 0", 0), exit("!close", 0),
    fault("!torn", "a frame that does not end"),
    fault("!garbage", "a frame of 1936617326 bytes, more than 67174400"),
    fault("!twice", "an answer out of order"),
    fault("!wrong", "what came back is no answer to the job"),
  ]
}

@Suite("Faults of workers", .serialized, .timeLimit(.minutes(20)))
struct FaultTests {
  private static let places: Set = [0, 7, 300, 301, 999]

  @Test(arguments: Fault.all)
  func theGuiltyJobHasTheVerdict(fault: Fault) async throws {
    let pool = FaultPool()
    let (bad, counts) = try await pool.check(
      jobs(1000, bad: fault.job, at: Self.places), bad: Self.places)
    #expect(bad.map(\.outcome) == Array(repeating: fault.outcome, count: 5))
    #expect(bad.allSatisfy { $0.worker.hasPrefix(pool.marker + "-w") })
    // Once among others or carefully, and once alone.
    #expect(bad.allSatisfy { $0.strikes.count == 1 })
    #expect(counts.deaths >= 10)
  }

  /// All of them at random places of one run, often next to each other.
  @Test(arguments: [1, 2, 4])
  func manyFaultsAtOnce(workers: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(state: seed)
    var list = jobs(2000, bad: "", at: [])
    var expected: [Int: JobResult.Outcome] = [:]
    for _ in 0..<40 {
      let fault = Fault.all[Int(numbers.next() % UInt64(Fault.all.count))]
      let start = Int(numbers.next() % 1990)
      for place in start...(start + Int(numbers.next() % 3)) {
        list[place].payload = bytes(fault.job)
        expected[place] = fault.outcome
      }
    }
    let (bad, _) = try await FaultPool(workers: workers).check(list, bad: Set(expected.keys))
    for result in bad {
      #expect(result.outcome == expected[result.id], "job \(result.id), seed \(seed)")
    }
  }

  @Test func aSwiftTrapLeavesItsWords() async throws {
    let (bad, _) = try await FaultPool().check(jobs(100, bad: "!trap", at: [50]), bad: [50])
    guard case .crashed(_, let signal) = try #require(bad.first).outcome else {
      Issue.record("\(bad)")
      return
    }
    #expect([SIGILL, SIGTRAP, SIGABRT].contains(signal ?? 0))
    let line = String(decoding: bad[0].lastErrorLine, as: UTF8.self)
    #expect(line.contains("the last words"), "got \(line)")
    #expect(bad[0].standardError.starts(with: bytes("something to read\n")))
  }

  @Test func aSignalOfItsOwnPointsAtTheJob() async throws {
    // Nothing but the guilty job is run twice: what was complete has got out.
    var pool = FaultPool(workers: 1)
    pool.configuration.portionSize = 100
    let (bad, counts) = try await pool.check(jobs(100, bad: "!kill 11", at: [50]), bad: [50])
    #expect(counts.deaths == 2)
    #expect(bad[0].strikes == ["the worker was killed by SIGSEGV"])
    #expect(counts.retries == 50)
  }

  @Test func aHogMeetsItsLimit() async throws {
    var pool = FaultPool()
    pool.configuration.addressSpace = 512 << 20
    let (bad, counts) = try await pool.check(jobs(100, bad: "!hog", at: [3]), bad: [3])
    #expect(bad[0].isCrash)
    #expect(counts.deaths == 2)
  }

  @Test(arguments: ["!wait 100000", "!spin", "!deaf"])
  func aHangingJobMeetsItsDeadline(job: String) async throws {
    let pool = FaultPool(deadline: .seconds(1))
    let (bad, counts) = try await pool.check(jobs(200, bad: job, at: [50]), bad: [50])
    #expect(bad.map(\.outcome) == [.timedOut(.seconds(1))])
    #expect(counts.deaths == 1)
  }

  @Test func hangingJobsOfOnePortion() async throws {
    var pool = FaultPool(workers: 1, deadline: .milliseconds(300))
    pool.configuration.portionSize = 20
    let (bad, counts) = try await pool.check(
      jobs(20, bad: "!spin", at: [3, 4, 19]), bad: [3, 4, 19])
    #expect(bad.map(\.word) == ["timeout", "timeout", "timeout"])
    #expect(counts.deaths == 3)
  }

  @Test func aProcessorLimitEndsASpinner() async throws {
    var pool = FaultPool(deadline: .seconds(200))
    pool.configuration.cpuSeconds = 1
    let (bad, _) = try await pool.check(jobs(20, bad: "!spin", at: [3]), bad: [3])
    #expect(bad.map(\.outcome) == [Fault.signal("", "SIGXCPU", SIGXCPU).outcome])
  }

  @Test func aWorkerOutOfSightIsReplaced() async throws {
    var pool = FaultPool()
    pool.configuration.shutdownGrace = .milliseconds(100)
    let (bad, _) = try await pool.check(jobs(20, bad: "!vanish", at: [3]), bad: [3])
    #expect(bad[0].isCrash)
  }

  @Test func aStoppedWorkerIsReplacedAndItsJobTriedAgain() async throws {
    let pool = FaultPool(deadline: .milliseconds(500))
    let (bad, counts) = try await pool.check(jobs(20, bad: "!kill 19", at: [3]), bad: [3])
    #expect(
      bad.map(\.outcome) == [.crashed(description: "the worker was stopped", signal: nil)])
    #expect(counts.deaths == 4)
  }

  @Test func overlongAnswersAreAFault() async throws {
    var pool = FaultPool()
    pool.configuration.answerLimit = 1000
    let (bad, _) = try await pool.check(jobs(50, bad: "!long 1001", at: [20]), bad: [20])
    #expect(bad.map(\.outcome) == [.protocolFault("an answer of 1001 bytes, more than 1000")])
    // Others have a shorter way into words, the same way out.
    let (longer, _) = try await pool.check(jobs(50, bad: "!long 9000000", at: [20]), bad: [20])
    #expect(longer.map(\.word) == ["fault"])
  }

  @Test func aFlakyJobHasAnAnswerAndItsStrikes() async throws {
    let pool = FaultPool()
    let path = "/tmp/\(pool.marker)"
    defer { _ = unsafe unlink(path) }
    let (results, counts) = try await pool.run(jobs(["a", "!flaky \(path)", "b"]))
    #expect(results.map(\.word) == ["answered", "answered", "answered"])
    #expect(results.map(\.strikes) == [[], ["the worker was killed by SIGSEGV"], []])
    #expect(counts.deaths == 1)
  }

  @Test func retriesTryAgain() async throws {
    var pool = FaultPool(deadline: .milliseconds(200))
    pool.configuration.retries = 2
    pool.configuration.retryPause = .milliseconds(1)
    let (results, counts) = try await pool.run(jobs(["!kill 11", "!spin"]))
    // Among others, alone if it was a crash, and two retries.
    #expect(results.map(\.strikes.count) == [3, 2])
    #expect(results.map(\.word) == ["signal 11", "timeout"])
    #expect(counts.deaths == 7)
  }

  @Test func everyJobIsBad() async throws {
    let (results, counts) = try await FaultPool().run(jobs((0..<30).map { _ in "!_exit 1" }))
    #expect(results.map(\.word) == Array(repeating: "exit", count: 30))
    #expect(counts.deaths >= 60)
  }
}
