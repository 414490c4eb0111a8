// SPDX-License-Identifier: MIT
// The words of the pool: what goes in, what comes out, what it counted.

/// A piece of work: opaque bytes that one worker answers with opaque bytes.
public struct PoolJob: Hashable, Sendable {
  /// The caller's number for the job; the pool only hands it back.
  public var id: Int
  /// What the worker is sent.
  public var payload: [UInt8]

  /// Makes a job.
  public init(id: Int, payload: [UInt8]) {
    self.id = id
    self.payload = payload
  }
}

/// How one job ended; every job has exactly one result.
public struct JobResult: Hashable, Sendable {
  /// The ways in which a job can end.
  public enum Outcome: Hashable, Sendable {
    /// The worker's answer, without framing.
    case answered([UInt8])
    /// The worker died of it twice, the second time with nothing else to do; in words, and the
    /// signal if there was one.
    case crashed(description: String, signal: Int32?)
    /// It took longer than the deadline twice, the second time alone.
    case timedOut(Duration)
    /// It cannot be sent, or what came back twice was no answer.
    case protocolFault(String)
  }

  /// The number of the job.
  public var id: Int
  /// How it ended.
  public var outcome: Outcome
  /// The name of the worker that had it last; empty if none had it.
  public var worker: String
}

/// What a run of the pool counted.
public struct PoolStatistics: Hashable, Sendable {
  /// Jobs that have a result.
  public var jobs = 0
  /// Worker processes started.
  public var workersSpawned = 0
  /// Workers that ended before they were told to, or had to be killed.
  public var deaths = 0
  /// Jobs that were sent a second time because their worker died.
  public var retries = 0
  /// The time in which a worker had something to do, added up over all workers.
  public var busy: Duration = .zero
}

/// A reason why a run ended before all jobs had a result.
public enum PoolError: Error, Hashable, Sendable {
  /// The worker could not be started.
  case cannotStart(executable: String, reason: String)
  /// Many workers died and none ever answered a job.
  case workersNeverAnswer(deaths: Int, last: String)
  /// The task of the run was cancelled, or the receiver asked to stop.
  case cancelled
}

extension PoolError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .cannotStart(let executable, let reason):
      "cannot start worker \(executable): \(reason)"
    case .workersNeverAnswer(let deaths, let last):
      "\(deaths) workers died without a single answer; the last one: \(last)"
    case .cancelled: "stopped before all jobs were done"
    }
  }
}

/// How a pool works.
public struct PoolConfiguration: Sendable {
  /// The path of the worker program; a name without a slash is looked up in PATH.
  public var executable: String
  /// Its arguments, without its own name.
  public var arguments: [String]
  /// Its whole environment; nothing is inherited.
  public var environment: [String: String]
  /// The most worker processes at a time.
  public var workers: Int
  /// How long one job may take.
  public var deadline: Duration
  /// How long a worker may take to end after its input was closed.
  public var shutdownGrace: Duration
  /// Workers are called this, `-w` and a number.
  public var name: String
  /// The longest answer in bytes.
  public var answerLimit: Int
  /// How many jobs a worker does before a fresh one replaces it; nil stands for no limit.
  public var jobsPerWorker: Int?
  /// How many workers may die before the first answer of all until the run is given up.
  public var deathsBeforeFirstAnswer: Int
  /// Whether some bytes can be the answer to a job; false makes it a protocol fault.
  public var isAnswer: @Sendable (PoolJob, [UInt8]) -> Bool

  /// Makes a configuration.
  public init(
    executable: String, arguments: [String] = [], environment: [String: String] = [:],
    workers: Int = availableProcessors(), deadline: Duration = .seconds(10),
    isAnswer: @escaping @Sendable (PoolJob, [UInt8]) -> Bool = { _, _ in true }
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workers = max(1, workers)
    self.deadline = deadline
    self.isAnswer = isAnswer
    shutdownGrace = .seconds(2)
    name = "rxdebug"
    answerLimit = 64 << 20
    jobsPerWorker = nil
    deathsBeforeFirstAnswer = 20
  }
}
