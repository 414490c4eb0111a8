// SPDX-License-Identifier: MIT
// A place is the same place from whichever side it is reached, and checkpoints stay within their bounds.

import RegexDebugging
import RegexMachine
import RegexSyntax
import TestThreads
import Testing

/// Everything that can be seen at a place.
private struct Seen: Equatable {
  var place: Place
  var item: ItemID?
  var position: Int
  var attemptStart: Int
  var attempts: Int
  var captures: [CaptureRange?]
  var lastClosed: Int
  var depth: Int
  var choices: [PendingChoice]
  var flags: UInt8
  var events: [MachineEvent]
}

extension Timeline {
  fileprivate mutating func seen() -> Seen {
    inspect { machine, place, attempts, events in
      Seen(
        place: place, item: machine.item, position: machine.position,
        attemptStart: machine.attemptStart, attempts: attempts, captures: machine.captures,
        lastClosed: machine.lastClosedGroup, depth: machine.stackDepth,
        choices: machine.pendingChoices(limit: 50), flags: machine.stepFlags, events: events)
    }
  }

  fileprivate mutating func go(_ target: Place) {
    while move(to: target, budget: 700) == .unfinished {}
  }
}

/// Numbers that look random and are the same in every run.
private struct Dice {
  var state: UInt64
  mutating func roll(_ limit: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % limit
  }
}

@Suite @ComputingTests struct TimelineTests {
  nonisolated static let cases: [(String, String)] = [
    (#"(\d+)-(\w+)$"#, "on 2024-may!"), ("(a+)+b", "aaaaaaaaaac"), ("(?:a|b|ab)*c", "ababababab"),
    (#"(\w+?)\s\1"#, "one two two three"), ("(a(?1)?b)", "aaaabbb"), ("(?=(a+))a*b\\1", "baaabac"),
    ("^(?:(?!end).)*$", "not at the end"), ("((a)|(b)|c){2,5}?d", "abcabcabx"),
    ("(?<=ab|c)x(?(1)y|z)|(q)", "abxz cxq"), ("(?>a+|b)*+c", "aababab"), ("x*", "aaa"), ("", ""),
    (#"\b(\w+)\b.*\b\1\b"#, "the cat sat on the mat"), ("(a|aa)+$", "aaaaaaaaaaaaaaab"),
  ]

  @Test(arguments: cases) func placesAreTheSameFromBothSides(_ pattern: String, _ subject: String)
    throws
  {
    var straight = try timeline(pattern, subject, interval: 1_000_000)
    straight.go(.end)
    let total = try #require(straight.end?.steps)
    var record: [Seen] = []
    straight.go(.step(0))
    for number in 1...max(total, 1) {
      straight.go(.step(number))
      record.append(straight.seen())
    }
    var jumping = try timeline(pattern, subject, interval: 16)
    var dice = Dice(state: 42)
    for _ in 0..<200 {
      let number = dice.roll(total + 1) + 1
      jumping.go(number > total ? .end : .step(number))
      guard number <= total else {
        let end = jumping.end
        #expect(end == straight.end)
        continue
      }
      let seen = jumping.seen()
      #expect(seen == record[Int(number) - 1], "step \(number)")
    }
  }

  @Test func backwardSearchesFindWhatForwardOnesPass() throws {
    var timeline = try timeline("(?:a|b|ab)*c", "abababababababab", interval: 64)
    var query = StepQuery()
    query.failures = true
    var forward: [Place] = []
    timeline.go(.step(1))
    while true {
      var search = StepSearch(query, .forward, from: timeline.place)
      var result = timeline.look(for: &search, budget: 100)
      while result == .unfinished { result = timeline.look(for: &search, budget: 100) }
      guard result == .found else { break }
      forward.append(timeline.place)
    }
    var backward: [Place] = []
    for _ in 0...200 {
      var search = StepSearch(query, .backward, from: timeline.place)
      var result = timeline.look(for: &search, budget: 100)
      while result == .unfinished { result = timeline.look(for: &search, budget: 100) }
      guard result == .found else { break }
      backward.append(timeline.place)
    }
    #expect(forward.count > 200)
    #expect(backward == Array(forward.reversed().prefix(backward.count)))
  }

  @Test func aLongMatchStaysWithinItsBudget() throws {
    let subject = String(repeating: "a", count: 18) + "c"
    var timeline = try timeline("(a+)+b", subject, bytes: 1 << 20, interval: 256)
    timeline.go(.step(1_000_000))
    let place = timeline.place
    #expect(place == .step(1_000_000))
    let (count, bytes) = (timeline.checkpointCount, timeline.checkpointBytes)
    #expect(count <= 4096 + 64 + 48)
    #expect(bytes <= 1 << 20)
    let there = timeline.seen()
    timeline.go(.step(999_999))
    timeline.go(.step(999_998))
    timeline.go(.step(123_456))
    timeline.go(.step(1_000_000))
    let again = timeline.seen()
    #expect(there == again)
    timeline.go(.end)
    let end = timeline.end
    #expect(end?.outcome == .noMatch)
    let after = (timeline.checkpointCount, timeline.checkpointBytes)
    #expect(after.0 <= 4096 + 64 + 48 && after.1 <= 1 << 20)
  }

  @Test func aDeepStackStaysWithinItsBudget() throws {
    let subject = String(repeating: "ab", count: 20_000)
    var timeline = try timeline("(?:(a)|b)*c", subject, bytes: 2 << 20, interval: 64)
    timeline.go(.step(100_000))
    let there = timeline.seen()
    let bytes = timeline.checkpointBytes
    #expect(bytes <= 2 << 20)
    timeline.go(.step(50_000))
    timeline.go(.step(100_000))
    let again = timeline.seen()
    #expect(there == again)
  }

  @Test func aSliceRunsNoFurtherThanItsBudget() throws {
    let subject = String(repeating: "a", count: 18) + "c"
    var timeline = try timeline("(a+)+b", subject)
    let result = timeline.move(to: .end, budget: 5_000)
    let place = timeline.place
    #expect(result == .unfinished)
    #expect(place == .step(5_000))
  }
}
