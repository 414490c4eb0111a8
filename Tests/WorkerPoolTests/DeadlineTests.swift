// SPDX-License-Identifier: MIT
// The watchdog's decisions, with instants of our own in place of the clock's: a silent worker is given up at
// its deadline, and never because the parent was stopped or had no processor.

import Testing

@testable import WorkerPool

@Suite("Deadlines")
struct DeadlineTests {
  private let start = ContinuousClock().now + .seconds(1000)
  private let session: WorkerSession

  init() async {
    let configuration = PoolConfiguration(executable: "none", deadline: .seconds(8))
    session = WorkerSession(configuration)
    _ = await session.begin(Batch(jobs: jobs(["a", "b"]), isSuspect: false))
    // Begins the deadline at `start`: as if the parent had been away until then.
    _ = await session.nextCheck(asked: start - .seconds(500), now: start)
  }

  /// Where a watchdog that always wakes so late ends; nil if that takes too long.
  private func end(late: Duration) async -> ContinuousClock.Instant? {
    var (asked, now): (ContinuousClock.Instant?, _) = (nil, start)
    for _ in 0..<200 {
      guard let next = await session.nextCheck(asked: asked, now: now) else { return now }
      asked = next
      now = next + late
    }
    return nil
  }

  private func isTimedOut() async -> Bool {
    guard case .timedOut = await session.fault else { return false }
    return true
  }

  @Test func aSilentWorkerIsOverdueAtItsDeadline() async {
    #expect(await end(late: .zero) == start + .seconds(8))
    #expect(await isTimedOut())
  }

  @Test func aLittleLatenessChangesLittle() async throws {
    let end = try #require(await end(late: .milliseconds(10)))
    #expect(end - start < .milliseconds(8100))
    #expect(await isTimedOut())
  }

  @Test(arguments: [2, 60, 100_000])
  func theTimeOfAStoppedParentDoesNotCount(seconds: Int) async throws {
    let asked = try #require(await session.nextCheck(asked: nil, now: start))
    let woken = asked + .seconds(seconds)
    let next = try #require(await session.nextCheck(asked: asked, now: woken))
    #expect(next > woken)
    #expect(await session.fault == nil)
    // Whoever is awake again in time gives a whole deadline, and no more.
    let last = woken + .seconds(8)
    let before = last - .milliseconds(1)
    #expect(await session.nextCheck(asked: before, now: before) == last)
    #expect(await session.nextCheck(asked: last, now: last) == nil)
  }

  @Test func aParentThatIsAlwaysLateGivesUpAtLast() async {
    #expect(await end(late: .seconds(30)) != nil)
    #expect(await isTimedOut())
  }

  @Test func answersGiveBackNewDeadlines() async throws {
    var now = start
    for _ in 0..<9 {
      now += .seconds(30)
      #expect(await session.nextCheck(asked: now - .seconds(20), now: now) != nil)
    }
    _ = await session.accept([bytes("a")], worker: "w")
    await session.delivered()
    #expect(await session.nextCheck(asked: now, now: now + .seconds(30)) != nil)
  }
}
