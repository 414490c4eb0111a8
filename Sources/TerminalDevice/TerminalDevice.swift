// SPDX-License-Identifier: MIT
// A terminal that is read key by key. Between `enter` and `leave` it is in raw mode: no echo, no lines, no
// signals from keys. On every way out it is as it was: after `leave`, at the end of the value's life, when a
// signal ends or stops the process, after a trap, after `exit`. (Nobody can do that for SIGKILL.)
//
// Example:
//
//     var device = try TerminalDevice(input: 0, output: 1)
//     try device.enter()
//     if case .bytes(let bytes) = try device.next(timeout: nil) { ... }
//     device.leave()
//
// Tested in TerminalDeviceTests.

import Glibc

/// A terminal: raw mode, size, bytes in, bytes out.
@safe
public struct TerminalDevice: ~Copyable {
  /// What `next` waited for.
  public enum Event: Hashable, Sendable {
    /// Bytes came, at least one.
    case bytes([UInt8])
    /// The terminal has another size now.
    case resized
    /// The process was stopped and goes on; the terminal is raw again and may show anything.
    case resumed
    /// A signal came that somebody else handled.
    case interrupted
    /// Nothing came in time.
    case timeout
    /// The terminal is gone.
    case ended
  }

  /// How many columns and rows there are, at least 1.
  public struct Size: Hashable, Sendable {
    /// The columns.
    public var columns: Int
    /// The rows.
    public var rows: Int
  }

  /// The bytes of the alternate stack: what our handlers and Swift's backtracer take at most.
  private static let stackSize = 65_536

  private let record: UnsafeMutablePointer<GuardRecord>
  private let entering: UnsafeMutableBufferPointer<UInt8>
  private let leaving: UnsafeMutableBufferPointer<UInt8>
  private let previous: UnsafeMutablePointer<sigaction>
  private let wakeReader: Int32
  private let capturesErrors: Bool
  private var stack: UnsafeMutableRawPointer?
  /// Whether the terminal is in raw mode.
  public private(set) var isRaw = false

  /// Prepares a terminal without changing it.
  ///
  /// - Parameters:
  ///   - input: the descriptor to read from; it stays the caller's.
  ///   - output: the descriptor to write to; it stays the caller's.
  ///   - entering: what is sent when raw mode begins, such as "paste is bracketed".
  ///   - leaving: what is sent when it ends, by whatever way.
  ///   - dropsInput: whether what nobody has read when raw mode ends is dropped: reports of the mouse and
  ///     answers of the terminal must not be typed into a shell. Lines that were typed ahead are lost, too.
  ///   - capturesErrors: whether what is written to standard error in raw mode is kept until it ends, where
  ///     standard error is a terminal.
  /// - Throws: `notATerminal`, or `system` if there is no room for the pipe that wakes `next`.
  public init(
    input: Int32, output: Int32, entering: [UInt8] = [], leaving: [UInt8] = [],
    dropsInput: Bool = false, capturesErrors: Bool = false
  ) throws(TerminalError) {
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .system(call: "pipe", number: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeReader = ends[0]
    self.capturesErrors = capturesErrors
    unsafe self.entering = .allocate(capacity: entering.count)
    unsafe self.leaving = .allocate(capacity: leaving.count)
    _ = unsafe self.entering.initialize(from: entering)
    _ = unsafe self.leaving.initialize(from: leaving)
    unsafe previous = .allocate(capacity: SignalGuard.signalCount)
    unsafe previous.initialize(repeating: sigaction(), count: SignalGuard.signalCount)
    unsafe record = .allocate(capacity: 1)
    unsafe record.initialize(
      to: GuardRecord(
        input: input, output: output, wake: ends[1], cooked: termios(), raw: termios(),
        entering: UnsafeBufferPointer(self.entering), leaving: UnsafeBufferPointer(self.leaving),
        dropsInput: dropsInput, previous: previous))
  }

  deinit {
    unsafe Self.leave(record, isRaw, stack)
    unsafe record.pointee.errors.close()
    _ = close(wakeReader)
    _ = unsafe close(record.pointee.wake)
    unsafe record.deallocate()
    unsafe previous.deallocate()
    unsafe entering.deallocate()
    unsafe leaving.deallocate()
  }

  // MARK: Raw mode

  /// Begins raw mode, if it has not begun; what the terminal is now is what it will be again.
  ///
  /// A process in the background is stopped until it is in the foreground.
  ///
  /// - Throws: `inUse` if another device has begun it, `system` if the terminal refuses.
  public mutating func enter() throws(TerminalError) {
    guard !isRaw else { return }
    let input = unsafe record.pointee.input
    // Stops in the background, so that what is read next is not a shell's line editor's.
    while tcdrain(input) != 0 {
      guard errno == EINTR else { throw .system(call: "tcdrain", number: errno) }
    }
    guard unsafe tcgetattr(input, &record.pointee.cooked) == 0 else {
      throw .system(call: "tcgetattr", number: errno)
    }
    var raw = unsafe record.pointee.cooked
    unsafe cfmakeraw(&raw)
    unsafe record.pointee.raw = raw
    unsafe stack = Self.makeStack()
    if capturesErrors { unsafe record.pointee.errors.prepare() }
    guard unsafe SignalGuard.install(record) else {
      unsafe Self.dropStack(stack)
      unsafe stack = nil
      throw .inUse
    }
    isRaw = true
    while unsafe tcsetattr(input, TCSADRAIN, &record.pointee.raw) != 0 {
      if errno == EINTR { continue }
      let number = errno
      leave()
      throw .system(call: "tcsetattr", number: number)
    }
    unsafe record.pointee.errors.hold()
    unsafe Self.write(record.pointee.entering, to: record.pointee.output)
  }

  /// Ends raw mode, if it has begun.
  public mutating func leave() {
    unsafe Self.leave(record, isRaw, stack)
    isRaw = false
    unsafe stack = nil
  }

  private static func leave(
    _ record: UnsafeMutablePointer<GuardRecord>, _ isRaw: Bool, _ stack: UnsafeMutableRawPointer?
  ) {
    guard isRaw else { return }
    unsafe write(record.pointee.leaving, to: record.pointee.output)
    let action = unsafe record.pointee.dropsInput ? TCSAFLUSH : TCSADRAIN
    while unsafe tcsetattr(record.pointee.input, action, &record.pointee.cooked) != 0,
      errno == EINTR
    {}
    unsafe record.pointee.errors.release(patience: -1)
    unsafe SignalGuard.remove(record)
    unsafe dropStack(stack)
  }

  /// Stops the process as Ctrl-Z does outside raw mode, and goes on in raw mode after it.
  ///
  /// - Throws: as `enter`.
  public mutating func suspend() throws(TerminalError) {
    leave()
    // To all of the foreground group, as the terminal would: a shell script stops as a whole.
    _ = kill(0, SIGTSTP)
    try enter()
  }

  /// Has something done while the terminal is as it was before, such as running another program on it.
  ///
  /// Afterwards the terminal may show anything.
  ///
  /// - Returns: what `body` returns.
  /// - Throws: as `enter`.
  public mutating func outside<Value>(_ body: () -> Value) throws(TerminalError) -> Value {
    let wasRaw = isRaw
    leave()
    let value = body()
    if wasRaw { try enter() }
    return value
  }

  /// A stack for handlers, unless the thread has one; crashes by a full stack need it.
  private static func makeStack() -> UnsafeMutableRawPointer? {
    var present = unsafe stack_t()
    guard unsafe sigaltstack(nil, &present) == 0, unsafe present.ss_flags & Int32(SS_DISABLE) != 0
    else { return nil }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    var own = unsafe stack_t(ss_sp: memory, ss_flags: 0, ss_size: stackSize)
    unsafe sigaltstack(&own, nil)
    return unsafe memory
  }

  private static func dropStack(_ stack: UnsafeMutableRawPointer?) {
    guard let stack = unsafe stack else { return }
    var none = unsafe stack_t(ss_sp: nil, ss_flags: Int32(SS_DISABLE), ss_size: 0)
    unsafe sigaltstack(&none, nil)
    unsafe stack.deallocate()
  }

  // MARK: Reading and writing

  /// The size; nil if the terminal does not know it.
  public var size: Size? {
    var size = winsize()
    guard unsafe ioctl(record.pointee.output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return nil }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Waits for bytes or for something that happens to the terminal.
  ///
  /// - Parameter milliseconds: how long to wait; nil = without end.
  /// - Returns: what came first.
  /// - Throws: `system` if waiting or reading fails.
  public mutating func next(timeout milliseconds: Int32?) throws(TerminalError) -> Event {
    let input = unsafe record.pointee.input
    while true {
      if let event = noted() { return event }
      var waiting = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe poll(&waiting, 2, milliseconds ?? -1)
      if count < 0 {
        guard errno == EINTR else { throw .system(call: "poll", number: errno) }
        return noted() ?? .interrupted
      }
      if count == 0 { return .timeout }
      if waiting[1].revents != 0 { drainPipe() }
      if waiting[0].revents != 0, let event = try read(input) { return event }
    }
  }

  /// Whether `next` would return at once; cheap enough to ask every few milliseconds.
  public func hasInput() -> Bool {
    if SignalGuard.hasNotes { return true }
    var waiting = unsafe pollfd(fd: record.pointee.input, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, 0) > 0
  }

  private func noted() -> Event? {
    guard SignalGuard.hasNotes else { return nil }
    let notes = SignalGuard.takeNotes()
    if notes.contains(.interrupted) { return .interrupted }
    // Who is resumed looks at the size anyway.
    return notes.contains(.resumed) ? .resumed : .resized
  }

  /// Makes a device that waits tell of an interruption; for the handler of a signal that somebody else has.
  ///
  /// Without it a signal between two waits would be noticed only with the next key.
  public static func noteInterruption() { SignalGuard.note(.interrupted) }

  private func drainPipe() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while unsafe Glibc.read(wakeReader, &bytes, bytes.count) > 0 {}
  }

  /// Reads what is there; nil if that has gone to somebody else.
  private func read(_ input: Int32) throws(TerminalError) -> Event? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe Glibc.read(input, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes[..<count])) }
    if count == 0 { return .ended }
    switch errno {
    case EINTR, EAGAIN: return nil
    case EIO: return .ended
    default: throw .system(call: "read", number: errno)
    }
  }

  /// Sends bytes.
  ///
  /// - Throws: `system` if the terminal is gone.
  public func write(_ bytes: [UInt8]) throws(TerminalError) {
    let output = unsafe record.pointee.output
    let failure = unsafe bytes.withUnsafeBufferPointer { unsafe Self.write($0, to: output) }
    if failure != 0 { throw .system(call: "write", number: failure) }
  }

  /// Writes all bytes; gives the error number, or 0.
  @discardableResult
  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: Int32) -> Int32 {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let part = unsafe UnsafeBufferPointer(rebasing: rest)
      let count = unsafe Glibc.write(output, part.baseAddress, part.count)
      if count >= 0 {
        unsafe rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Somebody else may have made the descriptor non-blocking.
        var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
