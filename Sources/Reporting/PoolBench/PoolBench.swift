// SPDX-License-Identifier: MIT
// What a pool benchmark measured, as a value: cells of kinds and numbers of jobs, their statistics, and JSON.
//
//   var bench = PoolBench(work: .checking, workers: 2, processors: 2, repeats: 3, budget: 10)
//   bench.cells.append(PoolBenchCell(kind: .serial, jobs: 10, runs: [...]))
//   bench.write(to: &writer)
//
// Tested in Tests/CommandTests/PoolBenchTests.swift.

public import CaseCorpus

/// What one run cost.
public struct PoolBenchRun: Hashable, Sendable {
  /// From the start of the first job to the end of the last worker, in seconds.
  public var wall: Double
  /// The processor time of all processes, in seconds.
  public var cpu: Double

  /// Makes the cost of a run.
  public init(wall: Double, cpu: Double) {
    self.wall = wall
    self.cpu = cpu
  }
}

/// A kind of pool at a number of jobs.
public struct PoolBenchCell: Hashable, Sendable {
  /// The kind.
  public var kind: PoolKind
  /// How many jobs.
  public var jobs: Int
  /// What each run cost; empty if it was not run.
  public var runs: [PoolBenchRun] = []
  /// The memory of all processes at the peak of one more run, in bytes; 0 if it was not seen.
  public var peakBytes = 0
  /// How long one run would have taken, in seconds, if that was too long.
  public var estimate: Double?

  /// Makes a cell that was measured, or not if there is an estimate.
  public init(
    kind: PoolKind, jobs: Int, runs: [PoolBenchRun] = [], peakBytes: Int = 0,
    estimate: Double? = nil
  ) {
    self.kind = kind
    self.jobs = jobs
    self.runs = runs
    self.peakBytes = peakBytes
    self.estimate = estimate
  }

  /// The median of the wall times in seconds; nil if it was not run.
  public var wall: Double? { median(runs.map(\.wall)) }

  /// The median of the processor times in seconds; nil if it was not run.
  public var cpu: Double? { median(runs.map(\.cpu)) }

  /// The standard deviation of the wall times divided by their mean; nil below two runs.
  public var variation: Double? {
    guard runs.count > 1 else { return nil }
    let mean = runs.reduce(0) { $0 + $1.wall } / Double(runs.count)
    guard mean > 0 else { return nil }
    let squares = runs.reduce(0) { $0 + ($1.wall - mean) * ($1.wall - mean) }
    return (squares / Double(runs.count - 1)).squareRoot() / mean
  }
}

/// The middle of some values, the mean of the two in the middle if there are two; nil of none.
func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// A benchmark of pools.
public struct PoolBench: Hashable, Sendable {
  /// What a job is.
  public enum Work: Hashable, Sendable {
    /// A case is checked.
    case checking
    /// Nothing is done for so many milliseconds.
    case waiting(Int)
  }

  /// What a job is.
  public var work: Work
  /// Jobs that are done at the same time, at most.
  public var workers: Int
  /// Processors that may be used.
  public var processors: Int
  /// Runs of a cell.
  public var repeats: Int
  /// What one run may take, in seconds.
  public var budget: Double
  /// What was measured, by kinds and within them by numbers of jobs.
  public var cells: [PoolBenchCell] = []

  /// Makes a benchmark that has not measured anything.
  public init(work: Work, workers: Int, processors: Int, repeats: Int, budget: Double) {
    self.work = work
    self.workers = workers
    self.processors = processors
    self.repeats = repeats
    self.budget = budget
  }

  /// The numbers of jobs of a benchmark: powers of ten from 10, and the greatest number itself.
  public static func sizes(upTo most: Int) -> [Int] {
    var sizes = Array(sequence(first: 10) { $0 <= most / 10 ? $0 * 10 : nil }.filter { $0 <= most })
    if sizes.last != most { sizes.append(most) }
    return sizes
  }

  /// How long a number of jobs will take a kind, in seconds, judged by the largest number that it
  /// was measured with; nil before the first.
  public func estimate(_ kind: PoolKind, jobs: Int) -> Double? {
    let known = cells.last { $0.kind == kind && !$0.runs.isEmpty }
    guard let known, let wall = known.wall else { return nil }
    return wall * Double(jobs) / Double(known.jobs)
  }

  /// Whether one run of a cell would take more than the budget.
  public func isTooLong(_ kind: PoolKind, jobs: Int) -> Bool {
    (estimate(kind, jobs: jobs) ?? 0) > budget
  }

  var jobCounts: [Int] { Set(cells.map(\.jobs)).sorted() }

  func cell(_ kind: PoolKind, _ jobs: Int) -> PoolBenchCell? {
    cells.first { $0.kind == kind && $0.jobs == jobs }
  }
}

// MARK: - JSON

extension PoolBench {
  /// Writes the benchmark as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("work")
      switch work {
      case .checking: writer.string("checking")
      case .waiting(let milliseconds):
        writer.string("waiting")
        writer.name("wait_ms")
        writer.integer(milliseconds)
      }
      for (name, number) in ["workers": workers, "processors": processors, "repeats": repeats]
        as KeyValuePairs<StaticString, Int>
      {
        writer.name(name)
        writer.integer(number)
      }
      writer.name("budget")
      writer.number(budget)
      writer.name("cells")
      writer.array { for cell in cells { cell.write(to: &$0) } }
    }
  }
}

extension PoolBenchCell {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("kind")
      writer.string(kind.rawValue)
      writer.name("jobs")
      writer.integer(jobs)
      if let estimate {
        writer.name("estimate")
        writer.number(micros(estimate))
      }
      guard let wall, let cpu else { return }
      writer.name("wall")
      writer.number(micros(wall))
      writer.name("cpu")
      writer.number(micros(cpu))
      if let variation {
        writer.name("variation")
        writer.number(micros(variation))
      }
      writer.name("peak_bytes")
      writer.integer(peakBytes)
      writer.name("walls")
      writer.array { for run in runs { $0.number(micros(run.wall)) } }
      writer.name("cpus")
      writer.array { for run in runs { $0.number(micros(run.cpu)) } }
    }
  }
}

/// A number with six digits behind the point: microseconds, where it counts seconds.
private func micros(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
