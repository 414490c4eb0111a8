// SPDX-License-Identifier: MIT
// What signals do in a worker. Answers that are complete get out first, whatever ends the process:
//
//   ALRM                                  sends them; it comes while answers are held back
//   SEGV BUS FPE ILL TRAP ABRT SYS XCPU   on a stack of their own; the process dies of the signal
//   TERM                                  the same: it is how the pool ends a worker that is late
//   PIPE XFSZ                             ignored: the failed write tells
//
// Handlers touch nothing but AnswerOutbox and make only calls that signal-safety(7) lists.
// Tested in WorkerPoolTests/FaultTests.

internal import Glibc

/// The signal handlers of a worker.
enum WorkerSignals {
  /// Signals that end the process and are its own fault.
  static let fatal = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGXCPU]

  /// How often answers that are held back are sent, in microseconds.
  private static let period = 50_000

  /// Installs the handlers, for as long as the process lives.
  static func install() {
    // The pool's program may have blocked some in the thread that started this one.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    _ = unsafe sigprocmask(SIG_SETMASK, &none, nil)
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    // A handler must have a stack where the main one has overflowed.
    let size = 1 << 16
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    var stack = unsafe stack_t(ss_sp: memory, ss_flags: 0, ss_size: size)
    unsafe sigaltstack(&stack, nil)
    set(SIGALRM, SA_RESTART) { _ in
      let savedError = errno
      AnswerOutbox.flushFromHandler()
      errno = savedError
    }
    set(SIGTERM, 0) { _ in
      let savedError = errno
      if AnswerOutbox.flushFromHandler(endsAfter: true) { WorkerSignals.endByTermination() }
      errno = savedError
    }
    for number in fatal { setFatal(number) }
  }

  /// Has SIGALRM come from time to time.
  static func startTimer() { setTimer(period) }

  /// Has it come no more.
  static func stopTimer() { setTimer(0) }

  /// Ends the process as SIGTERM does by default; within its handler, when that returns.
  static func endByTermination() {
    _ = signal(SIGTERM, SIG_DFL)
    _ = raise(SIGTERM)
  }

  private static func setTimer(_ microseconds: Int) {
    let time = timeval(tv_sec: 0, tv_usec: microseconds)
    var timer = itimerval(it_interval: time, it_value: time)
    _ = unsafe setitimer(Int32(ITIMER_REAL.rawValue), &timer, nil)
  }

  private static func set(
    _ number: Int32, _ flags: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_ONSTACK | flags
    unsafe sigfillset(&action.sa_mask)
    _ = unsafe sigaction(number, &action, nil)
  }

  private static func setFatal(_ number: Int32) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_sigaction = { number, information, _ in
      AnswerOutbox.flushFromHandler()
      _ = signal(number, SIG_DFL)
      // A fault comes again by itself when the instruction does; what was sent does not, nor does a
      // breakpoint.
      let isFault = unsafe (information?.pointee.si_code ?? 0) > 0
      if !isFault || number == SIGTRAP || number == SIGXCPU { _ = raise(number) }
    }
    action.sa_flags = SA_ONSTACK | Int32(SA_SIGINFO)
    unsafe sigfillset(&action.sa_mask)
    _ = unsafe sigaction(number, &action, nil)
  }
}
