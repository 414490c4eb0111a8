// SPDX-License-Identifier: MIT
// What came out of a suite's cases, written into it (`batch --update`): only values that differ change, what is
// not expected yet is added, comments and layout stay. The result is read again and has to mean exactly what was
// intended, or nothing is returned.
//
//   let update = try updatedSuite(file, with: observations)
//   write(update.bytes)                    // update.changed: names of cases, update.left: what could not be said
//
// Tested in Tests/CaseSuitesTests/UpdateTests.swift.

public import CaseCorpus
import SourceText

/// A suite with what came out written into it.
public struct SuiteUpdate: Hashable, Sendable {
  /// The bytes of the file.
  public var bytes: [UInt8]
  /// The names of the cases that say something else now.
  public var changed: [String] = []
  /// The cases that could not be changed, and why.
  public var left: [Left] = []

  /// A case that stays as it is.
  public struct Left: Hashable, Sendable {
    /// The name of the case.
    public var id: String
    /// Why it stays, in words.
    public var reason: String
  }
}

/// Why a suite cannot be updated.
public enum SuiteUpdateError: Error, Hashable, Sendable {
  /// The suite has errors.
  case invalid(SuiteError)
  /// It has no such case: it is not the file that was checked.
  case unknownCase(String)
  /// The changed text would not mean what it should, or lose a comment; and the first case that it
  /// concerns, if it is a case.
  case unfaithful(String?)
}

extension SuiteUpdateError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .invalid(let error): "\(error)"
    case .unknownCase(let id): "there is no case \(Escaping().display(Array(id.utf8))) any more"
    case .unfaithful(let id):
      "the result \(id.map { "of case \(Escaping().display(Array($0.utf8))) " } ?? "")"
        + "cannot be written down here without losing something: see to it by hand"
    }
  }
}

/// Writes what came out of some cases into their suite.
///
/// - Parameters:
///   - file: The bytes of the suite.
///   - observations: What came out; cases without one stay as they are.
/// - Returns: The suite; byte for byte the same if nothing else is expected.
/// - Throws: `SuiteUpdateError`; then the file is to stay as it is.
public func updatedSuite(
  _ file: [UInt8], with observations: [Observation]
) throws(SuiteUpdateError) -> SuiteUpdate {
  let suite = Suite(file)
  if let error = suite.errors.first { throw .invalid(error) }
  guard let document = suite.document else { return SuiteUpdate(bytes: file) }
  var updater = SuiteUpdater(suite, document.layout)
  try updater.take(observations)
  var layout = document.layout
  for move in updater.moves {
    let bytes = ListMove.moved(layout, table: move.table, from: move.source, at: move.index)
    layout = try faithful { () throws(SuiteError) in try TOMLLayout(bytes) }
  }
  var result = SuiteUpdate(
    bytes: TextEdit.apply(updater.edits(in: layout), to: layout.bytes),
    changed: updater.changed, left: updater.left)
  if document.hasByteOrderMark { result.bytes = [0xef, 0xbb, 0xbf] + result.bytes }
  let new = Suite(result.bytes)
  guard new.errors.isEmpty, let newLayout = new.document?.layout,
    comments(newLayout) == comments(document.layout)
  else { throw .unfaithful(nil) }
  let (means, intended) = (meaning(new.cases), meaning(updater.intended))
  if let wrong = intended.first(where: { means[$0.key] != $0.value })?.key
    ?? means.keys.first(where: { intended[$0] == nil })
  {
    throw .unfaithful(wrong.id)
  }
  return result
}

private func faithful<Value>(
  _ body: () throws(SuiteError) -> Value
) throws(SuiteUpdateError) -> Value {
  do throws(SuiteError) { return try body() } catch { throw .unfaithful(nil) }
}

private func comments(_ layout: TOMLLayout) -> [[UInt8]] {
  layout.comments.map { Array(layout.text($0)) }
}

/// The cases without their places; of those in lists it does not matter which place they have there.
private func meaning(_ cases: [SuiteCase]) -> [Case: Int] {
  var counts: [Case: Int] = [:]
  for item in cases {
    var given = item.given
    if case .listed(let matches, _) = item.origin.part {
      let prefix = given.id.prefix(upTo: given.id.lastIndex(of: "/") ?? given.id.endIndex)
      given.id = prefix + (matches ? "/matches" : "/nonmatches")
    }
    counts[given, default: 0] += 1
  }
  return counts
}

// MARK: - Deciding

/// What is to change, and what the suite is to mean afterwards.
private struct SuiteUpdater {
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

  private(set) var moves: [Move] = []
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
