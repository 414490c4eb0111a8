// SPDX-License-Identifier: MIT
// A whole pool benchmark: every kind at every number of jobs, in turn, each run in a process of its own. Memory is
// looked at in one more run, because looking takes time from those that are measured.

import Glibc
import Reporting
import Synchronization
import WorkerPool

/// A benchmark that is under way.
struct BenchRun: Sendable {
  /// What was measured so far.
  private(set) var bench: PoolBench
  let kinds: [PoolKind]
  let most: Int
  let work: BenchWork
  private var progress = BenchProgress()

  init(_ bench: PoolBench, kinds: [PoolKind], most: Int) {
    self.bench = bench
    self.kinds = kinds
    self.most = most
    work =
      switch bench.work {
      case .checking: .checking
      case .waiting(let milliseconds): .waiting(milliseconds)
      }
  }

  /// Measures all that fits the budget.
  mutating func run() async throws(Failure) {
    for jobs in PoolBench.sizes(upTo: most) { try await run(jobs: jobs) }
    progress.clear()
  }

  /// Measures a number of jobs; the kinds take turns, so that what disturbs the machine disturbs all.
  private mutating func run(jobs: Int) async throws(Failure) {
    var cells = kinds.map { kind in
      let estimate = bench.estimate(kind, jobs: jobs)
      let isTooLong = bench.isTooLong(kind, jobs: jobs)
      return PoolBenchCell(kind: kind, jobs: jobs, estimate: isTooLong ? estimate : nil)
    }
    for turn in 1...bench.repeats + 1 {
      for index in cells.indices where cells[index].estimate == nil {
        let cell = cells[index]
        let isForMemory = turn > bench.repeats
        progress.show(cell, isForMemory ? "memory" : "run \(turn) of \(bench.repeats)")
        let (cost, peak) = try await measure(cell, isForMemory: isForMemory)
        if isForMemory { cells[index].peakBytes = peak } else { cells[index].runs.append(cost) }
      }
    }
    bench.cells += cells
  }

  private func measure(
    _ cell: PoolBenchCell, isForMemory: Bool
  ) async throws(Failure) -> (cost: PoolBenchRun, peak: Int) {
    let request = BenchCell(kind: cell.kind, jobs: cell.jobs, workers: bench.workers, work: work)
    let configuration = BenchWorker.configuration(workers: 1, settings: BenchWorker.cellSettings)
    let control = PoolControl()
    let peak = PeakMemory()
    let sampler = Task.detached { if isForMemory { await peak.watch(control) } }
    var outcome: JobResult.Outcome?
    let name = "\(cell.kind.words), \(cell.jobs) jobs"
    do throws(PoolError) {
      _ = try await WorkerPool(configuration).run(
        jobs: [PoolJob(id: 0, payload: request.bytes)], control: control
      ) { results in
        outcome = results.first?.outcome
        return true
      }
    } catch {
      throw .input("\(name): \(error)")
    }
    sampler.cancel()
    await sampler.value
    guard case .answered(let bytes) = outcome, let cost = PoolBenchRun(bytes: bytes) else {
      throw .input("\(name): not all jobs were done")
    }
    return (cost, peak.bytes)
  }
}

extension PoolBenchRun {
  /// Reads what a worker answers; nil if it is no cost.
  fileprivate init?(bytes: [UInt8]) {
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap {
      Double($0)
    }
    guard numbers.count == 2 else { return nil }
    self.init(wall: numbers[0], cpu: numbers[1])
  }
}

/// The most memory that the worker of a pool and its descendants were seen to have.
private final class PeakMemory: Sendable {
  private let most = Mutex(0)

  var bytes: Int { most.withLock { $0 } }

  /// Looks until it is cancelled, every few milliseconds.
  func watch(_ control: PoolControl) async {
    while !Task.isCancelled {
      for worker in control.status() where worker.process > 0 {
        let size = ProcessMemory.ofTree(worker.process)
        most.withLock { $0 = max($0, size) }
      }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}

/// The line on a terminal that says what is being measured.
private struct BenchProgress {
  private let isShown = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"

  func show(_ cell: PoolBenchCell, _ turn: String) {
    write("\r\u{1B}[K\(cell.kind.words), \(cell.jobs) jobs, \(turn)")
  }

  func clear() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    guard isShown else { return }
    var output = Output.error()
    try? output.write(text)
    try? output.flush()
  }
}
