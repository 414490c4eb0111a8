// SPDX-License-Identifier: MIT
// A pseudo terminal: the device under test on one side, the test on the other.

import Glibc
import Testing

/// Both ends of a pseudo terminal.
final class PseudoTerminal {
  /// How long a test waits for what must come, in ms.
  static let patience: Int32 = 60_000

  /// The end of the one who types and looks.
  let master: Int32
  /// The end of the program.
  let slave: Int32
  let path: String

  init(columns: UInt16 = 80) throws {
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(master >= 0, "no pseudo terminals here")
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN, which Glibc's module lacks.
    _ = unsafe ioctl(master, 0x4004_5431, &unlocked)
    _ = unsafe ioctl(master, 0x8004_5430, &number)
    path = "/dev/pts/\(number)"
    slave = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(slave >= 0, "cannot open \(path)")
    resize(columns: columns)
  }

  deinit {
    close(slave)
    close(master)
  }

  func resize(columns: UInt16) {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Everything that `stty -a` would show.
  var settings: [UInt32] {
    var attributes = termios()
    unsafe tcgetattr(slave, &attributes)
    let keys = unsafe withUnsafeBytes(of: attributes.c_cc) { unsafe $0.map { UInt32($0) } }
    return [attributes.c_iflag, attributes.c_oflag, attributes.c_cflag, attributes.c_lflag] + keys
  }

  /// Whether keys are turned into signals: the terminal is not raw.
  var hasSignals: Bool {
    var attributes = termios()
    unsafe tcgetattr(slave, &attributes)
    return attributes.c_lflag & tcflag_t(ISIG) != 0
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe write(master, bytes, bytes.count)
  }

  /// What has been written by the program; waits for some time if there is nothing yet.
  func read(timeout: Int32) -> [UInt8] {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, timeout) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe Glibc.read(master, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// The next so many bytes that the program writes, or some more.
  func readAll(_ count: Int) throws -> String {
    var output: [UInt8] = []
    while output.count < count {
      let bytes = read(timeout: Self.patience)
      try #require(!bytes.isEmpty)
      output += bytes
    }
    return String(decoding: output, as: UTF8.self)
  }
}

/// A program that runs on a pseudo terminal of its own.
final class TypedProgram {
  let terminal: PseudoTerminal
  /// The settings of the terminal before the program began.
  let before: [UInt32]
  private(set) var output: [UInt8] = []
  private(set) var process: pid_t = 0
  /// Reads the end when the program has ended.
  private let life: Int32
  private var seen = 0
  private var hasEnded = false

  init(
    _ program: String, _ arguments: [String], environment: [String], columns: UInt16 = 80
  ) throws {
    terminal = try PseudoTerminal(columns: columns)
    before = terminal.settings
    var ends: [Int32] = [-1, -1]
    try #require(unsafe pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    life = ends[0]
    defer { close(ends[1]) }
    // The first terminal that the leader of a session opens is its own.
    process = try startProgram(
      path: program, arguments, environment: environment, files: [(terminal.path, 0)],
      copies: [(0, 1), (0, 2), (ends[1], 9)])
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(life)
  }

  /// Waits for a text in what comes after what was waited for last.
  func expect(_ text: String, _ place: SourceLocation = #_sourceLocation) throws {
    try waitFor(text, place, for: PseudoTerminal.patience)
  }

  /// Waits for a text, and until then does something again and again.
  func expect(
    _ text: String, whileDoing action: () -> Void, _ place: SourceLocation = #_sourceLocation
  ) throws {
    for _ in 0..<600 {
      action()
      if find(text, for: 100) { return }
    }
    try #require(Bool(false), "\(text) did not come: \(tail)", sourceLocation: place)
  }

  private func waitFor(_ text: String, _ place: SourceLocation, for milliseconds: Int32) throws {
    try #require(
      find(text, for: milliseconds), "\(text.debugDescription) did not come: \(tail)",
      sourceLocation: place)
  }

  private var tail: String { String(decoding: output[seen...], as: UTF8.self).debugDescription }

  /// Waits for a text; false if nothing comes for so many ms and it is not there.
  private func find(_ text: String, for milliseconds: Int32) -> Bool {
    let wanted = Array(text.utf8)
    while true {
      for start in seen..<max(seen, output.count - wanted.count + 1)
      where output[start...].starts(with: wanted) {
        seen = start + wanted.count
        return true
      }
      let bytes = terminal.read(timeout: milliseconds)
      if bytes.isEmpty { return false }
      output += bytes
    }
  }

  /// Waits for the end and gives what waitpid gives.
  func waitForEnd(_ place: SourceLocation = #_sourceLocation) throws -> Int32 {
    while true {
      var waiting = [
        pollfd(fd: life, events: Int16(POLLIN), revents: 0),
        pollfd(fd: terminal.master, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe poll(&waiting, 2, PseudoTerminal.patience)
      try #require(count > 0, "the program does not end: \(tail)", sourceLocation: place)
      if waiting[1].revents != 0 {
        output += terminal.read(timeout: 0)
      } else if waiting[0].revents != 0 {
        var status: Int32 = 0
        unsafe waitpid(process, &status, 0)
        hasEnded = true
        return status
      }
    }
  }
}
