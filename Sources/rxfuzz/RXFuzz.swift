// SPDX-License-Identifier: MIT
// Random patterns and subjects on our engine and on libpcre2, until the time is over:
//
//   rxfuzz --minutes 10 --seed 7 --jobs 2
//   rxfuzz --substitutions             random templates as well
//   rxfuzz --round 1234567890          only the round of a seed that a report names
//   rxfuzz --breakpoints 10000         breakpoints and time travel instead
//
// Prints each difference, made as small as possible, as a case that can be added to fixtures/cases.
// The exit status is 1 if there was any.

import ArgumentParser
import CaseCorpus
import DifferentialTesting
import Dispatch

@main
struct RXFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rxfuzz",
    abstract: "Compare the engine with libpcre2 on random patterns, step by step.")

  @Option(help: "How long to run, in minutes.") var minutes = 1.0
  @Option(help: "Decides all patterns; without it the clock does.") var seed: UInt64?
  @Option(help: "How many rounds run at the same time.") var jobs = 1
  @Option(help: "Steps compared for each pair at most.") var steps = 20_000
  @Option(help: "Stop after so many differences.") var differences = 20
  @Option(help: "Pass over differences whose case has this text; can be given more than once.")
  var known: [String] = []
  @Flag(help: "Compare substitutions with random templates instead of single matches.")
  var substitutions = false
  @Option(help: "Run only the round of this seed.") var round: UInt64?
  @Option(help: "Check so many random breakpoints of a session instead, and random walks.")
  var breakpoints: Int?
  @Option(help: "A file that always holds the seeds of the rounds under way, for crashes.")
  var journal: String?

  func validate() throws {
    guard jobs >= 1 && jobs <= 256 else { throw ValidationError("--jobs takes 1 to 256") }
    guard minutes > 0 && minutes < 1e6 else {
      throw ValidationError("--minutes takes a number above 0")
    }
    guard steps >= 1 else { throw ValidationError("--steps takes a number above 0") }
  }

  func run() throws {
    if let round { return try substitutions ? runOnlySubstitutions(round) : runOnly(round) }
    let seed = self.seed ?? seedFromClock()
    if let breakpoints { return try runBreakpoints(breakpoints, seed: seed) }
    print("rxfuzz: seed \(seed), \(jobs) at a time, \(minutes) minutes")
    let board = Board(minutes: minutes, most: differences)
    let journal = try self.journal.map { try Journal(path: $0) }
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      work(job, seed, board, journal)
    }
    print(board.summary)
    if board.differences > 0 { throw ExitCode(1) }
  }

  private func work(_ job: Int, _ seed: UInt64, _ board: Board, _ journal: Journal?) {
    var campaign = Campaign(seed: seed, bounds: PairBounds(steps: steps))
    var round = job
    while !board.isOver {
      journal?.note(campaign.seed(ofRound: round), job: job)
      let before = campaign.tally
      let finding = substitutions ? campaign.runSubstitutions(round) : campaign.run(round)
      round += jobs
      let isKnown = finding.map { finding in known.contains { finding.line.contains($0) } }
      board.add(campaign.tally, since: before, isKnown == true ? nil : finding)
    }
  }

  /// Runs the substitutions of one seed.
  private func runOnlySubstitutions(_ seed: UInt64) throws {
    var tally = PairTally()
    let bounds = PairBounds(steps: steps)
    guard let finding = compareSubstitutions(seed: seed, bounds: bounds, tally: &tally) else {
      return print("no difference, \(tally.pairs) substitutions equal")
    }
    print(finding.report)
    throw ExitCode(1)
  }

  /// Runs the round of one seed.
  private func runOnly(_ seed: UInt64) throws {
    for input in randomTrial(seed: seed) {
      print(
        "pattern", String(decoding: input.pattern, as: UTF8.self).debugDescription,
        "options", input.options, input.newline ?? "", input.bsr ?? "")
      print(
        "  subject", String(decoding: input.subject, as: UTF8.self).debugDescription,
        input.matchOptions, "from", input.offset)
    }
    var campaign = Campaign(seed: 0, bounds: PairBounds(steps: steps))
    guard let finding = campaign.run(seed: seed) else {
      return print("no difference, \(campaign.tally.steps) steps equal")
    }
    print(finding.report)
    throw ExitCode(1)
  }
}
