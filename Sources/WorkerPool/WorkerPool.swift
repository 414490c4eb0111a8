// SPDX-License-Identifier: MIT
// Keeps some worker processes busy with jobs that it does not understand:
//
//   ignoreBrokenPipes()
//   let pool = WorkerPool(PoolConfiguration(executable: "/usr/bin/tac", workers: 2))
//   let counts = try await pool.run(jobs: jobs) { results in ...; return true }
//
// A worker reads one job per line and answers each with one line, in order; it may hold answers
// back as long as it has read lines that it has not answered. Its death, its silence
// and its nonsense cost the guilty job its answer and no other job anything: whatever it had is
// run again alone, and only who kills twice gets the verdict. Tested in Tests/WorkerPoolTests.

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
  /// when the calling task is cancelled. The source is asked for more only while there is room.
  ///
  /// - Parameters:
  ///   - jobs: The jobs; their ids need not be distinct.
  ///   - deliver: Takes some results, at least one; returns false to stop the run. Never called
  ///     concurrently.
  /// - Returns: What was counted.
  /// - Throws: `PoolError` if the run ended before all jobs had a result.
  public func run(
    jobs: some AsyncSequence<PoolJob, Never> & Sendable, control: PoolControl = PoolControl(),
    deliver: ([JobResult]) async -> Bool
  ) async throws(PoolError) -> PoolStatistics {
    let dispatcher = Dispatcher(jobLimit: max(256, configuration.workers * 2048))
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await feed(jobs, to: dispatcher) }
      for number in 1...configuration.workers {
        let slot = WorkerSlot(
          configuration: configuration, name: "\(configuration.name)-w\(number)",
          dispatcher: dispatcher)
        group.addTask { await slot.run() }
      }
      await withTaskCancellationHandler {
        await receive(from: dispatcher, deliver)
      } onCancel: {
        Task { await dispatcher.fail(.cancelled) }
      }
      // After an early end the source and the workers have to be interrupted.
      if case .failure = await dispatcher.summary() { group.cancelAll() }
    }
    return try await dispatcher.summary().get()
  }

  /// Runs the jobs of a sequence; see the other form.
  ///
  /// - Parameters:
  ///   - jobs: The jobs.
  ///   - deliver: Takes some results, at least one; returns false to stop the run. Never called
  ///     concurrently.
  /// - Returns: What was counted.
  /// - Throws: `PoolError` if the run ended before all jobs had a result.
  public func run(
    jobs: some Sequence<PoolJob> & Sendable, control: PoolControl = PoolControl(),
    deliver: ([JobResult]) async -> Bool
  ) async throws(PoolError) -> PoolStatistics {
    try await run(jobs: UnhurriedSequence(base: jobs), control: control, deliver: deliver)
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
  _ jobs: some AsyncSequence<PoolJob, Never> & Sendable, to dispatcher: Dispatcher
) async {
  for await job in jobs {
    guard await dispatcher.add(job), !Task.isCancelled else { return }
  }
  await dispatcher.endSource()
}

/// A sequence as an asynchronous one.
private struct UnhurriedSequence<Base: Sequence<PoolJob> & Sendable>: AsyncSequence, Sendable {
  let base: Base

  struct AsyncIterator: AsyncIteratorProtocol {
    var base: Base.Iterator

    mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(Never) -> PoolJob? { base.next() }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeIterator()) }
}
