// SPDX-License-Identifier: MIT
// One place for a worker as others see it: who is in it, and what it has done. It outlives the
// processes that come and go there.

internal import Glibc
internal import Synchronization

/// A place for one worker at a time.
final class WorkerPlace: Sendable {
  private struct Content {
    var process: Int32 = 0
    var session: WorkerSession?
    var jobsDone = 0
    var deaths = 0
  }

  let name: String
  let errors = ErrorTail()
  private let content = Mutex(Content())

  init(name: String) { self.name = name }

  /// Notes a process; it must not be waited for before `leave`.
  func enter(_ process: Int32, _ session: WorkerSession) {
    content.withLock { content in
      content.process = process
      content.session = session
    }
  }

  /// Notes that the process is about to be waited for.
  func leave(_ session: WorkerSession) {
    let done = session.update { state, _ in state.jobsDone }
    content.withLock { content in
      content.process = 0
      content.session = nil
      content.jobsDone += done
    }
  }

  func died() { content.withLock { $0.deaths += 1 } }

  /// Kills the process and whatever it has started, if there is one.
  func kill() {
    content.withLock { content in
      if content.process > 0 { _ = Glibc.kill(-content.process, SIGKILL) }
    }
  }

  func status() -> WorkerStatus {
    var status = WorkerStatus(name: name)
    let session = content.withLock { content in
      status.process = content.process
      status.jobsDone = content.jobsDone
      status.deaths = content.deaths
      return content.session
    }
    session?.update { state, _ in state.describe(&status) }
    return status
  }
}

/// Whether a process is stopped, as by SIGSTOP.
func isStopped(_ process: Int32) -> Bool {
  // The letter follows the name, which may hold anything, parentheses included.
  guard let text = readSmallFile("/proc/\(process)/stat"),
    let end = text.utf8.lastIndex(of: UInt8(ascii: ")"))
  else { return false }
  let letter = text.utf8[end...].dropFirst().first { $0 != 0x20 }
  return letter == UInt8(ascii: "T") || letter == UInt8(ascii: "t")
}
