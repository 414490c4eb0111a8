// SPDX-License-Identifier: MIT
// What is left of a session: the file that `save` writes, and how the process ends.
//
// Tested in Tests/CommandTests/ReplayTests.swift.

import RegexDebugging
import RegexMachine
import Reporting

extension Transcript {
  /// Writes the session into a file, with what its commands answer.
  ///
  /// - Parameters:
  ///   - path: the file, as on the command line.
  ///   - shouldContinue: asked now and then, since the session is carried out again: that may take as long as
  ///     it took. With false nothing is written.
  /// - Returns: what to tell the user.
  /// - Throws: `Failure.input`.
  func save(_ path: String, shouldContinue: () -> Bool) throws(Failure) -> String {
    var isInterrupted = false
    let text = Transcript.replay([self]) {
      if !shouldContinue() { isInterrupted = true }
      return !isInterrupted
    }
    if isInterrupted { throw .input("interrupted: nothing is saved") }
    var file = try Output.file(path)
    try file.write(text)
    try file.close()
    let commands = entries.count
    return "Saved \(commands) command\(commands == 1 ? "" : "s") to \(RawArguments.display(path))."
  }
}

extension Query {
  /// The session before its first command, as `save` writes it.
  func transcript(plan: SearchPlan?) -> Transcript {
    var transcript = Transcript(input)
    transcript.maximumSteps = options.limits.steps
    transcript.plan = plan
    return transcript
  }
}

extension Interpreter {
  /// How the process ends: by the assertions if there were any, else by the match if it has been run to its
  /// end.
  var failure: Failure? {
    if assertions > 0 { return failedAssertions > 0 ? .negative : nil }
    return switch session.outcome {
    case nil, .match: nil
    case .limit: .limit
    case .noMatch, .partial, .error: .negative
    }
  }
}
