// SPDX-License-Identifier: MIT
// A handle on a run for those who are not in it: a signal that wants it to end, a table of workers.
//
//   let control = PoolControl()
//   let run = Task { try await pool.run(jobs: jobs, control: control) { ... } }
//   for worker in control.status() { ... }
//   control.stop()

internal import Synchronization

/// What one place for a worker is busy with.
public struct WorkerStatus: Hashable, Sendable {
  /// What a worker does.
  public enum State: String, Hashable, Sendable {
    /// There is no process.
    case none
    /// It was started and has not said who it is.
    case starting
    /// It waits for jobs.
    case idle
    /// It has jobs.
    case working
    /// It has jobs and hands over each answer at once, because its predecessor died.
    case careful
    /// It has a single job, of which a worker died before.
    case alone
    /// It was told to end, by the end of its input or by a signal.
    case ending
  }

  /// Its name.
  public var name: String
  /// The number of the process; 0 where there is none.
  public var process: Int32 = 0
  /// What it does.
  public var state = State.none
  /// The id of the job that it is at, as far as is known.
  public var job: Int?
  /// Since when it has owed an answer.
  public var since: ContinuousClock.Instant?
  /// Jobs answered in this place so far.
  public var jobsDone = 0
  /// Jobs sent and not answered.
  public var inFlight = 0
  /// Processes that died in this place.
  public var deaths = 0

  /// Makes the status of a place without a process.
  public init(name: String) { self.name = name }
}

/// Stops a run from outside, and tells what its workers do.
public final class PoolControl: Sendable {
  private struct Content {
    var dispatcher: Dispatcher?
    var places: [WorkerPlace] = []
    var isStopped = false
    var isKilled = false
  }

  private let content = Mutex(Content())

  /// Makes a control for one run.
  public init() {}

  /// Ends the run in good order and returns at once.
  ///
  /// Nothing more is handed out, what is in flight comes to its end, and all results so far are
  /// delivered.
  public func stop() {
    let dispatcher = content.withLock { content in
      content.isStopped = true
      return content.dispatcher
    }
    if let dispatcher { Task { await dispatcher.stop() } }
  }

  /// Kills all workers, so that the run ends with `PoolError.cancelled`, and returns at once.
  public func kill() {
    let (dispatcher, places) = content.withLock { content in
      content.isKilled = true
      return (content.dispatcher, content.places)
    }
    guard let dispatcher else { return }
    Task {
      await dispatcher.fail(.cancelled)
      // Those that were just starting.
      for place in places { place.kill() }
    }
    for place in places { place.kill() }
  }

  /// What the workers do now, in the order of their numbers; empty before the run.
  public func status() -> [WorkerStatus] {
    content.withLock(\.places).map { $0.status() }
  }

  /// Takes over a run that is about to begin.
  func attach(_ dispatcher: Dispatcher, _ places: [WorkerPlace]) async {
    let (isStopped, isKilled) = content.withLock { content in
      content.dispatcher = dispatcher
      content.places = places
      return (content.isStopped, content.isKilled)
    }
    if isStopped { await dispatcher.stop() }
    if isKilled { await dispatcher.fail(.cancelled) }
  }
}
