// SPDX-License-Identifier: MIT
// A program that a test starts without the pool.

import Glibc

/// A program with a pipe as its standard output, and if asked for as its standard input.
final class Child {
  let process: pid_t
  private var input: Int32 = -1
  private var output: Int32 = -1

  init?(_ path: String, _ arguments: [String], hasInput: Bool = false) {
    guard let from = Self.pipe(), let to = Self.pipe() else { return nil }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, from.write, STDOUT_FILENO)
    if hasInput { unsafe posix_spawn_file_actions_adddup2(&actions, to.read, STDIN_FILENO) }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let error = unsafe posix_spawn(&process, path, &actions, nil, &words, nil)
    close(from.write)
    close(to.read)
    (self.process, output, input) = (process, from.read, to.write)
    guard error == 0 else { return nil }
  }

  deinit { for descriptor in [input, output] where descriptor >= 0 { close(descriptor) } }

  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Waits for some bytes; none at the end.
  func read() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = max(0, unsafe Glibc.read(output, buffer.baseAddress, buffer.count))
    }
  }

  func write(_ bytes: [UInt8]) {
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
  }

  func closeOutput() {
    close(output)
    output = -1
  }

  /// Kills it and waits for its end.
  func kill() {
    _ = Glibc.kill(process, SIGKILL)
    _ = finish()
  }

  /// Closes its input and waits for its end: its status, or minus its signal.
  func finish() -> Int32 {
    if input >= 0 { close(input) }
    input = -1
    var status: Int32 = 0
    _ = unsafe waitpid(process, &status, 0)
    return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
  }
}
