// SPDX-License-Identifier: MIT
// Checkpoints of deep stacks share what has not changed. Places in such matches are the same as in a machine that
// ran straight there, whatever wrote to the stack in between: cuts, calls, verbs, conditions, a fresh attempt.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import TestThreads
import Testing

/// A match whose stack grows to thousands of records.
struct DeepMatch: CustomTestStringConvertible, Sendable {
  var pattern: String
  var unit: String
  var tail = ""
  var subject: String { String(repeating: unit, count: 3000) + tail }
  var testDescription: String { pattern }
}

@Suite @ComputingTests struct DeepStackTests {
  nonisolated static let matches = [
    DeepMatch(pattern: "^(?:(a)|b)*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(?>(a)|(b)){1,500})*c", unit: "ab"),
    DeepMatch(pattern: "^(?>(?:(a)|b)*)(?:(a)|b)*c", unit: "ab", tail: "!"),
    DeepMatch(pattern: "^(?=((?:(a)|b)*))(?:(a)|b)*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(a)|b)*+c|^(?:(a)|(b))*d", unit: "ab"),
    DeepMatch(pattern: "^(?:((?:a(?2)?)(b))|x)*?c(d(?1))?", unit: "ab", tail: "cdab"),
    DeepMatch(pattern: "^((a(?1)?b)|(?2))*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(a)(?(1)b|c)|(?(?=(a))a|b))*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(*MARK:m)(a)|b(*PRUNE))*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(a)|b(*THEN)|(b))*c", unit: "ab"),
    DeepMatch(pattern: "^(?:(a)|b)*(?!(?:(a)|b)*d)(?<=(b))c", unit: "ab"),
    DeepMatch(pattern: "(?:(a)|b)*(?:(*SKIP)(*FAIL)|c)", unit: "ab"),
    DeepMatch(pattern: "(?:(a)|b)*(?:c|(?<=^.{200})(*ACCEPT))", unit: "ab"),
    DeepMatch(pattern: #"^(?:(a)\1?(b)\2{0,3}?)*c"#, unit: "ab"),
    DeepMatch(pattern: "(?:(a)|b)*(?:x|y)", unit: "ab", tail: "y"),
  ]

  @Test(arguments: matches) func placesAreThoseOfAStraightRun(_ match: DeepMatch) throws {
    var timeline = try timeline(match.pattern, match.subject, interval: 512)
    while timeline.move(to: .step(40_000)) == .unfinished {}
    let total = timeline.end?.steps ?? 40_000
    let seed: UInt64 = .random(in: 0 ... .max)
    var dice = SystemDice(state: seed)
    for _ in 0..<6 {
      let far = 1 + dice.roll(total)
      for number in [far, far - min(far - 1, dice.roll(3)), far + dice.roll(900)] {
        let number = min(number, total)
        while timeline.move(to: .step(number)) == .unfinished {}
        var straight = try machine(match.pattern, match.subject)
        straight.run(until: number)
        let seen = timeline.inspect { machine, _, _, _ in State(machine) }
        #expect(seen == State(straight), "step \(number), seed \(seed)")
      }
    }
  }

  /// A checkpoint of a deep stack costs what has changed since the one before.
  @Test func neighboursShareTheirStacks() throws {
    var machine = try machine("^(?:(a)|b)*c", String(repeating: "ab", count: 50_000))
    var observer = ProgressObserver(Progress())
    machine.run(&observer, until: 200_000)
    let stack = machine.stackBytes
    let first = machine.checkpoint()
    let alone = machine.checkpointBytes
    // A new one: the least depth that an observer knows of is that of all it has seen.
    observer = ProgressObserver(Progress())
    machine.run(&observer, until: 200_100)
    let second = machine.checkpoint()
    let both = machine.checkpointBytes
    #expect(stack > 1 << 20 && alone >= stack && both < alone + (64 << 10))
    #expect(first.byteCount < stack / 100 && second.byteCount < stack / 100)
  }
}

private func machine(_ pattern: String, _ subject: String) throws -> Machine {
  try Machine(
    program: try compileTraced(parsePattern(Array(pattern.utf8), options: PatternOptions())),
    subject: Array(subject.utf8))
}

/// What a place has to have in common with a straight run.
private struct State: Equatable {
  var steps: UInt64
  var item: ItemID?
  var position: Int
  var captures: [CaptureRange?]
  var depth: Int
  var choices: [PendingChoice]

  init(_ machine: borrowing Machine) {
    steps = machine.steps
    item = machine.item
    position = machine.position
    captures = machine.captures
    depth = machine.stackDepth
    choices = machine.pendingChoices(limit: 100_000)
  }
}

/// Numbers that look random and are the same for a seed.
private struct SystemDice {
  var state: UInt64
  mutating func roll(_ limit: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % limit
  }
}
