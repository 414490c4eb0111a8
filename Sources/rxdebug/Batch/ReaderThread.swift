// SPDX-License-Identifier: MIT
// A thread for an actor that reads files: a read may wait for as long as it likes (a slow pipe), and the
// concurrency runtime has only as many threads as there are processors.

import Glibc
import Synchronization

/// Runs the jobs of one actor on a thread of its own, which ends with the process.
final class ReaderThread: SerialExecutor {
  private struct Queue {
    var jobs: [UnownedJob] = []
  }

  private let queue = Mutex(Queue())
  /// A pipe that wakes the thread: a byte for each job.
  private let readEnd: Int32
  private let writeEnd: Int32

  /// Starts the thread.
  init() {
    var ends: [Int32] = [-1, -1]
    _ = unsafe pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    var thread = pthread_t()
    // The thread keeps this object for as long as the process lives.
    let own = unsafe Unmanaged.passRetained(self).toOpaque()
    _ = unsafe pthread_create(&thread, nil, serveReaderThread, own)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.withLock { $0.jobs.append(job) }
    var byte: UInt8 = 0
    _ = unsafe write(writeEnd, &byte, 1)
  }

  fileprivate func serve() {
    var byte: UInt8 = 0
    while true {
      let got = unsafe read(readEnd, &byte, 1)
      if got < 0, errno == EINTR { continue }
      guard got == 1 else { return }
      let job = queue.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
      unsafe job?.runSynchronously(on: asUnownedSerialExecutor())
    }
  }
}

/// What the thread does; the argument is its `ReaderThread`.
private func serveReaderThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  unsafe Unmanaged<ReaderThread>.fromOpaque(argument).takeUnretainedValue().serve()
  return nil
}
