// SPDX-License-Identifier: MIT
// `rxdebug step` on the full screen of a terminal under a shell, as a person has it. After whatever ends it the
// terminal is as before.

import Glibc
import Testing

@Suite(.enabled(if: Tmux.path != nil, "tmux is not installed: not tested in a terminal"))
struct ScreenTests {
  @Test func goesForthAndBack() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    try tmux.expect("step 1/")
    #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "1 0 1")
    try tmux.press("s", "Right", "Space")
    try tmux.expect("step 4/")
    try tmux.press("Left")
    try tmux.expect("step 3/")
    try tmux.press("G")
    try tmux.expect("no match")
    try tmux.press("g", "g")
    try tmux.expect("step 1/")
    try tmux.press("q")
    try desk.isSane()
  }

  /// Many keys in one read are all taken.
  @Test func takesKeysThatComeAtOnce() throws {
    let desk = try Desk()
    try desk.step()
    try desk.tmux.type("sssssSs")
    try desk.tmux.expect("step 6/")
  }

  @Test func breaksAndRuns() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step("\"(a|b)*c\" abab")
    try desk.start(":break c")
    try tmux.expect("●")
    try tmux.press("c")
    try tmux.expect("step 14/")
    try tmux.press("c")
    try tmux.expectNo("step 14/")
    try tmux.press("C")
    try tmux.expect("step 14/")
    try tmux.press("C")
    try tmux.expect("step 1/")
    try tmux.press("q")
    try desk.isSane()
  }

  @Test func zooms() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    try tmux.expect("Subject")
    try tmux.press("3", "z")
    try tmux.expectNo("Subject")
    try tmux.press("z")
    try tmux.expect("Subject")
  }

  @Test func editsInPlace() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    try tmux.press("s", "s", "2", "e")
    try tmux.expect("subject: size=30 x")
    #expect(try tmux.state("#{cursor_flag}") == "1")
    try tmux.press("BSpace", "BSpace", "Enter")
    let screen = try tmux.expect("no prompt") { !$0.contains { $0.contains("subject: ") } }
    #expect(screen.contains { $0.contains("size=30␃") })
    try tmux.press("G")
    try tmux.expect("Match [0,7)")
    try tmux.press("q")
    try desk.isSane()
  }

  /// VISUAL comes before EDITOR; the editor has the terminal; the newline that it adds is not the text's.
  @Test func editsInAnEditor() throws {
    let desk = try Desk(["EDITOR=false", "VISUAL=sh \"$DESK/editor\""])
    let tmux = desk.tmux
    try desk.call(
      #"printf "stty -a >\"\$DESK/stty\"; ls -l \"\$1\" >\"\$DESK/ls\"; cat \"\$1\"; echo asks; "#
        + #"read x; echo \"size=\$x\" >\"\$1\"" >"$DESK/editor"; echo writ""ten"#)
    try tmux.expect("written")
    try desk.step()
    try tmux.press("2", "E")
    // What the editor wrote, not what was typed above.
    let screen = try tmux.expect("size=30 xasks")
    #expect(screen.first == "here before")
    try desk.start("42")
    try tmux.expect("size=42␃")
    #expect(desk.text("stty").contains(" icanon"))
    #expect(desk.text("ls").hasPrefix("-rw-------"))
    let path = desk.text("ls").split(separator: " ").last.map { $0.filter { !$0.isNewline } }
    #expect(unsafe access(path ?? "", F_OK) != 0)
    try tmux.press("q")
    try desk.isSane()
  }

  @Test(arguments: ["false", "kill -9 $$;:", "/nowhere/editor"])
  func editorsThatFailChangeNothing(_ editor: String) throws {
    let desk = try Desk(["EDITOR=\(editor)"])
    try desk.step()
    try desk.tmux.press("2", "E")
    let screen = try desk.tmux.expect("nothing is changed")
    #expect(screen.contains { $0.contains("size=30 x␃") })
    try desk.tmux.press("q")
  }

  /// A signal that ends the program while an editor runs does so when the file is gone.
  @Test func leavesNoFileBehind() throws {
    let desk = try Desk(["EDITOR=echo editing; read answer; : "])
    try desk.call("TMPDIR=$DESK; export TMPDIR; echo writ\"\"ten")
    try desk.tmux.expect("written")
    try desk.step()
    try desk.tmux.press("2", "E")
    // What is typed while the screen is left goes with it.
    try desk.tmux.expect("editing")
    try desk.kill(SIGHUP)
    try desk.start("")
    try desk.tmux.expect("Hangup")
    try desk.isSane()
    try desk.call("clear; ls $DESK; echo end of li\"\"st")
    let screen = try desk.tmux.expect("end of list")
    #expect(!screen.contains { $0.contains("rxdebug-") })
  }

  @Test func resizes() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    for (columns, rows) in [(120, 40), (60, 20), (200, 60), (80, 24)] {
      try tmux.resize(columns: columns, rows: rows)
      // The last corner is where it belongs.
      try tmux.expect("\(columns)x\(rows)") {
        $0.count == rows && $0[rows - 2].unicodeScalars.count == columns
          && $0[rows - 2].last == "┘"
      }
    }
    try tmux.resize(columns: 30, rows: 9)
    try tmux.expectNo("Pattern")
    try tmux.resize(columns: 80, rows: 24)
    try tmux.expect("Subject")
    try tmux.press("q")
    try desk.isSane()
  }

  /// Ctrl-Z, a signal that stops, and one that nobody can handle.
  @Test(arguments: [nil, SIGTSTP, SIGSTOP])
  func stopsAndGoesOn(_ signal: Int32?) throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    try tmux.press("s")
    try tmux.expect("step 2/")
    switch signal {
    case nil: try tmux.press("C-z")
    case SIGSTOP:
      // The shell talks where the cursor is.
      try tmux.type(":")
      try tmux.expect("the command line") { $0.last == ":" }
      try desk.kill(SIGSTOP)
      try tmux.expect("the shell") { $0.contains { $0.hasPrefix(":[1]") } }
      // Nobody could tidy up: the key that ends a line is not Enter.
      try tmux.type("fg")
      try tmux.press("C-j")
      try tmux.expect("the command line") { $0.last == ":" }
      try tmux.press("Escape")
    case let signal?: try desk.kill(signal)
    }
    if signal != SIGSTOP {
      try desk.isSane()
      try desk.start("fg")
    }
    try tmux.expect("all of the screen") { rows in
      rows.first?.contains("step 2/") == true && rows.contains { $0.hasPrefix("└─? help") }
        && rows.last?.hasPrefix(":") == false
    }
    try tmux.press("s")
    try tmux.expect("step 3/")
    #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "1 0 1")
    try tmux.press("q")
    try desk.isSane()
  }

  @Test(arguments: [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP,
  ])
  func signalsRestore(_ signal: Int32) throws {
    let desk = try Desk()
    try desk.step()
    try desk.kill(signal)
    try desk.isSane()
  }

  @Test func theMouseStaysOff() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.step()
    try desk.start(":set mouse off")
    try desk.start(":goto 5")
    try tmux.expect("step 5/")
    #expect(try tmux.state("#{mouse_any_flag}") == "0")
    try tmux.press("C-z")
    try desk.call("fg")
    try tmux.expect("step 5/")
    #expect(try tmux.state("#{mouse_any_flag}") == "0")
    try tmux.press("q")
    try desk.isSane()
  }

  @Test func interruptStopsARun() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    let subject = String(repeating: "ab", count: 60)
    try desk.step("--max-steps 1000000000000000 \"(?:a|b|ab)*c\" \(subject)")
    try desk.start(":goto end")
    try tmux.expect("steps/s")
    try tmux.press("s", "C-c")
    try tmux.expectNo("steps/s")
    try desk.start(":goto 3")
    try tmux.expect("step 3") { $0.first?.hasSuffix("step 3") == true }
    // Both keys in one read.
    try tmux.press("c", "C-c")
    try tmux.expect("Interrupted")
    try tmux.press("q")
    try desk.isSane()
  }

  @Test func copies() throws {
    let desk = try Desk()
    try desk.tmux.run("set -s set-clipboard on")
    try desk.step()
    try desk.tmux.press("1", "y")
    try desk.tmux.expect("Copied")
    try desk.tmux.run("save-buffer '\(desk.path("copied"))'")
    #expect(desk.text("copied") == #"^(\w+)=(\d+)$"#)
    try desk.tmux.press("q")
    try desk.isSane()
    // The subject comes from standard input, keys from the terminal.
    try desk.call("head -c 74995 /dev/zero | tr \"\\0\" b | rxdebug step a -")
    try desk.tmux.expect("1 Pattern", where: Desk.isOpen)
    try desk.tmux.press("2", "y")
    try desk.tmux.expect("Too long to copy: 74995 bytes, at most 74994.")
  }

  @Test func scriptsComeFirst() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.call("printf \"step\\n# a remark\\n\" >$DESK/more; echo writ\"\"ten")
    try tmux.expect("written")
    try desk.step("--ex step --ex \"source $DESK/more\" aaab aaab")
    try tmux.expect("step 3/")
    try desk.start(":save \(desk.path("saved"))")
    try tmux.expect("Saved 2 commands to")
    try desk.start(":source \(desk.path("more"))")
    try tmux.expect("step 4/")
    try tmux.press("q")
    try desk.isSane()
    #expect(desk.text("saved").contains("(rx) step\n"))
    #expect(desk.history().count == 2)
    // One that cannot be carried out ends the program before it takes the screen.
    try desk.call("clear; rxdebug step --ex nonsense a xa; echo status $?")
    let screen = try tmux.expect("status 2")
    #expect(screen.first?.hasPrefix("rxdebug: \"nonsense\": ") == true)
  }

  @Test func exports() throws {
    let desk = try Desk()
    try desk.step()
    for ending in ["txt", "json", "svg"] {
      try desk.tmux.press("o")
      try desk.tmux.expect("export to:")
      try desk.tmux.press("C-u")
      try desk.start(desk.path("view.\(ending)"))
      try desk.tmux.expect("Wrote \(desk.path("view.\(ending)")).")
    }
    try desk.start(":export /nowhere/view.txt")
    try desk.tmux.expect("/nowhere/view.txt: cannot write")
    #expect(desk.text("view.txt").contains("size=30 x"))
    #expect(desk.text("view.json").hasPrefix("{"))
    #expect(desk.text("view.svg").hasPrefix("<"))
  }

  /// Lines where the terminal is not known to be more, with a word why; ASCII where it does not show UTF-8.
  @Test func choosesBySurroundings() throws {
    let desk = try Desk()
    let tmux = desk.tmux
    try desk.start("TERM=dumb rxdebug step a xa")
    try tmux.expect("rxdebug: TERM is dumb: plain lines; --tui forces the full screen")
    try tmux.expect("(rx)")
    try desk.start("quit")
    try desk.call("clear; rxdebug step --tui --json a xa; echo status $?")
    try tmux.expect("rxdebug: --tui cannot go with --json")
    try tmux.expect("status 2")
    try desk.call("clear; rxdebug step --tui a xa | cat; echo ended")
    try tmux.expect("rxdebug: --tui needs a terminal for keys and for the screen")
    try desk.call("clear; rxdebug step --theme blue a xa; echo status $?")
    try tmux.expect("rxdebug: --theme takes dark, light or auto, not blue")
    try desk.call("LANG=C TERM=dumb rxdebug step --tui a xa")
    let screen = try tmux.expect("Subject")
    #expect(screen.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try tmux.press("q")
    try desk.expectPrompt()
  }
}
