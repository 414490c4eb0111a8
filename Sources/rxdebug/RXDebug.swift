// SPDX-License-Identifier: MIT
// The root command and the one place where the process ends.

import ArgumentParser
import Glibc
import PCRE2Oracle

struct RXDebug: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "rxdebug",
    abstract: "Debug regular expressions, step by step, as PCRE2 runs them.",
    version: "rxdebug \(version), beside libpcre2 \(OracleLibrary.versionString)",
    subcommands: [
      Match.self, Substitute.self, Trace.self, Step.self, Diff.self, Replay.self, Batch.self,
      Report.self, Coverage.self, Corpus.self, Worker.self, PoolWorker.self, BenchPool.self,
      BenchWorker.self, BenchLoop.self,
    ])
}

@main
enum Main {
  static func main() {
    // A reader that has gone shows as a failed write, not as a signal.
    _ = signal(SIGPIPE, SIG_IGN)
    occupyStandardStreams()
    let arguments = RawArguments.all()
    do {
      if try runWithoutOptions(arguments) { return }
      var command = try parse(arguments)
      try command.run()
    } catch let failure as Failure {
      if case .input(let message) = failure { report("rxdebug: \(message)") }
      exit(failure.status)
    } catch {
      exit(finish(error, arguments))
    }
  }

  /// Makes standard streams that are closed unusable: a file that is opened later must not take their place.
  private static func occupyStandardStreams() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", mode)
    }
  }

  /// Runs the commands that programs start thousands of times, where they come without options: the
  /// parser's reflection costs more than all the rest (measured: 1.3 of 2.3 ms).
  private static func runWithoutOptions(_ arguments: [String]) throws -> Bool {
    let operands = arguments.dropFirst()
    switch arguments.first {
    case "worker" where operands.isEmpty:
      try WorkerCommand().run()
    case "pool-worker" where operands.isEmpty:
      try PoolWorker().run()
    case "bench-pool-worker" where operands.isEmpty:
      try BenchWorker().run()
    case "match" where operands.count == 2 && !operands.contains { $0.hasPrefix("-") }:
      try MatchCommand(choices: PatternChoices(operands: Array(operands))).run()
    default:
      return false
    }
    return true
  }

  /// Parses a command line whose first word is a command with that command alone: going through the root
  /// first costs half as much again at every start.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    let rest = Array(arguments.dropFirst())
    return switch arguments.first {
    case "match": try Match.parseAsRoot(rest)
    case "substitute": try Substitute.parseAsRoot(rest)
    case "trace": try Trace.parseAsRoot(rest)
    case "step": try Step.parseAsRoot(rest)
    case "replay": try Replay.parseAsRoot(rest)
    case "diff": try Diff.parseAsRoot(rest)
    case "batch": try Batch.parseAsRoot(rest)
    case "corpus": try Corpus.parseAsRoot(rest)
    case "report": try Report.parseAsRoot(rest)
    case "coverage": try Coverage.parseAsRoot(rest)
    case "worker": try Worker.parseAsRoot(rest)
    default: try RXDebug.parseAsRoot(arguments)
    }
  }

  /// Prints what the argument parser has to say: help, the version, or what was wrong.
  private static func finish(_ error: any Error, _ arguments: [String]) -> Int32 {
    let text = RXDebug.fullMessage(for: error)
    guard RXDebug.exitCode(for: error).isSuccess else {
      report(usageError(text, arguments))
      return 2
    }
    let isHelp = text.hasPrefix("OVERVIEW:")
    do throws(Failure) {
      var output = Output.standard()
      try output.line(isHelp ? HelpTexts.text(for: arguments) : text)
      try output.flush()
    } catch {
      if case .input(let message) = error { report("rxdebug: \(message)") }
      return error.status
    }
    return 0
  }

  /// The parser's first line in our form, and where to read on.
  private static func usageError(_ text: String, _ arguments: [String]) -> String {
    var message = text.split(separator: "\n").first.map(String.init) ?? "bad arguments"
    if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
    let command = HelpTexts.command(in: arguments).map { " \($0)" } ?? ""
    return "rxdebug: \(RawArguments.display(message))\n"
      + "See 'rxdebug\(command) --help'."
  }

  private static func report(_ message: String) {
    var output = Output.error()
    try? output.line(message)
    try? output.flush()
  }
}
