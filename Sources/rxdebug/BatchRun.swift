// SPDX-License-Identifier: MIT
// One batch run: jobs from the source to the pool, answers to verdicts, verdicts to output, and at the end the
// summary and the exit status. The parent parses no case, and no answer that says `passed`.

import CaseChecking
import CaseCorpus
import Glibc
import Reporting
import WorkerPool

/// What a batch run was asked for.
struct BatchRun: Sendable {
  let files: [String]
  let workers: Int
  let timeout: Double
  let comparesSteps: Bool
  let isJSON: Bool
  let isQuiet: Bool
  let maxFail: Int
  let color: ColorChoice

  /// Runs; nil if every case passed or does not count.
  func run() async -> Failure? {
    let source = CaseSource(files: files)
    var desk = BatchDesk(run: self)
    let clock = ContinuousClock()
    let start = clock.now
    var failure: Failure?
    do throws(PoolError) {
      let counts = try await WorkerPool(configuration).run(jobs: source) { results in
        desk.take(results, source, elapsed: clock.now - start)
      }
      desk.summary.deaths = counts.deaths
    } catch {
      if case .cancelled = error {} else { failure = .input("\(error)") }
      desk.summary.isPartial = true
    }
    desk.summary.seconds = (clock.now - start) / .seconds(1)
    desk.takeFaults(source)
    return desk.finish() ?? failure ?? desk.verdict
  }

  private var configuration: PoolConfiguration {
    var configuration = PoolConfiguration(
      executable: "/proc/self/exe", arguments: ["pool-worker"],
      environment: [workerMarker: "1"], workers: workers,
      deadline: .milliseconds(Int(timeout * 1000)),
      isAnswer: { $1.starts(with: Self.answerStart) })
    configuration.identity = PoolWorkerCommand.identity
    configuration.settings = CheckOptions(comparesSteps: comparesSteps).poolSettings
    configuration.name = "rxdebug"
    return configuration
  }

  private static let answerStart = Array(#"{"verdict":""#.utf8)
}

/// Takes results, writes verdicts and counts.
private struct BatchDesk {
  let run: BatchRun
  var summary = BatchSummary()
  private var output = Output.standard()
  private var failure: Failure?
  private let style: Style
  private let names: [String]
  private var progress: BatchProgress
  private var hasUnreadableFile = false

  init(run: BatchRun) {
    self.run = run
    style = Style.standard(run.color)
    names = run.files.map { $0 == "-" ? "standard input" : RawArguments.display($0) }
    progress = BatchProgress()
    summary.files = run.files.count
    summary.workers = run.workers
  }

  /// Takes results; false to stop the run.
  mutating func take(_ results: [JobResult], _ source: CaseSource, elapsed: Duration) -> Bool {
    for result in results { take(result) }
    takeFaults(source)
    progress.show(summary, elapsed: elapsed)
    // Somebody may be watching: verdicts appear as they come.
    flush()
    if summary.bad >= run.maxFail { return false }
    return failure == nil
  }

  /// Takes what was wrong with files and lines before they could be sent.
  mutating func takeFaults(_ source: CaseSource) {
    for fault in source.takeFaults() {
      if fault.isLine {
        add(CaseVerdict(.invalid, detail: fault.message), job: fault.job)
      } else {
        hasUnreadableFile = true
        progress.clear()
        var error = Output.error()
        try? error.line("rxdebug: \(fault.message)")
        try? error.flush()
      }
    }
  }

  private mutating func take(_ result: JobResult) {
    switch result.outcome {
    case .answered(let answer):
      if let steps = CaseVerdict.stepsIfPassed(answer) {
        summary.add(.passed, steps: steps)
        if run.isJSON, !run.isQuiet { write(batchJSON(answer, at: place(of: result.id))) }
      } else {
        let verdict = CaseVerdict(json: answer)
        add(verdict ?? CaseVerdict(.garbled, detail: "not a verdict"), job: result.id)
      }
    case .crashed(let description, _):
      add(CaseVerdict(.crashed, detail: "\(description), twice"), job: result.id)
    case .timedOut:
      let detail = "no verdict within \(run.timeout) s: see --timeout"
      add(CaseVerdict(.timedOut, detail: detail), job: result.id)
    case .protocolFault(let text):
      add(CaseVerdict(.garbled, detail: text), job: result.id)
    }
  }

  private mutating func add(_ verdict: CaseVerdict, job: Int) {
    summary.add(verdict)
    guard !run.isQuiet else { return }
    if run.isJSON {
      var writer = JSONWriter()
      verdict.write(to: &writer)
      write(batchJSON(writer.bytes, at: place(of: job)))
    } else if !verdict.kind.isNotJudged {
      let line = batchLine(verdict, at: place(of: job))
      progress.clear()
      write(Array((style(.bad, line) + "\n").utf8))
    }
  }

  private func place(of job: Int) -> CasePlace {
    let (file, line) = CaseSource.place(of: job)
    return CasePlace(file: names[file], line: line)
  }

  private mutating func write(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do throws(Failure) { try output.write(bytes: bytes) } catch { failure = error }
  }

  private mutating func flush() {
    guard failure == nil else { return }
    do throws(Failure) { try output.flush() } catch { failure = error }
  }

  /// Writes the summary; what went wrong with writing, if anything did.
  mutating func finish() -> Failure? {
    progress.clear()
    if run.isJSON {
      var writer = JSONWriter()
      summary.write(to: &writer)
      writer.endLine()
      write(writer.bytes)
    } else {
      write(Array((style(.strong, summary.text) + "\n").utf8))
      for line in summary.reasonLines { write(Array((style(.quiet, line) + "\n").utf8)) }
    }
    flush()
    return failure
  }

  /// How the process ends: bad cases before bad input.
  var verdict: Failure? {
    if summary.bad > 0 { return .negative }
    if hasUnreadableFile { return .inputTold }
    return summary.count(.invalid) > 0 ? .inputTold : nil
  }
}

/// The line on a terminal that says how far a long run is.
private struct BatchProgress {
  private let isShown: Bool
  private var isVisible = false
  private var last = Duration.zero

  init() { isShown = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

  /// Shows the counts, if the run takes more than a second, four times a second.
  mutating func show(_ summary: BatchSummary, elapsed: Duration) {
    guard isShown, elapsed > .seconds(1), elapsed - last > .milliseconds(250) else { return }
    last = elapsed
    let seconds = elapsed / .seconds(1)
    var text = "\(summary.total) cases, \(Int(Double(summary.total) / seconds)) a second"
    if summary.bad > 0 { text += ", \(summary.bad) bad" }
    write("\r\u{1B}[K\(text)")
    isVisible = true
  }

  /// Removes the line, so that another can take its place.
  mutating func clear() {
    guard isVisible else { return }
    isVisible = false
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    var output = Output.error()
    try? output.write(text)
    try? output.flush()
  }
}
