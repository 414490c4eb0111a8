// SPDX-License-Identifier: MIT
// `save` and `rxdebug replay`: what a session was comes back byte for byte, and what is no session is refused.

import Glibc
import Testing

@Suite struct ReplayTests {
  /// A session whose last command saves it, replayed.
  private func replayed(_ commands: [String], _ arguments: [String]) throws -> (Run, Run) {
    let path = temporaryPath("saved")
    defer { unsafe unlink(path) }
    let options = (commands + ["save \(path)"]).flatMap { ["--ex", $0] }
    return (
      try run(["step", "--batch"] + options + arguments), try run(["replay", path])
    )
  }

  static let sessions: [[String]] = [
    ["break b", "commands 1", "where", "end", "continue", "print 1"],
    ["set pattern (a)b|c\nset option caseless", "undo", "diff", "where"],
    ["goto search 2", "set all off", "undo", "matches", "replacement", "trace a", "rc"],
    ["set replacement <$0>", "goto end", "matches", "display where", "json step", "suggest"],
    ["tbreak a", "break b ignore 1", "c", "c", "c", "info breaks", "assert matches"],
  ]

  @Test(arguments: sessions) func isTheSame(_ commands: [String]) throws {
    for extra in [["--all", "--replace", "[$0]"], ["--all"], []] {
      // Some commands are not for every plan: those sessions end before they are saved.
      let (saved, replay) = try replayed(commands, extra + ["(a)b", "xab ab \u{301}"])
      guard saved.status != 2 else { continue }
      #expect(replay.text == "1 file replayed, all the same\n", "\(commands) \(extra)")
      #expect(replay.status == 0)
    }
  }

  @Test func comparesBytes() throws {
    let path = temporaryPath("composed")
    defer { unsafe unlink(path) }
    let text = "pattern a\nsubject a\n#1 `a` at 0 matches \"a\", [0,1).\n(rx) mark \u{E9}\n"
    write(Array((text + "e\u{301} is step 1.\n").utf8), to: path)
    #expect(try run(["replay", path]).status == 1)
    write(Array((text + "\u{E9} is step 1.\n").utf8), to: path)
    #expect(try run(["replay", path]).status == 0)
  }

  @Test func linesMayEndInReturns() throws {
    let path = temporaryPath("returns")
    defer { unsafe unlink(path) }
    write(Array("step\r\n\r\nwhere\r\n".utf8), to: path)
    let (saved, replay) = try replayed(["source \(path)"], ["ab", "xab"])
    #expect(!saved.text.contains("\\r"))
    #expect(replay.status == 0)
  }

  static let broken = [
    "", "nonsense\n", "(rx) step\n", "pattern a\nsubject \\q\n", "pattern \u{1B}\n",
  ]

  @Test(arguments: broken) func refuses(_ text: String) throws {
    let path = temporaryPath("broken")
    defer { unsafe unlink(path) }
    write(Array(text.utf8), to: path)
    let run = try run(["replay", path])
    #expect(run.status == 2)
    #expect(!run.errors.contains(0x1B))
  }

  @Test func commandsNeedAnEnd() throws {
    let run = try run(["step", "--batch", "--ex", "break a", "--ex", "commands 1", "a", "a"])
    #expect(run.status == 2)
    #expect(run.errorText.contains("end is missing"))
  }
}
