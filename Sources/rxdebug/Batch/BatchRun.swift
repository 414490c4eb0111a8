// SPDX-License-Identifier: MIT
// One batch run: cases from the reader to the pool, answers to the desk, and beside them somebody who watches:
// signals, the bar, slow cases. The parent parses no case, and no answer that says `passed`.

import CaseChecking
import CaseCorpus
import Glibc
import PCRE2Oracle
import Reporting
import WorkerPool

/// One batch run.
struct BatchRun: Sendable {
  let settings: BatchSettings
  /// How often signals and the bar are looked after.
  private static let pace = Duration.milliseconds(50)

  /// Runs; nil if every case passed or does not count.
  func run() async -> Failure? {
    do throws(Failure) {
      return try await runAll()
    } catch {
      return error
    }
  }

  private func runAll() async throws(Failure) -> Failure? {
    let progress = ReadingProgress(files: settings.files)
    let board = BatchBoard(settings, progress: progress)
    let journal = try openJournal()
    let index: JournalIndex?
    switch journal {
    case nil: index = nil
    case .some(let journal): index = journal.index
    }
    if let index, index.count > 0, !settings.isQuiet {
      board.tell("rxdebug: \(index.count) verdicts are in the journal already")
    }
    let desk = BatchDesk(
      settings, board: board, journal: journal, spool: try RecordSpool(for: settings.reports),
      baseline: try settings.baseline.map { path throws(Failure) in
        try Baseline(path: path, mostGrowth: settings.mostGrowth)
      })
    let reader = CaseReader(
      settings, choice: settings.choice(board), journal: index, desk: desk, progress: progress)
    return await run(desk, CaseSource(reader: reader), board)
  }

  private func run(_ desk: BatchDesk, _ source: CaseSource, _ board: BatchBoard) async -> Failure? {
    let clock = ContinuousClock()
    let start = clock.now
    let control = PoolControl()
    BatchSignals.catchAll()
    let watch = Task.detached { await self.watch(control, board, since: start) }
    var failure: Failure?
    var statistics = PoolStatistics()
    var isPartial = false
    do throws(PoolError) {
      statistics = try await WorkerPool(configuration).run(jobs: source, control: control) {
        await desk.take($0)
      }
      isPartial = statistics.wasStopped
    } catch {
      if case .cancelled = error {} else { failure = .input(RawArguments.display("\(error)")) }
      isPartial = true
    }
    watch.cancel()
    await watch.value
    // What follows only writes: nothing is begun that could be finished in good order.
    BatchSignals.release()
    let seconds = (clock.now - start) / .seconds(1)
    let writing = await desk.finish(statistics, seconds: seconds, isPartial: isPartial)
    if let writing { return writing }
    if BatchSignals.interruption != 0 { return .interrupted(BatchSignals.interruption) }
    if let failure { return failure }
    guard settings.updates else { return await desk.verdict() }
    do throws(Failure) {
      let update = BatchUpdate(settings: settings)
      let updated = try update.run(await desk.missed, await desk.unexpecting)
      return await desk.verdict(updated: updated)
    } catch {
      return error
    }
  }

  // MARK: Beside the run

  private func watch(
    _ control: PoolControl, _ board: BatchBoard, since start: ContinuousClock.Instant
  ) async {
    let clock = ContinuousClock()
    var interruptions = 0
    while !Task.isCancelled {
      if BatchSignals.timesInterrupted > interruptions {
        interruptions = BatchSignals.timesInterrupted
        if interruptions > 1 {
          control.kill()
        } else {
          control.stop()
          board.tell("rxdebug: finishing what has begun; once more ends it at once")
        }
      }
      if BatchSignals.takeStopRequest() { pause(control, board) }
      if BatchSignals.takeStatusRequest() {
        board.tellWorkers(control.status(), elapsed: clock.now - start)
      }
      board.show(control.status(), elapsed: clock.now - start)
      try? await clock.sleep(for: Self.pace)
    }
  }

  /// Ctrl-Z: the workers, which are in groups of their own, stop and go on with this process.
  private func pause(_ control: PoolControl, _ board: BatchBoard) {
    board.clear()
    let processes = control.status().map(\.process).filter { $0 > 0 }
    for process in processes { kill(-process, SIGSTOP) }
    raise(SIGSTOP)
    for process in processes { kill(-process, SIGCONT) }
  }

  // MARK: Setup

  private var configuration: PoolConfiguration {
    var configuration = PoolConfiguration(
      executable: "/proc/self/exe", arguments: ["pool-worker"],
      environment: ["RXDEBUG_WORKER": "1"], workers: settings.workers,
      deadline: .milliseconds(Int(settings.timeout * 1000)),
      isAnswer: {
        $1.count > Self.answerStart.count
          && $1.prefix(Self.answerStart.count) == Self.answerStart[...]
      })
    configuration.identity = PoolWorker.identity
    configuration.settings = settings.check.bytes
    configuration.portionSize = settings.chunk
    configuration.retries = settings.retries
    configuration.addressSpace = settings.workerMemory
    configuration.residentLimit = 512 << 20
    return configuration
  }

  private static let answerStart = Array(#"{"verdict":""#.utf8)

  private func openJournal() throws(Failure) -> CaseJournal? {
    guard let path = settings.journal else { return nil }
    // Verdicts hold for the same engines and the same questions only.
    let kind =
      "rxdebug \(RXDebug.version), libpcre2 \(OracleLibrary.versionString), "
      + String(decoding: settings.check.bytes, as: UTF8.self)
      + ", timeout \(settings.timeout) s, retries \(settings.retries), memory \(settings.workerMemory ?? 0)"
    return try CaseJournal.open(path, resumes: settings.resumes, settings: kind)
  }
}
