// SPDX-License-Identifier: MIT
// Starting programs for the tests: what is built here, and tools.

import Glibc
import Testing

/// Where the program is: beside the bundle that these tests are in.
let programPath: String = {
  let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
  var folder = bundle.split(separator: "/", omittingEmptySubsequences: false)
  while let last = folder.popLast() {
    if last.contains(".xctest") { return folder.joined(separator: "/") + "/rxdebug" }
  }
  return ".build/debug/rxdebug"
}()

/// Starts a program as the leader of a session, with signals as a shell would give them.
///
/// - Parameters:
///   - path: the program.
///   - arguments: what follows its name.
///   - environment: its variables, as "NAME=value".
///   - files: the files that it has open, by descriptor; a terminal becomes its own.
///   - copies: descriptors of this process that it gets, as pairs; carried out after `files`.
/// - Returns: its process id.
/// - Throws: if it cannot be started.
func startProgram(
  path: String, _ arguments: [String], environment: [String],
  files: [(path: String, Int32)] = [], copies: [(from: Int32, to: Int32)] = []
) throws -> pid_t {
  var actions = unsafe posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawnattr_init(&attributes)
  defer {
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
  }
  for (path, number) in files {
    unsafe posix_spawn_file_actions_addopen(&actions, number, path, O_RDWR, 0)
  }
  for (source, target) in copies {
    unsafe posix_spawn_file_actions_adddup2(&actions, source, target)
  }
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
  // Tests run in threads that have all signals blocked.
  unsafe sigemptyset(&signals)
  unsafe posix_spawnattr_setsigmask(&attributes, &signals)
  // With POSIX_SPAWN_SETSID, which Glibc's module lacks.
  unsafe posix_spawnattr_setflags(
    &attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  var words: [UnsafeMutablePointer<CChar>?] = unsafe ([path] + arguments).map {
    unsafe strdup($0)
  }
  var variables: [UnsafeMutablePointer<CChar>?] = unsafe environment.map { unsafe strdup($0) }
  defer { unsafe (words + variables).forEach { unsafe free($0) } }
  unsafe words.append(nil)
  unsafe variables.append(nil)
  var process: pid_t = 0
  let code = unsafe posix_spawn(&process, path, &actions, &attributes, words, variables)
  try #require(code == 0, "cannot start \(path)")
  return process
}
