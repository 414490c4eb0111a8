// SPDX-License-Identifier: MIT
// Runs the built program as a user would: arguments and standard input in, both outputs and the exit status out.

import Glibc
import Testing

/// What a run of the program left behind.
struct Run {
  var output: [UInt8]
  var errors: [UInt8]
  /// The exit status; 128 + n for signal n.
  var status: Int32

  var text: String { String(decoding: output, as: UTF8.self) }
  var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Where the program is: beside the bundle that these tests are in.
let programPath: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  let root = parts.joined(separator: "/")
  var name = [CChar](repeating: 0, count: 4096)
  let length = unsafe readlink("/proc/self/exe", &name, name.count)
  let own = String(
    decoding: name.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  // `swift test` runs the bundle from a helper in the toolchain: its path is in the arguments then.
  let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? own
  var folder = bundle.split(separator: "/", omittingEmptySubsequences: false)
  while let last = folder.popLast() {
    if last.contains(".xctest") {
      let beside = folder.joined(separator: "/") + "/rxdebug"
      if unsafe access(beside, X_OK) == 0 { return beside }
    }
  }
  return root + "/.build/debug/rxdebug"
}()

/// Runs the program with some standard input and environment.
///
/// The redirection is what a shell does with the outputs in the end, such as `>/dev/full`.
func run(
  _ arguments: [String], input: [UInt8] = [], environment: [String] = ["TERM=dumb"],
  redirection: String = ""
) throws -> Run {
  try run(
    raw: arguments.map { Array($0.utf8) }, input: input, environment: environment,
    redirection: redirection)
}

/// Runs a shell script, to which the program is `$0`.
func shell(_ script: String, _ arguments: [String] = []) throws -> Run {
  let files = ["out", "err"].map { temporaryPath($0) }
  defer { for file in files { unsafe unlink(file) } }
  let whole = "{\n\(script)\n} >'\(files[0])' 2>'\(files[1])'"
  // A script that waits for ever must not hold up the tests.
  let words = ["timeout", "60", "sh", "-c", whole, programPath] + arguments
  let status = try spawn("/usr/bin/timeout", words.map { Array($0.utf8) }, ["PATH=/usr/bin:/bin"])
  return Run(output: read(files[0]), errors: read(files[1]), status: status)
}

/// Runs the program with arguments that need not be text.
func run(
  raw arguments: [[UInt8]], input: [UInt8] = [], environment: [String] = ["TERM=dumb"],
  redirection: String = ""
) throws -> Run {
  let files = ["in", "out", "err"].map { temporaryPath($0) }
  defer { for file in files { unsafe unlink(file) } }
  write(input, to: files[0])
  // A shell opens the files: spawning with file actions needs more unsafe code than this is worth.
  let script =
    "exec \"$0\" \"$@\" <'\(files[0])' >'\(files[1])' 2>'\(files[2])' \(redirection)"
  let words = ["timeout", "60", "sh", "-c", script, programPath].map { Array($0.utf8) }
  let whole = environment + ["PATH=/usr/bin:/bin"]
  let status = try spawn("/usr/bin/timeout", words + arguments, whole)
  return Run(output: read(files[1]), errors: read(files[2]), status: status)
}

/// Starts a program, waits for its end and gives its exit status.
private func spawn(
  _ path: String, _ arguments: [[UInt8]], _ environment: [String]
) throws -> Int32 {
  var process: pid_t = 0
  let code = unsafe withStrings(arguments) { arguments in
    unsafe withStrings(environment.map { Array($0.utf8) }) { environment in
      unsafe posix_spawn(&process, path, nil, nil, arguments, environment)
    }
  }
  try #require(code == 0, "cannot start \(path)")
  var status: Int32 = 0
  while unsafe waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
  let signal = status & 0x7F
  return signal == 0 ? status >> 8 & 0xFF : 128 + signal
}

/// Lends a list of byte strings as the vector that C wants.
private func withStrings<Result>(
  _ strings: [[UInt8]], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  var vector: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { string in
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count + 1)
    for (index, byte) in string.enumerated() {
      unsafe copy[index] = CChar(bitPattern: byte)
    }
    unsafe copy[string.count] = 0
    return unsafe copy
  }
  unsafe vector.append(nil)
  defer { unsafe vector.forEach { unsafe $0?.deallocate() } }
  return unsafe body(vector)
}

// MARK: - Files

/// A path for a file that nobody else uses.
func temporaryPath(_ name: String) -> String {
  "/tmp/rxdebug-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))-\(name)"
}

/// Writes a file.
func write(_ bytes: [UInt8], to path: String) {
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  var start = 0
  while start < bytes.count {
    let count = unsafe bytes[start...].withUnsafeBytes {
      unsafe write(file, $0.baseAddress, $0.count)
    }
    guard count > 0 else { break }
    start += count
  }
  close(file)
}

/// Reads a file.
func read(_ path: String) -> [UInt8] {
  let file = unsafe open(path, O_RDONLY)
  defer { close(file) }
  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe read(file, &chunk, chunk.count)
    guard count > 0 else { return result }
    result += chunk[..<count]
  }
}

/// Makes a file for the length of a function.
func withFile<Result>(
  _ bytes: [UInt8], name: String = "cases.ndjson", _ body: (String) throws -> Result
) rethrows -> Result {
  let path = temporaryPath(name)
  write(bytes, to: path)
  defer { unsafe unlink(path) }
  return try body(path)
}
