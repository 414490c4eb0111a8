// SPDX-License-Identifier: MIT
// The screen of a session without one, as `export` in a script writes it.

import RegexDebugging
import RegexSyntax
import Reporting
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("Pictures") struct ScreenPictureTests {
  private func session() throws -> Session {
    var session = try Session(
      pattern: Array(configPattern.utf8), subject: Array(configSubject.utf8),
      options: PatternOptions(compile: [.extended, .multiline]))
    session.execute(try Command.parse("next-fail"))
    return session
  }

  @Test("it is what the stepper shows")
  func sameAsStepper() throws {
    var session = try session()
    let picture = ScreenPicture(columns: 120, rows: 40)
    let text = try #require(picture.file("a.txt", of: &session))
    var stepper = Stepper(try self.session(), name: "")
    _ = stepper.send(.resized(columns: 120, rows: 40))
    while stepper.idle() {}
    #expect(
      String(decoding: text, as: UTF8.self) == GridText.plain(stepper.model.view()) + "\n")
  }

  @Test("lines about the screen change it")
  func lines() throws {
    var session = try session()
    var picture = ScreenPicture(columns: 80, rows: 24)
    #expect(picture.take("focus events") == .done)
    #expect(picture.take("zoom") == .done)
    #expect(picture.take("set ascii on") == .done)
    #expect(picture.take("set theme light") == .done)
    #expect(picture.take("layout text") == .done)
    #expect(picture.take("focus nothing") != .notOne)
    #expect(picture.take("set subject x") == .notOne)
    #expect(picture.take("export a.svg") == .notOne)
    #expect(picture.take("play") == .notOne)
    let text = String(
      decoding: try #require(picture.file("a.txt", of: &session)), as: UTF8.self)
    #expect(text.contains("[8] Events"))
    #expect(!text.contains("Captures"))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("the ending says what is written")
  func endings() throws {
    var session = try session()
    let picture = ScreenPicture(columns: 80, rows: 24)
    let svg = try #require(picture.file("a.svg", of: &session))
    #expect(String(decoding: svg, as: UTF8.self).contains("<title>rxdebug, step "))
    #expect(picture.file("a.json", of: &session)?.first == 0x7B)
    #expect(picture.file("a.png", of: &session) == nil)
  }
}
