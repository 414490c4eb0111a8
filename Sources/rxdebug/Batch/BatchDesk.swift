// SPDX-License-Identifier: MIT
// Where the results of a batch run arrive: each is counted, written out, and kept for the journal, the reports
// and the next run. The common case, a case that passed, is told by its first bytes and parsed only if somebody
// asks for more than its count.

import CaseChecking
import CaseCorpus
import Reporting
import SourceText
import WorkerPool

/// A case that has its verdict without having been sent.
enum Settled: Sendable {
  /// A line, or a part of a file, that is no case.
  case unreadableLine(job: Int, CaseError)
  /// A test of another tool that no case can say, and why.
  case leftOut(job: Int, String)
  /// A file that cannot be read, or not to its end.
  case unreadableFile(job: Int, String)
  /// A case of the journal.
  case known(PoolJob, JournalEntry)

  /// The number of the job; that of line 0 for a file.
  var job: Int {
    switch self {
    case .unreadableLine(let job, _), .unreadableFile(let job, _), .leftOut(let job, _): job
    case .known(let job, _): job.id
    }
  }
}

/// Takes results, writes verdicts and counts.
actor BatchDesk {
  private let settings: BatchSettings
  private let names: [String]
  private let board: BatchBoard
  private let style: Style
  private var journal: CaseJournal?
  private var spool: RecordSpool?
  private var output = OrderedOutput()
  private var failure: Failure?
  private var hasUnreadableFile = false
  private var slowest = SlowestCases()
  private var failed: LastRun
  /// What went wrong the last time and has not been run yet.
  private var failedBefore: LastRun
  private var baseline: Baseline?
  private var known = 0
  private var coverage = CoverageCollector()
  private(set) var summary = BatchSummary()
  /// The cases that missed what they expect, for `--update`.
  private(set) var missed: [PoolJob] = []
  /// The cases that passed and expect nothing, for `--update`.
  private(set) var unexpecting: [PoolJob] = []

  init(
    _ settings: BatchSettings, board: BatchBoard, journal: consuming CaseJournal?,
    spool: consuming RecordSpool?, baseline: Baseline?
  ) {
    self.settings = settings
    self.board = board
    self.journal = journal
    self.spool = spool
    self.baseline = baseline
    style = Style.standard(settings.color)
    names = settings.files.map { RawArguments.fileName($0) }
    failed = LastRun(files: settings.files)
    failedBefore =
      (settings.keepsState ? LastRun.read(files: settings.files) : nil)
      ?? LastRun(files: settings.files)
    summary.files = settings.files.count
    summary.workers = settings.workers
    if settings.isOrdered { output.keepOrder() }
  }

  // MARK: What arrives

  /// Notes jobs that are on their way, in the order of their numbers.
  func begin(_ jobs: [Int]) { output.expect(jobs.sorted()) }

  /// Waits while too much is held back for the sake of the order.
  func waitForRoom() async {
    while output.isFull { await withCheckedContinuation { output.keep($0) } }
  }

  /// Takes results; false to stop the run.
  func take(_ results: [JobResult]) -> Bool {
    for result in results { take(result) }
    return goesOn()
  }

  /// Takes what needed no worker; false to stop the run.
  func take(_ settled: [Settled]) -> Bool {
    for settled in settled {
      switch settled {
      case .unreadableLine(let job, let error):
        let column = error.column.map { " at column \($0)" } ?? ""
        let verdict = CaseVerdict(.invalid, detail: "no case: \(error.reason)\(column)")
        add(verdict, PoolJob(id: job, payload: []), nil)
      case .leftOut(let job, let reason):
        summary.leaveOut(reason)
        output.add([], job: job)
      case .unreadableFile(let job, let text):
        hasUnreadableFile = true
        board.tell("rxdebug: \(text)")
        output.add([], job: job)
      case .known(let job, let entry):
        known += 1
        add(entry.verdict, job, entry.run, isKnown: true)
      }
    }
    return goesOn()
  }

  private func goesOn() -> Bool {
    do throws(Failure) {
      try journal?.write()
      // Somebody may be watching: verdicts appear as they come.
      try flush()
    } catch {
      failure = failure ?? error
    }
    board.post(summary)
    return failure == nil && summary.bad < settings.maxFail
  }

  private func take(_ result: JobResult) {
    let run = BatchRecord.Run(result)
    switch result.outcome {
    case .answered(let bytes):
      let answer = verdictLine(of: bytes, result.job)
      if result.strikes.isEmpty, let steps = CaseVerdict.stepsIfPassed(answer) {
        pass(answer, steps, result.job, run)
      } else {
        let garbled = CaseVerdict(.garbled, detail: "not a verdict")
        var verdict = CaseVerdict(json: answer) ?? garbled
        verdict.note(strikes: result.strikes)
        add(verdict, result.job, run)
      }
    case .crashed, .timedOut, .protocolFault:
      add(CaseVerdict(fault: result, timeout: settings.timeout), result.job, run)
    }
  }

  /// The verdict of an answer; what it says of coverage is counted.
  private func verdictLine(of answer: [UInt8], _ job: PoolJob) -> [UInt8] {
    guard settings.coverage != nil, let end = answer.firstIndex(of: 0x0A) else { return answer }
    if !coverage.add(json: Array(answer[(end + 1)...]), place: job.id) {
      board.tell("rxdebug: \(batchPlace(place(of: job.id))): what it covers is not counted")
    }
    return Array(answer[..<end])
  }

  // MARK: Cases that passed

  private func pass(_ answer: [UInt8], _ steps: Int, _ job: PoolJob, _ run: BatchRecord.Run) {
    if journal != nil || spool != nil || baseline != nil || settings.hasTimings || settings.updates
    {
      if let verdict = CaseVerdict(json: answer) { return add(verdict, job, run) }
    }
    summary.add(.passed, steps: steps)
    noteRun(job)
    slowest.add(job.id, run.microseconds, most: settings.durations)
    let isShown = settings.isJSON && !settings.isQuiet && !settings.reportsToStandardOutput
    output.add(isShown ? batchJSON(answer, at: place(of: job.id)) : [], job: job.id)
  }

  // MARK: All others

  private func add(
    _ verdict: CaseVerdict, _ job: PoolJob, _ run: BatchRecord.Run?, isKnown: Bool = false
  ) {
    if let run {
      slowest.add(job.id, run.microseconds, most: settings.durations)
      if !isKnown { journal?.add(CaseKey(job.payload), verdict, run) }
    }
    var record = BatchRecord(place: place(of: job.id), verdict: verdict)
    if verdict.kind != .passed || spool != nil { record.fill(from: job.payload) }
    // What differs from run to run is told, and written into reports, only if somebody asks for it.
    if settings.hasTimings { record.run = run }
    summary.add(record)
    baseline?.compare(record)
    noteRun(job)
    if verdict.kind.isBad || verdict.kind == .invalid {
      let file = settings.files[JobPlace(job: job.id).file]
      failed.add(file: file, line: record.place.line, id: verdict.id)
    }
    if settings.updates { noteForUpdate(job, verdict) }
    do throws(Failure) { try spool?.add(record, job: job.id) } catch { failure = failure ?? error }
    output.add(text(of: record), job: job.id)
  }

  private func noteRun(_ job: PoolJob) {
    // Only a run over a part of the cases has to know what of the last list it has not run.
    guard settings.choosesCases || settings.maxFail < .max, !failedBefore.isEmpty else { return }
    let place = JobPlace(job: job.id)
    failedBefore.remove(job.payload, file: settings.files[place.file], line: place.line)
  }

  private func noteForUpdate(_ job: PoolJob, _ verdict: CaseVerdict) {
    switch verdict.kind {
    case .failed, .overBudget: missed.append(job)
    case .passed:
      // A case that expects nothing gets what came out.
      guard let given = try? Case(json: job.payload, lineNumber: 0), given.expected.isEmpty else {
        return
      }
      unexpecting.append(job)
    default: break
    }
  }

  private func text(of record: BatchRecord) -> [UInt8] {
    guard !settings.isQuiet, !settings.reportsToStandardOutput else { return [] }
    if settings.isJSON {
      var writer = JSONWriter()
      record.write(to: &writer)
      writer.endLine()
      return writer.bytes
    }
    let kind = record.verdict.kind
    guard kind != .passed, !kind.isNotJudged else { return [] }
    return Array((style(.bad, batchLine(record.verdict, at: record.place)) + "\n").utf8)
  }

  private func place(of job: Int) -> CasePlace {
    let place = JobPlace(job: job)
    return CasePlace(file: names[place.file], line: place.line)
  }

  private func flush() throws(Failure) {
    guard output.hasText else { return }
    board.clear()
    try output.flush()
  }

  // MARK: The end

  /// Writes what stands at the end; what went wrong with writing, if anything did.
  func finish(_ statistics: PoolStatistics, seconds: Double, isPartial: Bool) -> Failure? {
    summary.deaths = statistics.deaths
    summary.seconds = seconds
    summary.isPartial = isPartial
    summary.known = known
    // Whatever goes wrong with one of these, the others are written.
    attempt { () throws(Failure) in try journal?.finish() }
    attempt { () throws(Failure) in try tellEnd(statistics) }
    keepState(isPartial: isPartial)
    attempt { () throws(Failure) in
      try spool?.write(settings.reports, settings.hasTimings ? summary : summary.withoutRun)
    }
    attempt { () throws(Failure) in try writeCoverage() }
    return failure
  }

  private func attempt(_ body: () throws(Failure) -> Void) {
    do throws(Failure) { try body() } catch { failure = failure ?? error }
  }

  /// Writes what is still held back, and the counts.
  private func tellEnd(_ statistics: PoolStatistics) throws(Failure) {
    output.endOrder()
    try flush()
    let isTaken = settings.isFilter || settings.reportsToStandardOutput
    if isTaken || settings.isJSON { baseline?.lines.forEach { board.tell("rxdebug: \($0)") } }
    if !isTaken, settings.isJSON {
      var writer = JSONWriter()
      summary.write(to: &writer, withTimings: settings.hasTimings)
      writer.endLine()
      output.append(writer.bytes)
    } else if !isTaken {
      for line in endLines(statistics) { output.append(Array((line + "\n").utf8)) }
    }
    board.clear()
    try output.flush()
    guard summary.total == 0, !summary.isPartial, !settings.isFilter, !hasUnreadableFile else {
      return
    }
    board.tell(
      settings.choosesCases
        ? "rxdebug: none of the cases was chosen: see --tag, --shard and --last-failed"
        : "rxdebug: there are no cases in what was read")
  }

  /// Keeps what went wrong for `--last-failed`.
  private func keepState(isPartial: Bool) {
    guard settings.keepsState else { return }
    // What was not run this time went wrong the last time it was. (After Ctrl-C all of the last list is kept:
    // what has passed since is only run once more.)
    if isPartial || settings.choosesCases { failed.add(failedBefore) }
    failed.save()
  }

  private func writeCoverage() throws(Failure) {
    guard let request = settings.coverage else { return }
    let report = try CoverageOutput.report(
      coverage, names: names, proposalSteps: BatchSettings.proposalSteps)
    var target: Output = request.path == "-" ? .standard() : try .file(request.path)
    try CoverageOutput.write(report, request.format, to: &target, isQuiet: false)
    try target.close()
  }

  private func endLines(_ statistics: PoolStatistics) -> [String] {
    var lines = slowest.lines { batchPlace(place(of: $0)) }
    if let baseline { lines += baseline.lines }
    lines.append(style(.strong, summary.text))
    lines += summary.reasonLines.map { style(.quiet, $0) }
    if settings.hasStatistics || !settings.isQuiet && summary.seconds > 2 {
      lines.append(style(.quiet, loadText(statistics, summary)))
    }
    return lines
  }

  /// How the process ends: bad cases before bad input.
  ///
  /// - Parameter updated: Bad cases that now expect what came out.
  /// - Returns: What it ends with; nil for success.
  func verdict(updated: Int = 0) -> Failure? {
    if settings.failsOnNothing { return hasUnreadableFile ? .inputTold : nil }
    if summary.bad > updated || baseline?.hasGrown == true { return .negative }
    if hasUnreadableFile { return .inputTold }
    guard summary.count(.invalid) > 0 else { return nil }
    return settings.isFilter ? .negative : .inputTold
  }
}

// MARK: - From results to verdicts

extension BatchRecord.Run {
  /// How a job of the pool ran.
  init(_ result: JobResult) {
    self.init(
      microseconds: result.microseconds, worker: result.worker, attempts: result.strikes.count + 1)
    // A case without an answer took at least as long as it was waited for.
    if case .timedOut(let deadline) = result.outcome {
      microseconds = Int(deadline / .microseconds(1))
    }
    if case .crashed(_, let signal) = result.outcome { self.signal = signal.map { Int($0) } }
  }
}

extension CaseVerdict {
  /// The verdict on a case of which workers died, which they were late with, or answered with nonsense.
  init(fault result: JobResult, timeout: Double) {
    let attempts = result.strikes.count + 1
    let times = attempts > 1 ? ", \(attempts) times" : ""
    switch result.outcome {
    case .crashed(let description, _):
      self.init(.crashed, detail: description + times)
      let line = result.lastErrorLine
      if !line.isEmpty { detail += ": " + String(decoding: line.prefix(200), as: UTF8.self) }
    case .timedOut:
      self.init(.timedOut, detail: "no verdict within \(timeout) s\(times): see --timeout")
    case .protocolFault(let text): self.init(.garbled, detail: text)
    case .answered: self.init(.garbled, detail: "not a verdict")
    }
    found = kind == .timedOut ? "no verdict in time" : "no verdict"
    id = caseID(of: result.job.payload)
  }

  /// Makes a case that passed at last a flaky one.
  mutating func note(strikes: [String]) {
    guard kind == .passed, !strikes.isEmpty else { return }
    kind = .flaky
    detail = "passed after: " + strikes.joined(separator: "; ")
  }
}

extension BatchRecord {
  /// Adds what the case says of itself.
  mutating func fill(from line: [UInt8]) {
    guard let given = try? Case(json: line, lineNumber: place.line) else { return }
    if verdict.kind != .passed { input = given.input }
    tags = given.tags
    if verdict.expected == nil, verdict.kind != .passed {
      verdict.expected = expectationText(given)
    }
  }
}
