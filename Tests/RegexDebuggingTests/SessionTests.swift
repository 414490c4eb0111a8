// SPDX-License-Identifier: MIT
// Breakpoints in both directions, long runs that are stopped, long texts that stay short.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import Testing

@Suite struct SessionTests {
  /// The steps at which a session stops while it goes on in one direction.
  private func stops(_ session: inout Session, _ command: Command) -> [UInt64] {
    var result: [UInt64] = []
    while true {
      let response = session.execute(command)
      guard case .stopped(.breakpoints, .step(let why)) = response.body else { return result }
      result.append(why.step.number)
    }
  }

  @Test func breakpointsStopTheSameStepsInBothDirections() throws {
    var session = try session("(a+)+b", "aaaaaaaaaaac")
    _ = session.say("break b")
    _ = session.say("break pos 5")
    let forward = stops(&session, .run)
    let place = session.place
    #expect(place == .end)
    let backward = stops(&session, .reverseContinue)
    #expect(forward.count > 100)
    #expect(backward == forward.reversed())
    let start = session.place
    #expect(start == .step(1))
    let hits = session.breakpoints.map(\.hits)
    #expect(hits.reduce(0, +) >= 2 * forward.count)
  }

  @Test func disabledAndTemporaryBreakpoints() throws {
    var session = try session("a+b", "aac")
    _ = session.say("break b")
    _ = session.say("disable")
    let passed = session.say("c")
    #expect(passed.hasPrefix("No breakpoint was met.\nNo match after"))
    _ = session.say("goto start")
    _ = session.say("enable 1")
    _ = session.say("tbreak b")
    let met = session.say("c")
    #expect(met.hasPrefix("Breakpoints 1, 2.\n#2 `b` at 2 fails"))
    let ids = session.breakpoints.map(\.id)
    #expect(ids == [1])
  }

  @Test func aLongRunCanBeStopped() throws {
    let subject = String(repeating: "a", count: 40) + "c"
    var session = try session("(a+)+b", subject)
    var slices = 0
    let response = session.execute(.goto(.end)) {
      slices += 1
      return slices < 2
    }
    guard case .stopped(.interrupted, .step(let why)) = response.body else {
      Issue.record("not interrupted")
      return
    }
    #expect(why.step.number > 1_000_000)
    let back = session.say("back")
    #expect(back.hasPrefix("#\(why.step.number - 1) "))
  }

  @Test func stepLimit() throws {
    var session = try Session(
      pattern: Array("(a+)+b".utf8), subject: Array("aaaaaaaac".utf8),
      matchOptions: MatchOptions(limits: MatchLimits(steps: 100)))
    let end = session.say("goto end")
    #expect(end.hasPrefix("Stopped by the steps limit after 100 steps in 1 attempt."))
    let back = session.say("back")
    #expect(back.hasPrefix("#100 "))
  }

  @Test func longTextsStayShort() throws {
    let subject = String(repeating: "x\u{1b}é", count: 50_000)
    let pattern = "(" + String(repeating: "x|", count: 500) + "[a-z]+?.*)\\1"
    var session = try session(pattern, subject, .utf)
    for command in ["goto 4", "step", "why", "list", "captures", "choices", "events", "next-fail"] {
      let text = session.say(command)
      for line in text.split(separator: "\n") {
        #expect(line.count < 400, "\(command)")
        #expect(!line.utf8.contains(0x1b))
      }
    }
  }

  @Test(arguments: TimelineTests.cases) func everyStepIsExplainedTheSameOnTheWayBack(
    _ pattern: String, _ subject: String
  ) throws {
    var session = try session(pattern, subject)
    var forward = [renderText(session.opening())]
    while session.place != .end && forward.count < 150 {
      for command in ["why", "choices", "list", "events", "captures"] {
        let text = session.say(command)
        #expect(!text.isEmpty)
      }
      forward.append(session.say("step"))
    }
    var backward = [forward[forward.count - 1]]
    while backward.count < forward.count { backward.append(session.say("back")) }
    #expect(backward == forward.reversed())
  }

  @Test func errorsAreTold() {
    #expect(throws: SessionError.self) { _ = try session("a(", "") }
    #expect(throws: SessionError.self) {
      _ = try Session(
        pattern: [0x61], subject: [0xFF], options: PatternOptions(compile: .utf))
    }
  }
}
