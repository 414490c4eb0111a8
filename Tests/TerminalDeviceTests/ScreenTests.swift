// SPDX-License-Identifier: MIT
// `rxdebug step` in a terminal under a shell, as a person has it: tmux shows what is on the screen. After
// whatever ends it the terminal is as before.

import Glibc
import Testing

/// A shell in a terminal, in which the program can be called by its name.
private final class Desk {
  let tmux: Tmux
  private let folder = StateFolder()

  init(columns: Int = 80, rows: Int = 24, _ variables: [String] = []) throws {
    let folders = programPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    tmux = try Tmux(
      columns: columns, rows: rows,
      environment: [
        "PATH=\(folders.joined(separator: "/")):/usr/bin:/bin", "LANG=C.UTF-8",
        "XDG_STATE_HOME=\(folder.path)", "SWIFT_BACKTRACE=enable=no",
      ] + variables)
    try tmux.type("before=$(stty -g); echo here before")
    try tmux.press("Enter")
    try tmux.expect { $0.contains("here before") }
  }

  func start(_ line: String) throws {
    try tmux.type(line)
    try tmux.press("Enter")
  }

  /// Checks that the terminal is as before the program.
  func isSane(_ place: SourceLocation = #_sourceLocation) throws {
    try start("test \"$(stty -g)\" = \"$before\" && echo settings are the sa\"\"me")
    let screen = try tmux.expect("settings are the same", place)
    #expect(screen.contains("here before"), sourceLocation: place)
    let state = try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag}")
    #expect(state == "0 1 0 1", sourceLocation: place)
  }
}

extension Tmux {
  /// Waits until the screen is as wanted.
  fileprivate func expect(
    _ place: SourceLocation = #_sourceLocation, where isWanted: ([String]) -> Bool
  ) throws {
    try expect("what is wanted", place, where: isWanted)
  }
}

@Suite(.enabled(if: Tmux.path != nil, "tmux is not installed: not tested in a terminal"))
struct ScreenTests {
  @Test func linesAndBack() throws {
    let desk = try Desk()
    try desk.start("rxdebug step a xa")
    try desk.tmux.expect("(rx)")
    try desk.start("step")
    try desk.tmux.expect("#2 ")
    try desk.start("quit")
    try desk.isSane()
  }
}
