// SPDX-License-Identifier: MIT
// Helpers of the tests: sessions from text, and files without Foundation.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting

/// Compiles a pattern and makes a timeline over it.
func timeline(
  _ pattern: String, _ subject: String, _ options: CompileOptions = [], bytes: Int = 64 << 20,
  interval: UInt64 = 4096
) throws -> Timeline {
  let tree = try parsePattern(Array(pattern.utf8), options: PatternOptions(compile: options))
  let program = try compileTraced(tree)
  return Timeline(
    try Machine(program: program, subject: Array(subject.utf8)), checkpointBytes: bytes,
    checkpointInterval: interval)
}

/// A session over texts.
func session(
  _ pattern: String, _ subject: String, _ options: CompileOptions = []
) throws -> Session {
  try Session(
    pattern: Array(pattern.utf8), subject: Array(subject.utf8),
    options: PatternOptions(compile: options))
}

extension Session {
  /// Executes a line and gives the text.
  mutating func say(_ line: String) -> String {
    do { return renderText(execute(try Command.parse(line))) } catch { return error.description }
  }
}

extension Session {
  /// Executes a line and gives the JSON without its line end.
  mutating func sayJSON(_ line: String) -> String {
    do {
      let bytes = renderJSON(execute(try Command.parse(line)))
      return String(decoding: bytes.dropLast(), as: UTF8.self)
    } catch { return error.description }
  }
}
