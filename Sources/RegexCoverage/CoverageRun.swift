// SPDX-License-Identifier: MIT
// One subject searched, and what that covers.
//
// Tested in RegexCoverageTests/CoverageFixtures.swift.

public import RegexMachine
import RegexProgram
import RegexSyntax

/// What a search, or a search for all matches, has reached.
public struct CoverageRun: Hashable, Sendable {
  /// How often each point of the plan was reached.
  public var counts: [UInt32]
  /// How the first search ended.
  public var outcome: Outcome
  /// Steps of all searches.
  public var steps: UInt64
}

extension CoveragePlan {
  /// Searches a subject and counts.
  ///
  /// Where a limit ends a search, what would follow from its not having gone on is not counted.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How it is searched; its step limit is that of all searches together.
  ///   - findsAll: Whether all matches are looked for, one after another.
  /// - Returns: What was reached.
  /// - Throws: `SubjectError`
  public func run(
    subject: [UInt8], options: MatchOptions = MatchOptions(), findsAll: Bool = false
  ) throws(SubjectError) -> CoverageRun {
    var observer = CoverageObserver(probes, subject: subject)
    var results = Results(groupCount: program.captureCount)
    var sequence = MatchSequence(rule: .findAll, startOffset: options.startOffset)
    var options = options
    var goesOn = true
    while goesOn {
      var machine = try Machine(
        program: program, subject: subject,
        options: findsAll ? sequence.options(options) : options)
      machine.run(&observer)
      results.add(machine)
      options.limits.steps -= min(machine.steps, options.limits.steps)
      goesOn = false
      guard findsAll && results.isComplete else { break }
      switch sequence.advance(after: machine) {
      case .match(isLast: false), .again: goesOn = true
      case .match(isLast: true), .over, .refused: break
      }
    }
    return CoverageRun(
      counts: sources.map { count($0, observer, results) },
      outcome: results.first ?? .noMatch, steps: results.steps)
  }

  private func count(
    _ source: CountSource, _ observer: CoverageObserver, _ results: Results
  ) -> UInt32 {
    switch source {
    case .tries(let item): return observer.tries[item]
    case .lost(let item, let next):
      guard results.isComplete else { return 0 }
      let tries = observer.tries[item]
      return tries - min(tries, observer.tries[next])
    case .rounds(let index, let bucket): return observer.repeats[4 * index + bucket]
    case .taken(let index, let member):
      let probe = probes.classes[index]
      return sum(observer.taken, index) { probe.members[member].table[$0] == 1 }
        &+ observer.wideTaken[probe.firstMember + member]
    case .refused(let index, let member):
      let probe = probes.classes[index]
      return sum(observer.refused, index) { probe.members[member].table[$0] == 1 }
        &+ observer.wideRefused[probe.firstMember + member]
    case .outside(let index):
      return sum(observer.refused, index) { _ in true } &+ observer.wideOutside[index]
    case .otherCase(let index):
      let probe = probes.classes[index]
      return sum(observer.taken, index) { byte in !probe.exact.contains { $0.table[byte] == 1 } }
        &+ observer.wideOtherCase[index]
    case .groupSet(let group): return results.set[group]
    case .groupUnset(let group): return results.matches - results.set[group]
    case .match: return results.matches
    case .noMatch: return results.first == .noMatch ? 1 : 0
    }
  }

  private func sum(_ counts: [UInt32], _ index: Int, _ isMeant: (Int) -> Bool) -> UInt32 {
    var sum: UInt32 = 0
    for byte in 0..<256 where isMeant(byte) { sum &+= counts[256 * index + byte] }
    return sum
  }
}

/// How searches ended.
private struct Results {
  var first: Outcome?
  var isComplete = true
  var matches: UInt32 = 0
  /// Matches by group in which it is set.
  var set: [UInt32]
  var steps: UInt64 = 0

  init(groupCount: Int) { set = Array(repeating: 0, count: groupCount + 1) }

  mutating func add(_ machine: borrowing Machine) {
    first = first ?? machine.outcome
    steps += machine.steps
    switch machine.outcome {
    case .match:
      matches += 1
      for (group, capture) in machine.captures.enumerated() where capture != nil {
        set[group] += 1
      }
    case .noMatch: break
    case .partial, .limit, .error, nil: isComplete = false
    }
  }
}
