// SPDX-License-Identifier: MIT
// The watchdog's decisions, with instants of our own in place of the clock's: a silent worker is
// given up at its deadline, and never because the parent was stopped or had no processor.

import Testing

@testable import WorkerPool

@Suite("Deadlines")
struct DeadlineTests {
  private let start = ContinuousClock().now + .seconds(1000)

  /// A session that has been sent two jobs at `start`.
  private func session() -> SessionState {
    var configuration = PoolConfiguration(executable: "none", deadline: .seconds(8))
    configuration.shutdownGrace = .seconds(2)
    configuration.startDeadline = .seconds(4)
    var session = SessionState(configuration, now: start)
    session.greet(now: start)
    let hasBegun = session.begin(Batch(jobs: jobs(["a", "b"])), now: start)
    #expect(hasBegun)
    return session
  }

  /// What a watchdog that always wakes so late finds at last, and when.
  private func end(
    _ session: SessionState, late: Duration
  ) -> (SessionState.Check, ContinuousClock.Instant) {
    var session = session
    var (asked, now): (ContinuousClock.Instant?, _) = (nil, start)
    for _ in 0..<200 {
      guard case .at(let next) = session.nextCheck(asked: asked, now: now) else { break }
      asked = next
      now = next + late
    }
    return (session.nextCheck(asked: asked, now: now), now)
  }

  @Test func aSilentWorkerIsOverdueAtItsDeadline() {
    #expect(end(session(), late: .zero) == (.overdue, start + .seconds(8)))
  }

  @Test func aWorkerMustSayWhoItIs() {
    let configuration = PoolConfiguration(executable: "none")
    let session = SessionState(configuration, now: start)
    #expect(end(session, late: .zero) == (.overdue, start + configuration.startDeadline))
  }

  /// The watchdog sleeps from before a worker is ready: its first job must not be overdue then.
  @Test func theFirstJobMeetsItsDeadlineToo() {
    var configuration = PoolConfiguration(executable: "none", deadline: .seconds(1))
    configuration.startDeadline = .seconds(100)
    var session = SessionState(configuration, now: start)
    let first = session.nextCheck(asked: nil, now: start)
    session.greet(now: start)
    _ = session.begin(Batch(jobs: jobs(["a"])), now: start)
    #expect(first == .at(start + .seconds(1)))
    let second = session.nextCheck(asked: start + .seconds(1), now: start + .seconds(1))
    #expect(second == .overdue)
  }

  @Test func aWorkerWithoutJobsMustEndWhenItIsTold() {
    var session = session()
    let answers = ["a", "b"].map { WorkerAnswer(microseconds: 1, bytes: bytes($0)) }
    let results = session.accept(answers, worker: "w", now: start)
    #expect(results?.count == 2)
    session.delivered(now: start)
    // With nothing to do it may be silent for ever.
    #expect(end(session, late: .zero).0 == .at(end(session, late: .zero).1 + .seconds(2)))
    session.inputClosed(now: start)
    #expect(end(session, late: .zero) == (.endless, start + .seconds(2)))
  }

  @Test func aLittleLatenessChangesLittle() {
    let (check, end) = end(session(), late: .milliseconds(10))
    #expect(check == .overdue)
    #expect(end - start < .milliseconds(8100))
  }

  @Test(arguments: [2, 60, 100_000])
  func theTimeOfAStoppedParentDoesNotCount(seconds: Int) throws {
    var session = session()
    guard case .at(let asked) = session.nextCheck(asked: nil, now: start) else { return }
    let woken = asked + .seconds(seconds)
    guard case .at(let next) = session.nextCheck(asked: asked, now: woken) else {
      Issue.record("given up")
      return
    }
    #expect(next > woken)
    // Whoever is awake again in time gives a whole deadline, and no more.
    let last = woken + .seconds(8)
    let before = last - .milliseconds(1)
    let early = session.nextCheck(asked: before, now: before)
    #expect(early == .at(last))
    let late = session.nextCheck(asked: last, now: last)
    #expect(late == .overdue)
  }

  @Test func aParentThatIsAlwaysLateGivesUpAtLast() {
    #expect(end(session(), late: .seconds(30)).0 == .overdue)
  }

  @Test func answersGiveBackNewDeadlines() {
    var session = session()
    var now = start
    for _ in 0..<9 {
      now += .seconds(30)
      let check = session.nextCheck(asked: now - .seconds(20), now: now)
      #expect(check != .overdue)
    }
    let answer = WorkerAnswer(microseconds: 1, bytes: bytes("a"))
    let results = session.accept([answer], worker: "w", now: now)
    #expect(results?.count == 1)
    session.delivered(now: now)
    let check = session.nextCheck(asked: now, now: now + .seconds(30))
    #expect(check != .overdue)
  }

  @Test func aLateAnswerClearsTheNextJob() {
    var session = session()
    session.giveUp(.timedOut(.seconds(8)), now: start + .seconds(8))
    let answer = WorkerAnswer(microseconds: 1, bytes: bytes("a"))
    let results = session.accept([answer], worker: "w", now: start + .seconds(8))
    #expect(results?.count == 1)
    #expect(session.fault == .lateAnswer)
    #expect(session.unanswered.map(\.jobs) == [[PoolJob(id: 1, payload: bytes("b"))]])
  }

  @Test func portionsGrowToTheirTime() {
    var configuration = PoolConfiguration(executable: "none")
    configuration.portionSize = nil
    var session = SessionState(configuration, now: start)
    session.greet(now: start)
    var sizes: [Int] = []
    for _ in 0..<8 {
      let count = session.nextStep.size
      sizes.append(count)
      let list = jobs(Array(repeating: "a", count: count))
      _ = session.begin(Batch(jobs: list), now: start)
      // Each job takes 200 microseconds: a hundred of them take 20 ms.
      let answers = list.map { WorkerAnswer(microseconds: 200, bytes: $0.payload) }
      _ = session.accept(answers, worker: "w", now: start)
    }
    #expect(sizes == [8, 16, 32, 64, 100, 100, 100, 100])
  }
}
