// SPDX-License-Identifier: MIT
// The root command and the one place where the process ends.

import ArgumentParser
import Glibc

struct RXDebug: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rxdebug",
    abstract: "Debug regular expressions, step by step, as PCRE2 runs them.",
    subcommands: [Worker.self])
}

@main
enum Main {
  static func main() {
    // A reader that has gone shows as a failed write, not as a signal.
    _ = signal(SIGPIPE, SIG_IGN)
    do {
      var command = try RXDebug.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      if case .input(let message) = failure { report(message) }
      exit(failure.status)
    } catch {
      let status = RXDebug.exitCode(for: error).rawValue
      let text = RXDebug.fullMessage(for: error)
      if status == 0 { print(text) } else { report(text) }
      exit(status == 0 ? 0 : 2)
    }
  }

  private static func report(_ message: String) {
    var output = Output.error()
    try? output.line(message.hasPrefix("Error") ? message : "rxdebug: \(message)")
    try? output.flush()
  }
}
