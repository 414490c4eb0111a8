// SPDX-License-Identifier: MIT
// Options from a file of profiles.

import TestThreads
import Testing

@Suite @CommandLineTests struct BatchProfileTests {
  private static let cases = Array(
    """
    {"id":"a","pattern":"a","subject":"a","expected":{"rc":-1}}
    {"id":"b","pattern":"a","subject":"a"}

    """.utf8)

  private func check(_ profiles: String, _ options: [String]) throws -> Run {
    try withFile(Self.cases) { path in
      try withFile(Array(profiles.utf8), name: "profiles.toml") { file in
        try run(["batch", "--config", file] + options + [path])
      }
    }
  }

  @Test func aProfileSetsOptions() throws {
    let profiles = """
      [profile.ci]   # for the server
      ordered = true
      json = true
      quiet = false
      timeout = 2.5
      jobs = 1
      """
    let run = try check(profiles, ["--profile", "ci"])
    #expect(run.errorText == "")
    #expect(run.text.contains(#""verdict":"failed""#))
    #expect(run.status == 1)
  }

  @Test func theCommandLineCountsMore() throws {
    let run = try check(
      "[profile.ci]\nfail-on = 'verdict'\n", ["--profile", "ci", "--fail-on", "none"])
    #expect(run.errorText == "")
    #expect(run.status == 0)
  }

  @Test func theDefaultIsTakenFromANamedFile() throws {
    #expect(try check("[profile.default]\nfail-on = 'none'\n", []).status == 0)
    #expect(try check("[profile.other]\nfail-on = 'none'\n", []).status == 1)
  }

  @Test(arguments: [
    ("[profile.ci]\njosb = 1\n", "2:1: josb is no option for a profile"),
    ("[profile.ci]\njobs = {}\n", "2:8: a table is no value of jobs"),
    ("[profile.ci]\nsteps = 'no'\n", "2:9: steps is true or false, not a string"),
    ("[profile.ci]\njobs = [1, 2]\n", "2:8: jobs takes one value"),
    ("[profile.ci]\ntimeout = true\n", "2:11: true is no value of timeout"),
    ("[profile.other]\n", ": there is no [profile.ci]"),
    ("[profile.ci\n", "1:"),
  ])
  func faultsNameTheirPlace(_ profiles: String, _ words: String) throws {
    let run = try check(profiles, ["--profile", "ci"])
    #expect(run.status == 2)
    #expect(run.errorText.contains("profiles.toml:"))
    #expect(run.errorText.contains(words), "got: \(run.errorText)")
  }
}
