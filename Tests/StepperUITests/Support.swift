// SPDX-License-Identifier: MIT
// Helpers of the tests: models of real sessions, and panes as text.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText
import TerminalScreen

@testable import StepperUI

/// A session over texts.
func session(
  _ pattern: String, _ subject: String, _ options: CompileOptions = []
) throws -> Session {
  try Session(
    pattern: Array(pattern.utf8), subject: Array(subject.utf8),
    options: PatternOptions(compile: options))
}

/// What a screen shows of a session.
func model(
  _ session: inout Session, _ settings: ScreenSettings = ScreenSettings()
) -> Model {
  Model(session.scene(), name: "", settings: settings)
}

/// A session after some commands, and what a screen shows of it.
func model(
  _ pattern: String, _ subject: String, _ options: CompileOptions = [], _ commands: String...
) throws -> Model {
  var session = try session(pattern, subject, options)
  for command in commands { session.execute(try Command.parse(command)) }
  return model(&session)
}

extension CellGrid {
  /// The rows as text, without the blanks at their ends.
  var text: [String] {
    (0..<rows).map { row in
      var bytes: [UInt8] = []
      for column in 0..<columns { self[column, row].glyph?.append(to: &bytes) }
      var line = String(decoding: bytes, as: UTF8.self)
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
