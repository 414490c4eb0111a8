// SPDX-License-Identifier: MIT
// Assertions against a look at every event of the match.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Testing

@Suite struct AssertionTests {
  static let pairs = [
    (#"(\d+)-(\w+)$"#, "on 2024-may!"), ("(?:a|b|ab)*c", "ababab"), ("(a+)+b", "aaac"),
    (#"(a+|b)*?(?:\1)*+c"#, "aabaab"), ("x*?(y|z){1,2}?w", "xxyzxw"),
    (#"(?|(a)|(b))\1{1,2}?c"#, "aaabbb"), ("(?(?=a)ab|c(*PRUNE)d)+e", "ababcdf"),
    ("(\\((?:[^()]++|(?1))*\\))", "(a(b)c"), ("(?>a*)b?c", "aab"), (#"\R+\X*?."#, "\r\n\n"),
  ]

  /// The first step that each node is gone back into after, by the events of the whole match.
  private func returns(
    _ pattern: String, _ subject: String
  ) throws -> (map: PatternMap, first: [NodeID: UInt64]) {
    let tree = try parsePattern(Array(pattern.utf8), options: PatternOptions())
    let program = try compileTraced(tree)
    var machine = try Machine(program: program, subject: Array(subject.utf8))
    var observer = EventObserver()
    machine.run(&observer)
    var first: [NodeID: UInt64] = [:]
    var step: UInt64 = 0
    for event in observer.events {
      switch event {
      case .step(let number, _, _): step = number
      case .backtrack(let kind, let instruction, _):
        // A group's choice goes on behind one of its own instructions: only units and references say
        // by themselves whose they are.
        let node: NodeID?
        switch kind {
        case .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster:
          node = program.origins[instruction - 2]
        case .takeUnit, .takeReference, .giveBackReference: node = program.origins[instruction]
        default: node = nil
        }
        if let node, first[node] == nil { first[node] = step }
      default: break
      }
    }
    return (PatternMap(tree), first)
  }

  @Test(arguments: pairs) func backtracksInto(_ pattern: String, _ subject: String) throws {
    let (map, first) = try returns(pattern, subject)
    var session = try session(pattern, subject)
    var checked = 0
    for index in map.tree.items.indices {
      guard case .single(let node) = map.roles[index] else { continue }
      let expected = map.tree.nodes.indices.lazy.compactMap { other -> UInt64? in
        guard case .repetition(let repetition) = map.tree[NodeID(other)].kind,
          repetition.child == node
        else { return nil }
        return first[NodeID(other)]
      }.first
      let target = BreakTarget.offset(map.tree.items[index].position)
      let response = session.execute(.assert(.backtracksInto(target, isNever: false)))
      guard case .asserted(let result) = response.body else {
        Issue.record("no answer for item \(index)")
        continue
      }
      #expect(result.finding == .step(expected), "item \(index)")
      #expect(result.isTrue == (expected != nil))
      checked += 1
    }
    #expect(checked > 0)
    #expect(session.place == .step(1))
  }

  @Test(arguments: pairs) func reachesAndCounts(_ pattern: String, _ subject: String) throws {
    let tree = try parsePattern(Array(pattern.utf8), options: PatternOptions())
    var machine = try Machine(
      program: try compileTraced(tree), subject: Array(subject.utf8))
    var events = EventObserver()
    machine.run(&events)
    var counter = CountingObserver()
    machine = try Machine(program: try compileTraced(tree), subject: Array(subject.utf8))
    machine.run(&counter)
    var session = try session(pattern, subject)
    session.execute(.step(2))
    let place = session.place
    for (index, item) in tree.items.enumerated() {
      let expected = events.events.lazy.compactMap { event -> UInt64? in
        if case .step(let number, index, _) = event { number } else { nil }
      }.first
      let claim = Assertion.reaches(.offset(item.position), isNever: true)
      guard case .asserted(let result) = session.execute(.assert(claim)).body else {
        Issue.record("no answer for item \(index)")
        continue
      }
      // Two items can stand at one offset: the later one is meant.
      guard tree.items.lastIndex(where: { $0.position == item.position }) == index else { continue }
      #expect(result.finding == .step(expected), "item \(index)")
    }
    for (kind, count) in [
      (Assertion.Counter.steps, counter.steps), (.backtracks, counter.backtracks),
    ] {
      let response = session.execute(.assert(.count(kind, .equal, count)))
      guard case .asserted(let result) = response.body else { continue }
      #expect(result == AssertionResult(result.assertion, isTrue: true, finding: .count(count)))
    }
    #expect(session.place == place)
  }
}
