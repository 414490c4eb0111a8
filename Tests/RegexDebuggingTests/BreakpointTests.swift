// SPDX-License-Identifier: MIT
// Breakpoints, watchpoints and catchpoints against a filter over all steps, forward and backward.

import RegexDebugging
import RegexMachine
import RegexSyntax
import TestThreads
import Testing

/// What a filter knows of a step.
private struct Step {
  var number: UInt64
  var item: Int
  var position: Int
  var start: Int
  var attempt: Int
  var flags: UInt8
  var captures: [CaptureRange?]
  var failed: Bool
  var metVerb: Bool
}

@Suite @ComputingTests struct BreakpointTests {
  nonisolated static let subjects: [(String, String)] = [
    ("(a+)+b", "aaaaac"), ("(?:a|b|ab)*c", "abababab"), (#"(?<k>\w+?)\s\1"#, "one two two three"),
    ("(a(?1)?b)", "aaabbb aabb"), ("((a)|(b)|c){2,5}?d", "abcabcabx"),
    ("(?=(a+))a*b\\1", "baaabac"), ("a(*SKIP)b|(a)c|(*MARK:x)a(*THEN)d|e", "abacad"),
    ("(a|ab)(*PRUNE)(c)|(?(1)x|(b))", "abcabdb"), ("(?>(a)|b)+(?1)c", "abababx"),
  ]
  private nonisolated static let targets = [
    "break 0", "break 1", "break pos 2", "watch 1", "watch 2", "watch pos", "catch fail",
    "catch match", "catch backtrack", "catch verb", "catch attempt", "tbreak pos 99",
  ]
  private nonisolated static let conditions = [
    "", " if pos > 2", " if attempt = 2", " if start >= 1 and pos < 4", " if group 1 set",
    " if group 1 unset", " if group 1 = \"a\"", " if group 1 != \"a\"", " if step > 20",
  ]

  private func allSteps(_ pattern: String, _ subject: String) throws -> (Tree, [Step]) {
    var timeline = try timeline(pattern, subject)
    var steps: [Step] = []
    let tree = try parsePattern(Array(pattern.utf8))
    timeline.move(to: .step(1))
    while timeline.place != .end {
      let step = timeline.inspect { machine, _, attempts, events in
        let isVerb: Bool =
          if let item = machine.item, case .verb = tree[tree[item].node].kind { true } else {
            false
          }
        return Step(
          number: machine.steps, item: machine.item?.index ?? -1, position: machine.position,
          start: machine.attemptStart, attempt: attempts, flags: machine.stepFlags,
          captures: machine.captures,
          failed: events.contains { if case .failed = $0 { true } else { false } },
          metVerb: isVerb
            || events.contains {
              if case .verb(_, _, triggered: true) = $0 { true } else { false }
            })
      }
      steps.append(step)
      let number = step.number + 1
      timeline.move(to: .step(number))
    }
    return (tree, steps)
  }

  /// Whether a step is one to stop at.
  private func stops(
    _ target: String, _ condition: String, _ steps: [Step], _ index: Int, _ tree: Tree,
    _ subject: [UInt8]
  ) -> Bool {
    let step = steps[index]
    let before = index > 0 ? steps[index - 1] : nil
    func text(_ group: Int) -> String? {
      step.captures[group].map { String(decoding: subject[$0.start..<$0.end], as: UTF8.self) }
    }
    let holds =
      switch condition {
      case " if pos > 2": step.position > 2
      case " if attempt = 2": step.attempt == 2
      case " if start >= 1 and pos < 4": step.start >= 1 && step.position < 4
      case " if group 1 set": step.captures[1] != nil
      case " if group 1 unset": step.captures[1] == nil
      case " if group 1 = \"a\"": text(1) == "a"
      case " if group 1 != \"a\"": text(1) != "a"
      case " if step > 20": step.number > 20
      default: true
      }
    guard holds else { return false }
    switch target {
    case "break 0", "break 1":
      let offset = target == "break 0" ? 0 : 1
      let item =
        tree.items.lastIndex { $0.position == offset }
        ?? tree.items.lastIndex { $0.position <= offset && offset < $0.position + $0.length }
      return step.item == item
    case "break pos 2": return step.position == 2
    case "watch 1": return step.captures[1] != before?.captures[1] ?? nil
    case "watch 2": return step.captures[2] != before?.captures[2] ?? nil
    case "watch pos": return before.map { $0.position != step.position } ?? false
    case "catch fail": return step.failed
    case "catch match": return !step.failed
    case "catch backtrack": return step.flags & 2 != 0
    case "catch verb": return step.metVerb
    case "catch attempt": return step.flags & 1 != 0
    default: return false
    }
  }

  private func run(_ session: inout Session, _ command: Command) -> [UInt64] {
    var result: [UInt64] = []
    while true {
      let response = session.execute(command)
      guard case .stopped(.breakpoints, .step(let why)) = response.body else { return result }
      result.append(why.step.number)
    }
  }

  @Test(arguments: subjects) func stopsWhereAFilterSaysSo(_ pattern: String, _ subject: String)
    throws
  {
    let (tree, steps) = try allSteps(pattern, subject)
    for target in Self.targets {
      for condition in Self.conditions {
        if tree.captureCount < 1 && (target + condition).contains("1") { continue }
        if tree.captureCount < 2 && target == "watch 2" { continue }
        var session = try session(pattern, subject)
        let line = target + condition
        guard session.say(line).contains(" 1: ") else { continue }
        let expected = steps.indices.filter {
          stops(target, condition, steps, $0, tree, Array(subject.utf8))
        }.map { steps[$0].number }
        // A run does not stop where it begins.
        let forward = run(&session, .run)
        #expect(forward == expected.filter { $0 > 1 }, "\(line)")
        _ = session.say("goto end")
        let backward = run(&session, .reverseContinue)
        #expect(backward == expected.reversed(), "\(line), backward")
      }
    }
  }

  @Test func slicesDoNotLoseAHit() throws {
    let subject = String(repeating: "a", count: 17) + "c"
    var session = try session("(a+)+b", subject)
    _ = session.say("catch fail if pos = 17 and group 1 = \"a\"")
    var slices = 0
    var stops: [UInt64] = []
    while true {
      let response = session.execute(.run) {
        slices += 1
        return true
      }
      guard case .stopped(.breakpoints, .step(let why)) = response.body else { break }
      stops.append(why.step.number)
      if stops.count == 20 { break }
    }
    let back = run(&session, .reverseContinue)
    #expect(back == stops.dropLast().reversed())
  }

  @Test func ignoredHitsAreCounted() throws {
    var session = try session("(?:a|b)*c", "aaab")
    _ = session.say("break a ignore 2")
    let first = session.say("c")
    #expect(first.hasPrefix("Breakpoint 1.\n#6 "))
    let hits = session.breakpoints[0].hits
    #expect(hits == 3)
    let words = session.say("ignore 1 100")
    #expect(words == "Breakpoint 1 passes over the next 100 hits.")
    let end = session.say("c")
    #expect(end.hasPrefix("No breakpoint was met."))
  }

  @Test func aLimitIsCaught() throws {
    var session = try Session(
      pattern: Array("(a+)+b".utf8), subject: Array("aaaaaaaac".utf8),
      matchOptions: MatchOptions(limits: MatchLimits(steps: 100)))
    _ = session.say("catch limit")
    let words = session.say("c")
    #expect(words.hasPrefix("Catchpoint 1: limit.\nStopped by the steps limit"))
  }

  @Test func aStepIsNotPassedOverForTheOneBehindIt() throws {
    // What step 2 comes to is known at step 3, which is a hit as well.
    var session = try session("(a)bc", "abd")
    _ = session.say("catch match if pos = 0")
    _ = session.say("break b")
    let stops = run(&session, .run)
    #expect(stops == [2, 4])
  }

  @Test func everyGroupOfANumberIsMeant() throws {
    var session = try session("(?|(a)|(b))+", "ab")
    _ = session.say("break group 1")
    let stops = run(&session, .run)
    #expect(stops == [2, 6, 8, 12, 14])
  }

  @Test func theLastStepOfAHardPartialMatchIsAPlace() throws {
    var session = try Session(
      pattern: Array("ab(c)".utf8), subject: Array("xab".utf8),
      matchOptions: MatchOptions(flags: .partialHard))
    _ = session.say("catch match")
    let end = session.say("goto end")
    #expect(end.hasPrefix("Partial match: the subject ended first, after 5 steps"))
    let back = run(&session, .reverseContinue)
    #expect(back == [5, 4, 3, 2])
    let there = session.say("goto 5")
    #expect(there == "#5 `c` at 3: meets the end of the subject, a partial match.")
    _ = session.say("goto end")
    let setting = session.say("where set 1")
    #expect(setting.hasPrefix("Group \"1\" is not set here"))
  }
}
