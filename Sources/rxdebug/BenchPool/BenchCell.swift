// SPDX-License-Identifier: MIT
// One run of one kind of pool: so many jobs, all of them done. It has a process to itself (BenchWorker), so that
// what it costs is its own.

import Glibc
import Reporting
import Synchronization
import WorkerPool

/// A run that is asked for.
struct BenchCell: Sendable {
  let kind: PoolKind
  let jobs: Int
  let workers: Int
  let work: BenchWork

  init(kind: PoolKind, jobs: Int, workers: Int, work: BenchWork) {
    self.kind = kind
    self.jobs = jobs
    self.workers = workers
    self.work = work
  }

  /// Reads what `bytes` writes; nil if it is something else.
  init?(bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count == 4, let kind = PoolKind(rawValue: String(words[0])),
      let jobs = Int(words[1]), let workers = Int(words[2]), let work = BenchWork(word: words[3])
    else { return nil }
    self.init(kind: kind, jobs: jobs, workers: workers, work: work)
  }

  var bytes: [UInt8] { Array("\(kind.rawValue) \(jobs) \(workers) \(work.word)".utf8) }

  /// Does all jobs; what that cost, or nil if not all went well.
  func run() async -> PoolBenchRun? {
    let clock = ContinuousClock()
    let (start, before) = (clock.now, Self.processorTime())
    let done =
      switch kind {
      case .serial: doSerially()
      case .tasks: await doInTasks()
      case .threads: ThreadedJobs(self).run()
      case .processesUnbatched: await doInProcesses { $0.portionSize = 1 }
      case .processesBatched: await doInProcesses { _ in }
      case .processPerCase:
        await doInProcesses { configuration in
          configuration.portionSize = 1
          configuration.jobsPerWorker = 1
        }
      }
    let wall = (clock.now - start) / .seconds(1)
    return done == jobs ? PoolBenchRun(wall: wall, cpu: Self.processorTime() - before) : nil
  }

  private func doSerially() -> Int {
    var done = 0
    for number in 0..<jobs where work.answer(work.job(number)) == BenchWork.passed { done += 1 }
    return done
  }

  private func doInTasks() async -> Int {
    let work = work
    return await withTaskGroup(of: Bool.self) { group in
      var (begun, done) = (0, 0)
      func begin() {
        let number = begun
        begun += 1
        group.addTask { await work.isDone(number) }
      }
      while begun < min(workers, jobs) { begin() }
      for await isDone in group {
        if isDone { done += 1 }
        if begun < jobs { begin() }
      }
      return done
    }
  }

  private func doInProcesses(_ adjust: (inout PoolConfiguration) -> Void) async -> Int {
    var configuration = BenchWorker.configuration(workers: workers, settings: work.word)
    adjust(&configuration)
    var done = 0
    do throws(PoolError) {
      _ = try await WorkerPool(configuration).run(jobs: BenchJobs(count: jobs, work: work)) {
        results in
        for result in results {
          if case .answered(BenchWork.passed) = result.outcome { done += 1 }
        }
        return true
      }
    } catch {
      return -1
    }
    return done
  }

  /// The processor time of this process and of its children that have ended, in seconds.
  private static func processorTime() -> Double {
    [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(0) { sum, who in
      var usage = rusage()
      guard unsafe getrusage(who, &usage) == 0 else { return sum }
      let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
      let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
      return sum + Double(seconds) + Double(micros) / 1e6
    }
  }
}

/// The jobs of a run, made one after another.
private struct BenchJobs: Sequence, IteratorProtocol {
  let count: Int
  let work: BenchWork
  private var number = 0

  init(count: Int, work: BenchWork) {
    self.count = count
    self.work = work
  }

  mutating func next() -> PoolJob? {
    guard number < count else { return nil }
    defer { number += 1 }
    return PoolJob(id: number, payload: work.job(number))
  }
}

/// Threads that take the next job until there is none.
private final class ThreadedJobs: Sendable {
  private let cell: BenchCell
  private let next = Atomic(0)
  private let done = Atomic(0)

  init(_ cell: BenchCell) { self.cell = cell }

  /// Does all jobs; how many went well.
  func run() -> Int {
    var threads: [pthread_t] = []
    for _ in 0..<cell.workers {
      var thread = pthread_t()
      let own = unsafe Unmanaged.passRetained(self).toOpaque()
      guard unsafe pthread_create(&thread, nil, doThreadedJobs, own) == 0 else {
        unsafe Unmanaged<ThreadedJobs>.fromOpaque(own).release()
        break
      }
      threads.append(thread)
    }
    for thread in threads { _ = pthread_join(thread, nil) }
    return done.load(ordering: .relaxed)
  }

  fileprivate func serve() {
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < cell.jobs else { return }
      if cell.work.answer(cell.work.job(number)) == BenchWork.passed {
        done.wrappingAdd(1, ordering: .relaxed)
      }
    }
  }
}

/// What a thread does; the argument is its `ThreadedJobs`.
private func doThreadedJobs(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  unsafe Unmanaged<ThreadedJobs>.fromOpaque(argument).takeRetainedValue().serve()
  return nil
}
