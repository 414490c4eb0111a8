// SPDX-License-Identifier: MIT
// Helpers of the tests: sessions from text, and files without Foundation.

import Glibc
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

/// The whole file, nil if it cannot be read.
func readFile(_ path: String) -> [UInt8]? {
  let file = unsafe open(path, O_RDONLY)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe read(file, &chunk, chunk.count)
    guard count > 0 else { return count == 0 ? result : nil }
    result += chunk[..<count]
  }
}

/// Writes a file; false if that fails.
func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard file >= 0 else { return false }
  defer { close(file) }
  return unsafe write(file, bytes, bytes.count) == bytes.count
}

/// Whether goldens are to be rewritten.
let isRecording = unsafe getenv("RXDEBUG_RECORD") != nil

/// The folder of the package.
let packageRoot: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()
