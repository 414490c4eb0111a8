// SPDX-License-Identifier: MIT
// The one place that knows where every job is: waiting, suspected, with a worker, or done. It hands
// out batches, takes results and lost jobs back, and holds up the source and the workers when the
// stage after them is slower. What becomes of lost jobs stands in DeathRules.swift.

internal import Synchronization

/// Hands out jobs and gathers results.
actor Dispatcher {
  /// The jobs that nobody has begun.
  ///
  /// The source adds to it without a visit to the actor: such a visit costs more than many jobs.
  nonisolated private let waiting = Mutex(JobQueue())

  private let configuration: PoolConfiguration
  /// Batches for fresh workers: each was made by the end of a worker, whose place comes for it.
  private var special: [Batch] = []
  private var outstanding = 0
  private var isSourceAtEnd = false
  private var isStopping = false
  private var failure: PoolError?
  private var results: [JobResult] = []
  private var statistics = PoolStatistics()
  private var hasAnswer = false
  private var failedStarts = 0
  private var hasReadyWorker = false

  private var takers: [Int: CheckedContinuation<Void, Never>] = [:]
  private var nextTaker = 0
  private var sourceWaiter: CheckedContinuation<Void, Never>?
  private var resultWaiter: CheckedContinuation<Void, Never>?
  private var reporters: [CheckedContinuation<Void, Never>] = []

  /// How many jobs and bytes may wait, and how many results, before those who bring more wait.
  private let jobLimit: Int
  private let byteLimit: Int
  private let resultLimit = 4096

  init(_ configuration: PoolConfiguration) {
    self.configuration = configuration
    jobLimit = max(256, configuration.workers * 2048)
    // Four frames for each worker: two in flight are replaced while two more come.
    byteLimit = max(1 << 20, configuration.workers * 4 * FrameProtocol.portionBytes)
  }

  private var isOver: Bool {
    if failure != nil { return true }
    guard outstanding == 0 else { return false }
    return isStopping || isSourceAtEnd && special.isEmpty && waiting.withLock(\.isEmpty)
  }

  nonisolated private func isFull(_ queue: borrowing JobQueue) -> Bool {
    queue.count >= jobLimit || queue.bytes >= byteLimit
  }

  // MARK: The source

  /// What adding a job asks for.
  enum Addition { case nothing, visit, refusal }

  /// Adds a job; where it asks for a visit, `visit` has to follow.
  nonisolated func add(_ job: PoolJob) -> Addition {
    guard job.payload.count <= JobFrame.longestJob else { return .refusal }
    return waiting.withLock { queue in
      queue.append(job)
      // Whoever waits for work has found the queue empty: only the first job has to wake it.
      return queue.count == 1 || isFull(queue) ? .visit : .nothing
    }
  }

  /// Does what adding a job has asked for, and waits while there are too many; false if no more
  /// are wanted.
  func visit(_ addition: Addition, _ job: PoolJob) async -> Bool {
    if addition == .refusal { return refuse(job) }
    wakeTakers()
    return await waitForRoom()
  }

  private func refuse(_ job: PoolJob) -> Bool {
    let fault = JobResult.Outcome.protocolFault("a job of more than 4 GiB")
    results.append(JobResult(job: job, outcome: fault, worker: ""))
    statistics.jobs += 1
    wakeReceiver()
    return wantsMore
  }

  private var wantsMore: Bool { failure == nil && !isStopping }

  private func waitForRoom() async -> Bool {
    while wantsMore, waiting.withLock({ isFull($0) }) {
      await withCheckedContinuation { sourceWaiter = $0 }
    }
    return wantsMore
  }

  func endSource() {
    isSourceAtEnd = true
    wakeTakers()
    wakeReceiver()
  }

  // MARK: The workers

  /// Takes a batch, which a new process may be going to run, and waits for one; nil when there will
  /// be none or the task is cancelled.
  func take(_ count: Int, isFresh: Bool) async -> Batch? {
    while !isOver, !isStopping, !Task.isCancelled {
      if isFresh, !special.isEmpty {
        let batch = special.removeFirst()
        outstanding += batch.jobs.count
        return batch
      }
      if let batch = takeWaiting(count) { return batch }
      await waitForWork()
    }
    return nil
  }

  /// Takes a batch of jobs that nobody has begun, if there are any now.
  func takeWaiting(_ count: Int) -> Batch? {
    guard wantsMore else { return nil }
    let (jobs, hasRoom) = waiting.withLock { queue in
      let jobs = queue.popFirst(share(count, of: queue.count), bytes: FrameProtocol.portionBytes)
      return (jobs, queue.count < jobLimit / 2 && queue.bytes < byteLimit / 2)
    }
    guard !jobs.isEmpty else { return nil }
    outstanding += jobs.count
    if hasRoom { wakeSource() }
    return Batch(jobs: jobs)
  }

  /// How many jobs to hand out: fewer when few are left, so that all workers end at the same time,
  /// but no less than a millisecond's work.
  private func share(_ count: Int, of waiting: Int) -> Int {
    if configuration.portionSize != nil { return count }
    let part = waiting / (2 * configuration.workers) + 1
    return min(count, max(part, count / 16))
  }

  /// Takes back jobs that no worker has begun.
  func giveBack(_ batch: Batch) {
    outstanding -= batch.jobs.count
    if batch.mode == .ordinary {
      waiting.withLock { $0.prepend(batch.jobs) }
    } else {
      special.insert(batch, at: 0)
    }
    wakeTakers()
    wakeReceiver()
  }

  /// Takes results and waits while the receiver is behind.
  func report(_ newResults: [JobResult]) async {
    guard !newResults.isEmpty else { return }
    if results.isEmpty { results = newResults } else { results += newResults }
    outstanding -= newResults.count
    statistics.jobs += newResults.count
    hasAnswer = true
    wakeReceiver()
    if isOver { wakeTakers() }
    while failure == nil, results.count >= resultLimit {
      await withCheckedContinuation { reporters.append($0) }
    }
  }

  func workerStarted() { statistics.workersSpawned += 1 }

  func workerIsReady() {
    failedStarts = 0
    hasReadyWorker = true
  }

  func workerEnded(busy: Duration, isRecycled: Bool) {
    statistics.busy += busy
    if isRecycled { statistics.recycled += 1 }
  }

  /// Counts a worker that died, or was silent, before it said who it is.
  func startFailed(_ cause: String, standardError: [UInt8]) {
    statistics.deaths += 1
    failedStarts += 1
    // Where workers have come up before, something passing may be killing them.
    let limit = configuration.failedStarts * (hasReadyWorker ? 20 : 1)
    if failedStarts >= limit {
      fail(
        .workersNeverAnswer(deaths: failedStarts, last: cause, standardError: standardError))
    }
  }

  /// Takes what a dead worker had.
  func workerDied(_ death: Death) {
    statistics.deaths += 1
    outstanding -= death.batches.reduce(0) { $0 + $1.jobs.count }
    let rules = DeathRules(retries: configuration.retries, pause: configuration.retryPause)
    let consequences = rules.consequences(
      of: death, now: ContinuousClock().now, jitter: Double.random(in: 0...1))
    if let result = consequences.result {
      results.append(result)
      statistics.jobs += 1
    }
    if let batch = consequences.special { special.append(batch) }
    waiting.withLock { $0.prepend(consequences.ordinary) }
    statistics.retries += consequences.ordinary.count + (consequences.special?.jobs.count ?? 0)
    if !hasAnswer, statistics.deaths >= configuration.deathsBeforeFirstAnswer {
      fail(
        .workersNeverAnswer(
          deaths: statistics.deaths, last: death.cause.description,
          standardError: death.standardError))
    }
    wakeTakers()
    wakeReceiver()
  }

  // MARK: The receiver

  /// Takes the results so far and waits for some; nil at the end.
  func nextResults() async -> [JobResult]? {
    while results.isEmpty {
      if isOver { return nil }
      await withCheckedContinuation { resultWaiter = $0 }
    }
    let taken = results
    results = []
    for reporter in reporters { reporter.resume() }
    reporters = []
    return taken
  }

  /// Hands out nothing more; what is in flight comes to its end.
  func stop() {
    isStopping = true
    statistics.wasStopped = !isSourceAtEnd || !special.isEmpty || !waiting.withLock(\.isEmpty)
    wakeTakers()
    wakeReceiver()
    wakeSource()
  }

  /// Ends the run early; the first reason counts.
  func fail(_ error: PoolError) {
    if failure == nil { failure = error }
    wakeTakers()
    wakeReceiver()
    wakeSource()
    for reporter in reporters { reporter.resume() }
    reporters = []
  }

  /// What the run counted, or why it ended early.
  func summary() -> Result<PoolStatistics, PoolError> {
    failure.map { .failure($0) } ?? .success(statistics)
  }

  /// Waits until a batch may be sent; false if it is not wanted any longer.
  func waitUntilDue(_ batch: Batch) async -> Bool {
    // In slices: the run may be stopped meanwhile.
    while wantsMore, !Task.isCancelled, let due = batch.notBefore, due > .now {
      try? await ContinuousClock().sleep(until: min(due, .now + .milliseconds(50)))
    }
    return wantsMore && !Task.isCancelled
  }
}

// MARK: - Waiting

extension Dispatcher {
  private func waitForWork() async {
    let number = nextTaker
    nextTaker += 1
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // Cancelled before it could wait: the handler has found nobody to wake.
        if Task.isCancelled {
          continuation.resume()
        } else {
          takers[number] = continuation
        }
      }
    } onCancel: {
      Task { await self.wakeTaker(number) }
    }
  }

  private func wakeTaker(_ number: Int) {
    takers.removeValue(forKey: number)?.resume()
  }

  private func wakeTakers() {
    let woken = takers
    takers = [:]
    for continuation in woken.values { continuation.resume() }
  }

  private func wakeReceiver() {
    resultWaiter?.resume()
    resultWaiter = nil
  }

  private func wakeSource() {
    sourceWaiter?.resume()
    sourceWaiter = nil
  }
}
