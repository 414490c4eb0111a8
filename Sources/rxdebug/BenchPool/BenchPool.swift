// SPDX-License-Identifier: MIT
// `rxdebug bench-pool`: what many jobs cost when they are done one after another, in tasks, in threads, or in
// processes, from ten jobs to a million.

import ArgumentParser
import CaseCorpus
import Reporting
import WorkerPool

struct BenchPool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-pool",
    abstract: "Compare ways to do many jobs: tasks, threads, processes.")

  @Option(help: ArgumentHelp("Jobs at the same time.", valueName: "n")) var workers: String?
  @Option(help: ArgumentHelp("The most jobs.", valueName: "n")) var jobsMax: String?
  @Option(help: ArgumentHelp("Wait instead of checking.", valueName: "ms")) var wait: String?
  @Option(help: ArgumentHelp("Runs of each cell.", valueName: "n")) var repeats: String?
  @Option(help: ArgumentHelp("What a run may take.", valueName: "seconds")) var budget: String?
  @Option(help: ArgumentHelp("Only these, with commas.", valueName: "names")) var kinds: String?
  @Flag(help: "Write one JSON object.") var json = false
  @Option(help: ArgumentHelp("Draw a picture.", valueName: "file")) var svg: String?

  func run() throws {
    let bench = PoolBench(
      work: try wait == nil
        ? .checking : .waiting(Numbers.whole(wait, "--wait", in: 1...10_000, otherwise: 1)),
      workers: try Numbers.whole(
        workers, "--workers", in: 1...256, otherwise: availableProcessors()),
      processors: availableProcessors(),
      repeats: try Numbers.whole(repeats, "--repeats", in: 1...1000, otherwise: 3),
      budget: try Numbers.seconds(budget, "--budget", otherwise: 10))
    let most = try Numbers.whole(jobsMax, "--jobs-max", in: 1...1_000_000_000, otherwise: 100_000)
    let kinds = try chosenKinds()
    // Whether there is a place for the picture is to be known before, not after minutes.
    var picture = try svg.map { path throws(Failure) in try Output.file(path) }
    let result = waitFor { () async -> Result<PoolBench, Failure> in
      var run = BenchRun(bench, kinds: kinds, most: most)
      do throws(Failure) {
        try await run.run()
        return .success(run.bench)
      } catch {
        return .failure(error)
      }
    }
    let measured = try result.get()
    try picture?.write(measured.svg)
    try picture?.close()
    try print(measured)
  }

  private func print(_ bench: PoolBench) throws(Failure) {
    var output = Output.standard()
    if json {
      var writer = JSONWriter()
      bench.write(to: &writer)
      writer.endLine()
      try output.write(bytes: writer.bytes)
    } else {
      for line in bench.table { try output.line(line) }
    }
    try output.flush()
  }

  private func chosenKinds() throws(Failure) -> [PoolKind] {
    guard let kinds else { return PoolKind.allCases }
    let names = Set(kinds.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    let known = Set(PoolKind.allCases.map(\.rawValue))
    guard let wrong = names.subtracting(known).min() else {
      return PoolKind.allCases.filter { names.contains($0.rawValue) }
    }
    let all = PoolKind.allCases.map(\.rawValue).joined(separator: ", ")
    throw .input("--kinds takes some of \(all), not \(RawArguments.display(wrong))")
  }
}
