// SPDX-License-Identifier: MIT
// What signals do while a terminal is in raw mode. Whatever ends the process, the terminal is first put back
// as it was:
//
//     TERM HUP INT QUIT            only where nobody else handles or ignores them
//     SEGV BUS ILL FPE ABRT TRAP   always, on a stack of their own
//     TSTP                         put back, stop, and after CONT raw again
//     CONT                         raw again, once the process is in the foreground
//     WINCH                        noted for whoever reads
//
// `exit`, from wherever it is called, puts the terminal back too.
//
// A handler that ends the process puts back what was there before it and lets the signal come again, so
// that the default, or Swift's backtracer, has the last word. Handlers only read memory that was made ready
// before and make calls that signal-safety(7) lists.
//
// Tested in TerminalDeviceTests.

import Glibc
import Synchronization

/// All that the handlers need, at one address as long as they are installed.
@unsafe
struct GuardRecord {
  var input: Int32
  var output: Int32
  /// The end of a pipe into which a byte is put when something has been noted.
  var wake: Int32
  var cooked: termios
  var raw: termios
  var entering: UnsafeBufferPointer<UInt8>
  var leaving: UnsafeBufferPointer<UInt8>
  /// Whether keys that nobody has read are dropped with the restore.
  var dropsInput: Bool
  /// Standard error as long as it is kept off the screen.
  var errors = HeldErrors()
  /// The actions that were there before, by signal.
  var previous: UnsafeMutablePointer<sigaction>
  /// The signals whose action is ours: bit n for signal n.
  var installed: UInt64 = 0
}

/// The signal handlers.
enum SignalGuard {
  /// Things that happened.
  struct Notes: OptionSet {
    let rawValue: UInt8
    static let resized = Notes(rawValue: 1)
    static let resumed = Notes(rawValue: 2)
    static let interrupted = Notes(rawValue: 4)
  }

  /// One more than the largest signal that is handled.
  static let signalCount = 32

  /// How long a handler waits for a terminal that takes nothing, in ms: a process has to end some time.
  private static let patience: Int32 = 500

  private static let address = Atomic<UInt>(0)
  private static let noted = Atomic<UInt8>(0)

  /// Whether something was noted and not taken.
  static var hasNotes: Bool { noted.load(ordering: .relaxed) != 0 }

  /// Takes what was noted.
  static func takeNotes() -> Notes {
    Notes(rawValue: noted.exchange(0, ordering: .acquiringAndReleasing))
  }

  // MARK: Installing

  /// Installs the handlers; false if those of another terminal are installed.
  static func install(_ record: UnsafeMutablePointer<GuardRecord>) -> Bool {
    let (isFree, _) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: record), ordering: .acquiringAndReleasing)
    guard isFree else { return false }
    noted.store(0, ordering: .relaxed)
    _ = isWatchingExit
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] where isDefault(signal) {
      unsafe set(signal, record) { number in SignalGuard.end(number) }
    }
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] {
      unsafe setCrash(signal, record)
    }
    if isDefault(SIGTSTP) {
      unsafe set(SIGTSTP, record) { _ in SignalGuard.stop() }
    }
    unsafe set(SIGCONT, record) { _ in SignalGuard.resume() }
    unsafe set(SIGWINCH, record) { _ in SignalGuard.note(.resized) }
    return true
  }

  /// Puts back the actions that were there before.
  static func remove(_ record: UnsafeMutablePointer<GuardRecord>) {
    for signal in 1..<signalCount where unsafe record.pointee.installed >> UInt64(signal) & 1 == 1 {
      unsafe sigaction(Int32(signal), record.pointee.previous + signal, nil)
    }
    unsafe record.pointee.installed = 0
    address.store(0, ordering: .releasing)
  }

  /// Registered with the first terminal, for good; without a terminal in raw mode it does nothing.
  private static let isWatchingExit: Bool =
    atexit {
      guard let record = unsafe SignalGuard.record else { return }
      unsafe SignalGuard.putBack(record)
    } == 0

  private static func isDefault(_ signal: Int32) -> Bool {
    var action = sigaction()
    unsafe sigaction(signal, nil, &action)
    return unsafe action.sa_flags & SA_SIGINFO == 0
      && action.__sigaction_handler.sa_handler == nil
  }

  private static func set(
    _ signal: Int32, _ record: UnsafeMutablePointer<GuardRecord>,
    _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_ONSTACK
    unsafe put(signal, &action, record)
  }

  private static func setCrash(_ signal: Int32, _ record: UnsafeMutablePointer<GuardRecord>) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_sigaction = { number, information, _ in
      unsafe SignalGuard.crash(number, information)
    }
    action.sa_flags = SA_ONSTACK | SA_SIGINFO
    unsafe put(signal, &action, record)
  }

  private static func put(
    _ signal: Int32, _ action: inout sigaction, _ record: UnsafeMutablePointer<GuardRecord>
  ) {
    // One handler at a time, and a tcsetattr that SIGTTOU cannot stop.
    unsafe sigfillset(&action.sa_mask)
    if unsafe sigaction(signal, &action, record.pointee.previous + Int(signal)) == 0 {
      unsafe record.pointee.installed |= 1 << UInt64(signal)
    }
  }

  // MARK: Handling

  private static var record: UnsafeMutablePointer<GuardRecord>? {
    unsafe UnsafeMutablePointer(bitPattern: address.load(ordering: .acquiring))
  }

  private static func end(_ signal: Int32) {
    guard let record = unsafe record else { return }
    unsafe putBack(record)
    unsafe sigaction(signal, record.pointee.previous + Int(signal), nil)
    // Blocked until this handler returns.
    raise(signal)
  }

  private static func crash(_ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) {
    guard let record = unsafe record else { return }
    unsafe putBack(record)
    unsafe sigaction(signal, record.pointee.previous + Int(signal), nil)
    // A fault comes again by itself when the instruction does, with its own address and registers; after
    // a breakpoint the program would go on, and what was sent does not come again.
    let isFault = unsafe (information?.pointee.si_code ?? 0) > 0
    if !isFault || signal == SIGTRAP { raise(signal) }
  }

  private static func stop() {
    guard let record = unsafe record else { return }
    let savedError = errno
    unsafe putBack(record)
    var standard = sigaction()
    var own = sigaction()
    unsafe sigaction(SIGTSTP, &standard, &own)
    raise(SIGTSTP)
    var only = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&only)
    unsafe sigaddset(&only, SIGTSTP)
    // The process stops in this call. The handler of SIGCONT runs after this one.
    unsafe pthread_sigmask(SIG_UNBLOCK, &only, &before)
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    unsafe sigaction(SIGTSTP, &own, nil)
    errno = savedError
  }

  private static func resume() {
    guard let record = unsafe record else { return }
    let savedError = errno
    // In the background the terminal is the shell's. This call changes nothing, but stops the process again
    // until it is in the foreground, if SIGTTOU can.
    var only = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&only)
    unsafe sigaddset(&only, SIGTTOU)
    unsafe pthread_sigmask(SIG_UNBLOCK, &only, &before)
    unsafe tcdrain(record.pointee.input)
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    if unsafe isForeground(record) {
      unsafe tcsetattr(record.pointee.input, TCSANOW, &record.pointee.raw)
      unsafe record.pointee.errors.hold()
      unsafe send(record.pointee.entering, record)
      note(.resumed)
    }
    errno = savedError
  }

  static func note(_ what: Notes) {
    guard let record = unsafe record else { return }
    let savedError = errno
    _ = noted.bitwiseOr(what.rawValue, ordering: .acquiringAndReleasing)
    var byte: UInt8 = 0
    _ = unsafe write(record.pointee.wake, &byte, 1)
    errno = savedError
  }

  private static func putBack(_ record: UnsafeMutablePointer<GuardRecord>) {
    // A process in the background has no business with the terminal: the shell has put it right.
    if unsafe isForeground(record) {
      unsafe send(record.pointee.leaving, record)
      if unsafe record.pointee.dropsInput { unsafe tcflush(record.pointee.input, TCIFLUSH) }
      unsafe tcsetattr(record.pointee.input, TCSANOW, &record.pointee.cooked)
    }
    unsafe record.pointee.errors.release(patience: patience)
  }

  private static func isForeground(_ record: UnsafeMutablePointer<GuardRecord>) -> Bool {
    // The call fails where the terminal is not the controlling one: then there is no background.
    let group = unsafe tcgetpgrp(record.pointee.input)
    return group < 0 || group == getpgrp()
  }

  private static func send(
    _ bytes: UnsafeBufferPointer<UInt8>, _ record: UnsafeMutablePointer<GuardRecord>
  ) {
    guard let start = bytes.baseAddress else { return }
    var waiting = unsafe pollfd(fd: record.pointee.output, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&waiting, 1, patience) > 0 else { return }
    _ = unsafe write(record.pointee.output, start, bytes.count)
  }
}
