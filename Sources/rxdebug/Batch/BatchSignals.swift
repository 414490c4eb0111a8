// SPDX-License-Identifier: MIT
// What signals ask of a batch run. The handlers only count; the run looks now and then.

import Glibc
import Synchronization

/// Signals that a batch run answers.
enum BatchSignals {
  private static let interruptions = Atomic<Int>(0)
  private static let lastSignal = Atomic<Int32>(0)
  private static let statusRequests = Atomic<Int>(0)
  private static let stopRequests = Atomic<Int>(0)

  /// How often somebody asked for the end: once to finish what is begun, twice to drop it.
  static var timesInterrupted: Int { interruptions.load(ordering: .relaxed) }
  /// The signal that asked for the end; 0 if none did.
  static var interruption: Int32 { lastSignal.load(ordering: .relaxed) }

  /// Whether the table of workers is asked for; told once for each time.
  static func takeStatusRequest() -> Bool { statusRequests.exchange(0, ordering: .relaxed) > 0 }
  /// Whether Ctrl-Z was typed; told once for each time.
  static func takeStopRequest() -> Bool { stopRequests.exchange(0, ordering: .relaxed) > 0 }

  /// Takes the signals from now on; one that is ignored stays so (nohup).
  static func catchAll() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      take(number) { number in
        BatchSignals.lastSignal.store(number, ordering: .relaxed)
        BatchSignals.interruptions.add(1, ordering: .relaxed)
      }
    }
    take(SIGUSR1) { _ in BatchSignals.statusRequests.add(1, ordering: .relaxed) }
    take(SIGTSTP) { _ in BatchSignals.stopRequests.add(1, ordering: .relaxed) }
  }

  /// Gives the signals that end a process back their effect; at once if it is asked for already more than once.
  static func release() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGTSTP] where isOurs(number) {
      _ = signal(number, SIG_DFL)
    }
    if timesInterrupted > 1 { raise(interruption) }
  }

  private static func isOurs(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) > 1
  }

  private static func take(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var before = sigaction()
    guard unsafe sigaction(number, nil, &before) == 0 else { return }
    // SIG_IGN is the address 1, which Swift does not compare.
    let address = unsafe unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
    guard address != 1 else { return }
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    _ = unsafe sigaction(number, &action, nil)
  }
}
