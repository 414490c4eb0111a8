// SPDX-License-Identifier: MIT
// Keeps some worker processes busy with jobs that it does not understand:
//
//   ignoreBrokenPipes()
//   let pool = WorkerPool(PoolConfiguration(executable: "/usr/bin/echo-worker", workers: 2))
//   let counts = try await pool.run(jobs: jobs) { results in ...; return true }
//
// A worker is a program that runs a WorkerServer. Its death, its silence and its nonsense cost the
// guilty job its answer and no other job anything (Dispatching/DeathRules.swift). Tested in
// Tests/WorkerPoolTests.

internal import Glibc

/// A pool of worker processes.
public struct WorkerPool: Sendable {
  /// How the pool works.
  public let configuration: PoolConfiguration

  /// Makes a pool; nothing is started before `run`.
  public init(_ configuration: PoolConfiguration) {
    self.configuration = configuration
  }

  /// Runs all jobs and hands out one result for each, in portions as they come.
  ///
  /// Workers start when there is work for them. All have ended when this returns or throws, also
  /// when the calling task is cancelled. The source is asked for more only while there is room, on
  /// a thread of its own, which may block; after an early end nobody waits for it.
  ///
  /// - Parameters:
  ///   - jobs: The jobs; their ids need not be distinct.
  ///   - control: Stops the run from outside; one for each run.
  ///   - deliver: Takes some results, at least one; returns false to stop the run. Never called
  ///     concurrently.
  /// - Returns: What was counted.
  /// - Throws: `PoolError` if the run ended before all jobs had a result, unless it was stopped by
  ///   `PoolControl.stop`.
  public func run(
    jobs: some AsyncSequence<PoolJob, Never> & Sendable, control: PoolControl = PoolControl(),
    deliver: ([JobResult]) async -> Bool
  ) async throws(PoolError) -> PoolStatistics {
    try await run(control, deliver) { await feed(jobs, to: $0) }
  }

  /// Runs the jobs of a sequence; see the other form.
  ///
  /// - Parameters:
  ///   - jobs: The jobs.
  ///   - control: Stops the run from outside; one for each run.
  ///   - deliver: Takes some results, at least one; returns false to stop the run. Never called
  ///     concurrently.
  /// - Returns: What was counted.
  /// - Throws: `PoolError` if the run ended before all jobs had a result, unless it was stopped by
  ///   `PoolControl.stop`.
  public func run(
    jobs: some Sequence<PoolJob> & Sendable, control: PoolControl = PoolControl(),
    deliver: ([JobResult]) async -> Bool
  ) async throws(PoolError) -> PoolStatistics {
    try await run(control, deliver) { await feed(jobs, to: $0) }
  }

  private func run(
    _ control: PoolControl, _ deliver: ([JobResult]) async -> Bool,
    _ feed: @escaping @Sendable (Dispatcher) async -> Void
  ) async throws(PoolError) -> PoolStatistics {
    let before = ProcessorTimes.now()
    let dispatcher = Dispatcher(configuration)
    let places = (1...configuration.workers).map { number in
      WorkerPlace(name: "\(configuration.name)-w\(number)")
    }
    await control.attach(dispatcher, places)
    let thread = SourceThread.start()
    Task.detached(executorPreference: thread) {
      await feed(dispatcher)
      thread?.finish()
    }
    await withTaskGroup(of: Void.self) { group in
      for place in places {
        let slot = WorkerSlot(configuration: configuration, place: place, dispatcher: dispatcher)
        group.addTask { await slot.run() }
      }
      await withTaskCancellationHandler {
        await receive(from: dispatcher, deliver)
      } onCancel: {
        Task { await dispatcher.fail(.cancelled) }
      }
      // After an early end the workers have to be interrupted.
      if case .failure = await dispatcher.summary() { group.cancelAll() }
    }
    var statistics = try await dispatcher.summary().get()
    let after = ProcessorTimes.now()
    statistics.parentCPU = after.own - before.own
    statistics.workerCPU = after.children - before.children
    return statistics
  }

  private func receive(
    from dispatcher: Dispatcher, _ deliver: ([JobResult]) async -> Bool
  ) async {
    while let results = await dispatcher.nextResults() {
      guard await deliver(results) else {
        await dispatcher.fail(.cancelled)
        return
      }
    }
  }
}

/// Moves jobs from the source to the dispatcher.
private func feed(
  _ jobs: some AsyncSequence<PoolJob, Never>, to dispatcher: Dispatcher
) async {
  for await job in jobs {
    let addition = dispatcher.add(job)
    if addition != .nothing, await !dispatcher.visit(addition, job) { return }
  }
  await dispatcher.endSource()
}

/// The same without a suspension for each job: it would cost as much as all the rest.
private func feed(_ jobs: some Sequence<PoolJob>, to dispatcher: Dispatcher) async {
  for job in jobs {
    let addition = dispatcher.add(job)
    if addition != .nothing, await !dispatcher.visit(addition, job) { return }
  }
  await dispatcher.endSource()
}

/// Makes writing to a dead worker an error instead of the death of this process.
///
/// A program that runs a pool must call it once, before the first run: the signal's disposition
/// belongs to the whole process, so no library may change it behind the program's back.
public func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
