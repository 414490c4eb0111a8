// SPDX-License-Identifier: MIT
// What somebody who waits is told on standard error while a batch runs: on a terminal a bar with the time that is
// left, elsewhere a line every ten seconds; slow cases by name while they run; the table of workers when SIGUSR1
// asks for it.
//
// Tested in Tests/CommandTests/BatchSignalTests.swift.

import Glibc
import Reporting
import SourceText
import Synchronization
import WorkerPool

/// Standard error of a batch run; may be used from everywhere.
final class BatchBoard: Sendable {
  private struct State {
    var summary = BatchSummary()
    var isBarVisible = false
    var lastBar = Duration.zero
    var lastLine = Duration.zero
    var toldSlow: Set<Int> = []
  }

  /// How often the bar is drawn, and how often a line is written where there is no terminal.
  private static let (barPace, linePace) = (Duration.milliseconds(250), Duration.seconds(10))

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let isSilent: Bool
  private let slowAfter: Duration
  private let names: [String]
  private let progress: ReadingProgress

  init(_ settings: BatchSettings, progress: ReadingProgress) {
    isTerminal = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
    isSilent = settings.isQuiet || settings.isFilter
    slowAfter = .seconds(settings.slowTimeout)
    names = settings.files.map { RawArguments.fileName($0) }
    self.progress = progress
  }

  /// Takes the counts so far.
  func post(_ summary: BatchSummary) { state.withLock { $0.summary = summary } }

  /// Removes the bar, so that something else can be written.
  func clear() { state.withLock { clear(&$0) } }

  /// Writes a line.
  func tell(_ line: String) {
    state.withLock { state in
      clear(&state)
      write(line + "\n")
    }
  }

  /// Shows what is due now.
  func show(_ workers: [WorkerStatus], elapsed: Duration) {
    guard !isSilent else { return }
    let slow = slowWorkers(workers)
    state.withLock { state in
      for (worker, seconds) in slow { tellSlow(worker, seconds, &state) }
      if isTerminal {
        guard elapsed > .seconds(1), elapsed - state.lastBar >= Self.barPace else { return }
        state.lastBar = elapsed
        write("\r\u{1B}[K" + bar(state.summary, elapsed, slow))
        state.isBarVisible = true
      } else if elapsed - state.lastLine >= Self.linePace {
        state.lastLine = elapsed
        write("rxdebug: " + counts(state.summary, elapsed) + "\n")
      }
    }
  }

  /// Writes what every worker does.
  func tellWorkers(_ workers: [WorkerStatus], elapsed: Duration) {
    let now = ContinuousClock().now
    var lines = ["rxdebug: " + counts(state.withLock { $0.summary }, elapsed)]
    lines.append("  worker         pid  state     done  in flight  deaths  at")
    for worker in workers {
      let at = worker.job.map { job in
        let place = JobPlace(job: job)
        let time = worker.since.map { ", \(tenths(now - $0)) s" } ?? ""
        return "\(names[place.file]):\(place.line)\(time)"
      }
      lines.append(
        "  " + cell(worker.name, 11) + right("\(worker.process)", 7) + "  "
          + cell(worker.state.rawValue, 8) + right("\(worker.jobsDone)", 6)
          + right("\(worker.inFlight)", 11) + right("\(worker.deaths)", 8) + "  " + (at ?? "-"))
    }
    tell(lines.joined(separator: "\n"))
  }

  // MARK: Parts

  private func slowWorkers(_ workers: [WorkerStatus]) -> [(WorkerStatus, Duration)] {
    let now = ContinuousClock().now
    return workers.compactMap { worker in
      guard worker.job != nil, let since = worker.since, now - since >= slowAfter else {
        return nil
      }
      return (worker, now - since)
    }
  }

  private func tellSlow(_ worker: WorkerStatus, _ time: Duration, _ state: inout State) {
    guard let job = worker.job, state.toldSlow.insert(job).inserted else { return }
    clear(&state)
    let place = JobPlace(job: job)
    write(
      "rxdebug: slow: \(names[place.file]):\(place.line) has taken \(tenths(time)) s so far "
        + "(\(worker.name))\n")
  }

  private func bar(
    _ summary: BatchSummary, _ elapsed: Duration, _ slow: [(WorkerStatus, Duration)]
  ) -> String {
    var text = counts(summary, elapsed)
    if let part = progress.part, part > 0 {
      let left = elapsed / .seconds(1) * (1 - part) / part
      let filled = Int(part * 20)
      let gauge = String(repeating: "=", count: filled) + String(repeating: " ", count: 20 - filled)
      text = "[\(gauge)] \(Int(part * 100)) %, \(clock(left)) left, " + text
    }
    if let (worker, time) = slow.max(by: { $0.1 < $1.1 }), let job = worker.job {
      let place = JobPlace(job: job)
      text += ", at \(names[place.file]):\(place.line) for \(Int(time / .seconds(1))) s"
    }
    // A bar that wraps could not be removed.
    return String(text.prefix(max(20, terminalWidth() - 1)))
  }

  private func counts(_ summary: BatchSummary, _ elapsed: Duration) -> String {
    let rate = Int(Double(summary.total) / max(0.001, elapsed / .seconds(1)))
    let bad = summary.bad > 0 ? ", \(summary.bad) bad" : ""
    return "\(summary.total) cases, \(rate) a second\(bad)"
  }

  private func clear(_ state: inout State) {
    guard state.isBarVisible else { return }
    state.isBarVisible = false
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    var output = Output.error()
    try? output.write(text)
    try? output.flush()
  }
}

private func tenths(_ time: Duration) -> String { "\((time / .seconds(1) * 10).rounded() / 10)" }

private func clock(_ seconds: Double) -> String {
  let whole = Int(min(seconds, 360_000).rounded())
  let digits = String(whole % 60)
  return "\(whole / 60):" + (digits.utf8.count < 2 ? "0" : "") + digits
}

private func cell(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.utf8.count))
}

private func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.utf8.count)) + text
}

/// The columns of the terminal behind standard error; 80 if there is none.
private func terminalWidth() -> Int {
  var size = winsize()
  guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
    return 80
  }
  return Int(size.ws_col)
}
