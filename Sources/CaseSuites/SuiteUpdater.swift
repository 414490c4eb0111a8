// SPDX-License-Identifier: MIT
// Decides what of a suite is to say something else, and what it is to mean afterwards.
//
// Tested in Tests/CaseSuitesTests/UpdateTests.swift.

import CaseCorpus
import SourceText

/// What is to change, and what the suite is to mean afterwards.
struct SuiteUpdater {
  /// An element of a list that goes to the other list.
  struct Move {
    var table: Int
    var source: String
    var index: Int
  }

  /// The cases that are made of one part of the document: as many as its pattern has alternatives.
  private struct Slot: Hashable {
    var table: Int
    var part: SuiteCase.Part
  }

  private var moves: [Move] = []
  private(set) var changed: [String] = []
  private(set) var left: [SuiteUpdate.Left] = []
  /// The cases as they shall be.
  private(set) var intended: [SuiteCase]
  private let layout: TOMLLayout
  private let cases: [SuiteCase]
  private var targets: [(slot: Slot, old: Case, new: Case)] = []

  init(_ suite: Suite, _ layout: TOMLLayout) {
    cases = suite.cases
    intended = suite.cases
    self.layout = layout
  }

  mutating func take(_ observations: [Observation]) throws(SuiteUpdateError) {
    var found: [String: Observation] = [:]
    for observation in observations { found[observation.id] = observation }
    var slots: [Slot: [Int]] = [:]
    var order: [Slot] = []
    for (index, item) in cases.enumerated() {
      let slot = Slot(table: item.origin.pattern, part: item.origin.part)
      if slots[slot] == nil { order.append(slot) }
      slots[slot, default: []].append(index)
    }
    let known = Set(cases.map(\.given.id))
    if let id = found.keys.filter({ !known.contains($0) }).min() { throw .unknownCase(id) }
    for slot in order {
      let indices = slots[slot] ?? []
      guard indices.contains(where: { found[cases[$0].given.id] != nil }) else { continue }
      take(slot, indices, found)
    }
    moves.sort { ($0.table, $0.source, $0.index) < ($1.table, $1.source, $1.index) }
    // Each one that goes makes the places behind it one less.
    var gone: [Slot: Int] = [:]
    for index in moves.indices {
      let list = Slot(
        table: moves[index].table,
        part: .listed(matches: moves[index].source == "matches", index: 0))
      moves[index].index -= gone[list, default: 0]
      gone[list, default: 0] += 1
    }
  }

  /// The moves, at most one of each pattern in a round.
  var rounds: [[Move]] {
    var rounds: [[Move]] = []
    var counts: [Int: Int] = [:]
    for move in moves {
      let round = counts[move.table, default: 0]
      counts[move.table] = round + 1
      if round == rounds.count { rounds.append([]) }
      rounds[round].append(move)
    }
    return rounds
  }

  private mutating func take(_ slot: Slot, _ indices: [Int], _ found: [String: Observation]) {
    var news: [Case] = []
    for index in indices {
      let given = cases[index].given
      let observation = found[given.id]
      if let reason = observation.flatMap({ refusal($0, slot, given) }) {
        left.append(.init(id: given.id, reason: reason))
        return
      }
      news.append(
        observation.map { given.updated(with: $0, isExact: given.expected.isExact) } ?? given)
    }
    guard var new = news.first, Set(news.map(\.expected)).count == 1 else {
      let reason = "its patterns come out differently"
      left += indices.map { .init(id: cases[$0].given.id, reason: reason) }
      return
    }
    new.stepBudget = news.compactMap(\.stepBudget).max()
    new.expected = new.expected.asRead
    if case .listed = slot.part {
      // A list says no more than that.
      let status = new.expected.status
      new.expected = Expectation()
      new.expected.status = status
    }
    let old = cases[indices[0]].given
    guard new != old else { return }
    for index in indices {
      intended[index].given.expected = new.expected
      intended[index].given.stepBudget = new.stepBudget
      if case .listed(let matches, let place) = slot.part {
        intended[index].origin.part = .listed(matches: !matches, index: place)
      }
      changed.append(cases[index].given.id)
    }
    if case .listed(let matches, let index) = slot.part {
      moves.append(
        Move(table: slot.table, source: matches ? "matches" : "nonmatches", index: index))
    } else {
      targets.append((slot, old, new))
    }
  }

  /// Why an observation cannot be written down; nil if it can.
  private func refusal(_ observation: Observation, _ slot: Slot, _ given: Case) -> String? {
    let found = observation.found
    let pattern = layout.tables[slot.table]
    switch slot.part {
    case .compilation:
      let hasSubjects = ["subject", "matches", "nonmatches"].contains { pattern[$0] != nil }
      return found.compileError != nil && hasSubjects ? refusedPattern(found) : nil
    case .subject: return found.compileError == nil ? nil : refusedPattern(found)
    case .listed:
      if found.compileError != nil { return refusedPattern(found) }
      guard let rc = found.rc, rc > 0 || rc == -1 else {
        return "its result is neither a match nor none: give it a [[pattern.subject]]"
      }
      if let budget = given.stepBudget, observation.steps > budget {
        return "it takes \(observation.steps) steps, the step budget of its pattern is \(budget)"
      }
      return nil
    }
  }

  private func refusedPattern(_ found: Expectation) -> String {
    let place = found.compileOffset.map { " at offset \($0)" } ?? ""
    return "its pattern is refused: error \(found.compileError ?? 0)\(place)"
  }

  /// The edits of subjects and patterns, in the document with the lists as they shall be.
  func edits(in layout: TOMLLayout) -> [TextEdit] {
    targets.flatMap { target in
      switch target.slot.part {
      case .subject(let table):
        var edits = TableEdits(layout, table: table)
        edits.set(subjectKeys(target, layout.tables[table], layout), among: SuiteKeys.expectation)
        return edits.edits
      default:
        var edits = TableEdits(layout, table: target.slot.table)
        edits.set(
          compilationKeys(target.new.expected),
          among: ["error", "error_offset", "capture_count"])
        return edits.edits
      }
    }
  }

  private func subjectKeys(
    _ target: (slot: Slot, old: Case, new: Case), _ table: TOMLLayout.Table,
    _ layout: TOMLLayout
  ) -> [(key: String, value: KeyValue)] {
    var wholeIsGroup = false
    if case .table(let groups)? = table["groups"]?.value.content {
      wholeIsGroup = layout.tables[groups]["0"] != nil
    }
    var keys = KeyValue.keys(of: target.new.expected, wholeIsGroup: wholeIsGroup)
    if let budget = target.new.stepBudget, budget != target.old.stepBudget {
      keys.append(("step_budget", .integer(budget)))
    }
    return keys
  }

  private func compilationKeys(_ expected: Expectation) -> [(key: String, value: KeyValue)] {
    var keys: [(key: String, value: KeyValue)] = []
    if let code = expected.compileError { keys.append(("error", .integer(code))) }
    if let offset = expected.compileOffset { keys.append(("error_offset", .integer(offset))) }
    if let count = expected.captureCount { keys.append(("capture_count", .integer(count))) }
    return keys
  }
}
