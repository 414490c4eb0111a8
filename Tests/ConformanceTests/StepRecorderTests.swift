// SPDX-License-Identifier: MIT
// Recorders against an observer that keeps events, step by step.

import RegexMachine
import RegexProgram
import RegexSyntax
import Testing

@Suite("Rows of 16 bytes")
struct StepRecorderTests {
  private static func machine(_ pattern: String, _ subject: String) throws -> Machine {
    let tree = try parsePattern(Array(pattern.utf8), options: PatternOptions())
    return try Machine(program: compileTraced(tree), subject: Array(subject.utf8))
  }

  /// The steps as items and positions, by events.
  private static func steps(_ pattern: String, _ subject: String) throws -> [[Int]] {
    var machine = try machine(pattern, subject)
    var observer = EventObserver()
    machine.run(&observer)
    return observer.events.compactMap {
      guard case .step(_, let item, let position) = $0 else { return nil }
      return [item, position]
    }
  }

  private static func rows(_ recorder: borrowing StepRecorder) -> [[Int]] {
    var result: [[Int]] = []
    for index in recorder.indices {
      result.append([recorder[index].item, Int(recorder[index].position)])
    }
    return result
  }

  @Test("Emptied whenever it is full it holds every step once", arguments: [1, 3, 4, 16, 1024])
  func rowsAreAllSteps(capacity: Int) throws {
    var machine = try Self.machine("(a+)+b|x", "aaaaac")
    var recorder = StepRecorder(capacity: capacity, whenFull: .pauses)
    var seen: [[Int]] = []
    var result: RunResult
    repeat {
      recorder.removeAll()
      result = machine.run(&recorder)
      seen += Self.rows(recorder)
    } while result == .paused
    let all = try Self.steps("(a+)+b|x", "aaaaac")
    #expect(seen == all)
    #expect(machine.outcome == .noMatch)
  }

  @Test("A ring holds the latest steps", arguments: [1, 2, 8, 1024])
  func theLatestRowsAreKept(capacity: Int) throws {
    var machine = try Self.machine("(?:a|b|ab)*c", "abababx")
    var recorder = StepRecorder(capacity: capacity, whenFull: .dropsOldest)
    machine.run(&recorder)
    let all = try Self.steps("(?:a|b|ab)*c", "abababx")
    let (count, kept) = (recorder.stepCount, Self.rows(recorder))
    #expect(count == all.count)
    #expect(kept == Array(all.suffix(capacity)))
  }

  @Test("A row is what an observer is shown of the step")
  func aRowIsWhatIsShown() throws {
    var machine = try Self.machine("(a+)+b|x", "caaaac")
    var other = try Self.machine("(a+)+b|x", "caaaac")
    var recorder = StepRecorder(capacity: 1, whenFull: .pauses)
    #expect(MemoryLayout<StepRecord>.stride == 16)
    while machine.run(&recorder) == .paused {
      let row = recorder[0]
      other.run(until: machine.steps)
      #expect(row.item == other.item?.index)
      #expect(Int(row.position) == other.position)
      #expect(Int(row.attemptStart) == other.attemptStart)
      #expect(row.flags == other.stepFlags)
      #expect(Int(row.depth) == other.stackDepth)
      recorder.removeAll()
    }
    #expect(machine.outcome == .noMatch)
  }

  @Test("A finder's searches follow one another in one recorder")
  func findersRecordAllTheirSearches() throws {
    let tree = try parsePattern(Array("a.".utf8), options: PatternOptions())
    var finder = try Finder(compileTraced(tree))
    var recorder = StepRecorder(whenFull: .dropsOldest)
    var matches = 0
    let result = try finder.forEachMatch(in: Array("xaxab".utf8), recording: &recorder) { _ in
      matches += 1
      return true
    }
    let count = recorder.stepCount
    #expect(matches == 2)
    #expect(UInt64(count) == result.steps)
  }
}
