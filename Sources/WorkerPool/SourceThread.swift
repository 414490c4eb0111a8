// SPDX-License-Identifier: MIT
// A thread for the source of jobs. Reading files blocks, and the concurrency runtime has only as
// many threads as there are processors: with one processor a slow source would hold up everything.

internal import Glibc
internal import Synchronization

/// Runs the parts of one task on a thread of its own.
final class SourceThread: TaskExecutor {
  private struct Content {
    var jobs: [UnownedJob] = []
    var isFinished = false
  }

  private let content = Mutex(Content())
  private let semaphore = Semaphore()

  /// Starts the thread, which lives until `finish`; nil if there may be no more threads.
  static func start() -> SourceThread? {
    let executor = SourceThread()
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let this = unsafe Unmanaged.passRetained(executor)
    let error = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<SourceThread>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, this.toOpaque())
    unsafe pthread_attr_destroy(&attributes)
    if error != 0 { unsafe this.release() }
    return error == 0 ? executor : nil
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    content.withLock { $0.jobs.append(job) }
    semaphore.signal()
  }

  /// Ends the thread when there is nothing left to run.
  func finish() {
    content.withLock { $0.isFinished = true }
    semaphore.signal()
  }

  private func run() {
    while true {
      let (job, isFinished) = content.withLock { content in
        (content.jobs.isEmpty ? nil : content.jobs.removeFirst(), content.isFinished)
      }
      if let job {
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
      } else if isFinished {
        return
      } else {
        semaphore.wait()
      }
    }
  }
}

/// A counting semaphore of the C library.
@safe private final class Semaphore: @unchecked Sendable {
  private let storage = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    unsafe storage.initialize(to: sem_t())
    unsafe sem_init(storage, 0, 0)
  }

  deinit {
    unsafe sem_destroy(storage)
    unsafe storage.deallocate()
  }

  func signal() { unsafe sem_post(storage) }

  func wait() { while unsafe sem_wait(storage) != 0 {} }
}
