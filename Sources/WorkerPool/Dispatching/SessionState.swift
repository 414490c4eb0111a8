// SPDX-License-Identifier: MIT
// What one worker has been sent and has not answered, since when it owes the next answer, when that
// is too long, and how large the next portion should be. Values only: the time is passed in.
// Tested in WorkerPoolTests/DeadlineTests.

/// The state of the conversation with one worker.
struct SessionState {
  /// What the writer may do next.
  enum Readiness: Hashable {
    /// The worker has not said who it is.
    case starting
    /// Nothing is in flight: wait for any job.
    case idle
    /// There is room for another portion: take one if there is any.
    case room
    /// Wait for answers.
    case full
    /// Close the input: the worker has done its share, or it is over.
    case done
  }

  /// What the watchdog has to do.
  enum Check: Hashable {
    /// Look again at that time.
    case at(ContinuousClock.Instant)
    /// The worker owes an answer, or its name, for too long.
    case overdue
    /// The worker does not end.
    case endless
    /// Nothing more.
    case over
  }

  private enum Phase { case starting, serving, leaving, over }

  /// Jobs that were sent in one frame.
  private struct Portion {
    var batch: Batch
    var answered = 0
    var microseconds: UInt64 = 0

    var job: PoolJob { batch.jobs[answered] }
  }

  /// How many portions are in flight at most: one being worked on, one waiting in the pipe.
  private static let credits = 2
  /// The microseconds for which a portion should keep a worker busy.
  private static let targetTime: UInt64 = 20_000
  /// The most jobs of a portion.
  private static let mostJobs = 1024
  /// How many new deadlines a worker gets for one answer.
  private static let mostNewDeadlines = 10

  private let configuration: PoolConfiguration
  private var phase = Phase.starting
  private var portions: [Portion] = []
  private var isInputClosed = false
  private var isDelivering = false
  private var jobsTaken = 0
  private var newDeadlines = 0
  private var portionSize: Int
  private(set) var owedSince: ContinuousClock.Instant
  private(set) var jobsDone = 0
  /// The time in which the worker owed an answer.
  private(set) var busy: Duration = .zero
  /// Why the worker was given up, if it was.
  private(set) var fault: DeathCause?
  /// Whether the worker has said who it is.
  private(set) var isReady = false
  /// Whether its last frame is not complete.
  private(set) var isTorn = false
  /// Whether the worker was sent any jobs.
  private(set) var hasBegun = false
  /// Whether the worker has said that it is about to end.
  private(set) var hasLeft = false

  init(_ configuration: PoolConfiguration, now: ContinuousClock.Instant) {
    self.configuration = configuration
    portionSize = configuration.portionSize ?? 8
    owedSince = now
  }

  private var isIdle: Bool { portions.isEmpty }

  /// The jobs without an answer, in the order in which they were sent.
  var unanswered: [Batch] {
    portions.map { portion in
      var batch = portion.batch
      batch.jobs.removeFirst(portion.answered)
      return batch
    }
  }

  /// Tells what the worker does.
  func describe(_ status: inout WorkerStatus) {
    status.jobsDone += jobsDone
    status.inFlight = portions.reduce(0) { $0 + $1.batch.jobs.count - $1.answered }
    status.job = portions.first?.job.id
    status.since = isIdle ? nil : owedSince
    status.state =
      switch phase {
      case .starting: .starting
      case .leaving, .over: .ending
      case .serving where isIdle: isInputClosed ? .ending : .idle
      case .serving:
        switch portions[0].batch.mode {
        case .ordinary: .working
        case .careful: .careful
        case .alone: .alone
        }
      }
  }

  // MARK: The writer

  /// What the writer may do, and how many jobs to take.
  var nextStep: (readiness: Readiness, size: Int) { (readiness, portionSize) }

  private var readiness: Readiness {
    switch phase {
    case .starting: return .starting
    case .leaving, .over: return .done
    case .serving: break
    }
    if let limit = configuration.jobsPerWorker, jobsTaken >= limit { return .done }
    guard let last = portions.last else { return .idle }
    return last.batch.mode != .ordinary || portions.count >= Self.credits ? .full : .room
  }

  /// Notes a batch that is about to be written; false if it must not be.
  mutating func begin(_ batch: Batch, now: ContinuousClock.Instant) -> Bool {
    guard phase == .serving else { return false }
    if isIdle { owedSince = now }
    hasBegun = true
    jobsTaken += batch.jobs.count
    portions.append(Portion(batch: batch))
    return true
  }

  /// Notes that the input is closed, so that the worker has to end.
  mutating func inputClosed(now: ContinuousClock.Instant) {
    isInputClosed = true
    if isIdle { owedSince = now }
  }

  // MARK: The reader

  /// Notes that the worker has said who it is.
  mutating func greet(now: ContinuousClock.Instant) {
    guard phase == .starting else { return }
    phase = .serving
    isReady = true
    owedSince = now
  }

  /// Notes that the worker will end by itself.
  mutating func leave(now: ContinuousClock.Instant) {
    guard phase == .serving else { return }
    phase = .leaving
    hasLeft = true
    if isIdle { owedSince = now }
  }

  /// Matches answers with jobs; nil if they do not fit together.
  mutating func accept(
    _ answers: [WorkerAnswer], worker: String, now: ContinuousClock.Instant
  ) -> [JobResult]? {
    var results: [JobResult] = []
    results.reserveCapacity(answers.count)
    let before = portions
    for answer in answers {
      guard !isIdle else { return refuse(before) }
      let job = portions[0].job
      guard configuration.isAnswer(job, answer.bytes) else {
        return refuse(before)
      }
      var result = JobResult(job: job, outcome: .answered(answer.bytes), worker: worker)
      result.microseconds = Int(answer.microseconds)
      result.strikes = portions[0].batch.strikes
      results.append(result)
      portions[0].answered += 1
      portions[0].microseconds += UInt64(answer.microseconds)
      if portions[0].answered == portions[0].batch.jobs.count { endPortion() }
    }
    guard !results.isEmpty else { return results }
    if case .timedOut = fault { fault = .lateAnswer }
    jobsDone += results.count
    busy += now - owedSince
    owedSince = now
    newDeadlines = 0
    isDelivering = true
    return results
  }

  private mutating func refuse(_ before: [Portion]) -> [JobResult]? {
    // Answers in front of the bad one may belong to other jobs too: all are asked again.
    portions = before
    return nil
  }

  /// Notes that the receiver has taken the answers: the worker's time counts again.
  mutating func delivered(now: ContinuousClock.Instant) {
    isDelivering = false
    owedSince = now
  }

  private mutating func endPortion() {
    let portion = portions.removeFirst()
    guard configuration.portionSize == nil else { return }
    // A portion that was too short for the clock counts as a microsecond.
    let wanted = UInt64(portion.batch.jobs.count) * Self.targetTime / max(portion.microseconds, 1)
    portionSize = max(1, min(Int(wanted), portionSize * 2, Self.mostJobs))
  }

  // MARK: The end

  /// Gives the worker up; the first fault counts.
  mutating func giveUp(_ cause: DeathCause, now: ContinuousClock.Instant) {
    if fault == nil { fault = cause }
    end(now: now)
  }

  /// Ends the session: nothing more is written.
  mutating func end(now: ContinuousClock.Instant, isTorn: Bool = false) {
    if isTorn { self.isTorn = true }
    if phase != .over, !isIdle { busy += now - owedSince }
    phase = .over
  }

  /// When the watchdog must look again.
  ///
  /// A watchdog that wakes late tells of a parent that was stopped or starved of processors: the
  /// answers may lie unread in the pipe, so the worker gets a new deadline. That happens only so
  /// often for one answer, so that every job gets a verdict however loaded the machine is.
  ///
  /// - Parameters:
  ///   - asked: When the last call asked to look again; nil at the first.
  ///   - now: The time.
  /// - Returns: The instant, at most a quarter of what is allowed from now, or what to do.
  mutating func nextCheck(
    asked: ContinuousClock.Instant?, now: ContinuousClock.Instant
  ) -> Check {
    let isEnding = isInputClosed || phase == .leaving
    if phase == .over { return .over }
    // Whatever begins while the watchdog sleeps must not be overdue when it wakes.
    let longest = min(configuration.deadline, configuration.shutdownGrace)
    if isDelivering || phase == .serving && isIdle && !isEnding { return .at(now + longest) }
    let allowed =
      phase == .starting
      ? configuration.startDeadline
      : isIdle || phase == .leaving ? configuration.shutdownGrace : configuration.deadline
    // In slices: a parent that was stopped for a part of the time wakes late from one of them.
    let slice = min(allowed / 4, longest)
    if let asked, now - asked > slice / 2, newDeadlines < Self.mostNewDeadlines {
      newDeadlines += 1
      if !isIdle { busy += now - owedSince }
      owedSince = now
    }
    let end = owedSince + allowed
    if end > now { return .at(min(end, now + slice)) }
    return phase == .serving && !isIdle || phase == .starting ? .overdue : .endless
  }
}
