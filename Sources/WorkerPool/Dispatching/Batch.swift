// SPDX-License-Identifier: MIT
// Some jobs on their way to one worker, with what is known about them.

/// Some jobs for one worker.
struct Batch: Sendable {
  /// How a batch is run.
  enum Mode: Sendable {
    /// Answers may be held back, and more may be sent behind it.
    case ordinary
    /// A worker died of one of the jobs, and it is not known which: each answer comes at once, in
    /// a fresh worker.
    case careful
    /// A worker died of the only job: nothing else is in the worker.
    case alone
  }

  var jobs: [PoolJob]
  var mode = Mode.ordinary
  /// The deaths that were put down to the only job.
  var strikes: [String] = []
  /// How often the only job has been tried alone.
  var loneTrials = 0
  /// How often a worker of this batch was stopped by somebody.
  var stops = 0
  /// When it may be sent.
  var notBefore: ContinuousClock.Instant?
}

/// Why a worker is gone.
enum DeathCause: Hashable, Sendable {
  case exited(Int32)
  case signaled(Int32)
  case timedOut(Duration)
  /// It met its deadline, but has answered the job that it was given up for.
  case lateAnswer
  /// Somebody has stopped the process.
  case stopped
  /// What it sent made no sense.
  case badFrame(String)

  /// The cause in words.
  var description: String {
    switch self {
    case .exited(let status): "the worker exited with status \(status)"
    case .signaled(let number): "the worker was killed by \(signalName(number))"
    case .timedOut(let duration): "no answer within \(duration)"
    case .lateAnswer: "the answer came late"
    case .stopped: "the worker was stopped"
    case .badFrame(let text): text
    }
  }

  /// The outcome of a job that a worker died of.
  var outcome: JobResult.Outcome {
    switch self {
    case .signaled(let number): .crashed(description: description, signal: number)
    case .timedOut(let duration): .timedOut(duration)
    case .badFrame(let text): .protocolFault(text)
    case .exited, .stopped, .lateAnswer: .crashed(description: description, signal: nil)
    }
  }

  /// Whether the worker has sent every answer that was complete, so that the first job without one
  /// is the one that it died of.
  var pointsAtJob: Bool {
    switch self {
    case .signaled(let number): WorkerSignals.fatal.contains(number)
    case .timedOut: true
    case .exited, .lateAnswer, .stopped, .badFrame: false
    }
  }
}
