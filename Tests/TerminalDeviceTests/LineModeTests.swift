// SPDX-License-Identifier: MIT
// `rxdebug step --plain` as a person has it: on a terminal, key by key. Whatever ends it, the terminal is as before.

import Glibc
import Testing

/// A folder for the history of one test.
struct StateFolder: ~Copyable {
  let path = "/tmp/rxdebug-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
  var history: String { path + "/rxdebug/history" }

  deinit {
    let remover = try? startProgram(path: "/bin/rm", ["-rf", path], environment: [])
    if let remover { waitpid(remover, nil, 0) }
  }

  func lines() -> [String] {
    bytes("rxdebug/history").split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What is in a file of the folder; nothing if there is none.
  func bytes(_ name: String) -> [UInt8] {
    let file = unsafe open("\(path)/\(name)", O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  func write(_ lines: [String]) {
    unsafe mkdir(path, 0o700)
    unsafe mkdir(path + "/rxdebug", 0o700)
    let file = unsafe open(history, O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = unsafe Glibc.write(file, bytes, bytes.count)
  }
}

private func environment(_ folder: borrowing StateFolder, term: String = "xterm") -> [String] {
  [
    "TERM=\(term)", "XDG_STATE_HOME=\(folder.path)", "PATH=/usr/bin:/bin",
    // A crash would be explained at length, and a key be waited for.
    "SWIFT_BACKTRACE=enable=no",
  ]
}

private let operands = ["(?<user>a)(b)c", "xabc"]

private func start(
  _ folder: borrowing StateFolder, _ arguments: [String] = operands, columns: UInt16 = 80,
  term: String = "xterm"
) throws -> TypedProgram {
  try TypedProgram(
    programPath, ["step", "--plain"] + arguments, environment: environment(folder, term: term),
    columns: columns)
}

private let bracketedPasteOn = "\u{1B}[?2004h"
private let bracketedPasteOff = "\u{1B}[?2004l"
/// The prompt as the editor draws it.
private let prompt = bracketedPasteOn + "\r\u{1B}[K(rx) "

@Suite struct LineModeTests {
  @Test func edits() throws {
    let folder = StateFolder()
    let program = try start(folder)
    let before = program.before
    try program.expect(prompt)
    #expect(!program.terminal.hasSignals)
    program.terminal.type("stp\u{1B}[De\r")
    try program.expect("\r\n" + bracketedPasteOff)
    try program.expect("#2 ")
    try program.expect(prompt)
    // Enter repeats.
    program.terminal.type("\r")
    try program.expect("#3 ")
    try program.expect(prompt)
    program.terminal.type("\u{04}")
    #expect(try program.waitForEnd() == 0)
    #expect(program.terminal.settings == before)
    #expect(program.output.suffix(10).elementsEqual(Array((bracketedPasteOff + "\r\n").utf8)))
  }

  @Test func completes() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("rev\t\t\t")
    try program.expect(
      "reverse-continue  reverse-next      reverse-step\r\nreverse-finish    reverse-search\r\n")
    program.terminal.type("\u{15}info p\tx\u{7F}\t\t")
    try program.expect("profile  program\r\n")
    program.terminal.type("\u{15}help cat\t")
    try program.expect("help catch ")
    program.terminal.type("\u{15}nonsense a\t\t\u{15}wat\tu\t\r")
    try program.expect("watch user")
    try program.expect("Breakpoint 1: watch group 1 (user)")
  }

  @Test func interruptClearsTheLine() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("quit")
    try program.expect("quit")
    program.terminal.type("\u{03}")
    try program.expect("^C\r\n\r\u{1B}[K(rx) ")
    program.terminal.type("quit")
    try program.expect("quit")
    kill(program.process, SIGINT)
    try program.expect("^C\r\n\r\u{1B}[K(rx) ")
    program.terminal.type("step\r")
    try program.expect("#2 ")
  }

  @Test func interruptStopsARun() throws {
    let folder = StateFolder()
    let subject = String(repeating: "ab", count: 60)
    let program = try start(
      folder, ["--max-steps", "1000000000000000", "(?:a|b|ab)*c", subject])
    try program.expect(prompt)
    // What was pasted behind the command is given up with it.
    program.terminal.type("\u{1B}[200~continue\rquit\u{1B}[201~\rquit\r")
    try program.expect(bracketedPasteOff)
    // Once the terminal is no longer raw; and again, since the session first forgets what came before.
    try program.expect("Interrupted.") {
      if program.terminal.hasSignals { program.terminal.type("\u{03}") }
    }
    try program.expect(prompt)
    program.terminal.type("goto 3\r")
    try program.expect("#3 ")
  }

  @Test func keepsHistory() throws {
    let folder = StateFolder()
    let first = try start(folder)
    try first.expect(prompt)
    first.terminal.type("step 2\r")
    try first.expect("#3 ")
    try first.expect(prompt)
    first.terminal.type("why\rwhy\rquit\r")
    #expect(try first.waitForEnd() == 0)
    #expect(folder.lines() == ["step 2", "why", "quit"])
    var status = stat()
    #expect(unsafe lstat(folder.history, &status) == 0 && status.st_mode & 0o777 == 0o600)

    let second = try start(folder)
    try second.expect(prompt)
    second.terminal.type("\u{1B}[A\u{1B}[A\u{1B}[A\r")
    try second.expect("#3 ")
    try second.expect(prompt)
    second.terminal.type("\u{12}qui\r")
    #expect(try second.waitForEnd() == 0)
  }

  @Test func leavesTheHistoryAlone() throws {
    let folder = StateFolder()
    folder.write(["step 2"])
    let program = try start(folder, ["--no-history"] + operands)
    try program.expect(prompt)
    program.terminal.type("\u{1B}[Awhy\rquit\r")
    #expect(try program.waitForEnd() == 0)
    #expect(folder.lines() == ["step 2"])
  }

  @Test func historyIsBounded() throws {
    let folder = StateFolder()
    folder.write((0..<1500).map { "step \($0)" })
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("why\rquit\r")
    #expect(try program.waitForEnd() == 0)
    let lines = folder.lines()
    #expect(lines.count == 1000)
    #expect(lines.suffix(3) == ["step 1499", "why", "quit"])
  }

  @Test func unwritableHistory() throws {
    let folder = StateFolder()
    let program = try TypedProgram(
      programPath, ["step", "--plain"] + operands,
      environment: ["TERM=xterm", "XDG_STATE_HOME=/dev/null/x", "HOME=/dev/null"])
    try program.expect(prompt)
    program.terminal.type("why\r")
    try program.expect(prompt)
    program.terminal.type("quit\r")
    #expect(try program.waitForEnd() == 0)
    #expect(folder.lines() == [])
  }

  @Test func pastesLines() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("\u{1B}[200~step\rstep\r\u{1B}]0;x\u{07}\u{1B}[201~")
    try program.expect("step\u{240A}\u{1B}[11Gstep\u{240A}\u{1B}[16G\u{241B}\u{1B}[17G]0;x\u{2407}")
    program.terminal.type("\u{17}\r")
    try program.expect("#2 ")
    try program.expect("#3 ")
    #expect(!program.output.contains(0x07))
  }

  @Test func resizes() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("0123456789abcdef")
    try program.expect("f")
    program.terminal.resize(columns: 20)
    try program.expect("\r\u{1B}[J\r\u{1B}[K<")
  }

  @Test(arguments: [["--no-editing"], []])
  func plainLines(_ options: [String]) throws {
    let folder = StateFolder()
    let program = try start(folder, options + operands, term: options.isEmpty ? "dumb" : "xterm")
    try program.expect("(rx) ")
    program.terminal.type("step\r")
    try program.expect("#2 ")
    try program.expect("(rx) ")
    program.terminal.type("\u{04}")
    #expect(try program.waitForEnd() == 0)
    #expect(!program.output.contains(0x1B))
    #expect(folder.lines() == [])
  }

  @Test func editingIsOffAfterAScript() throws {
    let folder = StateFolder()
    let program = try start(folder, ["--ex", "set editing off"] + operands)
    try program.expect("(rx) set editing off\r\n(rx) ")
    program.terminal.type("set editing on\n")
    try program.expect(prompt)
  }

  @Test func linesOfABreakpoint() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("break 1\rcommands 1\r")
    try program.expect("\r\u{1B}[K> ")
    program.terminal.type("why\rend\rcontinue\r")
    try program.expect("\r\u{1B}[K> ")
    try program.expect(prompt)
  }

  @Test func editingOffAndOn() throws {
    let folder = StateFolder()
    let program = try start(folder)
    try program.expect(prompt)
    program.terminal.type("set editing off\r")
    try program.expect(bracketedPasteOff + "(rx) ")
    program.terminal.type("step\r")
    try program.expect("#2 ")
    program.terminal.type("set editing on\r")
    try program.expect(prompt)
  }

  @Test(arguments: [
    SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP,
  ])
  func signalsRestore(_ signal: Int32) throws {
    let folder = StateFolder()
    let program = try start(folder)
    let before = program.before
    try program.expect(prompt)
    #expect(program.terminal.settings != before)
    kill(program.process, signal)
    #expect(try program.waitForEnd() & 0x7F == signal)
    #expect(program.terminal.settings == before)
    #expect(program.output.suffix(8).elementsEqual(Array(bracketedPasteOff.utf8)))
  }

  /// Ctrl-Z, and a signal that stops, under a shell with job control.
  @Test(arguments: [true, false])
  func stopsAndGoesOn(_ isKey: Bool) throws {
    let folder = StateFolder()
    let script = """
      set -m
      '\(programPath)' step --plain '\(operands[0])' '\(operands[1])'
      echo stopped=$?
      read answer
      fg
      echo ended=$?
      """
    let shell = try TypedProgram("/bin/sh", ["-c", script], environment: environment(folder))
    let before = shell.before
    try shell.expect(prompt)
    shell.terminal.type("ste")
    try shell.expect("ste")
    if isKey {
      shell.terminal.type("\u{1A}")
    } else {
      kill(tcgetpgrp(shell.terminal.master), SIGTSTP)
    }
    try shell.expect(bracketedPasteOff)
    try shell.expect("stopped=")
    #expect(shell.terminal.settings == before)
    shell.terminal.type("\n")
    try shell.expect(prompt + "ste")
    #expect(!shell.terminal.hasSignals)
    shell.terminal.type("p\r")
    try shell.expect("#2 ")
    try shell.expect(prompt)
    shell.terminal.type("quit\r")
    try shell.expect("ended=0")
    #expect(try shell.waitForEnd() == 0)
    #expect(shell.terminal.settings == before)
  }

  /// In the background it waits: the terminal is the shell's, and its settings of then are not kept.
  @Test func waitsInTheBackground() throws {
    let folder = StateFolder()
    let script = """
      set -m
      '\(programPath)' step --plain '\(operands[0])' '\(operands[1])'
      stty -echo
      bg
      read answer
      stty echo
      fg
      echo ended=$?
      """
    let shell = try TypedProgram("/bin/sh", ["-c", script], environment: environment(folder))
    let before = shell.before
    try shell.expect(prompt)
    shell.terminal.type("\u{1A}")
    // dash and bash say it differently.
    try shell.expect("[1]")
    try shell.expect("step")
    shell.terminal.type("\n")
    try shell.expect(prompt)
    shell.terminal.type("quit\r")
    try shell.expect("ended=0")
    #expect(try shell.waitForEnd() == 0)
    #expect(shell.terminal.settings == before)
  }
}
