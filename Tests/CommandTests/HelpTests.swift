// SPDX-License-Identifier: MIT
// Help fits a screen, and the version names the library.

import TestThreads
import Testing

@Suite @CommandLineTests struct HelpTests {
  @Test(arguments: [
    [], ["match"], ["substitute"], ["trace"], ["step"], ["diff"], ["replay"], ["batch"], ["report"],
    ["coverage"], ["corpus"], ["corpus", "lint"], ["worker"], ["bench-pool"],
  ])
  func fitsAScreen(_ command: [String]) throws {
    let run = try run(command + ["--help"])
    #expect(run.status == 0)
    #expect(run.errorText == "")
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 24)
    for line in lines { #expect(line.count <= 80, "\(line)") }
    #expect(run.text.contains("rxdebug " + (command.first ?? "match")))
  }

  @Test func helpCommand() throws {
    #expect(try run(["help", "trace"]).output == run(["trace", "--help"]).output)
  }

  @Test func version() throws {
    let run = try run(["--version"])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("rxdebug "))
    #expect(run.text.contains("libpcre2 10."))
  }
}
