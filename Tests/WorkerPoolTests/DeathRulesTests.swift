// SPDX-License-Identifier: MIT
// What becomes of the jobs of a dead worker, as a table: whose fault, how often, and what then.

import Testing

@testable import WorkerPool

@Suite("Death rules")
struct DeathRulesTests {
  private let now = ContinuousClock().now

  private func consequences(
    _ cause: DeathCause, _ batches: [Batch], retries: Int = 0, isTorn: Bool = false
  ) -> DeathConsequences {
    let death = Death(batches: batches, cause: cause, isTorn: isTorn, worker: "w1")
    return DeathRules(retries: retries, pause: .milliseconds(100))
      .consequences(of: death, now: now, jitter: 0.5)
  }

  private func payloads(_ jobs: [PoolJob]?) -> String {
    (jobs ?? []).map { String(decoding: $0.payload, as: UTF8.self) }.joined(separator: " ")
  }

  /// What happens to `a b` in flight with `c` behind, in words.
  private func summary(_ consequences: DeathConsequences) -> String {
    var parts: [String] = []
    if let result = consequences.result {
      parts.append("\(result.word) \(payloads([result.job]))")
    }
    if let special = consequences.special {
      parts.append("\(special.mode) \(payloads(special.jobs))")
    }
    if !consequences.ordinary.isEmpty { parts.append("again \(payloads(consequences.ordinary))") }
    return parts.joined(separator: ", ")
  }

  private static let segv = DeathCause.signaled(11)
  private static let late = DeathCause.timedOut(.seconds(1))

  @Test(
    arguments: [
      (.signaled(11), .ordinary, "alone a, again b c"),
      (.signaled(24), .ordinary, "alone a, again b c"),
      (.signaled(9), .ordinary, "careful a b, again c"),
      (.signaled(15), .ordinary, "careful a b, again c"),
      (.exited(0), .ordinary, "careful a b, again c"),
      (.badFrame("x"), .ordinary, "careful a b, again c"),
      (.stopped, .ordinary, "careful a b, again c"),
      (.lateAnswer, .ordinary, "again a b c"),
      (.timedOut(.seconds(1)), .ordinary, "timeout a, again b c"),
      (.signaled(11), .careful, "alone a, again b c"),
      (.signaled(9), .careful, "alone a, again b c"),
      (.badFrame("x"), .careful, "alone a, again b c"),
      (.stopped, .careful, "careful a b, again c"),
      (.lateAnswer, .careful, "careful a b, again c"),
      (.timedOut(.seconds(1)), .careful, "timeout a, again b c"),
    ] as [(DeathCause, Batch.Mode, String)])
  func table(cause: DeathCause, mode: Batch.Mode, expected: String) {
    let first = Batch(jobs: jobs(["a", "b"]), mode: mode)
    let found = consequences(cause, [first, Batch(jobs: jobs(["c"]))])
    #expect(summary(found) == expected)
  }

  @Test(
    arguments: [
      (.signaled(9), "signal 9 a"), (.signaled(11), "signal 11 a"), (.exited(3), "exit a"),
      (.badFrame("x"), "fault a"), (.timedOut(.seconds(1)), "timeout a"), (.stopped, "alone a"),
    ] as [(DeathCause, String)])
  func deathsOfALoneJobAreItsOwn(cause: DeathCause, expected: String) {
    let trial = Batch(jobs: jobs(["a"]), mode: .alone, strikes: ["one"], loneTrials: 1)
    let found = consequences(cause, [trial])
    #expect(summary(found) == expected)
    if let result = found.result { #expect(result.strikes == ["one"]) }
  }

  @Test func aTornFramePointsAtNobody() {
    let first = Batch(jobs: jobs(["a", "b"]))
    #expect(summary(consequences(Self.segv, [first], isTorn: true)) == "careful a b")
  }

  @Test func nothingIsLostWithoutJobs() {
    #expect(summary(consequences(Self.segv, [])) == "")
  }

  @Test func retriesComeAfterGrowingPauses() throws {
    var trial = Batch(jobs: jobs(["a"]))
    var pauses: [Duration] = []
    for _ in 0..<3 {
      trial = try #require(consequences(Self.late, [trial], retries: 3).special)
      pauses.append(trial.notBefore.map { $0 - now } ?? .zero)
    }
    #expect(pauses == [0, 100, 200].map { .milliseconds($0) })
    let result = try #require(consequences(Self.late, [trial], retries: 3).result)
    #expect(result.strikes == Array(repeating: "no answer within 1.0 seconds", count: 3))
  }

  @Test func pausesHaveAnEnd() throws {
    let trial = Batch(jobs: jobs(["a"]), mode: .alone, loneTrials: 60)
    let next = try #require(consequences(Self.late, [trial], retries: 100).special)
    #expect(next.notBefore == now + .seconds(2))
  }

  @Test func whoIsAlwaysStoppedHasAVerdict() throws {
    var batch = Batch(jobs: jobs(["a", "b"]))
    for _ in 0..<2 { batch = try #require(consequences(.stopped, [batch]).special) }
    #expect(batch.mode == .careful)
    batch = try #require(consequences(.stopped, [batch]).special)
    #expect(batch.mode == .alone)
    #expect(batch.strikes == ["the worker was stopped"])
    #expect(summary(consequences(.stopped, [batch])) == "exit a")
  }
}
