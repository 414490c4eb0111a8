// SPDX-License-Identifier: MIT
// What becomes of the jobs of a worker that died. A death is put down to a job only if it is known
// which one it was: because complete answers always get out of a dying worker, or because a second
// worker, which hands over each answer at once, died of it too. Then the job is run once more with
// nothing else in its worker, and only who kills then has the verdict.
//
//   died             of                   first job            the others
//   ordinary         a fault of its own   alone                ordinary
//   ordinary         SIGKILL, exit, ...   careful              careful; those of later frames ordinary
//   careful          anything             alone                ordinary
//   alone            anything             verdict, or alone again where retries are asked for
//   any but alone    the deadline         verdict, or alone where retries are asked for; ordinary
//   any              SIGSTOP              the same again, three times
//
// Tested in WorkerPoolTests/DeathRulesTests.

/// A worker that died with jobs.
struct Death: Sendable {
  /// What it had not answered, in the order in which it was sent; none is empty.
  var batches: [Batch]
  var cause: DeathCause
  /// Whether answers may have been lost with a frame that does not end.
  var isTorn = false
  var worker: String
  /// The end of what it wrote to standard error.
  var standardError: [UInt8] = []
}

/// What becomes of jobs after a death.
struct DeathConsequences {
  /// A verdict.
  var result: JobResult?
  /// What a fresh worker has to run by itself.
  var special: Batch?
  /// Jobs to begin with, in order, as if nothing had been.
  var ordinary: [PoolJob] = []
}

/// The rules.
struct DeathRules {
  /// How often a worker of the same jobs may be stopped until that counts as a death.
  static let mostStops = 3
  /// The longest pause before a retry.
  private static let longestPause = Duration.seconds(2)

  let retries: Int
  let pause: Duration

  /// What follows from a death.
  ///
  /// - Parameters:
  ///   - death: The death.
  ///   - now: The time.
  ///   - jitter: From 0 to 1: where between three quarters and five quarters of a pause is waited.
  /// - Returns: Where each of its jobs goes.
  func consequences(
    of death: Death, now: ContinuousClock.Instant, jitter: Double
  ) -> DeathConsequences {
    var consequences = DeathConsequences()
    guard var first = death.batches.first else { return consequences }
    consequences.ordinary = death.batches.dropFirst().flatMap(\.jobs)
    switch death.cause {
    case .lateAnswer:
      return giveBack(first, &consequences)
    case .stopped where first.stops + 1 < Self.mostStops:
      first.stops += 1
      if first.mode == .ordinary { first.mode = .careful }
      return giveBack(first, &consequences)
    default:
      break
    }
    guard death.cause.pointsAtJob && !death.isTorn || first.mode != .ordinary else {
      first.mode = .careful
      return giveBack(first, &consequences)
    }
    let job = first.jobs.removeFirst()
    consequences.ordinary.insert(contentsOf: first.jobs, at: 0)
    let isTimeout = if case .timedOut = death.cause { true } else { false }
    // A crash is confirmed by a lone trial in any case, a deadline that was met is not.
    let trials = isTimeout ? retries : retries + 1
    let isTrialOver = first.mode == .alone && first.loneTrials >= trials
    if isTrialOver || isTimeout && retries == 0 {
      var result = JobResult(job: job, outcome: death.cause.outcome, worker: death.worker)
      result.strikes = first.strikes
      result.standardError = death.standardError
      consequences.result = result
    } else {
      var trial = Batch(jobs: [job], mode: .alone, strikes: first.strikes, stops: first.stops)
      trial.strikes.append(death.cause.description)
      trial.loneTrials = first.loneTrials + 1
      if first.mode == .alone {
        let factor = Double(1 << min(first.loneTrials - 1, 16)) * (0.75 + jitter / 2)
        trial.notBefore = now + min(pause * factor, Self.longestPause)
      }
      consequences.special = trial
    }
    return consequences
  }

  private func giveBack(
    _ batch: Batch, _ consequences: inout DeathConsequences
  ) -> DeathConsequences {
    if batch.mode == .ordinary {
      consequences.ordinary.insert(contentsOf: batch.jobs, at: 0)
    } else {
      consequences.special = batch
    }
    return consequences
  }
}
