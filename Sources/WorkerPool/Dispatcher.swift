// SPDX-License-Identifier: MIT
// The one place that knows where every job is: waiting, suspected, with a worker, or done. It hands
// out batches, takes results and lost jobs back, and holds up the source and the workers when the
// stage after them is slower. A suspect is a job whose worker died while it had it: it is run
// again with nothing else in that worker, so that a second death has only one explanation.

internal import Synchronization

/// Some jobs for one worker.
struct Batch: Sendable {
  var jobs: [PoolJob]
  /// Whether the only job is a suspect.
  var isSuspect: Bool
}

/// Hands out jobs and gathers results.
actor Dispatcher {
  /// The jobs that nobody has begun.
  ///
  /// The source adds to it without a visit to the actor: such a visit costs more than many jobs.
  nonisolated private let waiting = Mutex(JobQueue())

  private var suspects = JobQueue()
  private var outstanding = 0
  private var isSourceAtEnd = false
  private var failure: PoolError?
  private var results: [JobResult] = []
  private var statistics = PoolStatistics()
  private var hasAnswer = false

  private var takers: [Int: CheckedContinuation<Void, Never>] = [:]
  private var nextTaker = 0
  private var sourceWaiter: CheckedContinuation<Void, Never>?
  private var resultWaiter: CheckedContinuation<Void, Never>?
  private var reporters: [CheckedContinuation<Void, Never>] = []

  /// How many jobs and bytes may wait, and how many results, before those who bring more wait.
  private let jobLimit: Int
  private let byteLimit = 8 << 20
  private let resultLimit = 4096

  init(jobLimit: Int) { self.jobLimit = jobLimit }

  private var isOver: Bool {
    if failure != nil { return true }
    return isSourceAtEnd && outstanding == 0 && suspects.isEmpty && waiting.withLock(\.isEmpty)
  }

  nonisolated private func isFull(_ queue: borrowing JobQueue) -> Bool {
    queue.count >= jobLimit || queue.bytes >= byteLimit
  }

  // MARK: The source

  /// Adds a job and waits while there are too many; false if none are wanted any longer.
  nonisolated func add(_ job: PoolJob) async -> Bool {
    guard LineFraming.canEncode(job.payload) else { return await refuse(job) }
    let (isFirst, isLast) = waiting.withLock { queue in
      queue.append(job)
      return (queue.count == 1, isFull(queue))
    }
    // Whoever waits for work has found the queue empty: only the first job has to wake it.
    if isFirst { await wakeTakers() }
    return isLast ? await waitForRoom() : true
  }

  private func refuse(_ job: PoolJob) -> Bool {
    let fault = JobResult.Outcome.protocolFault("the job holds a line end")
    results.append(JobResult(job: job, outcome: fault, worker: ""))
    statistics.jobs += 1
    wakeReceiver()
    return failure == nil
  }

  private func waitForRoom() async -> Bool {
    while failure == nil, waiting.withLock({ isFull($0) }) {
      await withCheckedContinuation { sourceWaiter = $0 }
    }
    return failure == nil
  }

  func endSource() {
    isSourceAtEnd = true
    wakeTakers()
    wakeReceiver()
  }

  // MARK: The workers

  /// Takes a batch and waits for one; nil when there will be none or the task is cancelled.
  func take(_ count: Int, bytes: Int) async -> Batch? {
    while !isOver, !Task.isCancelled {
      if let job = suspects.popFirst() {
        outstanding += 1
        return Batch(jobs: [job], isSuspect: true)
      }
      if let batch = takeWaiting(count, bytes: bytes) { return batch }
      await waitForWork()
    }
    return nil
  }

  /// Takes a batch of jobs that are not suspects, if there are any now.
  func takeWaiting(_ count: Int, bytes: Int) -> Batch? {
    guard failure == nil else { return nil }
    let (jobs, hasRoom) = waiting.withLock { queue in
      let jobs = queue.popFirst(count, bytes: bytes)
      return (jobs, queue.count < jobLimit / 2 && queue.bytes < byteLimit / 2)
    }
    guard !jobs.isEmpty else { return nil }
    outstanding += jobs.count
    if hasRoom {
      sourceWaiter?.resume()
      sourceWaiter = nil
    }
    return Batch(jobs: jobs, isSuspect: false)
  }

  /// Takes back jobs that no worker has begun.
  func giveBack(_ batch: Batch) {
    outstanding -= batch.jobs.count
    if batch.isSuspect {
      suspects.prepend(batch.jobs)
    } else {
      waiting.withLock { $0.prepend(batch.jobs) }
    }
    wakeTakers()
  }

  /// Takes results and waits while the receiver is behind.
  func report(_ newResults: [JobResult]) async {
    guard !newResults.isEmpty else { return }
    results += newResults
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

  func workerEnded(busy: Duration) { statistics.busy += busy }

  /// Takes what a dead worker had: a verdict for a suspect, another try for everything else.
  func workerDied(
    with jobs: [PoolJob], wasSuspect: Bool, worker: String, outcome: JobResult.Outcome,
    limit: Int
  ) {
    statistics.deaths += 1
    outstanding -= jobs.count
    if wasSuspect, let job = jobs.first {
      results.append(JobResult(job: job, outcome: outcome, worker: worker))
      statistics.jobs += 1
    } else {
      for job in jobs { suspects.append(job) }
      statistics.retries += jobs.count
    }
    if !hasAnswer, statistics.deaths >= limit {
      fail(.workersNeverAnswer(deaths: statistics.deaths, last: outcome.summary, standardError: []))
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

  /// Ends the run early; the first reason counts.
  func fail(_ error: PoolError) {
    if failure == nil { failure = error }
    wakeTakers()
    wakeReceiver()
    sourceWaiter?.resume()
    sourceWaiter = nil
    for reporter in reporters { reporter.resume() }
    reporters = []
  }

  /// What the run counted, or why it ended early.
  func summary() -> Result<PoolStatistics, PoolError> {
    failure.map { .failure($0) } ?? .success(statistics)
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
}

extension JobResult.Outcome {
  /// The outcome of a fault in a few words.
  var summary: String {
    switch self {
    case .answered: "answered"
    case .crashed(let description, _): description
    case .timedOut(let duration): "no answer within \(duration)"
    case .protocolFault(let text): text
    }
  }
}
