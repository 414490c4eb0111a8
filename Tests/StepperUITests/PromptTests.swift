// SPDX-License-Identifier: MIT
// Lines that are typed at the bottom: which are the screen's, how they are completed, how they end.

import RegexDebugging
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("Typed lines") struct PromptTests {
  private func stepper() throws -> Stepper {
    Stepper(
      try Session(pattern: Array("(?<year>a)b".utf8), subject: Array("ab".utf8)), name: "",
      history: ["step 3", "why"])
  }

  @discardableResult
  private func press(_ keys: String, _ stepper: inout Stepper) throws -> [Effect] {
    try TypedKeys.parse(keys).flatMap { stepper.send(.input($0)) }
  }

  private func prompt(_ stepper: borrowing Stepper) -> Prompt? {
    if case .prompt(let prompt) = stepper.model.mode { prompt } else { nil }
  }

  @Test("lines about the screen are told from the session's")
  func parsing() {
    let commands: [(String, ScreenCommand)] = [
      ("focus why", .focus(.why)), ("focus 8", .focus(.events)), ("focus ti", .focus(.timeline)),
      ("layout text", .arrangement(.text)), ("layout", .action(.arrangement)),
      ("export a b.svg", .export("a b.svg")), ("export", .action(.export)),
      ("zoom", .action(.zoom)), ("set hex", .set(.hex, true)), ("set heat off", .set(.heat, false)),
      ("set theme light", .theme(.light)), ("keys", .action(.help)),
    ]
    for (line, command) in commands {
      guard case .command(command) = ScreenCommand.parse(line) else {
        Issue.record("\(line): \(ScreenCommand.parse(line))")
        continue
      }
    }
    for line in ["step", "set pattern heat", "set subject x", "info breaks", "until a", "zoomed"] {
      guard case .notOne = ScreenCommand.parse(line) else {
        Issue.record("\(line) is the session's")
        continue
      }
    }
    for line in ["focus nowhere", "layout no", "set heat 3", "set theme", "set theme red"] {
      guard case .wrong(let text) = ScreenCommand.parse(line) else {
        Issue.record("\(line) is wrong")
        continue
      }
      #expect(text.contains("takes"))
    }
  }

  @Test("Tab completes verbs, panes, settings and groups") func completion() throws {
    var stepper = try stepper()
    let cases = [
      ("foc", "focus"), ("focus tim", "focus timeline"), ("layout te", "layout text"),
      ("set the", "set theme"), ("watch ye", "watch year"), ("reverse-s", "reverse-s"),
    ]
    for (typed, whole) in cases {
      try press("\":\(typed)\" tab", &stepper)
      let text = prompt(stepper).map { String(String.UnicodeScalarView($0.editor.text)) }
      #expect(text?.hasPrefix(whole) == true, "\(typed): \(text ?? "-")")
      try press("tab", &stepper)
      try press("esc", &stepper)
    }
    try press("\":set \" tab tab", &stepper)
    #expect(prompt(stepper)?.candidates.contains("theme") == true)
    #expect(rows(of: stepper.model.view())[20...22].contains { $0.contains("theme") })
  }

  @Test("lines of earlier sessions and of this one come back") func history() throws {
    var stepper = try stepper()
    #expect(try press(": up up enter", &stepper) == [.remember("step 3")])
    #expect(stepper.model.scene.place == .step(4))
    #expect(try press("\":back\" enter", &stepper) == [.remember("back")])
    try press(": up", &stepper)
    #expect(prompt(stepper)?.editor.text == Array("back".unicodeScalars))
  }

  @Test("Esc, Ctrl-C and Backspace on an empty line leave it") func leaving() throws {
    for keys in [": esc", ": C-c", ": backspace", ": a backspace backspace", "/ C-d"] {
      var stepper = try stepper()
      try press(keys, &stepper)
      #expect(prompt(stepper)?.purpose == nil, "\(keys)")
      #expect(stepper.model.scene.place == .step(1))
    }
  }

  @Test("what is pasted is typed, and outside a line it does nothing") func pasting() throws {
    var stepper = try stepper()
    #expect(stepper.send(.input(.paste("q"))) == [.bell])
    try press(":", &stepper)
    _ = stepper.send(.input(.paste("step\nstep")))
    try press("enter", &stepper)
    #expect(stepper.model.scene.place == .step(3))
  }

  @Test("the lines of a file are as if they had been typed, in the place of its name")
  func sources() throws {
    var stepper = try stepper()
    let lines = ["step", "source inner", "export end.txt"]
    #expect(stepper.send(.lines(lines)) == [.source(path: "inner")])
    #expect(stepper.model.scene.place == .step(2))
    let effects = stepper.send(.lines(["set hex on", "step"]))
    #expect(stepper.model.settings.showsHex)
    #expect(stepper.model.scene.place == .step(3))
    guard case .write("end.txt", let bytes) = effects.first else {
      Issue.record("nothing is written: \(effects)")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("step 3"))
    _ = stepper.send(.lines(["source nowhere", "step"]))
    try press("S", &stepper)
    _ = stepper.send(.lines([]))
    // What followed a file that could not be read is dropped.
    #expect(stepper.model.scene.place == .step(2))
  }

  @Test("scripts may have commands of the screen, and fail by them") func scripts() throws {
    var stepper = try stepper()
    let effects = try stepper.run(["set mouse off"])
    #expect(effects == [.mouse(false)])
    guard case .write("a.txt", _) = try stepper.run(["step", "export a.txt"]).first else {
      Issue.record("nothing is written")
      return
    }
    for line in ["layout no", "export a.png", "stpe"] {
      do throws(ScriptFault) {
        _ = try stepper.run([line])
        Issue.record("\(line) is carried out")
      } catch {
        #expect(error.line == line && !error.text.isEmpty)
      }
    }
  }

  @Test("a wrong command says what is wrong") func wrong() throws {
    var stepper = try stepper()
    try press("\":stpe\" enter", &stepper)
    #expect(stepper.model.notice?.kind == .bad)
    #expect(stepper.model.notice?.text.contains("step") == true)
    try press("\":goto mars\" enter", &stepper)
    #expect(stepper.model.notice?.kind == .bad)
  }
}
