// SPDX-License-Identifier: MIT
// One worker process from its start to its end, seen from the parent: what it has been sent and
// has not answered, since when it owes the next answer, and how large the next portion should be.

/// What one running worker has to do.
actor WorkerSession {
  /// What the writer may do next.
  enum Readiness {
    /// Nothing is in flight: wait for any job.
    case idle
    /// There is room for another portion: take one if there is any.
    case room
    /// Wait for answers.
    case full
    /// Close the input: the worker has done its share, or it is over.
    case done
  }

  /// Why a worker is given up before it ended by itself.
  enum Fault: Sendable {
    case timedOut
    case badAnswer(String)
  }

  /// How many portions are in flight at most: one being worked on, one waiting in the pipe.
  private let credits = 2
  /// The time that a portion should keep a worker busy.
  private let targetTime = Duration.milliseconds(20)
  /// How many new deadlines a worker gets for one answer.
  private static let mostNewDeadlines = 10

  private let configuration: PoolConfiguration
  private let clock = ContinuousClock()
  private var inFlight: [PoolJob] = []
  private var answered = 0
  private var portions: [(count: Int, left: Int)] = []
  private var portionStart: ContinuousClock.Instant
  private var isSuspect = false
  private var isOver = false
  private var isInputClosed = false
  private var isDelivering = false
  private var jobsTaken = 0
  private var owedSince: ContinuousClock.Instant
  private var writer: CheckedContinuation<Void, Never>?
  private var events = 0
  private var newDeadlines = 0
  private var portionSize = 8
  /// The time in which the worker owed an answer.
  private(set) var busy: Duration = .zero
  /// Why the worker was given up.
  private(set) var fault: Fault?

  init(_ configuration: PoolConfiguration) {
    self.configuration = configuration
    owedSince = clock.now
    portionStart = owedSince
  }

  /// The jobs without an answer.
  var unanswered: Batch {
    Batch(jobs: Array(inFlight[answered...]), isSuspect: isSuspect)
  }

  private var isIdle: Bool { answered == inFlight.count }

  // MARK: The writer

  /// What the writer may do, how many jobs to take, and what `wait` needs to miss nothing.
  func nextStep() -> (readiness: Readiness, size: Int, events: Int) {
    (readiness, portionSize, events)
  }

  private var readiness: Readiness {
    if isOver { return .done }
    if let limit = configuration.jobsPerWorker, jobsTaken >= limit { return .done }
    if isIdle { return .idle }
    return isSuspect || portions.count >= credits ? .full : .room
  }

  /// Notes a batch that is about to be written; false if it must not be.
  func begin(_ batch: Batch) -> Bool {
    guard !isOver else { return false }
    if isIdle {
      inFlight = []
      answered = 0
      owedSince = clock.now
      portionStart = owedSince
    }
    if answered >= 1024 {
      inFlight.removeFirst(answered)
      answered = 0
    }
    inFlight += batch.jobs
    jobsTaken += batch.jobs.count
    portions.append((batch.jobs.count, batch.jobs.count))
    isSuspect = batch.isSuspect
    return true
  }

  /// Waits until there are answers or the end, unless there were any since a step was asked for.
  func wait(since seen: Int) async {
    guard events == seen else { return }
    await withCheckedContinuation { writer = $0 }
  }

  /// Notes that the input is closed, so that the worker has to end.
  func inputClosed() {
    isInputClosed = true
    if isIdle { owedSince = clock.now }
  }

  // MARK: The reader

  /// Matches answers with jobs; nil if they do not fit together.
  func accept(_ answers: [[UInt8]], worker: String) -> [JobResult]? {
    var results: [JobResult] = []
    results.reserveCapacity(answers.count)
    for answer in answers {
      guard !isOver else { break }
      guard answered < inFlight.count else {
        return refuse("an answer without a job", results)
      }
      guard configuration.isAnswer(inFlight[answered], answer) else {
        return refuse("not an answer to the job", results)
      }
      results.append(
        JobResult(job: inFlight[answered], outcome: .answered(answer), worker: worker))
      answered += 1
      countPortion()
    }
    let now = clock.now
    busy += now - owedSince
    owedSince = now
    newDeadlines = 0
    isDelivering = true
    wakeWriter()
    return results
  }

  private func refuse(_ text: String, _ results: [JobResult]) -> [JobResult]? {
    // Answers in front of the bad one may belong to other jobs too: all are asked again.
    answered -= results.count
    end(.badAnswer(text))
    return nil
  }

  /// Notes that the receiver has taken the answers: the worker's time counts again.
  func delivered() {
    isDelivering = false
    owedSince = clock.now
  }

  private func countPortion() {
    guard !portions.isEmpty else { return }
    portions[0].left -= 1
    guard portions[0].left == 0 else { return }
    let count = portions.removeFirst().count
    let now = clock.now
    let time = now - portionStart
    portionStart = now
    // A portion that was too short for the clock counts as a microsecond.
    let ratio = targetTime / max(time, .microseconds(1))
    let wanted = Double(count) * ratio
    let most = Double(min(portionSize * 2, 1024))
    portionSize = max(1, Int(min(wanted, most)))
  }

  // MARK: The end

  /// Ends the session; the first fault counts.
  func end(_ fault: Fault?) {
    if !isOver {
      self.fault = fault
      if !isIdle { busy += clock.now - owedSince }
    }
    isOver = true
    wakeWriter()
  }

  private func wakeWriter() {
    events += 1
    writer?.resume()
    writer = nil
  }

  /// When the watchdog must look again; nil if the worker is overdue or the session is over.
  ///
  /// A watchdog that wakes late tells of a parent that was stopped or starved of processors: the
  /// answers may lie unread in the pipe, so the worker gets a new deadline. That happens only so
  /// often for one answer, so that every job gets a verdict however loaded the machine is.
  ///
  /// - Parameters:
  ///   - asked: What the last call returned; nil at the first.
  ///   - instant: The time now; the clock's unless a test says otherwise.
  /// - Returns: The instant, at most a quarter of what is allowed from now.
  func nextCheck(
    asked: ContinuousClock.Instant? = nil, now instant: ContinuousClock.Instant? = nil
  ) -> ContinuousClock.Instant? {
    if isOver { return nil }
    let now = instant ?? clock.now
    if isDelivering || isIdle && !isInputClosed {
      return now + min(configuration.deadline, configuration.shutdownGrace)
    }
    let allowed = isIdle ? configuration.shutdownGrace : configuration.deadline
    // In slices: a parent that was stopped for a part of the time wakes late from one of them.
    let slice = allowed / 4
    if let asked, now - asked > slice / 2, newDeadlines < Self.mostNewDeadlines {
      newDeadlines += 1
      if !isIdle { busy += now - owedSince }
      owedSince = now
    }
    let end = owedSince + allowed
    if end > now { return min(end, now + slice) }
    if !isIdle { self.end(.timedOut) }
    return nil
  }
}
