// SPDX-License-Identifier: MIT
// Lines that change a run, texts in quotes, names of options; and what a session keeps over a change.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Testing

@Suite struct SettingTests {
  static let lines: [(String, [Setting])] = [
    ("set pattern a\\d+", [.pattern(Array("a\\d+".utf8))]),
    ("set pattern  a b ", [.pattern(Array("a b".utf8))]),
    (#"set pattern " a\\d \"q\" ""#, [.pattern(Array(#" a\d "q" "#.utf8))]),
    ("set subject \"\"", [.subject([])]),
    (#"set subject "a\n\r\t\x00\xfF\x41""#, [.subject([0x61, 10, 13, 9, 0, 0xFF, 0x41])]),
    (#"set subject a\n"b""#, [.subject(Array(#"a\n"b""#.utf8))]),
    ("set newline crlf", [.newline(.crlf)]), ("set bsr AnyCRLF", [.bsr(.anyCRLF)]),
    ("set offset 3", [.startOffset(3)]),
  ]

  @Test(arguments: lines) func readsLine(_ line: String, _ settings: [Setting]) throws {
    let parsed = try Command.parse(line)
    #expect(parsed == .set(settings))
  }

  @Test(arguments: [
    #"set subject "a"#, #"set subject "a"b"#, #"set subject "\""#, #"set subject "\d""#,
    #"set subject "\x4""#, #"set subject "\x+4""#, #"set subject "\xG0""#, "set subject",
    "set option", "set option nosuch", "set option -", "set option no_utf_check", "set offset -1",
    "set newline lfcr", "unset option", "unset option i nosuch", "show x", "show", "undo 2",
    "diff 1",
  ]) func refusesLine(_ line: String) {
    #expect(throws: CommandError.self) { try Command.parse(line) }
  }

  @Test func optionsByName() throws {
    for option in OptionName.all {
      for text in [option.name, option.name.lowercased(), "pcre2_" + option.name] {
        #expect(OptionName(text) == option)
      }
    }
    #expect(OptionName("not-empty") == nil)
    #expect(OptionName("notempty-atstart")?.name == "NOTEMPTY_ATSTART")
    #expect(OptionName("i")?.name == "CASELESS")
    #expect(OptionName("i", letters: false) == nil)
    #expect(OptionName("I") == nil)
    #expect(OptionName("xx")?.name == "EXTENDED_MORE")
    #expect(OptionName.nearest(to: "mulitline") == ["MULTILINE"])
    let caseless = try #require(OptionName("caseless"))
    let on = try Command.parse("set option CASELESS")
    #expect(on == .set([.option(caseless, true)]))
    for line in ["unset option i", "set option -caseless", "set options -i"] {
      let off = try Command.parse(line)
      #expect(off == .set([.option(caseless, false)]))
    }
  }

  @Test func whatIsShownCanBeSet() throws {
    var session = try session("a", "b")
    for bytes: [UInt8] in [
      [], [0x22], [0x5C, 0x22, 0x0A, 0, 0x7F, 0xC3, 0xA9], Array("é b\u{202E}".utf8),
    ] {
      var setup = session.setup
      setup.apply(.subject(bytes))
      var other = try Session(setup)
      let shown = other.say("show subject")
      _ = session.say("set subject " + shown)
      let same = session.setup.subject == bytes
      #expect(same, "\(shown)")
    }
  }

  @Test func setupOfARefusedChangeIsKept() throws {
    var session = try session("(a)b", "aab")
    _ = session.say("goto 5")
    let (setup, place) = (session.setup, session.place)
    for line in ["set pattern (a", "set pattern (?1)(", "set offset 9", "set option nosuch"] {
      let answer = session.say(line)
      #expect(!answer.isEmpty)
      #expect(session.setup == setup)
      #expect(session.place == place)
    }
    let nothing = session.say("undo")
    #expect(nothing == "There is no change to take back.")
  }

  /// Setting something else and back leads to the same place as never having left.
  @Test(arguments: TimelineTests.cases) func undoComesBack(
    _ pattern: String, _ subject: String
  ) throws {
    var session = try session(pattern, subject)
    _ = session.say("goto 9")
    let why = session.say("why")
    let number = session.place
    _ = session.say("set option caseless")
    _ = session.say("undo")
    _ = session.say("set pattern (?:" + pattern + ")")
    _ = session.say("undo")
    if case .step(let step) = number {
      _ = session.say("goto \(step)")
    } else {
      _ = session.say("goto end")
    }
    let again = session.say("why")
    #expect(again == why)
  }

  @Test func aComparisonCanBeStopped() throws {
    var session = try session("(a+)+b", String(repeating: "a", count: 40) + "c")
    _ = session.execute(.goto(.step(3_000_000)))
    let response = session.execute(.set([.option(try #require(OptionName("i")), true)])) { false }
    guard case .changed(let change, _) = response.body else {
      Issue.record("not changed")
      return
    }
    #expect(change.arrival == .interrupted)
    let fault = session.execute(.diff) { false }
    guard case .fault(.interrupted) = fault.body else {
      Issue.record("not interrupted")
      return
    }
  }
}
