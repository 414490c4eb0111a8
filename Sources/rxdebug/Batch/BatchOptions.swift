// SPDX-License-Identifier: MIT
// The options of `rxdebug batch`, and the settings that they make.

import ArgumentParser
import CaseChecking
import Reporting
import WorkerPool

struct BatchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Worker processes, or auto.", valueName: "n")) var jobs: String?
  @Option(help: ArgumentHelp("For one case.", valueName: "seconds")) var timeout: String?
  @Option(help: ArgumentHelp("Name slower cases.", valueName: "seconds")) var slowTimeout: String?
  @Option(help: ArgumentHelp("Try again so often.", valueName: "n")) var retries: String?
  @Option(help: ArgumentHelp("Cases sent at once.", valueName: "n")) var chunk: String?
  @Option(help: ArgumentHelp("Memory of a worker.", valueName: "size")) var workerMemory: String?
  @Flag(help: "Compare every step.") var steps = false
  @Flag(help: "Count no steps.") var fast = false
  @Option(help: ArgumentHelp("both, rxdebug or pcre2.", valueName: "which")) var engine: String?

  @Option(help: ArgumentHelp("Stop after so many bad cases.", valueName: "n")) var maxFail: String?
  @Flag(name: [.customShort("x"), .long], help: "Stop at the first bad case.") var failFast = false
  @Flag(help: "Only what failed the last time.") var lastFailed = false
  @Option(help: ArgumentHelp("A part of the cases.", valueName: "i/n")) var shard: String?
  @Option(name: .customLong("tag"), help: ArgumentHelp("Only cases with a tag.", valueName: "word"))
  var tags: [String] = []

  @Flag(help: "Write JSON Lines.") var json = false
  @Flag(name: .shortAndLong, help: "Write only the summary.") var quiet = false
  @Flag(help: "In the order of the cases.") var ordered = false
  @Flag(help: "Tell times and workers too.") var timings = false
  @Flag(help: "Tell how busy all were.") var stats = false
  @Option(help: ArgumentHelp("The slowest cases.", valueName: "n")) var durations: String?
  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when")) var color: String?
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Write a report.", valueName: "form:file")) var reports: [String] = []
  @Option(help: ArgumentHelp("Write what was covered.", valueName: "form:file"))
  var coverage: String?
  @Option(help: ArgumentHelp("none or verdict.", valueName: "what")) var failOn: String?

  @Option(help: ArgumentHelp("Keep verdicts in a file.", valueName: "file")) var journal: String?
  @Flag(help: "Take up a journal.") var resume = false
  @Option(help: ArgumentHelp("Compare steps.", valueName: "file")) var baseline: String?
  @Option(help: ArgumentHelp("Steps may grow by.", valueName: "percent")) var maxGrowth: String?
  @Flag(help: "Write what came out into the suites.") var update = false

  @Option(help: ArgumentHelp("Options from a file.", valueName: "name")) var profile: String?
  @Option(help: ArgumentHelp("That file.", valueName: "file")) var config: String?
  @Option(help: ArgumentHelp("Their format.", valueName: "name")) var format: String?
  @Flag(help: "Read cases from standard input.") var stdin = false
  @Flag(help: "A line out for each line in, no more.") var ndjson = false

  /// The settings, checked.
  func settings(_ paths: [String]) throws(Failure) -> BatchSettings {
    var settings = BatchSettings(files: try files(paths), workers: try workers())
    settings.format = try CorpusFiles.format(format, option: "--format")
    settings.timeout = try Numbers.seconds(timeout, "--timeout", otherwise: settings.timeout)
    settings.slowTimeout = try Numbers.seconds(
      slowTimeout, "--slow-timeout", otherwise: settings.slowTimeout)
    settings.retries = try Numbers.whole(retries, "--retries", in: 0...100, otherwise: 0)
    if chunk != nil {
      settings.chunk = try Numbers.whole(chunk, "--chunk", in: 1...100_000, otherwise: 1)
    }
    settings.workerMemory = try Numbers.bytes(workerMemory, "--worker-memory", otherwise: 1 << 30)
    guard settings.workerMemory ?? 0 >= 128 << 20 else {
      throw .input("--worker-memory takes at least 128M: with less a worker does not start")
    }
    settings.check.comparesSteps = steps
    settings.check.countsSteps = !fast
    guard !fast || !steps && baseline == nil else {
      throw .input("--fast counts no steps: it cannot go with \(steps ? "--steps" : "--baseline")")
    }
    guard let engines = Engines(rawValue: engine ?? "both") else {
      throw .input(
        "--engine takes both, rxdebug or pcre2, not \(RawArguments.display(engine ?? ""))")
    }
    guard engines == .both || !steps else {
      throw .input("--steps compares two engines: leave out --engine")
    }
    settings.check.engines = engines
    settings.maxFail = try Numbers.whole(
      maxFail, "--max-fail", in: 1...Int.max, otherwise: failFast ? 1 : .max)
    settings.onlyLastFailed = lastFailed
    settings.shard = try shard.map { text throws(Failure) in try Shard(argument: text) }
    settings.tags = Set(tags)
    try readOutput(into: &settings)
    try readMemory(into: &settings)
    try OutputFiles.check(settings)
    return settings
  }

  private func workers() throws(Failure) -> Int {
    guard let jobs, jobs != "auto" else { return availableProcessors() }
    return try Numbers.whole(jobs, "--jobs", in: 1...256, otherwise: 1)
  }

  private func files(_ paths: [String]) throws(Failure) -> [String] {
    if stdin {
      guard paths.isEmpty else {
        throw .input("--stdin reads cases from standard input: name no files besides")
      }
      return ["-"]
    }
    guard !paths.isEmpty else {
      throw .input(
        "there is nothing to check: name case files or folders, or - for standard input")
    }
    let files = try CasePaths.expand(paths)
    guard files.count <= JobPlace.mostFiles else {
      throw .input(
        "\(files.count) files are too many for one run: \(JobPlace.mostFiles) are the most")
    }
    return files
  }

  private func readOutput(into settings: inout BatchSettings) throws(Failure) {
    settings.isFilter = ndjson
    settings.isJSON = json || ndjson
    settings.isQuiet = quiet
    try checkFilter()
    settings.isOrdered = ordered
    settings.hasTimings = timings
    settings.hasStatistics = stats
    settings.durations = try Numbers.whole(durations, "--durations", in: 0...100_000, otherwise: 0)
    settings.color = try ColorChoice(argument: color)
    settings.reports = try reports.map { text throws(Failure) in try ReportRequest(argument: text) }
    settings.coverage = try coverage.map { text throws(Failure) in
      try CoverageRequest(argument: text)
    }
    settings.check.coversPatterns = coverage != nil
    switch failOn ?? "verdict" {
    case "verdict": break
    case "none": settings.failsOnNothing = true
    case let other:
      throw .input("--fail-on takes none or verdict, not \(RawArguments.display(other))")
    }
  }

  /// A filter writes a line for each line, whatever is asked for besides.
  private func checkFilter() throws(Failure) {
    guard ndjson else { return }
    let others: [(Bool, String)] = [
      (quiet, "--quiet"), (failFast, "--fail-fast"), (maxFail != nil, "--max-fail"),
      (lastFailed, "--last-failed"), (shard != nil, "--shard"), (!tags.isEmpty, "--tag"),
      (durations != nil, "--durations"), (update, "--update"), (journal != nil, "--journal"),
      (reports.contains { $0.hasSuffix(":-") }, "--report to standard output"),
      (coverage?.hasSuffix(":-") ?? false, "--coverage to standard output"),
    ]
    if let other = others.first(where: \.0)?.1 {
      throw .input("--ndjson writes a line for each line that it reads: leave out \(other)")
    }
    guard stdin else { throw .input("--ndjson is for --stdin: for files there is --json") }
  }

  private func readMemory(into settings: inout BatchSettings) throws(Failure) {
    settings.journal = journal
    settings.resumes = resume
    guard journal != nil || !resume else {
      throw .input("--resume takes up a journal: name it with --journal")
    }
    guard journal == nil || coverage == nil else {
      throw .input("--coverage counts cases as they run: leave out --journal")
    }
    settings.baseline = baseline
    if maxGrowth != nil {
      guard baseline != nil else { throw .input("--max-growth compares with a --baseline") }
      settings.mostGrowth = Double(
        try Numbers.whole(maxGrowth, "--max-growth", in: 0...1_000_000, otherwise: 0))
    }
    settings.updates = update
    guard !update || !settings.files.contains("-") else {
      throw .input("--update writes into case files: standard input has none")
    }
  }
}
