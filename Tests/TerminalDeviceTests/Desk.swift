// SPDX-License-Identifier: MIT
// A person's place: a terminal with a shell in which the program can be called, and the checks that it is left
// as it was found.

import Glibc
import Testing

/// A shell in a terminal.
final class Desk {
  let tmux: Tmux
  private let folder = StateFolder()

  init(columns: Int = 80, rows: Int = 24, _ variables: [String] = []) throws {
    let folders = programPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    tmux = try Tmux(
      columns: columns, rows: rows,
      environment: [
        "PATH=\(folders.joined(separator: "/")):/usr/bin:/bin", "LANG=C.UTF-8",
        "XDG_STATE_HOME=\(folder.path)", "DESK=\(folder.path)", "SWIFT_BACKTRACE=enable=no",
      ] + variables)
    try start("mkdir -p \"$DESK\"; before=$(stty -g); clear; echo here be\"\"fore")
    try tmux.expect("here before")
  }

  /// Waits for the shell and types a line.
  func call(_ line: String) throws {
    try expectPrompt()
    try start(line)
  }

  /// Types a line and ends it.
  func start(_ line: String) throws {
    try tmux.type(line)
    try tmux.press("Enter")
  }

  /// Calls `rxdebug step` so that signals can be sent to it, and waits for the screen.
  func step(_ arguments: String = #""^(\w+)=(\d+)$" "size=30 x""#) throws {
    try call(#"sh -c "echo \$\$ >\$DESK/pid; exec rxdebug step \"\$@\"" step "# + arguments)
    try tmux.expect("1 Pattern", where: Self.isOpen)
  }

  /// Whether the panes are there: the number of the first stands in its frame.
  static func isOpen(_ rows: [String]) -> Bool { rows.contains { $0.contains("Pattern") } }

  /// Sends a signal to the program that `step` has called.
  func kill(_ signal: Int32) throws {
    let number = try #require(Int32(text("pid").filter { $0.isNumber }))
    try #require(Glibc.kill(number, signal) == 0)
  }

  /// The path of a file in the folder that the shell calls $DESK.
  func path(_ name: String) -> String { folder.path + "/" + name }

  /// The text of a file in the folder that the shell calls $DESK; empty if there is none.
  func text(_ name: String) -> String { String(decoding: folder.bytes(name), as: UTF8.self) }

  /// The lines that the program keeps for later sessions.
  func history() -> [String] { folder.lines() }

  /// Waits until the shell asks for a line: what is typed before may still go to the program.
  func expectPrompt(_ place: SourceLocation = #_sourceLocation) throws {
    try tmux.expect("the shell", place) { $0.last { !$0.isEmpty } == "$" }
  }

  /// Checks that the terminal is as before the program, with what stood on it.
  func isSane(_ place: SourceLocation = #_sourceLocation) throws {
    try expectPrompt(place)
    try start("test \"$(stty -g)\" = \"$before\" && echo settings are the sa\"\"me")
    let screen = try tmux.expect("settings are the same", place)
    #expect(screen.first == "here before", sourceLocation: place)
    let state = try tmux.state(
      "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag} #{keypad_cursor_flag}")
    #expect(state == "0 1 0 1 0", sourceLocation: place)
  }
}
