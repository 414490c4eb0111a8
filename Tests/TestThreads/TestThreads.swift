// SPDX-License-Identifier: MIT
// Threads for tests that compute for long or wait for a process. On the threads of the concurrency runtime, of
// which there are as many as processors, they would hold up every test that is really concurrent:
//
//     @Suite @ComputingTests struct ConformanceTests { ... }
//
// The tests of one of these actors run one after the other.

internal import Dispatch

/// Runs what it is given in order, on a thread outside the pool of the concurrency runtime.
final class TestThread: SerialExecutor {
  private let queue: DispatchQueue

  init(_ name: String) { queue = DispatchQueue(label: name) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

/// The actor of tests that compute for seconds.
@globalActor
public actor ComputingTests {
  /// The one and only.
  public static let shared = ComputingTests()
  private let thread = TestThread("computing tests")
  /// Its thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe thread.asUnownedSerialExecutor()
  }
}

/// The actor of tests that ask something of every code point; it takes as long as all others together.
@globalActor
public actor CodePointTests {
  /// The one and only.
  public static let shared = CodePointTests()
  private let thread = TestThread("code point tests")
  /// Its thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe thread.asUnownedSerialExecutor()
  }
}

/// The actor of tests that wait for processes.
@globalActor
public actor CommandLineTests {
  /// The one and only.
  public static let shared = CommandLineTests()
  private let thread = TestThread("command line tests")
  /// Its thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe thread.asUnownedSerialExecutor()
  }
}
