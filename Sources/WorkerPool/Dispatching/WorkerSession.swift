// SPDX-License-Identifier: MIT
// The conversation with one worker, shared by those who write, read and watch: SessionState behind
// a lock, the clock, and the writer's waiting.

internal import Synchronization

/// What one running worker has to do.
final class WorkerSession: Sendable {
  private struct Shared {
    var state: SessionState
    var writer: CheckedContinuation<Void, Never>?
    /// Counts what the writer may have waited for.
    var events = 0
  }

  private let shared: Mutex<Shared>
  private let clock = ContinuousClock()

  init(_ configuration: PoolConfiguration) {
    shared = Mutex(Shared(state: SessionState(configuration, now: ContinuousClock().now)))
  }

  /// Changes the state without anything that the writer waits for.
  func update<Value: Sendable>(
    _ change: (inout SessionState, ContinuousClock.Instant) -> Value
  ) -> Value {
    let now = clock.now
    return shared.withLock { change(&$0.state, now) }
  }

  /// Changes the state and lets the writer look at it.
  func updateAndWake<Value: Sendable>(
    _ change: (inout SessionState, ContinuousClock.Instant) -> Value
  ) -> Value {
    let now = clock.now
    let (value, writer) = shared.withLock { shared in
      let value = change(&shared.state, now)
      shared.events += 1
      defer { shared.writer = nil }
      return (value, shared.writer)
    }
    writer?.resume()
    return value
  }

  /// What the writer may do, how many jobs to take, and what `wait` needs to miss nothing.
  func nextStep() -> (readiness: SessionState.Readiness, size: Int, events: Int) {
    shared.withLock { shared in
      let step = shared.state.nextStep
      return (step.readiness, step.size, shared.events)
    }
  }

  /// Waits until there are answers or the end, unless there were any since a step was asked for.
  func wait(since seen: Int) async {
    await withCheckedContinuation { continuation in
      let isLate = shared.withLock { shared in
        if shared.events == seen { shared.writer = continuation }
        return shared.events != seen
      }
      if isLate { continuation.resume() }
    }
  }
}
