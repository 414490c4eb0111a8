// SPDX-License-Identifier: MIT
// The words of the pool: what goes in, what comes out, what it counted. How a pool works stands in
// PoolConfiguration.swift, how it is stopped and watched in PoolControl.swift.

/// A piece of work: opaque bytes that one worker answers with opaque bytes.
public struct PoolJob: Hashable, Sendable {
  /// The caller's number for the job; the pool only hands it back.
  public var id: Int
  /// What the worker is sent; any bytes.
  public var payload: [UInt8]

  /// Makes a job.
  public init(id: Int, payload: [UInt8]) {
    self.id = id
    self.payload = payload
  }
}

/// How one job ended; every job that was handed out has exactly one result.
public struct JobResult: Hashable, Sendable {
  /// The ways in which a job can end.
  public enum Outcome: Hashable, Sendable {
    /// The worker's answer, without framing.
    case answered([UInt8])
    /// The worker died of it, the last time with nothing else to do; in words, and the signal if
    /// there was one.
    case crashed(description: String, signal: Int32?)
    /// It took longer than the deadline.
    case timedOut(Duration)
    /// It cannot be sent, or what came back was no answer.
    case protocolFault(String)
  }

  /// The job.
  public var job: PoolJob
  /// How it ended.
  public var outcome: Outcome
  /// The name of the worker that had it last; empty if none had it.
  public var worker: String
  /// The deaths that were put down to it before this outcome, each in words; an answer after some
  /// of them makes it a flaky job.
  public var strikes: [String] = []
  /// How long the worker took for the answer, in microseconds; 0 without an answer.
  public var microseconds = 0
  /// The end of what the worker that died of it wrote to standard error, as it is: at most 2 KiB.
  public var standardError: [UInt8] = []

  /// Makes a result.
  public init(job: PoolJob, outcome: Outcome, worker: String) {
    self.job = job
    self.outcome = outcome
    self.worker = worker
  }

  /// The number of the job.
  public var id: Int { job.id }

  /// The last line of `standardError` that is not empty, without its line end, as it is.
  public var lastErrorLine: ArraySlice<UInt8> { lastLine(of: standardError) }
}

/// The last line that is not empty, without its end.
func lastLine(of bytes: [UInt8]) -> ArraySlice<UInt8> {
  bytes.split { $0 == 0x0a || $0 == 0x0d }.last ?? []
}

/// What a run of the pool counted.
public struct PoolStatistics: Hashable, Sendable {
  /// Jobs that have a result.
  public var jobs = 0
  /// Worker processes started.
  public var workersSpawned = 0
  /// Workers that ended before they were told to, or had to be killed.
  public var deaths = 0
  /// Workers that ended by themselves because they had grown too large or had done their share.
  public var recycled = 0
  /// Jobs that were sent again because their worker died.
  public var retries = 0
  /// The time in which a worker had something to do, added up over all workers.
  public var busy: Duration = .zero
  /// The processor time of all workers that have ended.
  public var workerCPU: Duration = .zero
  /// The processor time of this process while the pool ran.
  public var parentCPU: Duration = .zero
  /// Whether the run was stopped before the source was at its end.
  public var wasStopped = false

  /// Makes statistics of nothing.
  public init() {}
}

/// What a worker says of itself at its start.
public struct WorkerIdentity: Hashable, Sendable {
  /// The program and its version, such as `rxdebug 0.1.0`.
  public var program: String
  /// The libraries that its answers depend on, such as `libpcre2 10.42`.
  public var libraries: String

  /// Makes an identity; each part counts up to 200 bytes.
  public init(program: String, libraries: String) {
    self.program = program
    self.libraries = libraries
  }
}

extension WorkerIdentity: CustomStringConvertible {
  /// Both parts in one line.
  public var description: String { "\(program) with \(libraries)" }
}

/// A reason why a run ended before all jobs had a result.
public enum PoolError: Error, Hashable, Sendable {
  /// The worker could not be started.
  case cannotStart(executable: String, reason: String)
  /// The worker speaks another protocol, or is another version than the one asked for.
  case incompatibleWorker(expected: String, found: String)
  /// Workers died, or were silent, and none ever answered; the last one's end and the end of what
  /// it wrote to standard error.
  case workersNeverAnswer(deaths: Int, last: String, standardError: [UInt8])
  /// The task of the run was cancelled, it was killed, or the receiver asked to stop.
  case cancelled
}

extension PoolError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  ///
  /// What a worker has said of itself stands in it as it is: escape it for a terminal.
  public var description: String {
    switch self {
    case .cannotStart(let executable, let reason):
      return "cannot start worker \(executable): \(reason)"
    case .incompatibleWorker(let expected, let found):
      return "the worker is \(found), not \(expected)"
    case .workersNeverAnswer(let deaths, let last, let standardError):
      let line = String(decoding: lastLine(of: standardError), as: UTF8.self)
      return "\(deaths) workers died without a single answer; the last one: \(last)"
        + (line.isEmpty ? "" : ": \(line)")
    case .cancelled: return "stopped before all jobs were done"
    }
  }
}
