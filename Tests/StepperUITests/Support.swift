// SPDX-License-Identifier: MIT
// Helpers of the tests: models of real sessions, and panes as text.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import TerminalScreen

@testable import StepperUI

/// A pattern of four lines with comments, and a subject that it does not match.
let configPattern = """
  ^ (?<key> \\w+ ) \\s* = \\s*            # name
  (?: " (?<str> [^"]* ) "              # quoted value
    | (?<num> \\d+ )                    # number
  ) \\s* $
  """
let configSubject = "timeout = 30 s"

/// What a screen shows of a session after some commands, with all that is looked up in idle time.
func model(
  _ pattern: String, _ subject: String, _ options: CompileOptions = [],
  after commands: [String] = []
) throws -> Model {
  try model(Array(pattern.utf8), Array(subject.utf8), options, after: commands)
}

/// The same for bytes.
func model(
  _ pattern: [UInt8], _ subject: [UInt8], _ options: CompileOptions = [],
  after commands: [String] = []
) throws -> Model {
  var session = try Session(
    pattern: pattern, subject: subject, options: PatternOptions(compile: options))
  while !session.explore(steps: 100_000) && session.explored.steps < 1_000_000 {}
  for command in commands { session.execute(try Command.parse(command)) }
  var model = Model(session.scene(), name: "")
  model.details.overview = session.overview(columns: 74)
  model.details.lines = session.stepLines(from: 1, count: 500)
  model.details.heat = session.profileAll(steps: 1_000_000)
  model.details.settingSteps = session.settingSteps(within: 100_000)
  return model
}

/// The pattern of four lines at a place.
func configModel(after commands: String...) throws -> Model {
  try model(configPattern, configSubject, [.extended, .multiline], after: commands)
}

extension PaneView {
  /// The rows as text.
  func rows(_ columns: Int, _ rows: Int) -> [String] {
    StepperUITests.rows(of: content(columns: columns, rows: rows).grid)
  }
}

/// The rows of a grid, without the blanks at their ends.
func rows(of grid: CellGrid) -> [String] {
  GridText.plain(grid).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    .map(String.init)
}
