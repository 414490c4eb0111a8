// SPDX-License-Identifier: MIT
// How a pool works: which program its workers are, what they may use, and what is done when one of
// them does not behave. The defaults are for workers that compute.

/// How a pool works.
public struct PoolConfiguration: Sendable {
  /// The path of the worker program; a name without a slash is looked up in PATH.
  public var executable: String
  /// Its arguments, without its own name.
  public var arguments: [String]
  /// Its whole environment; nothing is inherited.
  public var environment: [String: String]
  /// Who the worker must say it is; nil takes any that speaks the protocol.
  public var identity: WorkerIdentity?
  /// What every worker is told before its first job; the pool does not look at it.
  public var settings: [UInt8] = []
  /// The most worker processes at a time.
  public var workers: Int
  /// How long one job may take.
  public var deadline: Duration
  /// How long a worker may take from its start until it says who it is.
  public var startDeadline = Duration.seconds(20)
  /// How long a worker has after SIGTERM before SIGKILL follows.
  public var terminationGrace = Duration.milliseconds(100)
  /// How long a worker may take to end after its input was closed.
  public var shutdownGrace = Duration.seconds(2)
  /// Workers are called this, `-w` and a number.
  public var name = "rxdebug"
  /// The longest answer in bytes.
  public var answerLimit = 64 << 20
  /// How many jobs are sent at a time; nil starts with few and goes on with what keeps a worker
  /// busy for 20 ms.
  public var portionSize: Int?
  /// How many jobs a worker does before a fresh one replaces it; nil stands for no limit.
  public var jobsPerWorker: Int?
  /// How much memory in bytes a worker may occupy before a fresh one replaces it; nil stands for
  /// no limit.
  public var residentLimit: Int?
  /// The most address space of a worker in bytes, nil for no limit; below 128 MiB a Swift program
  /// may not even start.
  public var addressSpace: Int? = 1 << 30
  /// The processor time in whole seconds that a worker may use for one portion; nil stands for no
  /// limit.
  ///
  /// The deadline comes first, unless this process is stopped.
  public var cpuSeconds: Int?
  /// How often a job that met its deadline is tried again on its own; one of which a worker died is
  /// tried once more than that.
  public var retries = 0
  /// The pause before the first of those; each further one doubles, up to 2 s, give or take a
  /// quarter.
  public var retryPause = Duration.milliseconds(50)
  /// How many workers may die in a row before they say who they are until the run is given up;
  /// twenty times as many once one has come up.
  public var failedStarts = 5
  /// How many workers may die before the first answer of all until the run is given up.
  public var deathsBeforeFirstAnswer = 200
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
  }
}
