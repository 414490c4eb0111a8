// SPDX-License-Identifier: MIT
// What a screen lets run while nobody waits changes no answer: the same commands with and without it say the same.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import Testing

@Suite struct ExploringTests {
  nonisolated static let matches =
    StepLineTests.matches + [
      ListedMatch(pattern: "(?:a|b|ab)*c", subject: String(repeating: "ab", count: 9)),
      ListedMatch(pattern: "(?:(a)|b)*c", subject: String(repeating: "ab", count: 60)),
      ListedMatch(pattern: #"(\w+)\s(\w+)=(?=x)"#, subject: "some words here and a=y there"),
    ]

  nonisolated static let commands = [
    "step", "step 7", "step 300", "back", "back 5", "next", "reverse-next", "finish", "rf", "nf",
    "pf", "nm", "pm", "na", "pa", "continue", "continue", "rc", "goto 1", "goto 40", "goto end",
    "why", "where", "captures", "choices", "bt", "up", "info profile", "history 1", "ahead 30",
    "break 0", "break pos 3", "watch 1", "catch backtrack", "catch verb if pos > 1",
    "tbreak pos 4", "info breaks", "delete 1", "until pos 2", "mark here", "goto here",
    "print backtracks", "set option caseless", "undo", "list", "suggest",
  ]

  @Test(arguments: matches) func noAnswerIsAnother(_ match: ListedMatch) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func roll(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var setup = RunSetup(pattern: Array(match.pattern.utf8), subject: Array(match.subject.utf8))
    setup.options.compile = [.utf]
    setup.checkpointInterval = 64
    if roll(3) == 0 { setup.plan = SearchPlan(findsAll: true) }
    var plain = try Session(setup)
    var other = try Session(setup)
    for _ in 0..<60 {
      for _ in 0..<roll(3) { look(&other, roll) }
      let command = Self.commands[roll(Self.commands.count)]
      let (expected, found) = (plain.sayJSON(command), other.sayJSON(command))
      #expect(found == expected, "\(command), seed \(seed)")
      #expect(other.place == plain.place, "\(command), seed \(seed)")
      #expect(other.breakpoints == plain.breakpoints, "\(command), seed \(seed)")
      guard found == expected else { return }
    }
  }

  /// Something that a screen does on its own.
  private func look(_ session: inout Session, _ roll: (Int) -> Int) {
    switch roll(7) {
    case 0: _ = session.scene()
    case 1: _ = session.stepLines(from: UInt64(roll(400)), count: roll(90))
    case 2: _ = session.overview(columns: 1 + roll(100))
    case 3: _ = session.profileAll(steps: UInt64(roll(300)))
    case 4: _ = session.settingSteps(within: UInt64(roll(5000)))
    case 5: _ = session.completeEnd()
    default: session.explore(steps: UInt64(roll(500)))
    }
  }

  @Test func theFirstPassGoesOnWhereItWas() throws {
    let subject = String(repeating: "ab", count: 12)
    var session = try session("(?:a|b|ab)*c", subject)
    session.execute(.step(4))
    var slices = 0
    while !session.explore(steps: 1000) {
      slices += 1
      #expect(session.explored.steps == UInt64(5 + 1000 * slices) && session.place == .step(5))
    }
    let end = try #require(session.explored.end)
    #expect(UInt64(slices) == (end.steps - 5) / 1000)
    var other = try Session(session.setup)
    other.execute(.goto(.end))
    #expect(other.end == end && session.place == .step(5))
  }

  @Test(arguments: matches) func profilesAreThoseOfTheWholeMatch(_ match: ListedMatch) throws {
    var session = try session(match.pattern, match.subject, [.utf])
    var slices = 0
    while !session.profileAll(steps: 100).isComplete { slices += 1 }
    let profile = session.profileAll(steps: 100).profile
    #expect(session.explored.steps <= 1 && session.place <= .step(1))
    session.execute(.goto(.end))
    guard case .profile(let expected) = session.execute(.info(.profile)).body else { return }
    #expect(profile == expected && UInt64(slices) == expected.steps / 100)
  }

  @Test func aChangeBeginsAnew() throws {
    var session = try session("a+b", "aaaa")
    while !session.profileAll(steps: 3).isComplete {}
    let before = session.profileAll(steps: 1).profile
    session.execute(.set([.subject(Array("ab".utf8))]))
    let (after, isComplete) = session.profileAll(steps: 1)
    #expect(after.steps <= 1 && !isComplete && before.steps > 1)
    #expect(session.explored.end == nil && !session.explore(steps: 0))
    #expect(session.explore(steps: 100) && session.explored.steps == 3)
  }

  @Test func settingStepsAreThoseOfTheTable() throws {
    var session = try session(#"((\w)+)\s((x)|(y))+"#, "ab xyx")
    session.execute(.goto(.end))
    guard case .captures(let rows, _, _) = session.execute(.info(.captures)).body else { return }
    let steps = session.settingSteps(within: 1_000_000)
    for row in rows { #expect(steps[row.group] == row.setAt) }
    #expect(steps.count == 5 && session.place == .end)
    #expect(session.settingSteps(within: 1_000_000) { false }.isEmpty)
  }
}
