// SPDX-License-Identifier: MIT
// The seeds of the rounds under way, one line for each job, in a file that outlives a crash.

import ArgumentParser
import Glibc

/// A file with one line of fixed width for each job.
struct Journal: Sendable {
  private static let width = 24
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ValidationError("cannot write \(path)") }
  }

  /// Notes that a job begins a round.
  func note(_ seed: UInt64, job: Int) {
    var line = Array("\(seed)".utf8)
    line += Array(repeating: 0x20, count: Self.width - 1 - line.count) + [0x0A]
    _ = unsafe pwrite(descriptor, line, line.count, job * Self.width)
  }
}

/// A number that is another one at each start of the program.
func seedFromClock() -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return UInt64(truncatingIfNeeded: time.tv_sec &* 1_000_000 &+ time.tv_nsec / 1000)
}
