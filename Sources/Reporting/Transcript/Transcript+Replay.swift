// SPDX-License-Identifier: MIT
// Carrying out a transcript: the same lines again, with what the commands answer now.
// Tested by RegexDebuggingTests/GoldenTests.swift over fixtures/sessions.

import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension Transcript {
  /// The text of a file of transcripts, with what their commands answer now.
  public static func replay(
    _ transcripts: [Transcript], shouldContinue: () -> Bool = { true }
  ) -> String {
    transcripts.map { transcript in
      transcript.replayed(shouldContinue).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// The transcript as lines, with what its commands answer now.
  ///
  /// Commands that need files (`source`, `save`) are refused.
  private func replayed(_ shouldContinue: () -> Bool) -> [String] {
    var interpreter: Interpreter
    do {
      var session = try Session(try runSetup())
      session.askLibrary()
      interpreter = Interpreter(session)
    } catch {
      // Nothing is answered, but nothing of what was written is lost.
      return heading + ["error: \(error)"] + entries.map(\.line)
    }
    var lines = heading + Self.split(renderText(interpreter.opening()))
    for entry in entries {
      lines.append(entry.line)
      guard case .command(let line) = entry else { continue }
      interpreter.submit(line)
      while let reply = interpreter.next(shouldContinue: shouldContinue) {
        lines += Self.split(Self.words(for: reply))
      }
    }
    return lines
  }

  /// What a session is made from.
  ///
  /// - Throws: `SetupError.unknownOption`.
  private func runSetup() throws -> RunSetup {
    let limits = maximumSteps.map { MatchLimits(steps: $0) } ?? MatchLimits()
    var setup = RunSetup(
      pattern: input.pattern, subject: input.subject, options: try patternOptions(input),
      matchOptions: try matchOptions(input, limits: limits))
    setup.plan = plan
    return setup
  }

  private static func words(for reply: InterpreterReply) -> String {
    switch reply {
    case .response(let response): renderText(response)
    case .json(let response): String(decoding: renderJSON(response).dropLast(), as: UTF8.self)
    case .refused(let error): Escaping().display(Array(error.description.utf8))
    case .source, .save, .export: "There are no files in a transcript."
    }
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }
}

extension Transcript.Entry {
  /// The line as it is written.
  fileprivate var line: String {
    switch self {
    case .remark(let text): text
    case .command(let line): "(rx) " + line
    }
  }
}
