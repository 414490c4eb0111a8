// SPDX-License-Identifier: MIT
// Keys, the mouse and lines: what they do to the session and to the screen.

import RegexDebugging
import RegexMachine
import RegexSyntax
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("What keys and the mouse do") struct UpdateTests {
  private func session(_ pattern: String, _ subject: String) throws -> Session {
    try Session(pattern: Array(pattern.utf8), subject: Array(subject.utf8))
  }

  private func stepper(_ pattern: String = "(a+)+b", _ subject: String = "aaac") throws -> Stepper {
    var stepper = Stepper(try session(pattern, subject), name: "")
    _ = stepper.send(.resized(columns: 120, rows: 40))
    return stepper
  }

  @discardableResult
  private func press(_ keys: String, _ stepper: inout Stepper) throws -> [Effect] {
    try TypedKeys.parse(keys).flatMap { stepper.send(.input($0)) }
  }

  private func notice(_ stepper: borrowing Stepper) -> String? { stepper.model.notice?.text }

  // MARK: Moving

  /// Keys, and the command that has to lead to the same place.
  private static let moves: [(String, String)] = [
    ("s", "step"), ("space", "step"), ("right", "step"), ("l", "step"), ("S", "back"),
    ("-", "back"), ("backspace", "back"), ("left", "back"), ("h", "back"), ("n", "next"),
    ("N", "reverse-next"), ("p", "reverse-next"), ("r", "finish"), ("R", "reverse-finish"),
    ("f", "next-fail"), ("F", "previous-fail"), ("m", "next-match"), ("M", "previous-match"),
    ("c", "continue"), ("C", "reverse-continue"), ("t", "next-attempt"),
    ("T", "previous-attempt"), ("g g", "goto start"), ("G", "goto end"),
  ]

  @Test("a key goes where its command goes", arguments: moves)
  func moving(_ key: String, _ command: String) throws {
    for start in [1, 4, 9, 17, 30] {
      var stepper = try stepper()
      var session = try session("(a+)+b", "aaac")
      try press("\":goto \(start)\" enter", &stepper)
      session.execute(try Command.parse("goto \(start)"))
      #expect(stepper.model.scene.place == session.place)
      try press(key, &stepper)
      session.execute(try Command.parse(command))
      #expect(stepper.model.scene.place == session.place, "\(key) from \(start)")
    }
  }

  @Test("a number goes to a step, a share to a part of the match") func places() throws {
    var stepper = try stepper()
    try press("\":7\" enter", &stepper)
    #expect(stepper.model.scene.place == .step(7))
    try press("\":50%\" enter", &stepper)
    #expect(stepper.model.notice?.kind == .bad)
    while stepper.idle() {}
    let steps = try #require(stepper.model.scene.end?.steps)
    try press("\":50%\" enter", &stepper)
    #expect(stepper.model.scene.place == .step(steps / 2))
    try press("quote x g g ' x", &stepper)
    #expect(stepper.model.scene.place == .step(steps / 2))
  }

  @Test("Enter repeats what was done last") func again() throws {
    var stepper = try stepper()
    try press("\":step 2\" enter enter", &stepper)
    #expect(stepper.model.scene.place == .step(5))
  }

  // MARK: Breakpoints

  @Test("b sets a breakpoint on the item that is chosen, and takes it off") func breakpoints()
    throws
  {
    var stepper = try stepper()
    try press("1 j j", &stepper)
    #expect(stepper.model.selectedItem == ItemID(2))
    try press("b", &stepper)
    let set = try #require(stepper.model.scene.breakpoints.first)
    #expect(set.items == [ItemID(2)])
    try press("c", &stepper)
    #expect(stepper.model.step?.item == ItemID(2))
    try press("b", &stepper)
    #expect(stepper.model.scene.breakpoints.isEmpty)
    try press("b D", &stepper)
    #expect(stepper.model.scene.breakpoints.map(\.isEnabled) == [false])
    try press("D", &stepper)
    #expect(stepper.model.scene.breakpoints.map(\.isEnabled) == [true])
    try press("6 j D", &stepper)
    #expect(stepper.model.scene.breakpoints.map(\.isEnabled) == [false])
  }

  @Test("commands of a breakpoint are typed one after the other") func attached() throws {
    var stepper = try stepper()
    try press("b \":commands 1\" enter", &stepper)
    guard case .prompt(let prompt) = stepper.model.mode else {
      Issue.record("no prompt for the commands")
      return
    }
    #expect(prompt.purpose == .attached)
    try press("\"why\" enter \"end\" enter", &stepper)
    #expect(stepper.model.scene.breakpoints.first?.commands == ["why"])
    guard case .normal = stepper.model.mode else {
      Issue.record("still a prompt")
      return
    }
  }

  @Test("leaving the line ends the commands", arguments: ["esc", "C-c", "C-d", "backspace"])
  func leavingAttached(_ key: String) throws {
    var stepper = try stepper()
    try press("b \":commands 1\" enter \"why\" enter \(key)", &stepper)
    #expect(stepper.model.scene.breakpoints.first?.commands == ["why"])
    try press("s", &stepper)
    #expect(stepper.model.scene.place == .step(2))
  }

  // MARK: Editing

  @Test("e edits the subject, in pane 1 the pattern, and the match is run again") func editing()
    throws
  {
    var stepper = try stepper()
    try press("2 e backspace \"b\" enter G", &stepper)
    #expect(stepper.model.scene.setup.subject == Array("aaab".utf8))
    try press("g g e backspace enter", &stepper)
    while stepper.idle() {}
    #expect(notice(stepper)?.contains("There is no match, at step") == true)
    try press("e \"b\" enter", &stepper)
    #expect(notice(stepper)?.contains("up to this step.") == true)
    while stepper.idle() {}
    #expect(notice(stepper)?.contains("Now it matches, at step") == true)
    try press("G", &stepper)
    #expect(stepper.model.scene.end?.outcome == .match)
    try press("1 e C-u \"c\" enter G", &stepper)
    #expect(stepper.model.scene.setup.pattern == Array("c".utf8))
    #expect(stepper.model.scene.end?.outcome == .noMatch)
    try press("1 e C-u \"(\" enter", &stepper)
    guard case .prompt(let prompt) = stepper.model.mode else {
      Issue.record("the pattern cannot be mended")
      return
    }
    #expect(prompt.fault?.contains("not closed") == true && prompt.editor.text == ["("])
    #expect(rows(of: stepper.model.view())[38].contains("not closed"))
    try press("esc", &stepper)
    #expect(stepper.model.scene.setup.pattern == Array("c".utf8))
  }

  @Test("how the match ends is added to what was told of a change, to nothing else")
  func changeAndOther() throws {
    var stepper = try stepper()
    try press("2 e \"b\" enter b", &stepper)
    let told = notice(stepper)
    #expect(told?.contains("reakpoint") == true)
    while stepper.idle() {}
    #expect(notice(stepper) == told)
  }

  @Test("a click on a frame shows it, one on a choice only chooses it") func clickingRows() throws {
    var stepper = try stepper()
    try press("s s s", &stepper)
    let place = stepper.model.scene.place
    #expect(stepper.model.scene.frames.count > 1)
    for (pane, row) in [(Pane.frames, 1), (.frames, 0), (.choices, 0)] {
      let area = try #require(Layout(stepper.model).area(of: pane))
      let event = MouseEvent(
        .press(0), column: area.column + 3, row: area.row + 1 + row)
      for _ in 0..<3 { _ = stepper.send(.input(.mouse(event))) }
      #expect(stepper.model.scene.place == place)
      if pane == .frames { #expect(stepper.model.scene.selectedFrame == row) }
    }
    #expect(stepper.model.selectedRow[.choices] == 0)
  }

  @Test("a pasted text stays whole, and one with an error comes back") func pastingTexts() throws {
    var stepper = try stepper("a", "xa")
    try press("2 e", &stepper)
    _ = stepper.send(.input(.paste("y\n\nz")))
    try press("enter", &stepper)
    #expect(stepper.model.scene.setup.subject == Array("xay\n\nz".utf8))
    try press("1 e \"(b\" enter", &stepper)
    // The line is open again.
    try press("\")\" enter", &stepper)
    #expect(stepper.model.scene.setup.pattern == Array("a(b)".utf8))
  }

  @Test("texts that do not fit a line go to the editor") func editingOutside() throws {
    var stepper = try stepper("a", "one\ntwo")
    #expect(try press("2 e", &stepper) == [.bell])
    #expect(try press("2 E", &stepper) == [.edit(.subject, Array("one\ntwo".utf8))])
    #expect(try press("1 E", &stepper) == [.edit(.pattern, Array("a".utf8))])
    _ = stepper.send(.edited(.subject, [0x61, 0xC3, 0xA9, 0x22, 0x5C, 0x0A]))
    #expect(stepper.model.scene.setup.subject == [0x61, 0xC3, 0xA9, 0x22, 0x5C, 0x0A])
    _ = stepper.send(.edited(.subject, nil))
    #expect(stepper.model.scene.setup.subject.count == 6)
  }

  @Test("y copies what the pane is about") func copying() throws {
    var stepper = try stepper("(a+)(b)?", "xaa")
    #expect(try press("1 y", &stepper) == [.copy(Array("(a+)(b)?".utf8), what: "the pattern")])
    #expect(try press("2 y", &stepper) == [.copy(Array("xaa".utf8), what: "the subject")])
    try press("G 5 j j", &stepper)
    #expect(try press("y", &stepper) == [.copy(Array("aa".utf8), what: "group 1")])
    #expect(try press("j y", &stepper) == [.bell])
    guard case .copy(let bytes, "Why") = try press("3 y", &stepper).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("Match"))
  }

  @Test("o writes the view in the form that the name asks for") func exporting() throws {
    var stepper = try stepper()
    for (name, start) in [
      ("a.txt", " rxdebug"), ("b.svg", "<?xml"), ("c.json", "{\"type\":\"view\""),
    ] {
      let effects = try press("o C-u \"\(name)\" enter", &stepper)
      guard case .write(name, let bytes) = effects.first else {
        Issue.record("\(name) is not written")
        continue
      }
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(start), "\(name)")
    }
    #expect(try press("o C-u \"d.png\" enter", &stepper) == [.bell])
  }

  // MARK: The screen

  @Test("panes are chosen by number, Tab and the mouse, and zoomed") func panes() throws {
    var stepper = try stepper()
    for pane in Pane.allCases {
      try press("\(pane.rawValue)", &stepper)
      #expect(stepper.model.focus == pane)
    }
    try press("1 tab", &stepper)
    #expect(stepper.model.focus == .subject)
    try press("S-tab S-tab", &stepper)
    #expect(stepper.model.focus == .frames)
    try press("z", &stepper)
    #expect(stepper.model.isZoomed)
    try press("esc", &stepper)
    #expect(!stepper.model.isZoomed)
    for place in Layout(stepper.model).places {
      let event = MouseEvent(.press(0), column: place.area.column + 2, row: place.area.row + 1)
      _ = stepper.send(.input(.mouse(event)))
      #expect(stepper.model.focus == place.pane)
    }
  }

  @Test("the wheel over the timeline steps") func wheel() throws {
    var stepper = try stepper()
    let area = try #require(Layout(stepper.model).area(of: .timeline))
    for _ in 0..<3 {
      let event = MouseEvent(.wheelDown, column: area.column + 2, row: area.row + 1)
      _ = stepper.send(.input(.mouse(event)))
    }
    #expect(stepper.model.scene.place == .step(4))
  }

  @Test("play asks to be woken and steps until a key comes") func playing() throws {
    var stepper = try stepper()
    #expect(try press("P", &stepper) == [.wake(milliseconds: 250)])
    #expect(stepper.send(.woken) == [.wake(milliseconds: 250)])
    #expect(stepper.model.scene.place == .step(2))
    try press(">", &stepper)
    #expect(stepper.send(.woken) == [.wake(milliseconds: 125)])
    try press("esc", &stepper)
    #expect(stepper.send(.woken) == [])
    #expect(stepper.model.scene.place == .step(3))
  }

  @Test("what lines show lies over the panes until a key closes it") func reading() throws {
    var stepper = try stepper()
    try press("\":info items\" enter", &stepper)
    guard case .reading(let reading) = stepper.model.mode else {
      Issue.record("nothing to read")
      return
    }
    #expect(reading.title == "info items")
    try press("esc", &stepper)
    guard case .normal = stepper.model.mode else {
      Issue.record("still there")
      return
    }
  }

  @Test("a text that is read is wrapped, and scrolls as far as it goes") func readingRows() throws {
    let lines = ["short", String(repeating: "word ", count: 30), "\u{E9}\u{4E2D}", "", "last"]
    var reading = Reading(title: "", lines: lines)
    let all = reading.rows(.max, columns: 40, isASCII: false).map(\.text)
    #expect(all.count == reading.rowCount(columns: 40, isASCII: false))
    #expect(all.first == "short" && all.suffix(3) == ["\u{E9}\u{4E2D}", "", "last"])
    for top in 0...all.count {
      reading.top = top
      let seen = reading.rows(3, columns: 40, isASCII: false).map(\.text)
      #expect(seen == Array(all.dropFirst(top).prefix(3)))
    }
  }

  @Test("what is scrolled stops where the text ends", arguments: [false, true])
  func scrolling(_ hasHex: Bool) throws {
    var stepper = try stepper("b", String(repeating: "a long text ", count: 300))
    try press("2", &stepper)
    if hasHex { try press("x", &stepper) }
    let first = rows(of: stepper.model.view())
    for _ in 0..<400 { try press("j", &stepper) }
    let last = rows(of: stepper.model.view())
    #expect(last != first && last.contains { $0.contains("3600") })
    try press("k", &stepper)
    #expect(rows(of: stepper.model.view()) != last)
    for _ in 0..<400 { try press("k", &stepper) }
    #expect(rows(of: stepper.model.view())[2...] != last[2...])
  }

  @Test("settings of the screen are no affair of the session") func settings() throws {
    var stepper = try stepper()
    try press("a H x \":layout events\" enter \":set theme light\" enter", &stepper)
    let settings = stepper.model.settings
    #expect(settings.isASCII && !settings.showsHeat && settings.showsHex)
    #expect(settings.arrangement == .events && settings.theme == .light)
    #expect(try press("\":set mouse off\" enter", &stepper).contains(.mouse(false)))
    _ = stepper.send(.input(.background(RGB(0, 0, 0))))
    #expect(stepper.model.settings.theme == .light, "a choice of the user stays")
    var other = try self.stepper()
    _ = other.send(.input(.background(RGB(250, 250, 250))))
    #expect(other.model.settings.theme == .light)
  }

  @Test("keys without a meaning say so") func unknown() throws {
    var stepper = try stepper()
    #expect(try press("Q", &stepper) == [.bell])
    #expect(notice(stepper)?.contains("?") == true)
  }

  @Test("a search goes to an item, again and back") func searching() throws {
    var stepper = try stepper()
    try press("\"/b\" enter", &stepper)
    let first = stepper.model.scene.place
    #expect(stepper.model.step?.item == ItemID(3))
    try press(";", &stepper)
    #expect(stepper.model.scene.place > first)
    try press(",", &stepper)
    #expect(stepper.model.scene.place == first)
  }

  @Test("nothing of a search is left in the next one") func nextSearch() throws {
    var setup = RunSetup(pattern: Array("a".utf8), subject: Array("xxaxa".utf8))
    setup.plan = SearchPlan(findsAll: true)
    var stepper = Stepper(try Session(setup), name: "")
    _ = stepper.send(.resized(columns: 120, rows: 40))
    while stepper.idle() {}
    try press("8 j j", &stepper)
    #expect(stepper.model.selectedStep == 3)
    #expect(stepper.model.details.overview != nil)
    try press("\":next-search\" enter", &stepper)
    #expect(stepper.model.scene.search?.number == 2)
    #expect(stepper.model.selectedStep == nil)
    #expect(stepper.model.details.overview == nil)
  }

  @Test("a run that takes long can be stopped, and the session goes on") func interrupting() throws
  {
    var stepper = try stepper("(a|aa)+$", String(repeating: "a", count: 60) + "b")
    var pulses = 0
    _ = stepper.send(.input(.key(Key("c")))) { pulse in
      pulses += 1
      #expect(pulse.steps == UInt64(pulses) * Timeline.sliceSteps)
      #expect(rows(of: pulse.screen(rate: 5).view()).last?.hasPrefix("continue") == true)
      return pulses < 3
    }
    #expect(pulses == 3)
    #expect(notice(stepper) == "Interrupted.")
    try press("g g s", &stepper)
    #expect(stepper.model.scene.place == .step(2))
  }

  @Test("the end of a session") func quitting() throws {
    var stepper = try stepper()
    #expect(try press("q", &stepper) == [.quit])
    #expect(try press("\":quit\" enter", &stepper).contains(.quit))
  }
}
