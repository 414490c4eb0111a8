// SPDX-License-Identifier: MIT
// A shell in a real terminal that nobody sees: tmux on a socket of its own, in control mode (tmux(1), "CONTROL
// MODE"). Commands go in and answers come out of one pipe, and it tells when the screen has changed, so that
// nothing has to be waited for by the clock.
//
//     let tmux = try Tmux(columns: 80, rows: 24, environment: [...])
//     try tmux.type("rxdebug step a a"); try tmux.press("Enter")
//     try tmux.expect("1 Pattern")

import Glibc
import Testing

/// A terminal with a shell.
final class Tmux {
  /// Where tmux is; nil where it is not installed.
  static let path: String? = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first {
    unsafe access($0, X_OK) == 0
  }

  private let folder = "/tmp/rxdebug-tmux-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
  private let process: pid_t
  /// Commands go in here.
  private let commands: Int32
  /// Answers and notifications come out here.
  private let answers: Int32
  private var buffer: [UInt8] = []

  /// Starts a shell that asks with "$ ".
  init(columns: Int, rows: Int, environment: [String]) throws {
    let path = try #require(Self.path)
    try #require(unsafe mkdir(folder, 0o700) == 0)
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    try #require(unsafe pipe(&input) == 0 && pipe(&output) == 0)
    for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (commands, answers) = (input[1], output[0])
    defer {
      close(input[0])
      close(output[1])
    }
    process = try startProgram(
      path: path,
      [
        "-S", folder + "/socket", "-f", "/dev/null", "-C", "new-session", "-x", "\(columns)", "-y",
        "\(rows)", "exec sh -i",
      ], environment: environment + ["PS1=$ ", "SHELL=/bin/sh"], files: [("/dev/null", 2)],
      copies: [(input[0], 0), (output[1], 1)])
    // The answer to new-session itself.
    _ = try answer()
    // All of the screen is the program's.
    try run("set -g status off")
    try resize(columns: columns, rows: rows)
    try expect("$")
  }

  deinit {
    send("kill-server")
    close(commands)
    // Until the server is gone, so that nothing is left behind.
    while !read(timeout: 5000).isEmpty {}
    close(answers)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    unsafe unlink(folder + "/socket")
    unsafe rmdir(folder)
  }

  // MARK: Asking tmux

  /// Carries out a command of tmux and gives the lines of its answer.
  @discardableResult
  func run(_ command: String, _ place: SourceLocation = #_sourceLocation) throws -> [String] {
    send(command)
    let (lines, isError) = try answer(place)
    try #require(!isError, "\(command): \(lines)", sourceLocation: place)
    return lines
  }

  private func send(_ command: String) {
    let bytes = Array((command + "\n").utf8)
    _ = unsafe write(commands, bytes, bytes.count)
  }

  /// The next answer; notifications before it are passed over.
  private func answer(
    _ place: SourceLocation = #_sourceLocation
  ) throws -> (lines: [String], isError: Bool) {
    var lines: [String]?
    while true {
      let line = try #require(nextLine(), "tmux does not answer", sourceLocation: place)
      if line.hasPrefix("%begin ") {
        lines = []
      } else if line.hasPrefix("%end ") || line.hasPrefix("%error ") {
        return (lines ?? [], line.hasPrefix("%error "))
      } else {
        lines?.append(line)
      }
    }
  }

  private func nextLine() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      let bytes = read(timeout: PseudoTerminal.patience)
      if bytes.isEmpty { return nil }
      buffer += bytes
    }
  }

  private func read(timeout: Int32) -> [UInt8] {
    var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, timeout) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(answers, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  // MARK: The terminal

  /// What stands on the screen, row by row, without blanks at their ends.
  func screen() throws -> [String] { try run("capture-pane -p") }

  /// What tmux says of the terminal, as in `#{alternate_on}`.
  func state(_ format: String) throws -> String {
    try run("display-message -p '\(format)'").joined()
  }

  /// Types text, which must not hold apostrophes.
  func type(_ text: String) throws { try run("send-keys -l '\(text)'") }

  /// Presses keys by their names, as in "Enter" and "C-z".
  func press(_ keys: String...) throws { try run("send-keys " + keys.joined(separator: " ")) }

  /// Gives the terminal another size.
  func resize(columns: Int, rows: Int) throws {
    try run("refresh-client -C \(columns)x\(rows)")
  }

  /// Waits until the screen holds a text, and gives the screen.
  @discardableResult
  func expect(_ text: String, _ place: SourceLocation = #_sourceLocation) throws -> [String] {
    try expect(text, place) { $0.contains { $0.contains(text) } }
  }

  /// Waits until the screen no longer holds a text, and gives the screen.
  @discardableResult
  func expectNo(_ text: String, _ place: SourceLocation = #_sourceLocation) throws -> [String] {
    try expect("no " + text, place) { !$0.contains { $0.contains(text) } }
  }

  /// Waits until the screen is as wanted, and gives it.
  @discardableResult
  func expect(
    _ what: String, _ place: SourceLocation = #_sourceLocation,
    where isWanted: ([String]) -> Bool
  ) throws -> [String] {
    while true {
      let rows = try screen()
      if isWanted(rows) { return rows }
      // Until the next notification; what came before the screen was asked for is in it.
      var isChanged = false
      while !isChanged {
        let line = try #require(
          nextLine(), "\(what) did not come:\n\(rows.joined(separator: "\n"))",
          sourceLocation: place)
        isChanged = line.hasPrefix("%output ") || line.hasPrefix("%layout-change ")
      }
    }
  }
}
