// SPDX-License-Identifier: MIT
// The device on a pseudo terminal within this process. Raw mode has one owner in a process, so one test runs
// at a time.

import Glibc
import TerminalDevice
import Testing

@Suite(.serialized) struct DeviceTests {
  @Test func entersAndLeaves() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    var device = try TerminalDevice(
      input: terminal.slave, output: terminal.slave, entering: Array("in".utf8),
      leaving: Array("out".utf8))
    #expect(terminal.settings == before)
    try device.enter()
    let isRaw = device.isRaw
    #expect(isRaw && !terminal.hasSignals)
    try device.enter()
    try device.write(Array("text".utf8))
    device.leave()
    device.leave()
    let isStillRaw = device.isRaw
    #expect(!isStillRaw)
    #expect(terminal.settings == before)
    #expect(try terminal.readAll(9) == "intextout")
  }

  @Test func leavesAtTheEndOfItsLife() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    for _ in 0..<3 {
      var device = try TerminalDevice(input: terminal.slave, output: terminal.slave)
      try device.enter()
      #expect(terminal.settings != before)
    }
    #expect(terminal.settings == before)
  }

  @Test func leavesSignalsAsTheyWere() throws {
    let terminal = try PseudoTerminal()
    func handlers() -> [UInt] {
      (Int32(1)..<32).map { signal in
        var action = sigaction()
        unsafe sigaction(signal, nil, &action)
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
      }
    }
    let before = handlers()
    var device = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    try device.enter()
    #expect(handlers() != before)
    device.leave()
    #expect(handlers() == before)
  }

  @Test func hasOneOwner() throws {
    let terminal = try PseudoTerminal()
    var first = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    var second = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    try first.enter()
    do throws(TerminalError) {
      try second.enter()
      Issue.record("two devices in raw mode")
    } catch {
      #expect(error == .inUse)
    }
    first.leave()
    try second.enter()
  }

  @Test func refusesWhatIsNoTerminal() throws {
    let null = unsafe open("/dev/null", O_RDWR)
    defer { close(null) }
    do throws(TerminalError) {
      let device = try TerminalDevice(input: null, output: null)
      Issue.record("a device on /dev/null: \(device.isRaw)")
    } catch {
      #expect(error == .notATerminal)
      #expect("\(error)" == "not a terminal")
    }
  }

  @Test func reads() throws {
    let terminal = try PseudoTerminal(columns: 33)
    var device = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    try device.enter()
    let nothing = try device.next(timeout: 0)
    #expect(nothing == .timeout)
    terminal.type("a\u{1B}[A")
    var bytes: [UInt8] = []
    while bytes.count < 4, case .bytes(let some) = try device.next(timeout: PseudoTerminal.patience)
    {
      bytes += some
    }
    #expect(bytes == Array("a\u{1B}[A".utf8))
    let size = device.size
    #expect(size?.columns == 33 && size?.rows == 24)
  }

  @Test func notesSignals() throws {
    let terminal = try PseudoTerminal()
    var device = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    try device.enter()
    // Tests run in threads that have all signals blocked.
    var signals = sigset_t()
    var blocked = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGWINCH)
    unsafe sigaddset(&signals, SIGCONT)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    raise(SIGWINCH)
    raise(SIGWINCH)
    let resized = try device.next(timeout: PseudoTerminal.patience)
    #expect(resized == .resized)
    let nothing = try device.next(timeout: 0)
    #expect(nothing == .timeout)
    raise(SIGCONT)
    let resumed = try device.next(timeout: PseudoTerminal.patience)
    #expect(resumed == .resumed)
  }

  /// A trap and a bad pointer, as they happen, not as signals that somebody sends.
  @Test(arguments: [true, false])
  func crashesRestore(_ isTrap: Bool) async throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    await #expect(processExitsWith: .failure) {
      [path = terminal.path as String, isTrap = isTrap as Bool] in
      let slave = unsafe open(path, O_RDWR | O_NOCTTY)
      var device = try TerminalDevice(
        input: slave, output: slave, entering: Array("in".utf8), leaving: Array("out".utf8))
      try device.enter()
      if isTrap { fatalError("on purpose") }
      unsafe UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    }
    #expect(try terminal.readAll(5) == "inout")
    #expect(terminal.settings == before)
  }

  @Test func tellsWhetherThereIsInput() throws {
    let terminal = try PseudoTerminal()
    var device = try TerminalDevice(input: terminal.slave, output: terminal.slave)
    try device.enter()
    let before = device.hasInput()
    terminal.type("k")
    let after = device.hasInput()
    #expect(!before && after)
    let event = try device.next(timeout: 0)
    let atLast = device.hasInput()
    #expect(event == .bytes([0x6B]) && !atLast)
  }

  @Test func stepsAside() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    var device = try TerminalDevice(
      input: terminal.slave, output: terminal.slave, entering: Array("in".utf8),
      leaving: Array("out".utf8))
    try device.enter()
    let settings = try device.outside { terminal.settings }
    let isRaw = device.isRaw
    #expect(settings == before && isRaw)
    #expect(try terminal.readAll(7) == "inoutin")
  }

  @Test(arguments: [true, false])
  func dropsWhatNobodyHasRead(_ dropsInput: Bool) throws {
    let terminal = try PseudoTerminal()
    var device = try TerminalDevice(
      input: terminal.slave, output: terminal.slave, dropsInput: dropsInput)
    try device.enter()
    terminal.type("\u{1B}[2;2R\n")
    var waiting = pollfd(fd: terminal.slave, events: Int16(POLLIN), revents: 0)
    #expect(unsafe poll(&waiting, 1, PseudoTerminal.patience) == 1)
    device.leave()
    #expect(unsafe poll(&waiting, 1, 0) == (dropsInput ? 0 : 1))
  }

  /// What is written to standard error appears behind what leaves the screen, whatever ends the process.
  @Test(arguments: Ending.allCases)
  func holdsErrors(_ ending: Ending) async throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    await #expect(processExitsWith: ending == .leaving ? .success : .failure) {
      [path = terminal.path as String, ending = ending as Ending] in
      let slave = unsafe open(path, O_RDWR | O_NOCTTY)
      dup2(slave, STDERR_FILENO)
      var device = try TerminalDevice(
        input: slave, output: slave, entering: Array("in ".utf8), leaving: Array("out ".utf8),
        capturesErrors: true)
      try device.enter()
      // More than one piece of the copy.
      let text = Array((String(repeating: "-", count: 1500) + "!\n").utf8)
      _ = unsafe write(STDERR_FILENO, text, text.count)
      try device.write(Array("frame ".utf8))
      switch ending {
      case .leaving: device.leave()
      case .exiting: exit(1)
      case .throwing: throw TerminalError.inUse
      case .trapping: fatalError("on purpose")
      case .terminated:
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_UNBLOCK, &all, nil)
        raise(SIGTERM)
      }
    }
    let head = "in frame out " + String(repeating: "-", count: 1500) + "!\r\n"
    let reason = ending == .trapping ? "on purpose" : ""
    let output = try terminal.readAll(head.utf8.count + reason.utf8.count)
    #expect(output.hasPrefix(head), "\(output.debugDescription)")
    #expect(output.contains(reason))
    #expect(terminal.settings == before)
  }

  /// How a process ends.
  enum Ending: String, CaseIterable, Codable {
    case leaving, exiting, throwing, trapping, terminated
  }
}
